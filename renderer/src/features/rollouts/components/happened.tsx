import { type ReactElement, useMemo, useRef, useState } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { timelineOf, type TimelineMark } from '#shared/domain/rollouts/timeline.ts';
import { currentVersion } from '#shared/domain/rollouts/workload.ts';
import { TimeAxis } from '../../../charts/time-axis.tsx';
import { Empty } from '../../../components/block.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { Figure } from '../../../components/figure.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { lanesOf, lookOf, windowOf } from '../happened.ts';
import { useActsOnRecord } from '../queries.ts';

const axisEveryMs = 5_000;

/** Our acts and everybody else's on one time axis, and the same as a list: who did what just before it went wrong. */
export function Happened({ page }: { readonly page: Page }): ReactElement {
  const { detail } = page;
  const { entries, problem } = useActsOnRecord(detail.workload.target);
  const { events, revisions, routes, changes, at } = detail;
  const marks = useMemo(
    () => timelineOf({ events, revisions, routes, ...(changes === undefined ? {} : { changes }) }, entries),
    [events, revisions, routes, changes, entries],
  );
  const now = useTicking((clock) => Math.ceil(clock.now() / axisEveryMs) * axisEveryMs);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { from, to } = windowOf(marks, currentVersion(detail.workload)?.createdAt ?? null, now);
  const choose = (keys: readonly string[]) => {
    const key = keys.at(-1) ?? null;
    setChosen(key);
    const row = marks.findIndex((mark) => mark.key === key);
    list.current?.children[row]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <section className="happened" aria-label="What happened">
      <SectionHeading meta={<Figure value={countedText(marks.length, 'mark')} at={at} periodMs={detailPeriodMs} />}>
        What happened
      </SectionHeading>
      {marks.length === 0 ? (
        <Empty title="Nothing on record.">The cluster keeps events for an hour; this desk’s own acts stay in its audit log.</Empty>
      ) : (
        <>
          <TimeAxis label="Who did what, on one time axis" from={from} to={to} lanes={lanesOf(marks)} onChoose={choose} chosen={chosen} />
          <ol ref={list} className="line-list scroll-edge" tabIndex={0} aria-label="What happened, newest first">
            {marks.map((mark) => (
              <Row key={mark.key} mark={mark} chosen={mark.key === chosen} />
            ))}
          </ol>
        </>
      )}
      {problem === null ? null : <p className="ink-3 text-12">{`This desk’s own acts are missing: ${problem}`}</p>}
    </section>
  );
}

function Row({ mark, chosen }: { readonly mark: TimelineMark; readonly chosen: boolean }): ReactElement {
  const { glyph, state, word } = lookOf(mark);
  return (
    <li aria-current={chosen ? true : undefined}>
      <Moment at={mark.at} className="ink-3" />
      <span className={state === undefined ? 'ink-3' : undefined} data-state={state} title={word}>
        <Glyph name={glyph} label={word} />
      </span>
      <span className="whole" title={mark.more}>
        {mark.text}
      </span>
      <span className="ink-3 text-12 nowrap">{mark.count > 1 ? `${mark.source}, ${mark.count}×` : mark.source}</span>
    </li>
  );
}
