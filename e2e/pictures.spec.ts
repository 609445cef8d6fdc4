import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { controlPlane } from './support/control-plane.ts';
import { newHome } from './support/headless.ts';
import { designSize, test } from './support/host.ts';
import { startControlPlane } from './support/own-control-plane.ts';
import { startMeteredTraffic } from './support/prometheus.ts';
import { rccAt } from './support/rcc.ts';
import { goTo, hold, needle, openPage, openSheet, reached, reasonField } from './support/screens.ts';
import { conductorOf, openShop } from './support/shop-scene.ts';

// Run with RCC_PICTURES=1 only (see playwright.config.ts): a test run leaves the tree as it was.
const folder = join(import.meta.dirname, '../docs/guide/pictures');
const context = 'prod-eu-west';
const payments = { namespace: 'shop', name: 'payments' };
const phone = { width: 390, height: 844 };

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((to) => document.documentElement.setAttribute('data-theme', to), theme);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' });
  }
}

test('the pictures of the guide', async ({ openDesk }) => {
  test.setTimeout(420_000);
  const plane = await startControlPlane(controlPlane()?.program ?? '');
  const traffic = await startMeteredTraffic();
  try {
    const kubeconfig = conductorOf(plane.kubeconfig, context);
    const home = newHome();
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ metrics: { default: { url: traffic.url, window: '15s' } } }));
    const shop = await openShop(plane.kubeconfig, rccAt(home, kubeconfig));
    const shares: Readonly<Record<string, number>> = { payments: 0.25, catalog: 0.25, cart: 0.5, pricing: 0.05, gateway: 0 };
    const metered = async (name: string, share: number, perSecond: number) => {
      const { stable, canary } = await shop.versions(name);
      traffic.setRate({ namespace: 'shop', workload: name, hash: canary }, perSecond * share);
      traffic.setRate({ namespace: 'shop', workload: name, hash: stable }, perSecond * (1 - share));
    };
    for (const [name, share] of Object.entries(shares)) await metered(name, share, 84.2);

    const { page, resize } = await openDesk({ kubeconfig, context, home });
    await resize(designSize);
    await expect(page.getByTitle('observed', { exact: true })).toHaveText(['0%', '25%', '50%', '25%', '5%'], { timeout: 60_000 });
    await expect(page.getByRole('contentinfo', { name: 'Sources' })).toContainText(/prometheus\s*\d+ s/);
    await page.keyboard.press('j');
    await expect(page.getByRole('row', { selected: true })).toContainText('payments');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await picture(page, 'rollouts');

    await openPage(page, context, payments);
    await expect(needle(page, 'observed')).toContainText('25%');
    await expect(page.getByText('PSP_TIMEOUT_MS')).toBeVisible();
    await picture(page, 'rollout');

    await openSheet(page, context, payments);
    await expect(page.getByRole('region', { name: 'Can it work' })).toContainText('The server takes it');
    await reasonField(page).fill('40% of payments fail on 2.14.0');
    await picture(page, 'rollback');
    await resize(phone);
    await picture(page, 'rollback-phone');
    await resize(designSize);

    await hold(page);
    await metered('payments', 0, 84.2);
    const done = page.getByRole('dialog', { name: 'payments is back on 2.13.4' });
    await expect(done.getByRole('status')).toHaveText('Effective', { timeout: 90_000 });
    await expect(reached(done, 'Traffic')).toBeVisible();
    await expect(reached(done, 'Normal')).toBeVisible({ timeout: 60_000 });
    await expect(needle(page, 'observed')).toContainText(/^observed0%/);
    await picture(page, 'rollback-done');
    await resize(phone);
    await picture(page, 'rollback-phone-done');
    await resize(designSize);

    await expect(page.getByRole('contentinfo', { name: 'Sources' })).toContainText('Audit, 9 entries');
    await goTo(page, '#/audit');
    await expect(page.getByRole('article')).toContainText('40% of payments fail on 2.14.0');
    await page.getByRole('button', { name: 'Verify from entry 1' }).click();
    await expect(page.getByText('Chain whole')).toBeVisible();
    await picture(page, 'audit');
  } finally {
    await traffic.stop();
    await plane.stop();
  }
});
