import { expect, type Page } from '@playwright/test';
import { adminApi } from './support/admin-api.ts';
import { violations } from './support/axe.ts';
import { launchHeadless } from './support/headless.ts';
import { test } from './support/host.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { expectLiveCanary } from './support/sandbox-screens.ts';
import { startSandbox } from './support/sandbox.ts';
import { goTo, openPage, openSheet } from './support/screens.ts';

const payments = { namespace: 'shop', name: 'payments' };
const paymentsApi = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments';
const strip = (page: Page) => page.getByRole('contentinfo', { name: 'Sources' });

test('what turned bad is said outside the page, once; what was bad at the start is not', async ({ openDesk }) => {
  test.setTimeout(120_000);
  const sandbox = await startSandbox();
  try {
    const { page } = await openDesk({ kubeconfig: sandbox.ready.kubeconfig, context: 'admin' });
    await expectLiveCanary(page);
    await page.addInitScript(() => {
      const said: string[] = [];
      Object.assign(window, {
        said,
        Notification: class extends EventTarget {
          static permission = 'granted';
          constructor(title: string) {
            super();
            said.push(title);
          }
          close() {}
        },
        AudioContext: class {
          constructor() {
            said.push('tone');
          }
        },
      });
      localStorage.setItem('rcc:preferences', JSON.stringify({ state: { sound: false, notifications: true }, version: 0 }));
    });
    await page.reload();
    await expectLiveCanary(page);
    const icon = page.locator('link[rel="icon"]');
    await expect(icon).toHaveAttribute('href', /paused/);
    await adminApi(sandbox.ready.kubeconfig).call('PATCH', `${paymentsApi}/status`, { status: { abort: true } });
    await expect(page).toHaveTitle(/need a human/);
    await expect(icon).toHaveAttribute('href', /aborted/);
    await expect(page.getByRole('log', { name: 'Notices' })).toContainText('payments is aborted.');
    const said = () => page.evaluate(() => Reflect.get(window, 'said'));
    expect(await said()).toEqual(['payments is aborted']);
    await page.getByRole('log', { name: 'Notices' }).getByRole('button', { name: 'Open' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeVisible();
    await expect(page).toHaveTitle(/need a human/);
    expect(await said()).toEqual([]);
  } finally {
    await sandbox.stop();
  }
});

test('a host that says nothing for 5 s, and one that is gone: said on every screen, in the title too', async ({ playwright }) => {
  test.setTimeout(120_000);
  const browser = await playwright.chromium.launch();
  const desk = await launchHeadless(browser, { kubeconfig: deadKubeconfig() });
  const { page } = desk;
  const banner = page.getByRole('main').or(page.locator('.screen')).getByRole('alert').first();
  try {
    await expect(page.getByRole('grid', { name: 'Rollouts' })).toBeVisible();
    desk.process.kill('SIGSTOP');
    await expect(page).toHaveTitle(/^Desk is silent · /);
    for (const screen of ['#/audit', '#/connections', '#/rollouts']) {
      await goTo(page, screen);
      await expect(banner).toContainText('The desk says nothing.');
      await expect(strip(page)).toContainText('the desk says nothing');
    }
    desk.process.kill('SIGCONT');
    await expect(page).not.toHaveTitle(/silent/);
    desk.process.kill('SIGKILL');
    await expect(page).toHaveTitle(/^Desk (not reached|is silent) · /);
    await expect(banner).toContainText('The desk does not answer. It is tried again.');
    await expect(strip(page)).toContainText('desk not reached, trying again');
    await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /stale/);
  } finally {
    await desk.stop();
    await browser.close();
  }
});

test('axe finds nothing on any screen with more contrast, in either theme', async ({ openDesk }) => {
  test.setTimeout(240_000);
  const { page } = await openDesk({ args: ['--sandbox'] });
  await expectLiveCanary(page);
  const found: string[] = [];
  const look = async (screen: string) => {
    // The usual contrast is looked at with what stands on each screen: in the specs of the screens.
    await page.evaluate(() => document.documentElement.setAttribute('data-contrast', 'more'));
    found.push(...(await violations(page, `${screen}, more contrast`)));
  };
  const sections = page.getByRole('navigation', { name: 'Sections' });
  for (const screen of await sections.getByRole('link').allTextContents()) {
    await sections.getByRole('link', { name: screen, exact: true }).click();
    await expect(page.getByRole('main')).toBeVisible();
    await look(screen);
  }
  await openPage(page, 'admin', payments);
  await look('rollout');
  await openSheet(page, 'admin', payments);
  await expect(page.getByRole('button', { name: /^Hold to/ })).toBeVisible();
  await look('rollback plan');
  expect(found).toEqual([]);
});
