import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { useClock } from '../../../components/clock-context.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';
import { resultLook } from '../entry-words.ts';

interface ActPartsProps {
  /** Oldest first. */
  readonly act: readonly AuditEntry[];
  readonly chosen: number;
  readonly onChoose: (seq: number) => void;
}

/** Every entry of the same act, in order, each a way to it. */
export function ActParts({ act, chosen, onChoose }: ActPartsProps): ReactElement {
  const clock = useClock();
  const later = { observed: act.find(({ phase }) => phase === 'observed') ?? null, known: true, now: clock.now() };
  return (
    <section aria-label="This act">
      <SectionHeading meta={`${act.length} entries`}>This act</SectionHeading>
      <ol className="act-parts">
        {act.map((entry) => {
          const look = resultLook(entry, false, later);
          return (
            <li key={entry.seq}>
              <AriaButton className="act-part" aria-current={entry.seq === chosen} onPress={() => onChoose(entry.seq)}>
                <span className="number ink-3">{countText(entry.seq)}</span>
                <Moment at={Date.parse(entry.at)} form="tenths" className="number ink-2" />
                <span data-state={look.state ?? undefined}>
                  <Glyph name={look.glyph} />
                </span>
                <span>{look.word}</span>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
