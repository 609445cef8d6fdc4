import type { Failure, Result } from '#shared/contract/result.ts';
import type { NoRates } from '#shared/domain/rollouts/observed.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';

/** An answer of the metric server, why there is none, or null where no metric server is configured. */
export type MetricReading<A> = A | NoRates | null;

/** One kind of figures of workloads somebody looks at. Asks again only when the last answer is old; never twice at once. */
export interface MetricReadings<A> {
  latest(target: Target): MetricReading<A>;
  /** The newest answer, asked for now when the last one is older than `maxAgeMs`. */
  refresh(workload: Workload, maxAgeMs: number, signal: AbortSignal): Promise<MetricReading<A>>;
  forget(target: Target): void;
}

export interface MetricQuestion<A> {
  /** Null: no metric server is configured for this context. */
  sourceOf(context: string): string | null;
  ask(target: Target, hashes: readonly string[], signal: AbortSignal): Promise<Result<A>>;
}

export function createMetricReadings<A>({ sourceOf, ask }: MetricQuestion<A>, clock: Clock): MetricReadings<A> {
  const answers = new Map<string, { reading: MetricReading<A>; askedAt: number }>();
  const asking = new Map<string, Promise<MetricReading<A>>>();

  async function askNow({ target, currentHash, stableHash }: Workload, source: string, signal: AbortSignal): Promise<MetricReading<A>> {
    const hashes = [...new Set([currentHash, stableHash].filter((hash) => hash !== ''))];
    const askedAt = clock.now();
    const answer = await ask(target, hashes, signal);
    // Whoever asked has left: that says nothing about the metric server, and the next asker starts anew.
    if (!answer.ok && answer.error.kind === 'cancelled') return answers.get(targetKey(target))?.reading ?? { why: 'not asked yet', source };
    const reading = answer.ok ? answer.value : { why: whyNot(answer.error), source };
    answers.set(targetKey(target), { reading, askedAt });
    return reading;
  }

  return {
    latest(target) {
      // Without a metric server nothing was ever asked: the list's clock does not write two hundred keys to find that out.
      const known = answers.size === 0 ? undefined : answers.get(targetKey(target))?.reading;
      if (known !== undefined) return known;
      const source = sourceOf(target.context);
      return source === null ? null : { why: 'not asked while nothing moves', source };
    },
    async refresh(workload, maxAgeMs, signal) {
      const source = sourceOf(workload.target.context);
      if (source === null) return null;
      const key = targetKey(workload.target);
      const known = answers.get(key);
      if (known !== undefined && clock.now() - known.askedAt < maxAgeMs) return known.reading;
      const running = asking.get(key);
      if (running !== undefined) return running;
      const asked = askNow(workload, source, signal).finally(() => asking.delete(key));
      asking.set(key, asked);
      return asked;
    },
    forget: (target) => void answers.delete(targetKey(target)),
  };
}

/** Our words and then theirs; a web page in place of an answer is not quoted, it is no word about anything. */
function whyNot({ message, upstream }: Failure): string {
  const text = upstream?.text.trim() ?? '';
  return text === '' || text.startsWith('<') ? message : `${message} ${text.slice(0, 200)}`;
}
