import { expect } from '@playwright/test';
import { test } from './support/real-test.ts';
import { waitingCanary } from './support/rollout-scene.ts';
import { heldButton, hold, openSheet, reasonField } from './support/screens.ts';

test('a held undo whose basis changed is refused and shows the new plan, which works', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace);
  const { page } = await deskAs('conductor');
  const sheet = await openSheet(page, 'conductor', scene, '?lever=undo');
  const sent = sheet.getByRole('region', { name: 'Will be sent' });
  await expect(sent).toContainText(':1.0.0');
  await reasonField(page).fill('2.0.0 fails');
  // Armed, a plan is not read again: what is sent is what was seen.
  await heldButton(page).press('Enter');
  await scene.setImage('3.0.0');
  await scene.until('rolls 3.0.0 out', ({ metadata, status }) => status.observedGeneration === String(metadata.generation));
  await page.getByRole('button', { name: `Undo ${scene.name} now` }).press('Enter');

  await expect(sheet.getByRole('alert')).toContainText('It changed. Its template was changed: another version is rolling out.');
  await expect(sheet.getByRole('alert')).toContainText('Nothing was sent. This is the new plan.');
  await expect(sheet.getByText(/from 3\.0\.0$/)).toBeVisible();
  expect(JSON.stringify((await scene.read()).spec)).toContain(':3.0.0');

  await hold(page);
  await expect(page.getByRole('dialog', { name: /is back on/ }).getByRole('status')).toHaveText('Effective');
  expect(JSON.stringify((await scene.read()).spec)).toContain(':1.0.0');
});

test('an abort in the middle of a busy rollout succeeds', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace);
  const { page } = await deskAs('conductor');
  await openSheet(page, 'conductor', scene);
  await reasonField(page).fill('3.0.0 fails too');
  await expect(heldButton(page)).toBeEnabled();
  await scene.setImage('3.0.0');
  await hold(page);
  await expect(page.getByRole('dialog', { name: /is back on 1\.0\.0/ }).getByRole('status')).toHaveText('Effective');
  const { spec, status } = await scene.read();
  expect(JSON.stringify(spec)).toContain(':3.0.0');
  expect(status.abortedAt).toBeDefined();
});
