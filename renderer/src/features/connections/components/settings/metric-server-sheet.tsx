import { type ReactElement, useState } from 'react';
import { builtInQueries, defaultQuery } from '#shared/domain/rollouts/request-rate.ts';
import type { MetricServerView } from '#shared/domain/connections/settings.ts';
import { Failed } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { SelectField } from '../../../../components/select-field.tsx';
import { Sheet } from '../../../../components/sheet.tsx';
import { draftOf, fieldOf, type MetricDraft, serverOf } from '../../metric-draft.ts';
import { useSaveSettings } from '../../mutations.ts';
import { PlainField } from '../plain-field.tsx';
import { HeaderFields } from './header-fields.tsx';
import { LoginFields } from './login-fields.tsx';

interface MetricServerSheetProps {
  /** null: the one for every context that has none of its own. */
  readonly context: string | null;
  readonly server: MetricServerView | null;
  readonly onClose: () => void;
}

/** One metric server of the settings file. What is wrong is said at its field, and nothing that was typed is lost. */
export function MetricServerSheet({ context, server, onClose }: MetricServerSheetProps): ReactElement {
  const [draft, setDraft] = useState(() => draftOf(server, defaultQuery));
  const save = useSaveSettings();
  const error = save.data?.ok === false ? save.data.error : null;
  const wrong = error === null ? null : fieldOf(error.field);
  const change = (part: Partial<MetricDraft>) => {
    setDraft({ ...draft, ...part });
    save.reset();
  };
  const errorAt = (field: keyof MetricDraft) => (wrong === field && error !== null ? error.message : null);
  const send = (to: ReturnType<typeof serverOf> | null) =>
    save.mutate({ set: 'metric-server', context, server: to }, { onSuccess: (answer) => answer.ok && onClose() });
  const own = !Object.hasOwn(builtInQueries, draft.template);
  return (
    <Sheet
      kicker="Metric server"
      title={context ?? 'Every context without one of its own'}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => send(serverOf(draft))} refusal={save.isPending ? 'It is being saved.' : null}>
            {save.isPending ? 'Saving' : 'Save'}
          </Button>
          {server === null ? null : <Button onPress={() => send(null)}>Take it away</Button>}
          <span className="field-note">It counts at once. The audit log keeps that it was changed, without secrets.</span>
        </>
      }
    >
      <div className="settings-form">
        {error !== null && wrong === null ? <Failed error={error} /> : null}
        <PlainField
          label="URL"
          placeholder="http://prometheus.monitoring:9090"
          value={draft.url}
          onChange={(url) => change({ url })}
          error={errorAt('url')}
          note="Of Prometheus, Thanos, Mimir or VictoriaMetrics: where /api/v1/query is found below."
          mono
          autoFocus
        />
        <LoginFields draft={draft} onChange={change} errorAt={errorAt} />
        <HeaderFields headers={draft.headers} onChange={(headers) => change({ headers })} error={errorAt('headers')} />
        <SelectField
          label="Query for the request rate of one version"
          value={own ? 'own' : draft.template}
          choices={[
            ...Object.keys(builtInQueries).map((name) => ({ value: name, text: name })),
            { value: 'own', text: 'A query of your own' },
          ]}
          onChange={(to) => change({ template: to === 'own' ? (builtInQueries[draft.template] ?? draft.template) : to })}
        />
        {own ? (
          <>
            <PlainField
              label="PromQL, with {{hash}}"
              value={draft.template}
              onChange={(template) => change({ template })}
              error={errorAt('template')}
              mono
            />
            <PlainField
              label="PromQL for failed requests, with {{hash}}"
              value={draft.errorTemplate}
              onChange={(errorTemplate) => change({ errorTemplate })}
              error={errorAt('errorTemplate')}
              note="Empty: errors are not asked for."
              mono
            />
            <PlainField
              label="PromQL for latencies in seconds, with {{hash}} and {{quantile}}"
              value={draft.latencyTemplate}
              onChange={(latencyTemplate) => change({ latencyTemplate })}
              error={errorAt('latencyTemplate')}
              note="Empty: latencies are not asked for."
              mono
            />
          </>
        ) : (
          <code className="code">{builtInQueries[draft.template]}</code>
        )}
        <PlainField
          label="Window of the rate"
          value={draft.window}
          onChange={(window) => change({ window })}
          error={errorAt('window')}
          note="30s, 1m or 5m: the observed needle lags this far behind, and needs at least two scrapes in it."
          mono
        />
      </div>
    </Sheet>
  );
}
