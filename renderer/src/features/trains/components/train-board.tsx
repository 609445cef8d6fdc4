import { type ReactElement, startTransition, useCallback, useState } from 'react';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { useTrain } from '../queries.ts';
import { ActDialog, type AskedAct } from './act-dialog.tsx';
import { BoardHead } from './board-head.tsx';
import { LifeLine } from './life-line.tsx';
import { PassengerSheet } from './passenger-sheet.tsx';
import { Passengers } from './passengers.tsx';
import { SideNotes } from './side-notes.tsx';

interface TrainBoardProps {
  readonly train: string;
  /** A passenger somebody came here to leave behind. */
  readonly leaving: string | null;
  readonly onChecklist: () => void;
  readonly onClose: () => void;
  readonly onTrain: (train: string) => void;
}

/** One train: when, who is aboard, what stops it, and what can be done. */
export function TrainBoard({ train, leaving, onChecklist, onClose, onTrain }: TrainBoardProps): ReactElement {
  const { page, live } = useTrain(train);
  useKeys({ c: onChecklist, Escape: onClose });
  if (page === null)
    return (
      <main className="train-board">
        {live.error === null ? (
          <Loading title="The board is put together…" />
        ) : (
          <Failed error={live.error} actions={<Button onPress={onClose}>All trains</Button>} />
        )}
      </main>
    );
  return <Board page={page} leaving={leaving} onChecklist={onChecklist} onTrain={onTrain} />;
}

type BoardProps = Pick<TrainBoardProps, 'leaving' | 'onChecklist' | 'onTrain'> & { readonly page: TrainPage };

function Board({ page, leaving, onChecklist, onTrain }: BoardProps): ReactElement {
  const [asked, setAsked] = useState<AskedAct | null>(leaving === null ? null : { act: 'leave', service: leaving });
  const [chosen, setChosen] = useState<string | null>(null);
  const refusalOf = (act: string): string | null => {
    const known = page.acts.find((one) => one.act === act);
    return known === undefined ? 'The desk has not said.' : known.enabled ? null : known.reason;
  };
  const passenger = page.passengers.find(({ service }) => service === chosen);
  // Built in small pieces: a board of 200 does not stand still for a question.
  const ask = useCallback((next: AskedAct) => startTransition(() => setAsked(next)), []);
  const choose = useCallback((service: string) => startTransition(() => setChosen(service)), []);
  const goOn = useCallback((service: string, region: string) => ask({ act: 'goOn', service, region }), [ask]);
  return (
    <main className="train-board">
      <BoardHead page={page} refusalOf={refusalOf} onAsk={ask} onChecklist={onChecklist} />
      {page.problems.map((problem) => (
        <Failed key={problem} error={{ kind: 'invalid', message: problem }} />
      ))}
      <LifeLine page={page} />
      {page.passengers.length === 0 ? (
        <Empty title="Nobody is aboard.">What CI tests before the cut boards by itself.</Empty>
      ) : (
        <Passengers
          passengers={page.passengers}
          chosen={chosen}
          onChoose={choose}
          state={page.state}
          departed={page.departedAt !== null}
          onGoOn={goOn}
          goOnRefusal={refusalOf('goOn')}
        />
      )}
      <SideNotes page={page} onTrain={onTrain} />
      {asked === null ? null : <ActDialog key={JSON.stringify(asked)} page={page} asked={asked} onClose={() => setAsked(null)} />}
      {passenger === undefined ? null : (
        <PassengerSheet
          passenger={passenger}
          leaveRefusal={page.departedAt === null ? refusalOf('leave') : null}
          departed={page.departedAt !== null}
          onTakeBack={() => {
            setChosen(null);
            ask({ act: 'halt', rollBack: passenger.service });
          }}
          backRefusal={page.endedAt === null ? refusalOf('takeBack') : 'The train has ended: roll it back on its own page.'}
          onLeave={() => {
            setChosen(null);
            ask({ act: 'leave', service: passenger.service });
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </main>
  );
}
