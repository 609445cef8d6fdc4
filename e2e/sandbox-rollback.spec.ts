import { expect } from '@playwright/test';
import { test } from './support/host.ts';
import { expectLiveCanary, sandboxBar } from './support/sandbox-screens.ts';
import { goTo, hold, needle, openPage, openSheet, reasonField } from './support/screens.ts';

const payments = { namespace: 'shop', name: 'payments' };

test('the canary is rolled back, its traffic ends, the audit has it; a restart brings it back', async ({ openDesk }) => {
  test.setTimeout(240_000);
  const { page } = await openDesk({ args: ['--sandbox', '--speed', '5'] });
  await openPage(page, 'admin', payments);
  await expect(needle(page, 'observed')).toContainText(/[1-9](\.\d)?%/, { timeout: 60_000 });

  await openSheet(page, 'admin', payments);
  await expect(page.getByRole('region', { name: 'Can it work' })).toContainText('The server takes it: asked with a dry run');
  await reasonField(page).fill('40% of payments fail on 2.14.0');
  await hold(page);
  for (const claim of ['requested', 'accepted'] as const) await expect(needle(page, claim)).toContainText('0%');
  // The rate is over a minute: so long the canary's last requests are still in it, and nothing is called effective.
  const done = page.getByRole('dialog', { name: 'payments is back on 2.13.4' });
  await expect(done.getByRole('status')).toHaveText('Effective', { timeout: 120_000 });
  await expect(needle(page, 'observed')).toContainText(/^observed(0%|\?no pod of 2\.14\.0 is left, its series ended)/, {
    timeout: 60_000,
  });

  await goTo(page, '#/audit');
  const entries = page.getByRole('grid', { name: 'Audit entries, newest first' }).getByRole('row').filter({ hasText: 'payments' });
  await expect(entries.filter({ hasText: 'intent' })).toHaveCount(1);
  await expect(entries.filter({ hasText: 'effective' }).first()).toBeVisible();

  await goTo(page, '#/rollouts');
  await sandboxBar(page).getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expectLiveCanary(page);
});
