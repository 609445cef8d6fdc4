import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Glyph, type GlyphName } from '../components/glyph.tsx';
import { timeText } from '../lib/wall-time.ts';
import { clustered, timeTicks } from './time-ticks.ts';

export interface AxisEvent {
  readonly key: string;
  /** Epoch ms, as its source stamped it. */
  readonly at: number;
  readonly text: string;
  readonly glyph: GlyphName;
  readonly state?: Badge;
}

export interface Lane {
  /** Who says so: `controller`, `this desk`, `outside the desk`. */
  readonly source: string;
  /** What the source is, for whoever sees the lane for the first time. */
  readonly means?: string;
  readonly events: readonly AxisEvent[];
  /** Why this lane has nothing to show or only part of it; said in the lane. */
  readonly missing?: string;
}

interface TimeAxisProps {
  readonly label: string;
  /** Epoch ms at both edges. Events outside are left out: the caller says how many. */
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  /** A mark, or one that stands for several close together, was pressed. Without it marks are only drawn. */
  readonly onChoose?: (keys: readonly string[]) => void;
  readonly chosen?: string | null;
}

/** Everybody's actions on one time axis, a lane for each source: who did what just before it went wrong can be seen. */
export function TimeAxis({ label, from, to, lanes, onChoose, chosen = null }: TimeAxisProps): ReactElement {
  const place = (at: number) => `${Math.round(((at - from) / Math.max(1, to - from)) * 10_000) / 100}%`;
  const [line, width] = useWidth();
  const ticks = timeTicks(from, to, Math.max(2, Math.min(8, Math.floor(width / tickRoom))));
  const whole = ticks.every((at) => at % 60_000 === 0);
  return (
    <div className="time-axis" role="group" aria-label={label}>
      {lanes.map(({ source, means, events, missing }) => {
        const seen = events.filter(({ at }) => at >= from && at <= to);
        return (
          <div key={source} className="time-lane">
            <span className="time-lane-name" title={means}>
              {source}
            </span>
            <ol className="time-lane-line" aria-label={source} title={means}>
              {clustered(seen, from, to, markRoom / width).map((cluster) => (
                <Mark key={cluster[0]?.key} cluster={cluster} place={place} onChoose={onChoose} chosen={chosen} />
              ))}
              {missing === undefined ? null : <li className="time-lane-missing">{missing}</li>}
            </ol>
          </div>
        );
      })}
      <div className="time-scale" aria-hidden="true" ref={line}>
        {ticks.map((at) => (
          <span key={at} style={{ left: place(at) }}>
            {whole ? timeText(at).slice(0, 5) : timeText(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A mark that can be pressed is 24 pixels wide and touches no other; a moment of the scale needs its room too. */
const markRoom = 32;
const tickRoom = 46;

/** How wide the line of a lane is, pixels: what fits beside each other depends on it. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1_000);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const watcher = new ResizeObserver(() => setWidth(current.clientWidth || 1_000));
    watcher.observe(current);
    return () => watcher.disconnect();
  }, []);
  return [element, width] as const;
}

interface MarkProps {
  readonly onChoose: TimeAxisProps['onChoose'];
  readonly cluster: readonly AxisEvent[];
  readonly place: (at: number) => string;
  readonly chosen: string | null;
}

/** The worst state of those it stands for, so that a cluster never hides the one that matters. */
const worst: readonly Badge[] = ['degraded', 'aborted', 'stale', 'unknown', 'paused', 'progressing', 'healthy'];

function Mark({ cluster, place, onChoose, chosen }: MarkProps): ReactElement | null {
  const found = worst.map((state) => cluster.find((event) => event.state === state)).find((event) => event !== undefined);
  const shown = found ?? cluster[0];
  const first = cluster[0];
  if (shown === undefined || first === undefined) return null;
  const said = cluster.map(({ at, text }) => `${timeText(at)} ${text}`).join('; ');
  const words = cluster.length === 1 ? said : `${cluster.length}: ${said}`;
  const inner = (
    <>
      <span data-state={shown.state}>
        <Glyph name={shown.glyph} />
      </span>
      {cluster.length === 1 ? null : <span aria-hidden="true">{cluster.length}</span>}
    </>
  );
  const current = cluster.some(({ key }) => key === chosen);
  return (
    <li className="time-mark" style={{ left: place(first.at) }}>
      {onChoose === undefined ? (
        <span className="time-mark-face" title={words}>
          {inner}
          <span className="visually-hidden">{words}</span>
        </span>
      ) : (
        <button
          type="button"
          className="time-mark-face"
          title={words}
          aria-label={words}
          aria-pressed={current}
          onClick={() => onChoose(cluster.map(({ key }) => key))}
        >
          {inner}
        </button>
      )}
    </li>
  );
}
