import type { Failure } from '#shared/contract/result.ts';
import type { RatesReading } from '#shared/domain/rollouts/observed.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { Clock } from '../ports/clock.ts';
import type { Metrics } from '../ports/metrics.ts';

/** Request rates of workloads somebody looks at. Asks again only when the last answer is old; never twice at once. */
export interface Rates {
  latest(target: Target): RatesReading;
  /** The newest answer, asked for now when the last one is older than `maxAgeMs`. */
  refresh(workload: Workload, maxAgeMs: number, signal: AbortSignal): Promise<RatesReading>;
  forget(target: Target): void;
  /** When this context's metric server last answered, and what it said if it did not. */
  healthOf(context: string): { at: number | null; error: Failure | null };
}

export function createRates(metrics: Metrics, clock: Clock): Rates {
  const answers = new Map<string, { reading: RatesReading; askedAt: number }>();
  const health = new Map<string, { at: number | null; error: Failure | null }>();
  const asking = new Map<string, Promise<RatesReading>>();

  async function ask(workload: Workload, source: string, signal: AbortSignal): Promise<RatesReading> {
    const hashes = [...new Set([workload.currentHash, workload.stableHash].filter((hash) => hash !== ''))];
    const askedAt = clock.now();
    const rates = await metrics.requestRates(workload.target, hashes, signal);
    health.set(
      workload.target.context,
      rates.ok ? { at: rates.value.at, error: null } : { at: health.get(workload.target.context)?.at ?? null, error: rates.error },
    );
    const reading: RatesReading = rates.ok ? rates.value : { why: whyNot(rates.error), source };
    answers.set(targetKey(workload.target), { reading, askedAt });
    return reading;
  }

  const latest = (target: Target): RatesReading => {
    const source = metrics.sourceOf(target.context);
    return answers.get(targetKey(target))?.reading ?? (source === null ? null : { why: 'not asked while nothing moves', source });
  };

  return {
    latest,
    async refresh(workload, maxAgeMs, signal) {
      const source = metrics.sourceOf(workload.target.context);
      if (source === null) return null;
      const key = targetKey(workload.target);
      const known = answers.get(key);
      if (known !== undefined && clock.now() - known.askedAt < maxAgeMs) return known.reading;
      const running = asking.get(key);
      if (running !== undefined) return running;
      const asked = ask(workload, source, signal).finally(() => asking.delete(key));
      asking.set(key, asked);
      return asked;
    },
    healthOf: (context) => health.get(context) ?? { at: null, error: null },
    forget: (target) => void answers.delete(targetKey(target)),
  };
}

/** Our words and then theirs; a web page in place of an answer is not quoted, it is no word about anything. */
function whyNot({ message, upstream }: Failure): string {
  const text = upstream?.text.trim() ?? '';
  return text === '' || text.startsWith('<') ? message : `${message} ${text.slice(0, 200)}`;
}
