import type { ReactElement, ReactNode } from 'react';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { ageText, relativeText } from '../lib/age-text.ts';
import { timeText, wholeText } from '../lib/wall-time.ts';
import { Glyph, type GlyphName } from './glyph.tsx';

export interface TimelineRow {
  readonly key: string;
  /** Epoch ms, as its source stamped it. */
  readonly at: number;
  readonly glyph: GlyphName;
  /** Colours the glyph; nothing for who and what is neutral. */
  readonly state?: Badge;
  readonly text: ReactNode;
  /** Verbatim, in mono under the text: field names, somebody else's words. */
  readonly detail?: string;
  /** Who says so: `controller`, `judge`, `M. Okafor`. */
  readonly source: string;
  readonly pinned?: boolean;
  /** false: it stands for several, and none of them is pinned by it. */
  readonly pinnable?: boolean;
  /** What is true now: stands on a rule of its own, at the end. */
  readonly now?: boolean;
}

/** A hole worth seeing: `Nobody acted. The page was not acknowledged.` */
export interface TimelineGap {
  readonly key: string;
  readonly gapMs: number;
  readonly text: ReactNode;
}

export type TimelineEntry = TimelineRow | TimelineGap;

interface TimelineProps {
  readonly label: string;
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** Where relative times count from, epoch ms; null leaves the column out. */
  readonly zero: number | null;
  /** Shows a pin a person can press on each row; without it pins are only drawn. */
  readonly onPin?: (key: string, pinned: boolean) => void;
  /** More that can be done with a row: a menu, at its end. */
  readonly actionsOf?: (key: string) => ReactNode;
}

/** What happened, whoever did it, in one order: absolute time, time since the start, who says so, and the holes between. */
export function Timeline({ label, entries, zero, onPin, actionsOf }: TimelineProps): ReactElement {
  return (
    <ol className="timeline" aria-label={label} data-relative={zero === null ? undefined : ''}>
      {entries.map((entry) =>
        'gapMs' in entry ? (
          <Gap key={entry.key} gap={entry} zero={zero} />
        ) : (
          <Row key={entry.key} row={entry} zero={zero} onPin={entry.pinnable === false ? undefined : onPin} actionsOf={actionsOf} />
        ),
      )}
    </ol>
  );
}

function Gap({ gap, zero }: { readonly gap: TimelineGap; readonly zero: number | null }): ReactElement {
  return (
    <li className="timeline-gap">
      <span className={zero === null ? 'timeline-time' : 'timeline-since'}>{ageText(gap.gapMs / 1_000)}</span>
      <p>{gap.text}</p>
    </li>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly zero: number | null;
  readonly onPin: TimelineProps['onPin'];
  readonly actionsOf: TimelineProps['actionsOf'];
}

function Row({ row, zero, onPin, actionsOf }: RowProps): ReactElement {
  return (
    <li data-now={row.now === true ? '' : undefined}>
      <time className="timeline-time" dateTime={new Date(row.at).toISOString()} title={wholeText(row.at)}>
        {timeText(row.at)}
      </time>
      {zero === null ? null : <span className="timeline-since">{relativeText(row.at - zero)}</span>}
      <span className="timeline-glyph" data-state={row.state}>
        <Glyph name={row.glyph} size={16} />
      </span>
      <div className="timeline-text">
        <p>{row.text}</p>
        {row.detail === undefined || row.detail === '' ? null : <p className="timeline-detail">{row.detail}</p>}
      </div>
      <span className="timeline-source">{row.source}</span>
      <span className="timeline-pin">
        {onPin === undefined ? row.pinned === true ? <Glyph name="pin" label="pinned" /> : null : <Pin row={row} onPin={onPin} />}
        {actionsOf?.(row.key)}
      </span>
    </li>
  );
}

function Pin({ row, onPin }: { readonly row: TimelineRow; readonly onPin: NonNullable<TimelineProps['onPin']> }): ReactElement {
  const pinned = row.pinned === true;
  return (
    <button
      type="button"
      className="timeline-pin-button"
      aria-pressed={pinned}
      aria-label={`Pin ${timeText(row.at)}, ${row.source}`}
      onClick={() => onPin(row.key, !pinned)}
    >
      <Glyph name="pin" />
    </button>
  );
}
