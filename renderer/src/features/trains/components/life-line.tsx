import type { ReactElement } from 'react';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { useTicking } from '../../../components/clock-context.tsx';
import { dayText, timeText } from '../../../lib/wall-time.ts';
import { plannedText } from '../train-words.ts';

/** From boarding past the departure on one line: what was, now, and what lies in the way. */
export function LifeLine({ page }: { readonly page: TrainPage }): ReactElement {
  const { boardsAt, freezes, endedAt, wasCutAt, departedAt } = page;
  const cutAt = wasCutAt ?? page.cutAt;
  const departsAt = departedAt ?? page.departsAt;
  const now = useTicking((clock) => Math.floor(clock.now() / 1_000) * 1_000);
  const span = Math.max(departsAt - boardsAt, 60_000);
  const from = boardsAt - span * 0.02;
  const to = Math.max(departsAt, endedAt ?? 0, Math.min(now, departsAt + span)) + span * 0.35;
  const place = (at: number) => `${Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))}%`;
  const width = (begin: number, end: number) =>
    `${Math.max(0, Math.min(100, ((end - from) / (to - from)) * 100) - Math.max(0, ((begin - from) / (to - from)) * 100))}%`;
  const mark = (at: number) =>
    span > 2 * 86_400_000 ? `${dayText(at)} ${timeText(at).slice(0, 5)}` : timeText(at).slice(0, span < 3_600_000 ? 8 : 5);
  const differs = plannedText(page.cutAt, wasCutAt, mark) !== '' || plannedText(page.departsAt, departedAt, mark) !== '';
  const cutWords = `cut ${mark(cutAt)}${plannedText(page.cutAt, wasCutAt, mark)}`;
  const departWords = `${departedAt === null ? 'departs' : 'departed'} ${mark(departsAt)}${plannedText(page.departsAt, departedAt, mark)}`;
  const done = Math.min(now, endedAt ?? now);
  return (
    <div className="life-line" role="img" aria-label={`Boards ${mark(boardsAt)}, ${cutWords}, ${departWords}, now ${mark(now)}`}>
      <div className="life-track">
        <i className="life-done" style={{ left: place(boardsAt), width: width(boardsAt, Math.min(done, departsAt)) }} />
        {freezes.map((freeze) => (
          <i
            key={freeze.name}
            className="life-freeze"
            style={{ left: place(freeze.from), width: width(freeze.from, freeze.to) }}
            title={freeze.name}
          />
        ))}
        <i className="life-cut" style={{ left: place(cutAt) }} />
        <i className="life-departs" style={{ left: place(departsAt) }} />
        <i className="life-now" style={{ left: place(now) }} />
      </div>
      <div className="life-words text-11">
        <span style={{ left: place(boardsAt) }}>boards {mark(boardsAt)}</span>
        <span className="life-cut-word" style={{ left: place(cutAt) }}>
          cut {mark(cutAt)}
        </span>
        <span style={{ left: place(departsAt) }} className="medium">
          {departedAt === null ? 'departs' : 'departed'} {mark(departsAt)}
        </span>
        {freezes.slice(0, 1).map(({ name, from: begin }) => (
          <span key={name} style={{ left: place(Math.min(begin, to)) }} className="life-freeze-word">
            {name}
          </span>
        ))}
      </div>
      <p className="life-plan text-11" data-differs={differs ? '' : undefined}>{`Boards ${mark(boardsAt)}; ${cutWords}; ${departWords}`}</p>
    </div>
  );
}
