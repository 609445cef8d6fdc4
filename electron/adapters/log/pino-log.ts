import { destination, pino, stdTimeFunctions } from 'pino';
import type { Log } from '#core/ports/log.ts';
import { redactFacts, redactText } from './redact.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON line per message on stderr, secrets redacted. `write` replaces stderr in tests. */
export function createPinoLog(level: LogLevel, write?: (line: string) => void): Log {
  // Synchronous: what was said before a crash is what one wants to read after it.
  const stream = write === undefined ? destination({ fd: 2, sync: true }) : { write };
  const log = pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    stream,
  );
  const say = (method: 'debug' | 'info' | 'warn' | 'error') => (message: string, facts?: Readonly<Record<string, unknown>>) => {
    if (log.isLevelEnabled(method)) log[method](redactFacts(facts ?? {}), redactText(message));
  };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}
