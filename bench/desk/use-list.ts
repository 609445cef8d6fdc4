import type { Page } from '@playwright/test';

const scrolls = 60;
const words = ['service-04', 'bench degraded', 'rollout 1.3.0', 'payments', 'nothing is called so'];

/** What a person does with a long list: to its end and back with the wheel, by page and by row with the keys, and searching, letter by letter. The pauses are the person's own pace; they wait for no state. */
export async function useList(page: Page): Promise<void> {
  const grid = page.getByRole('grid').first();
  await grid.hover();
  for (const by of [2_000, -2_000]) {
    for (let turn = 0; turn < scrolls; turn += 1) {
      await page.mouse.wheel(0, by);
      await page.waitForTimeout(16);
    }
  }
  await grid.focus();
  for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(50);
  }
  const search = page
    .getByRole('searchbox')
    .or(page.getByPlaceholder(/service/))
    .first();
  for (const word of words) {
    await search.click();
    await search.fill('');
    await page.keyboard.type(word, { delay: 60 });
    await page.waitForTimeout(200);
  }
  await search.fill('');
  await page.waitForTimeout(300);
}
