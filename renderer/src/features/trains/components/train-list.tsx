import type { ReactElement } from 'react';
import type { TrainSummary } from '#shared/domain/trains/views.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { State } from '../../../components/state.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { instantText, wholeText } from '../../../lib/wall-time.ts';
import { useTrains } from '../queries.ts';
import { badgeOf, boardOrder } from '../train-words.ts';

/** Every train: those with something before them first. */
export function TrainList({ onOpen }: { readonly onOpen: (train: string) => void }): ReactElement {
  const { trains, live } = useTrains();
  return (
    <main className="train-list">
      <header className="incident-list-head">
        <h1 className="text-22">Trains</h1>
        <p className="ink-2">{`${trains.filter(({ endedAt }) => endedAt === null).length} before departure or under way`}</p>
      </header>
      {live.error === null ? null : <Failed error={live.error} />}
      {trains.length > 0 ? (
        <table className="incident-table">
          <thead>
            <tr>
              <th scope="col">Train</th>
              <th scope="col">State</th>
              <th scope="col">How it stands</th>
              <th scope="col">Aboard</th>
              <th scope="col">Cut</th>
              <th scope="col">Departs</th>
              <th scope="col">Conductor</th>
            </tr>
          </thead>
          <tbody>
            {boardOrder(trains).map((train) => (
              <Row key={train.id} train={train} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      ) : live.status === 'connecting' && live.error === null ? (
        <Loading title="The timetable is read…" />
      ) : live.error === null ? (
        <Empty title="There is no timetable.">
          Put timetable.yaml, checklists.yaml, roles.yaml and policy.yaml into the release folder: the guide shows how.
        </Empty>
      ) : null}
    </main>
  );
}

function Row({ train, onOpen }: { readonly train: TrainSummary; readonly onOpen: (id: string) => void }): ReactElement {
  const [badge, word] = badgeOf(train);
  return (
    <tr>
      <th scope="row">
        <Button look="quiet" onPress={() => onOpen(train.id)}>
          {train.label}
        </Button>
      </th>
      <td>
        <State state={badge} word={word} />
      </td>
      <td className="ink-2">{train.sentence}</td>
      <td className="tabular">{`${countedText(train.aboard, 'service', 'services')}, ${train.changes ?? '?'} changes`}</td>
      <td>
        <Instant at={train.wasCutAt ?? train.cutAt} planned={train.cutAt} />
      </td>
      <td>
        <Instant at={train.departedAt ?? train.departsAt} planned={train.departsAt} />
      </td>
      <td>{train.conductor?.name ?? <span className="ink-3">nobody</span>}</td>
    </tr>
  );
}

/** What happened, with what was planned in its title. */
function Instant({ at, planned }: { readonly at: number; readonly planned: number }): ReactElement {
  const text = useTicking((clock) => instantText(at, clock.now()));
  return (
    <time
      className="tabular ink-2"
      dateTime={new Date(at).toISOString()}
      title={at === planned ? undefined : `planned ${wholeText(planned)}`}
    >
      {text}
    </time>
  );
}
