import type { ChecklistView, LeftOn } from '#shared/domain/checklist/views.ts';
import type { Result } from '#shared/contract/result.ts';
import type { TrainFacts } from '#shared/domain/trains/decision.ts';
import type { TrainSummary } from '#shared/domain/trains/views.ts';
import type { Ports } from '../core.ts';

/** What the checklist says of a train, asked anew. Handed in where the core is put together. */
export type StandingOf = (
  train: string,
  signal: AbortSignal,
) => Promise<Result<{ readonly goHolds: boolean; readonly reason: string; readonly view: ChecklistView }>>;

/** What the checklist said of trains lately, until somebody speaks, a train moves or an incident opens: then it is asked anew. */
export interface Standings {
  lately(train: string, maxAgeMs: number): ReturnType<StandingOf>;
}

export function createStandings(
  { clock, records }: Pick<Ports, 'clock' | 'records'>,
  standing: StandingOf,
  stopping: AbortSignal,
): Standings {
  const kept = new Map<string, { at: number; answer: ReturnType<StandingOf> }>();
  records.onChange((streams) => {
    for (const stream of streams) {
      const [kind = '', ...rest] = stream.split('/');
      if (kind === 'checklist' || kind === 'trains') kept.delete(rest.join('/'));
      else if (kind === 'incidents') kept.clear();
    }
  }, stopping);
  return {
    lately(train, maxAgeMs) {
      const last = kept.get(train);
      if (last !== undefined && clock.now() - last.at < maxAgeMs) return last.answer;
      const answer = standing(train, stopping);
      kept.set(train, { at: clock.now(), answer });
      return answer;
    },
  };
}

type Answer = Awaited<ReturnType<StandingOf>>;

/** For a line of the board. What cannot be asked is said, and is no go. */
export function standingShown(answer: Answer): NonNullable<TrainSummary['standing']> {
  return answer.ok ? answer.value.view.standing : { state: 'cannot-go', sentence: 'Cannot go yet', detail: answer.error.message };
}

/** For a departure, with all that it would leave on. @param unread why freezes cannot be read; null: they are */
export function standingFact(asked: Answer | null, unread: string | null): TrainFacts['standing'] {
  if (asked === null) return null;
  if (unread !== null) return { goHolds: false, reason: `Freezes cannot be read: ${unread}`, verdict: '' };
  return factOf(asked);
}

function factOf(asked: Result<{ goHolds: boolean; reason: string; view: LeftOnView }>): TrainFacts['standing'] {
  if (!asked.ok) return { goHolds: false, reason: asked.error.message, verdict: '' };
  const { goHolds, reason, view } = asked.value;
  const { items, quorum, evidenceDigest, standing, decisions } = view;
  const leftOn: LeftOn = { items: [...items], quorum: [...quorum], evidenceDigest, sentence: standing.sentence };
  return { goHolds, reason, verdict: decisions[0]?.verdict ?? '', leftOn };
}

type LeftOnView = Omit<LeftOn, 'sentence'> & {
  readonly standing: { readonly sentence: string };
  readonly decisions: readonly { readonly verdict: string }[];
};
