import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock, useTicking } from '../../components/clock-context.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { State } from '../../components/state.tsx';
import { useStillConnections } from '../../lib/live-queries.ts';
import { useScope } from '../../lib/scope-store.ts';
import { timeText, zoneText } from '../../lib/wall-time.ts';
import { screens } from '../screen-table.ts';
import { useWorst } from './use-worst.ts';

export function Bar({ onFind }: { readonly onFind: () => void }): ReactElement {
  return (
    <header className="bar">
      <span className="bar-mark">
        <Glyph name="mark" size={20} label="Release Command Center" />
      </span>
      <nav className="tabs" aria-label="Sections">
        {screens.map(({ route, label }) => (
          <Link key={route} to={route} search={{}}>
            {label}
          </Link>
        ))}
      </nav>
      <div className="bar-end">
        <WorstState />
        <span className="bar-find">
          <Button look="quiet" onPress={onFind}>
            <Glyph name="search" />
            Find or do
          </Button>
          <Kbd>Ctrl K</Kbd>
        </span>
        <Who />
        <WallClock />
      </div>
    </header>
  );
}

function WorstState(): ReactElement | null {
  const worst = useWorst();
  return worst === null ? null : <State state={worst.state} word={worst.word} />;
}

/** Who the cluster says one is: of the context on the desk, where there is one. */
function Who(): ReactElement | null {
  const { known } = useStillConnections();
  const { contexts } = useScope();
  const looked = known.filter(({ context, current }) => (contexts === null ? current : contexts.includes(context)));
  const names = [...new Set(looked.flatMap(({ identity }) => (identity === null ? [] : [identity.name])))];
  if (names.length === 0) return null;
  return (
    <span className="bar-who" title={names.join(', ')}>
      {names.length === 1 ? names[0] : `${names[0]} and ${names.length - 1} more`}
    </span>
  );
}

function WallClock(): ReactElement {
  const clock = useClock();
  const zone = useTicking(({ now }) => zoneText(now()));
  const time = useRef<HTMLSpanElement>(null);
  // The one text that changes each second of a quiet night: written by itself, without a picture of the page around it.
  useEffect(
    () =>
      clock.subscribe(() => {
        const text = time.current?.firstChild;
        if (text != null) text.nodeValue = timeText(clock.now());
      }),
    [clock],
  );
  return (
    <time className="bar-clock">
      <span ref={time}>{timeText(clock.now())}</span> <small>{zone}</small>
    </time>
  );
}
