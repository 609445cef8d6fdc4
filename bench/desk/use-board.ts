import type { Page } from '@playwright/test';

const tabs = 20;
const words = ['roll back service-1', 'train', 'nothing is called so'];

/** Every kind of key a person presses on a train's board. The pauses are the person's own pace; they wait for no state. */
export async function useBoard(page: Page): Promise<void> {
  for (let turn = 0; turn < tabs; turn += 1) await press(page, 'Tab', 40);
  for (let turn = 0; turn < 2; turn += 1) {
    await press(page, '?');
    await press(page, 'Escape');
    await press(page, 'Control+k');
    for (const word of words) {
      await page.keyboard.type(word, { delay: 60 });
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await press(page, key, 50);
      await press(page, 'Control+a', 50);
    }
    await press(page, 'Escape');
  }
  for (const key of ['PageDown', 'PageDown', 'End', 'Home', 'ArrowDown']) await press(page, key);
  // What one passenger brings, and a question with its reason.
  await focus(page, 'service-0');
  await press(page, 'Enter');
  await press(page, 'Escape');
  await focus(page, 'More');
  await press(page, 'Enter');
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await press(page, key);
  await page.keyboard.type('a reason for the record', { delay: 40 });
  await press(page, 'Escape');
}

/** Puts the focus on a button without a key. In plain words of the page: what finds buttons by role is a long task of its own, and no key's. */
async function focus(page: Page, text: string): Promise<void> {
  await page.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label);
    if (button === undefined) throw new Error(`no button says ${label}`);
    button.focus();
  }, text);
}

/** A key, and a person's pause after it: what is measured is the longest task, so nothing here waits to see a state. */
async function press(page: Page, key: string, pauseMs = 250): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(pauseMs);
}
