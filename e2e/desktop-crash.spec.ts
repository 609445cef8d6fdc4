import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { electronFolder, launchDesktop } from './support/desktop.ts';
import { rccAt } from './support/rcc.ts';
import { expectLiveCanary } from './support/sandbox-screens.ts';
import { startSandbox } from './support/sandbox.ts';
import { goTo, hold, openSheet, reasonField } from './support/screens.ts';

test.skip(electronFolder() === null, 'RCC_TEST_ELECTRON names no Electron');

const payments = { namespace: 'shop', name: 'payments' };
/** What a kill at each point leaves in the log once the desk is there again. */
const points = [
  { point: 'before-intent', ends: [] },
  { point: 'after-intent', ends: ['intent', 'reconciled unknown'] },
  { point: 'after-patch', ends: ['intent', 'reconciled effective'] },
  { point: 'before-outcome', ends: ['intent', 'reconciled effective'] },
];

for (const { point, ends } of points) {
  test(`kill -9 of the window's process ${point}: the next start knows what became of the rollback`, async () => {
    test.setTimeout(120_000);
    const sandbox = await startSandbox();
    const { kubeconfig } = sandbox.ready;
    const killed = await launchDesktop({ kubeconfig, context: 'admin', env: { RCC_CRASH_AT: point } });
    // Taken while it lives: Playwright forgets the process of an app that has ended.
    const desktop = killed.app.process();
    const gone = once(desktop, 'exit');
    try {
      await openSheet(killed.page, 'admin', payments);
      await reasonField(killed.page).fill(`killed ${point}`);
      // The page goes with the process that is killed under the finger.
      await Promise.all([gone, hold(killed.page).catch(() => {})]);
      expect(desktop.signalCode).toBe('SIGKILL');

      const desk = await launchDesktop({ kubeconfig, context: 'admin', home: killed.home });
      try {
        const rcc = rccAt(killed.home, kubeconfig);
        const log = async () => (await rcc.auditEntries()).map(({ phase, outcome }) => (outcome === null ? phase : `${phase} ${outcome}`));
        if (ends.length === 0) await expectLiveCanary(desk.page);
        await expect.poll(log, { timeout: 60_000 }).toEqual(ends);
        await goTo(desk.page, '#/audit');
        const entries = desk.page
          .getByRole('grid', { name: 'Audit entries, newest first' })
          .getByRole('row')
          .filter({ hasText: 'payments' });
        await expect(entries).toHaveCount(ends.length);
        expect((await rcc.run(['audit', 'verify', '--json'])).code).toBe(0);
      } finally {
        await desk.stop();
      }
    } finally {
      await sandbox.stop();
    }
  });
}
