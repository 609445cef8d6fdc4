import type { Page } from '@playwright/test';

/** What `watchPaint` leaves in the page: milliseconds from an event sent to its row painted. */
interface Painting extends Window {
  paintedMs?: number[];
  stopPaint?: () => void;
}

/**
 * Milliseconds from the moment the API server sent an event until the row that shows it was painted, for every event that was
 * seen in `forMs`. Each event carries the instant it was sent in its status message; the row shows the message.
 *
 * Painted: a MutationObserver hears of the new text (before any frame can show it), asks for the next animation frame, and in
 * that frame posts a message. Frames are drawn between their animation callbacks and the next task, so when the message comes
 * the text has been styled, laid out and handed to the compositor. Text that was set within an animation callback was in the
 * frame before: it is counted one frame too late, never too early. Both clocks are this machine's.
 */
export async function watchPaint(page: Page, forMs: number): Promise<number[]> {
  await page.evaluate(() => {
    const own: Painting = window;
    const painted: number[] = [];
    const shown = new Map<string, string>();
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('the list is not on the screen');
    const now = () => performance.timeOrigin + performance.now();
    const sentIn = (row: Element) => /sent (\d+\.\d)/.exec(row.textContent ?? '')?.[1] ?? null;
    const nameOf = (row: Element) => row.querySelector('.rollout-name')?.textContent ?? '';
    for (const row of grid.querySelectorAll('.rollout-row')) shown.set(nameOf(row), sentIn(row) ?? '');
    let pending: number[] = [];
    const afterFrame = new MessageChannel();
    afterFrame.port1.onmessage = ({ data }: MessageEvent<number[]>) => {
      const at = now();
      for (const sent of data) painted.push(at - sent);
    };
    const observer = new MutationObserver(() => {
      for (const row of grid.querySelectorAll('.rollout-row')) {
        const sent = sentIn(row);
        const name = nameOf(row);
        if (sent === null || shown.get(name) === sent) continue;
        shown.set(name, sent);
        if (pending.length === 0) {
          requestAnimationFrame(() => {
            afterFrame.port2.postMessage(pending);
            pending = [];
          });
        }
        pending.push(Number(sent));
      }
    });
    observer.observe(grid, { subtree: true, childList: true, characterData: true });
    own.paintedMs = painted;
    own.stopPaint = () => observer.disconnect();
  });
  // The length of the measurement, not a wait for a state.
  await page.waitForTimeout(forMs);
  return page.evaluate(() => {
    const own: Painting = window;
    own.stopPaint?.();
    return own.paintedMs ?? [];
  });
}
