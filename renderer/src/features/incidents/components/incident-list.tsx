import { type ReactElement, useState } from 'react';
import type { IncidentSummary } from '#shared/domain/incidents/views.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { State } from '../../../components/state.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { ageText } from '../../../lib/age-text.ts';
import { instantText, wholeText } from '../../../lib/wall-time.ts';
import { useIncidents } from '../queries.ts';
import { OpenDialog } from './open-dialog.tsx';

/** Every incident this desk keeps, the open ones first. */
export function IncidentList({ onOpen }: { readonly onOpen: (incident: string) => void }): ReactElement {
  const { incidents, live } = useIncidents();
  const [opening, setOpening] = useState(false);
  useKeys({ n: () => setOpening(true) });
  const open = incidents.filter(({ state }) => state === 'open');
  const closed = incidents.filter(({ state }) => state === 'closed');
  return (
    <main className="incident-list">
      <header className="incident-list-head">
        <h1 className="text-22">Incidents</h1>
        <p className="ink-2">{`${open.length} open, ${closed.length} closed`}</p>
        <Button keys="N" onPress={() => setOpening(true)}>
          Open an incident…
        </Button>
      </header>
      {live.error === null ? null : <Failed error={live.error} />}
      {incidents.length === 0 && live.error === null ? (
        live.status === 'connecting' ? (
          <Loading title="The record is read…" />
        ) : (
          <Empty title="No incident is on record.">A rollback opens one by itself, so does a train that is halted.</Empty>
        )
      ) : (
        <table className="incident-table">
          <thead>
            <tr>
              <th scope="col">Incident</th>
              <th scope="col">State</th>
              <th scope="col">Severity</th>
              <th scope="col">What</th>
              <th scope="col">How it stands</th>
              <th scope="col">Opened</th>
              <th scope="col">Lasted</th>
            </tr>
          </thead>
          <tbody>
            {[...open, ...closed].map((incident) => (
              <Row key={incident.id} incident={incident} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {opening ? <OpenDialog onClose={() => setOpening(false)} onOpened={onOpen} /> : null}
    </main>
  );
}

function Row({ incident, onOpen }: { readonly incident: IncidentSummary; readonly onOpen: (id: string) => void }): ReactElement {
  const { id, title, severity, state, sentence, openedAt, closedAt, clock } = incident;
  const isOpen = state === 'open';
  const openedText = useTicking((clock) => instantText(openedAt, clock.now()));
  return (
    <tr>
      <th scope="row">
        <Button look="quiet" label={`${id}: ${title}`} onPress={() => onOpen(id)}>
          {id}
        </Button>
      </th>
      <td>
        <State state={isOpen ? 'degraded' : 'healthy'} word={isOpen ? 'Open' : 'Closed'} />
      </td>
      <td className="tabular">{severity}</td>
      <td className="medium">{title}</td>
      <td className="ink-2">{sentence}</td>
      <td className="ink-2 tabular">
        <time dateTime={new Date(openedAt).toISOString()} title={wholeText(openedAt)}>
          {openedText}
        </time>
      </td>
      <td className="ink-2 tabular">{closedAt === null ? '–' : ageText((closedAt - clock.at) / 1_000)}</td>
    </tr>
  );
}
