import { type ReactElement, useState } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import { Age } from '../../../components/age.tsx';
import { Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { useContextRights } from '../queries.ts';
import { AccessFacts } from './access-facts.tsx';
import { MetricsTestPart } from './metrics-test.tsx';
import { PlainField } from './plain-field.tsx';
import { RightsTable } from './rights-table.tsx';
import { WhoYouAre } from './who-you-are.tsx';

interface ContextDetailProps {
  readonly connection: Connection;
  readonly onClose: () => void;
  readonly onMetrics: () => void;
}

/** Everything about one context: who one is there, what that allows, how it is reached, and what its metrics find. */
export function ContextDetail({ connection, onClose, onMetrics }: ContextDetailProps): ReactElement {
  const { context, lastFailure = null } = connection;
  const [namespace, setNamespace] = useState(connection.namespace);
  const [draft, setDraft] = useState(connection.namespace);
  const rights = useContextRights(context, namespace);
  const { value, error } = rights;
  const asksNew = draft.trim() !== '' && draft.trim() !== namespace;
  const ask = () => (asksNew ? setNamespace(draft.trim()) : rights.again());
  return (
    <aside className="cluster-detail" aria-labelledby="cluster-detail-name">
      <header className="cluster-detail-head">
        <h2 id="cluster-detail-name" className="text-18 ellipsis">
          {context}
        </h2>
        <Button look="quiet" onPress={onClose} label={`Close the details of ${context}`}>
          Close
        </Button>
      </header>

      <section>
        <SectionHeading meta={value === null ? null : <Age at={value.at} periodMs={300_000} />}>Who you are</SectionHeading>
        {value === null && error === null ? <Loading title={`Asking ${context}`}>Connect 5 s and answer 10 s at most.</Loading> : null}
        {error === null ? null : <Failed error={error} actions={<Button onPress={rights.again}>Ask again</Button>} />}
        {value === null ? null : <WhoYouAre rights={value} />}
      </section>

      <section>
        <SectionHeading meta={value === null ? null : `role ${value.role}`}>{`What you may do in ${namespace}`}</SectionHeading>
        <div className="cluster-ask">
          <PlainField label="Namespace" value={draft} onChange={setDraft} onEnter={ask} mono />
          <Button onPress={ask} refusal={draft.trim() === '' ? 'A namespace is expected.' : null}>
            {rights.asking ? 'Asking' : asksNew ? 'Ask' : 'Ask again'}
          </Button>
        </div>
        {value === null ? null : <RightsTable rights={value} onAgain={rights.again} />}
      </section>

      <section>
        <SectionHeading>How it is reached</SectionHeading>
        <AccessFacts connection={connection} version={value?.version ?? null} />
      </section>

      <section>
        <SectionHeading
          meta={
            connection.metrics === null ? null : (
              <>
                {connection.metrics.source} <Age at={connection.metrics.at} periodMs={connection.metrics.periodMs} />
              </>
            )
          }
        >
          Metrics
        </SectionHeading>
        <MetricsTestPart connection={connection} namespace={namespace} onMetrics={onMetrics} />
      </section>

      {lastFailure === null ? null : (
        <section>
          <SectionHeading meta={<Age at={lastFailure.at} periodMs={Number.POSITIVE_INFINITY} />}>
            {connection.error === null ? 'Last failure, over now' : 'Last failure'}
          </SectionHeading>
          <Failed error={lastFailure.error} />
        </section>
      )}
    </aside>
  );
}
