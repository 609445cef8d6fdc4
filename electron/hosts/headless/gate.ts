import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long after its first use an address still lets in: long enough for a second browser, not for the one who finds it in a log. */
export const graceMs = 10 * 60_000;
const mostSessions = 64;

/** What came of a token. `used-up`: it was ours once; a fresh one has been made. */
export type Entry = { type: 'session'; cookie: string } | { type: 'used-up' } | { type: 'unknown' };

/** Who may come in: whoever opens an address with the current token gets a session, whoever has a session stays. */
export interface Gate {
  /** The token of the address to print. */
  token(): string;
  enter(token: string): Entry;
  /** The session behind a cookie's value, or null. */
  sessionOf(cookie: string | undefined): string | null;
}

/** `nowMs` is monotonic. Secrets are kept as hashes, so comparing takes the same time whatever is tried. */
export function createGate(nowMs: () => number = () => performance.now()): Gate {
  let token = secret();
  let firstUsed: number | null = null;
  const usedUp = new Set<string>();
  const sessions = new Map<string, string>();

  return {
    token: () => token,
    enter(tried) {
      const digest = hash(tried);
      if (!equal(digest, hash(token))) return { type: usedUp.has(digest) ? 'used-up' : 'unknown' };
      if (firstUsed !== null && nowMs() - firstUsed > graceMs) {
        usedUp.add(digest);
        token = secret();
        firstUsed = null;
        return { type: 'used-up' };
      }
      firstUsed ??= nowMs();
      const cookie = secret();
      const [oldest] = sessions.keys();
      if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
      sessions.set(hash(cookie), secret().slice(0, 12));
      return { type: 'session', cookie };
    },
    sessionOf: (cookie) => (cookie === undefined ? null : (sessions.get(hash(cookie)) ?? null)),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
