import type { Log } from '#core/ports/log.ts';

/** A log for what is there before the host's own: what is said before `found` is kept, and said by that one then. */
export function createLateLog(): { readonly log: Log; found(own: Log): void } {
  let log: Log | null = null;
  const waiting: ((own: Log) => void)[] = [];
  const say =
    (method: keyof Log): Log[keyof Log] =>
    (message, facts) => {
      if (log === null) waiting.push((own) => own[method](message, facts));
      else log[method](message, facts);
    };
  return {
    log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    found(own) {
      log = own;
      for (const tell of waiting.splice(0)) tell(own);
    },
  };
}
