import type { Clock } from '#core/ports/clock.ts';
import type { Result } from '#shared/contract/result.ts';

/** Answers kept by key for `ms`; failures are asked again each time. */
export function createKept<T>(ms: number, clock: Clock): (key: string, ask: () => Promise<Result<T>>) => Promise<Result<T>> {
  const kept = new Map<string, { readonly answer: Result<T>; readonly at: number }>();
  return async (key, ask) => {
    const known = kept.get(key);
    if (known !== undefined && clock.monotonic() - known.at < ms) return known.answer;
    const answer = await ask();
    if (answer.ok) kept.set(key, { answer, at: clock.monotonic() });
    return answer;
  };
}
