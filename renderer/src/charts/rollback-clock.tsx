import type { ReactElement } from 'react';
import { type Mark, type MarkName, type RollbackClock as Marks } from '#shared/domain/rollback/execution.ts';
import { Glyph } from '../components/glyph.tsx';
import { ageText, durationText } from '../lib/age-text.ts';
import { type ClockRow, clockRows, railX } from './clock-rows.ts';

const words: Record<MarkName, string> = { held: 'Held', accepted: 'Accepted', weight: 'Weight', traffic: 'Traffic', normal: 'Normal' };
const glyphs = { reached: 'ok', running: 'progressing', waiting: 'ring', missed: 'degraded', absent: 'ring' } as const;
const states = { reached: undefined, running: 'progressing', waiting: undefined, missed: 'degraded', absent: undefined } as const;

interface RollbackClockProps {
  readonly marks: Marks;
  /** Seconds since held, while it runs; null once it has ended. */
  readonly elapsed: number | null;
  /** How the wall clock of the hold reads. */
  readonly heldAt: string;
}

/** A rollback's clock: a table of predicted, actual and proof. The bar is √-scaled to 75 s. */
export function RollbackClock({ marks, elapsed, heldAt }: RollbackClockProps): ReactElement {
  return (
    <table className="clock-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Mark</span>
          </th>
          <th scope="col" className="number">
            predicted
          </th>
          <th scope="col" className="number">
            actual
          </th>
          <td className="clock-bar" />
          <th scope="col" className="clock-proof">
            proved by
          </th>
        </tr>
      </thead>
      <tbody>
        {clockRows(marks, elapsed).map((row) => (
          <Row key={row.name} row={row} mark={marks[row.name]} heldAt={heldAt} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, mark, heldAt }: { readonly row: ClockRow; readonly mark: Mark; readonly heldAt: string }): ReactElement {
  return (
    <tr data-mark={row.look}>
      <th scope="row">
        <span data-state={states[row.look]}>
          <Glyph name={glyphs[row.look]} size={16} label={row.look} />
        </span>
        {words[row.name]}
      </th>
      <td className="number ink-2">{mark.predictedSeconds === null ? '' : durationText(mark.predictedSeconds)}</td>
      <td className="number clock-actual">{row.name === 'held' ? heldAt : row.seconds === null ? '' : durationLive(row)}</td>
      <td className="clock-bar">
        <Bar row={row} predicted={mark.predictedSeconds} />
      </td>
      <td className="clock-proof" title={mark.proof}>
        {mark.proof}
      </td>
    </tr>
  );
}

function durationLive(row: ClockRow): string {
  const seconds = row.seconds ?? 0;
  // A running figure keeps its decimal, so that it does not change its width while it counts.
  if (seconds < 60) return row.look === 'running' || seconds >= 10 ? `${seconds.toFixed(1)} s` : durationText(seconds);
  return ageText(Math.round(seconds));
}

function Bar({ row, predicted }: { readonly row: ClockRow; readonly predicted: number | null }): ReactElement {
  return (
    <svg width="84" height="20" viewBox="0 0 200 20" preserveAspectRatio="none" data-state={states[row.look]} aria-hidden="true">
      <path className="clock-rail" d="M0 10.5H200" />
      {row.seconds === null ? null : <path className="clock-act" d={`M0 10.5H${Math.max(2, railX(row.seconds))}`} />}
      {predicted === null ? null : <path className="clock-pre" d={`M${railX(predicted)} 4v13`} />}
    </svg>
  );
}
