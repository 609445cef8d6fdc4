import { type ReactElement, useState } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import { type MetricsTest, type TestedSeries, verdictOf } from '#shared/domain/connections/metrics-test.ts';
import { Age } from '../../../components/age.tsx';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { State } from '../../../components/state.tsx';
import { Switch } from '../../../components/switch.tsx';
import { Words } from '../../../components/words.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { useMetricsTest } from '../mutations.ts';

interface MetricsTestPartProps {
  readonly connection: Connection;
  readonly namespace: string;
  /** To the settings of metric servers. */
  readonly onMetrics: () => void;
}

/** Asks the metric server now, and shows which series the queries find: what the observed needle will stand on. */
export function MetricsTestPart({ connection: { context, metrics }, namespace, onMetrics }: MetricsTestPartProps): ReactElement {
  const test = useMetricsTest(context);
  const [everywhere, setEverywhere] = useState(false);
  const toSettings = <Button onPress={onMetrics}>Metric servers</Button>;
  if (metrics === null)
    return (
      <Empty title={`No metric server is set for ${context}.`} actions={toSettings}>
        The desk works without one: the observed needle then says so, and a rollback's clock has no traffic mark.
      </Empty>
    );
  const run = () => test.mutate(everywhere ? null : namespace);
  return (
    <>
      <div className="cluster-ask">
        <Button onPress={run} refusal={test.isPending ? 'It is being asked.' : null}>
          {test.isPending ? 'Asking' : test.data === undefined ? 'Test' : 'Test again'}
        </Button>
        <Switch on={everywhere} onChange={setEverywhere}>
          In all namespaces
        </Switch>
      </div>
      {test.isPending ? <Loading title="Asking the metric server">Connect 5 s and answer 10 s at most.</Loading> : null}
      {test.data?.ok === false && !test.isPending ? <Failed error={test.data.error} actions={toSettings} /> : null}
      {test.data?.ok === true && !test.isPending ? <TestedMetrics test={test.data.value} /> : null}
    </>
  );
}

export function TestedMetrics({ test }: { readonly test: MetricsTest }): ReactElement {
  return (
    <div className="tested" role="status">
      <p className="ink-2">
        <span className="mono">{test.url}</span> answered in {Math.round(test.tookMs)} ms: {test.template}, window {test.window}
        {test.namespace === null ? ', all namespaces' : `, namespace ${test.namespace}`} <Age at={test.at} periodMs={60_000} />
      </p>
      <ul className="tested-list">
        {test.series.map((tested) => (
          <TestedRow key={`${tested.figure} ${tested.selector}`} tested={tested} />
        ))}
      </ul>
      {test.warnings.map((warning) => (
        <p key={warning} className="ink-2">
          <Glyph name="ring" /> {warning}
        </p>
      ))}
    </div>
  );
}

function TestedRow({ tested }: { readonly tested: TestedSeries }): ReactElement {
  const { figure, selector, series, newestAt, labels, error } = tested;
  const { state, word } = verdictOf(tested);
  return (
    <li>
      <div className="tested-head">
        <b className="medium">{figure}</b>
        <State state={state} word={word} quiet />
        <span className="number">{series === null ? '?' : countedText(series, 'series', 'series')}</span>
        <Age at={newestAt} periodMs={60_000} says={newestAt === null ? 'no sample' : 'newest'} />
      </div>
      <code className="mono ink-2">{selector}</code>
      {labels.length === 0 ? null : <p className="ink-3 text-12">labels {labels.join(', ')}</p>}
      {error === null ? null : (
        <>
          <p>{error.message}</p>
          {error.upstream === undefined ? null : <Words upstream={error.upstream} />}
        </>
      )}
    </li>
  );
}
