import type { ReactElement, ReactNode } from 'react';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { Button } from '../../../components/button.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Menu } from '../../../components/menu.tsx';
import { State } from '../../../components/state.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { countedText } from '../../../lib/count-text.ts';
import { instantText } from '../../../lib/wall-time.ts';
import { badgeOf, nextInstant } from '../train-words.ts';
import type { AskedAct } from './act-dialog.tsx';

interface BoardHeadProps {
  readonly page: TrainPage;
  readonly refusalOf: (act: string) => string | null;
  readonly onAsk: (asked: AskedAct) => void;
  readonly onChecklist: () => void;
}

/** Which train, how it stands, how long until something happens, who conducts, and what can be done with it. */
export function BoardHead({ page, refusalOf, onAsk, onChecklist }: BoardHeadProps): ReactElement {
  const [badge, word] = badgeOf(page);
  const until = useTicking((clock) => (page.conductor?.until == null ? '' : ` until ${instantText(page.conductor.until, clock.now())}`));
  const held = useTicking((clock) => (page.hold === null ? null : instantText(page.hold.until, clock.now())));
  const bad = page.passengers.find(({ legs }) => legs.some(({ state }) => state === 'bad'))?.service ?? null;
  const departs = refusalOf('depart');
  const rolling = page.state === 'departing' || page.state === 'rolling';
  const left = page.departedAt !== null;
  return (
    <header className="board-head">
      <div className="board-title">
        <p className="ink-3 text-12">{`${page.timetable}, on the clocks of ${page.zone}`}</p>
        <h1>
          {page.label} <State state={badge} word={word} />
        </h1>
        <p className="ink-2">{page.sentence}</p>
        {departs === null || left || page.endedAt !== null || isSaid(page, departs) ? null : (
          <p className="ink-3 text-12">{`Depart is off: ${departs}`}</p>
        )}
      </div>
      <Countdown page={page} />
      <Fact name="Aboard">{`${countedText(page.aboard, 'service', 'services')}, ${page.changes === null ? '? changes' : countedText(page.changes, 'change', 'changes')}`}</Fact>
      <Fact name="Conductor">{page.conductor === null ? 'nobody' : `${page.conductor.name}${until}`}</Fact>
      <Standing page={page} />
      <div className="board-acts">
        <Button keys="C" onPress={onChecklist}>
          Checklist
        </Button>
        {rolling ? (
          <Button refusal={refusalOf('halt')} onPress={() => onAsk({ act: 'halt', rollBack: bad })}>
            Halt…
          </Button>
        ) : left || page.endedAt !== null ? null : (
          <Button refusal={refusalOf('depart')} onPress={() => onAsk({ act: 'depart' })}>
            Depart…
          </Button>
        )}
        <Menu
          entries={[
            { id: 'board', text: 'Board a service…', refusal: refusalOf('board'), run: () => onAsk({ act: 'board' }) },
            { id: 'cut', text: 'Cut now…', refusal: refusalOf('cut'), run: () => onAsk({ act: 'cut' }) },
            { id: 'hold', text: 'Hold…', refusal: refusalOf('hold'), run: () => onAsk({ act: 'hold' }) },
            { id: 'release', text: 'Release the hold…', refusal: refusalOf('release'), run: () => onAsk({ act: 'release' }) },
            { id: 'conduct', text: 'Conduct it…', refusal: refusalOf('conduct'), run: () => onAsk({ act: 'conduct' }) },
            { id: 'cancel', text: left ? 'Close it…' : 'Cancel it…', refusal: refusalOf('cancel'), run: () => onAsk({ act: 'cancel' }) },
          ]}
        >
          More
        </Menu>
      </div>
      {held === null || page.hold === null ? null : (
        <p className="board-hold" role="status" data-state="paused">
          <Glyph name="paused" /> {`Held until ${held} by ${page.hold.by}: ${page.hold.reason}. ${page.costOfDelay}`}
        </p>
      )}
    </header>
  );
}

/** The sentence above says it already. */
function isSaid({ sentence }: TrainPage, reason: string): boolean {
  return sentence.startsWith(reason.replace(/\.$/, ''));
}

/** What the checklist says while it is decided; then who waits for a word, by name. */
function Standing({ page: { standing, state, passengers, needsHuman } }: { readonly page: TrainPage }): ReactElement | null {
  if (standing !== null) {
    const go = standing.state === 'go';
    const tone = go || standing.state === 'can-go' ? 'healthy' : 'degraded';
    return (
      <Fact name="Go / no-go">
        <span data-state={tone}>
          <Glyph name={tone === 'healthy' ? 'ok' : 'degraded'} /> {standing.sentence}
        </span>
      </Fact>
    );
  }
  if (needsHuman === 0) return null;
  const waits = passengers.flatMap(({ service, legs }) =>
    legs.filter((leg) => leg.state === 'baking' || leg.state === 'unknown').map(({ region }) => `${service} in ${region}`),
  );
  if (state === 'deciding' || waits.length === 0) return null;
  return (
    <Fact name="Waits for a person">
      <span data-state="paused">
        <Glyph name="person" /> {waits.length > 3 ? `${waits.slice(0, 3).join(', ')} and ${waits.length - 3} more` : waits.join(', ')}
      </span>
    </Fact>
  );
}

function Countdown({ page }: { readonly page: TrainPage }): ReactElement | null {
  const next = nextInstant(page);
  const text = useTicking((clock) => (next === null ? null : next.at > clock.now() ? ageText((next.at - clock.now()) / 1_000) : 'due'));
  if (next === null || text === null) return null;
  return (
    <p className="board-count" role="timer" aria-label={`Time ${next.says}`}>
      {text} <small>{next.says}</small>
    </p>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="board-fact">
      <span className="ink-3 text-12">{name}</span>
      <span>{children}</span>
    </div>
  );
}
