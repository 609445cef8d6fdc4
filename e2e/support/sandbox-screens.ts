import { expect, type Locator, type Page } from '@playwright/test';

/** The bar that says on every screen that this is practice. */
export const sandboxBar = (page: Page): Locator => page.getByRole('region', { name: 'Sandbox', exact: true });

/** The row of one workload of the list. */
export const rowOf = (page: Page, name: string): Locator =>
  page
    .getByRole('grid', { name: 'Rollouts' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) });

/** The live canary of the default scenario, with its figures. */
export async function expectLiveCanary(page: Page): Promise<void> {
  const row = rowOf(page, 'payments');
  await expect(row).toContainText('2.13.4');
  await expect(row).toContainText('2.14.0');
  await expect(row.getByRole('img', { name: /requested 5%; accepted 5%/ })).toBeVisible();
}

/** Nobody can mistake the screen for production: the bar is there, and the title says it in the task bar too. */
export async function expectPractice(page: Page): Promise<void> {
  await expect(sandboxBar(page)).toContainText('Nothing here is production.');
  await expect(page).toHaveTitle(/^Sandbox · /);
}
