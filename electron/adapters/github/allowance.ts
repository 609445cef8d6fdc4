import type { Clock } from '#core/ports/clock.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** What GitHub's headers say of the rate limit, on this desk's clock: the server's own may differ. */
export interface Allowance {
  note(status: number, headers: Headers, words: string): void;
  /** Seconds until the next request may leave; null: now. */
  waitSeconds(): number | null;
  readonly state: () => { limit: number | null; remaining: number | null; resetAt: number | null };
  /** Another token has an allowance of its own. */
  forget(): void;
}

/** Of a secondary limit that does not say how long, GitHub's documentation: at least one minute. */
const secondaryMs = 60_000;

export function createAllowance(clock: Clock): Allowance {
  let limit: number | null = null;
  let remaining: number | null = null;
  let resetAt: number | null = null;
  let blockedUntil = 0;

  function forget(): void {
    [limit, remaining, resetAt, blockedUntil] = [null, null, null, 0];
  }

  return {
    forget,
    note(status, headers, words) {
      const now = clock.now();
      const left = numberOf(headers['x-ratelimit-remaining']);
      const reset = numberOf(headers['x-ratelimit-reset']);
      const refused = status === 403 || status === 429;
      if (left !== null && reset !== null) {
        const sent = Date.parse(String(headers['date'] ?? ''));
        remaining = left;
        limit = numberOf(headers['x-ratelimit-limit']) ?? limit;
        resetAt = now + Math.max(0, reset * 1_000 - (Number.isFinite(sent) ? sent : now));
        if (left === 0) blockedUntil = Math.max(blockedUntil, resetAt);
      }
      const retryAfter = numberOf(headers['retry-after']);
      if (refused && retryAfter !== null) blockedUntil = Math.max(blockedUntil, now + retryAfter * 1_000);
      else if (status === 429 || (refused && /secondary rate limit|abuse detection/i.test(words)))
        blockedUntil = Math.max(blockedUntil, now + (left === 0 ? 0 : secondaryMs));
    },
    waitSeconds() {
      const ms = blockedUntil - clock.now();
      return ms > 0 ? Math.ceil(ms / 1_000) : null;
    },
    state() {
      const renewed = resetAt !== null && resetAt <= clock.now();
      return { limit, remaining: renewed ? null : remaining, resetAt: renewed ? null : resetAt };
    },
  };
}

function numberOf(value: string | number | undefined): number | null {
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
