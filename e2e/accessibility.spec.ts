import { expect } from '@playwright/test';
import { violations } from './support/axe.ts';
import { controlPlane } from './support/control-plane.ts';
import { test } from './support/real-test.ts';
import { troubledKubeconfig } from './support/kubeconfig.ts';
import { waitingCanary } from './support/rollout-scene.ts';
import { heldButton, openList, openPage, openSheet, reasonField } from './support/screens.ts';

test('axe finds nothing on the list, the page, the rollback from plan to end, and the audit', async ({ deskAs, api, namespace }) => {
  test.setTimeout(120_000);
  const scene = await waitingCanary(api, namespace, { routed: true });
  const { page } = await deskAs('conductor');
  const found: string[] = [];
  await openList(page, namespace);
  found.push(...(await violations(page, 'list')));
  await openPage(page, 'conductor', scene);
  found.push(...(await violations(page, 'page')));
  await page.getByRole('button', { name: 'Promote', exact: true }).click();
  found.push(...(await violations(page, 'promote')));
  await page.keyboard.press('Escape');

  const sheet = await openSheet(page, 'conductor', scene);
  await expect(heldButton(page)).toBeVisible();
  found.push(...(await violations(page, 'plan')));
  await reasonField(page).fill('errors at 40%');
  await heldButton(page).press('Enter');
  found.push(...(await violations(page, 'armed')));
  await page.getByRole('button', { name: /^Roll .* back now$/ }).press('Enter');
  await expect(sheet.getByRole('status')).toHaveText('Effective');
  found.push(...(await violations(page, 'done')));

  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('article')).toContainText('errors at 40%');
  found.push(...(await violations(page, 'audit')));
  expect(found).toEqual([]);
});

test('axe finds nothing on a rollback that runs, and on one that is refused', async ({ deskAs, api, namespace }) => {
  test.setTimeout(120_000);
  const scene = await waitingCanary(api, namespace, { routed: true });
  const viewer = await deskAs('viewer');
  const sheet = await openSheet(viewer.page, 'viewer', scene);
  await expect(sheet.getByRole('button', { name: /^Hold to roll back/ })).toBeDisabled();
  const found = await violations(viewer.page, 'refused');

  // Without its route nothing reads back that the weight is 0: the sheet stays at "sent, not yet effective".
  const { page } = await deskAs('conductor');
  const running = await openSheet(page, 'conductor', scene);
  await reasonField(page).fill('its route is gone');
  await heldButton(page).press('Enter');
  await api.call('DELETE', `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices/${scene.name}`);
  await page.getByRole('button', { name: /^Roll .* back now$/ }).press('Enter');
  await expect(running.getByRole('status')).toHaveText('Sent, not yet effective');
  found.push(...(await violations(page, 'running')));
  expect(found).toEqual([]);
});

test('axe finds nothing on the connections, whatever is wrong with them', async ({ openDesk, api: _ }) => {
  test.setTimeout(120_000);
  const { page } = await openDesk({ kubeconfig: troubledKubeconfig(controlPlane()?.kubeconfig ?? '') });
  await expect(page.getByRole('grid', { name: 'Rollouts' })).toContainText('refused the connection');
  const found = await violations(page, 'list without a cluster');
  await page.getByRole('link', { name: 'Connections' }).click();
  for (const box of await page.locator('.check').all()) if (!(await box.getByRole('checkbox').isChecked())) await box.click();
  await expect(page.getByRole('main')).toContainText('Waits for you');
  await expect(page.getByRole('main')).toContainText('Unauthorized');
  found.push(...(await violations(page, 'connections')));
  expect(found).toEqual([]);
});
