import type { WebContents } from 'electron';
import type { Log } from '#core/ports/log.ts';

const patienceMs = 10_000;

/** Loads a page that crashed again, unless it crashed just before: the desk is needed most when things break. */
export function recoverPage(contents: WebContents, log: Log): void {
  let last = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, details) => {
    log.error('The page is gone', { reason: details.reason, exitCode: details.exitCode });
    const again = performance.now() - last > patienceMs;
    last = performance.now();
    if (!again || details.reason === 'clean-exit') return;
    // Not within this event: Electron is still taking the old process apart, and dies if it is asked for a new one now.
    setTimeout(() => {
      if (!contents.isDestroyed()) contents.reload();
    }, 100);
  });
}
