import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** The page as it stands, dark, for the guide; only where pictures are asked for (RCC_PICTURES=1). */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['RCC_PICTURES'] !== '1') return;
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await page.evaluate(() => document.fonts.ready.then(() => null));
  const path = join(import.meta.dirname, `../../docs/guide/pictures/${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
