import { expect, type Locator, type Page } from '@playwright/test';
import { controlPlane } from './support/control-plane.ts';
import { rccAt } from './support/rcc.ts';
import { test } from './support/real-test.ts';
import { waitingCanary } from './support/rollout-scene.ts';
import { hold, openPage, openSheet, reasonField } from './support/screens.ts';

const offButton = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name, disabled: true });

test('a viewer sees everything, may nothing, and reads who may', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace);
  const { page, home } = await deskAs('viewer');
  await openPage(page, 'viewer', scene);
  await expect(page.getByText('You are', { exact: true }).locator('..')).toContainText('viewer');
  for (const action of ['Promote', 'Pause', 'Undo to…']) await expect(offButton(page, action)).toBeVisible();
  await expect(page.getByText(/^Promote is off\. /)).toContainText('rollouts');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const menu = page.getByRole('menu', { name: 'More' });
  for (const action of ['Promote in full', 'Abort…', 'Retry', 'Restart']) {
    const item = menu.getByRole('menuitem', { name: new RegExp(`^${action}`) });
    await expect(item).toBeDisabled();
    await expect(item.locator('small')).not.toBeEmpty();
  }
  await page.keyboard.press('Escape');

  const sheet = await openSheet(page, 'viewer', scene);
  await expect(sheet.getByRole('region', { name: 'Can it work' })).toContainText(
    /The server refuses it: .*User "viewer" cannot patch resource "rollouts\/status"/,
  );
  const refused = offButton(sheet, /^Hold to roll back/);
  await expect(refused).toContainText(/rollouts\/status/);
  await expect(sheet).toContainText(/ may\.|Who may is not for you to see/);
  await expect(reasonField(page)).toBeHidden();
  await page.keyboard.press('r');
  await refused.press('Enter');
  await expect(page.getByRole('group', { name: 'Armed' })).toBeHidden();

  expect((await scene.read()).status.abort).toBe(false);
  expect(await rccAt(home, controlPlane()?.kubeconfig ?? '').auditEntries()).toEqual([]);
});

test('a responder may abort and not promote', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace);
  const { page } = await deskAs('responder');
  await openPage(page, 'responder', scene);
  await expect(page.getByText('You are', { exact: true }).locator('..')).toContainText('responder');
  await expect(offButton(page, 'Promote')).toBeVisible();
  await expect(page.getByText(/^Promote is off\. /)).toContainText('patch');

  await openSheet(page, 'responder', scene);
  await reasonField(page).fill('errors at 40%');
  await hold(page);
  await expect(page.getByRole('dialog', { name: `${scene.name} is back on 1.0.0` }).getByRole('status')).toHaveText('Effective');
  expect((await scene.read()).status.abortedAt).toBeDefined();
});
