import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import type { HostOptions } from './support/headless.ts';
import { type Desk, test } from './support/host.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { rccAt } from './support/rcc.ts';
import { expectLiveCanary } from './support/sandbox-screens.ts';
import { goTo, heldButton, openSheet, reasonField } from './support/screens.ts';

const payments = { namespace: 'shop', name: 'payments' };
const grid = (page: Page) => page.getByRole('grid', { name: 'Audit entries, newest first' });
const entry = (page: Page) => page.getByRole('article');
const search = (page: Page) => page.getByRole('searchbox', { name: 'actor, action, target, reason' });

/** The home of a desk that rolled the canary back and was closed: closing signs the end of its log. */
async function rolledBack(openDesk: (options?: HostOptions) => Promise<Desk>): Promise<string> {
  const desk = await openDesk({ args: ['--sandbox'] });
  const { page } = desk;
  await expectLiveCanary(page);
  const sheet = await openSheet(page, 'admin', payments);
  await reasonField(page).fill('40% of payments fail');
  await heldButton(page).press('Enter');
  await page.getByRole('button', { name: /^Roll .* back now$/ }).press('Enter');
  await expect(sheet.getByRole('status')).toHaveText(/^Weights are back/);
  await desk.stop();
  return desk.home;
}

test('the audit of a rollback: found, whole, proved in the page, verified, exported; by keyboard alone', async ({ openDesk, host }) => {
  test.setTimeout(180_000);
  const home = await rolledBack(openDesk);
  const { page } = await openDesk({ args: ['--sandbox'], home });
  await expectLiveCanary(page);

  await goTo(page, '#/audit');
  await expect(grid(page).getByRole('row')).toHaveCount(3);
  await grid(page).focus();
  await expect(entry(page)).toContainText('Entry 2, outcome of intent 1');
  await expect(entry(page).getByRole('region', { name: 'Sent' })).toContainText('{"status":{"abort":true}}');
  await expect(entry(page).getByRole('region', { name: 'Object' })).toContainText(/status\.abort\s*false\s*true/);
  await expect(entry(page).getByRole('region', { name: 'On the screen when held' })).toContainText('requested');
  const proof = entry(page).getByRole('region', { name: 'Proof' });
  await expect(proof.getByText('matches')).toHaveCount(2);
  await expect(proof.getByText('valid', { exact: true })).toBeVisible();
  const found = await violations(page, 'audit entry');

  await page.keyboard.press('j');
  await expect(entry(page)).toContainText('Entry 1, intent, its outcome is 2');
  await expect.poll(() => page.evaluate(() => window.location.hash)).toContain('entry=1');
  await expect(proof.getByText('first entry')).toBeVisible();

  // Words narrow it, the address keeps them, and an entry that the words leave out is shown all the same.
  await page.keyboard.press('/');
  await page.keyboard.type('outcome:effective who:ADM');
  await expect(grid(page).getByRole('row')).toHaveCount(2);
  await expect(entry(page)).toContainText('Entry 2');
  await goTo(page, '#/audit?q=outcome%3Afailed&entry=1');
  await expect(grid(page)).toContainText('No entry fits.');
  await expect(entry(page)).toContainText('Entry 1, intent');
  await expect(search(page)).toHaveValue('outcome:failed');
  await goTo(page, '#/audit?entry=99');
  await expect(entry(page)).toContainText('There is no entry 99 in this log.');

  await goTo(page, '#/audit');
  await grid(page).focus();
  await page.keyboard.press('v');
  await expect(page.getByText('Chain whole')).toBeVisible();
  found.push(...(await violations(page, 'audit verified')));

  await grid(page).focus();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export the audit log' });
  await expect(dialog).toBeVisible();
  found.push(...(await violations(page, 'audit export')));
  expect(found).toEqual([]);
  // In the desktop the system asks where to keep the file: desktop-tray.spec.ts answers it.
  if (host === 'desktop') return;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'JSONL, to be verified' }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-1-\d+\.jsonl$/);
  const file = await download.path();
  expect(readFileSync(file, 'utf8').split('\n').filter(Boolean).length).toBeGreaterThanOrEqual(3);
  const verdict = await rccAt(home, deadKubeconfig()).run(['audit', 'verify', file]);
  expect(verdict.stdout).toContain('intact');
});
