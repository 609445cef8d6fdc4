import { expect } from '@playwright/test';
import { controlPlane } from './support/control-plane.ts';
import { rccAt } from './support/rcc.ts';
import { test } from './support/real-test.ts';
import { waitingCanary } from './support/rollout-scene.ts';
import { heldButton, hold, needle, openList, openSheet, pressAndKeep, reached, reasonField } from './support/screens.ts';

const entriesOf = async (home: string, namespace: string) =>
  (await rccAt(home, controlPlane()?.kubeconfig ?? '').auditEntries()).filter((entry) => entry.target.includes(`/${namespace}/`));

test('from the list to rolled back, with the mouse', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace, { routed: true });
  const { page, home } = await deskAs('conductor');

  const list = await openList(page, namespace);
  const row = list.getByRole('row').filter({ hasText: scene.name });
  await expect(list.getByRole('heading', { name: 'Needs a human' })).toBeVisible();
  await expect(row).toContainText('Waits');
  await expect(row).toContainText('Waits for a person since');
  await row.click();

  await expect(page.getByRole('heading', { level: 1, name: scene.name })).toBeVisible();
  await expect(needle(page, 'requested')).toContainText('50%');
  await expect(needle(page, 'accepted')).toContainText('50%');
  await expect(needle(page, 'accepted')).toContainText(`VirtualService ${scene.name}`);
  await page.getByRole('button', { name: /^Roll back…/ }).click();

  const sheet = page.getByRole('dialog', { name: `Roll ${scene.name} back to 1.0.0` });
  const sent = sheet.getByRole('region', { name: 'Will be sent' });
  await expect(sent).toContainText(`PATCH rollouts/${scene.name}/status`);
  await expect(sent).toContainText('{"status":{"abort":true}}');
  await expect(sheet.getByRole('region', { name: 'Prediction' })).toContainText(/from|No earlier|typical/i);
  const checks = sheet.getByRole('region', { name: 'Can it work' });
  await expect(checks).toContainText('The server takes it: asked with a dry run');
  await expect(checks).toContainText('1.0.0 can carry 100%: 2 of 2 pods ready');
  await expect(checks).toContainText('No steps replay');
  await expect(checks).toContainText('No GitOps tool owns it');

  await reasonField(page).fill('40% of payments fail');
  await hold(page);
  const done = page.getByRole('dialog', { name: `${scene.name} is back on 1.0.0` });
  await expect(done.getByRole('status')).toHaveText('Effective');
  for (const mark of ['Accepted', 'Weight']) await expect(reached(done, mark)).toBeVisible();
  for (const claim of ['requested', 'accepted'] as const) await expect(needle(page, claim)).toContainText('0%');
  const { status } = await scene.read();
  expect(status.abortedAt).toBeDefined();

  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('searchbox', { name: 'actor, action, target, reason' }).fill(namespace);
  const entries = page.getByRole('grid', { name: 'Audit entries, newest first' }).getByRole('row').filter({ hasText: scene.name });
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('effective');
  await expect(entries.last()).toContainText('intent');
  await entries.last().click();
  const entry = page.getByRole('article');
  await expect(entry).toContainText('“40% of payments fail”');
  await expect(entry).toContainText('conductor');
  await expect(entry).toContainText('SelfSubjectReview');
  await expect(entry).toContainText('{"status":{"abort":true}}');
  expect((await entriesOf(home, namespace)).map(({ phase, outcome }) => [phase, outcome])).toEqual([
    ['intent', null],
    ['outcome', 'effective'],
  ]);
});

test('the same with the keyboard alone', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace, { routed: true });
  const { page } = await deskAs('conductor');
  const list = await openList(page, namespace);
  await page.keyboard.press('J');
  await page.keyboard.press('K');
  const chosen = list.getByRole('row', { selected: true });
  await expect(chosen).toContainText(scene.name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: scene.name })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Waits for a person since');

  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: `Roll ${scene.name} back to 1.0.0` })).toBeFocused();
  // Without a reason nothing is armed; the letter leads to the field.
  await page.keyboard.press('r');
  await expect(reasonField(page)).toBeFocused();
  await expect(reasonField(page)).toHaveAccessibleDescription('A reason: what is wrong, for the record.');
  await page.keyboard.type('errors at 40%');
  await page.keyboard.press('Tab');
  await expect(heldButton(page)).toBeFocused();
  await expect(heldButton(page)).toHaveAccessibleDescription(`${scene.name} to 1.0.0, conductor`);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Armed:' })).toHaveText(
    `Armed: ${scene.name} to 1.0.0, conductor. Nothing is sent yet.`,
  );
  expect((await scene.read()).status.abort).toBe(false);
  const send = page.getByRole('button', { name: `Roll ${scene.name} back now` });
  await page.keyboard.press('Tab');
  await expect(send).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `${scene.name} is back on 1.0.0` }).getByRole('status')).toHaveText('Effective');
  expect((await scene.read()).status.abortedAt).toBeDefined();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('Aborted at');
});

test('letting go early, or Esc when armed, sends nothing', async ({ deskAs, api, namespace }) => {
  const scene = await waitingCanary(api, namespace);
  const { page, home } = await deskAs('conductor');
  await openSheet(page, 'conductor', scene);
  await reasonField(page).fill('not after all');
  await pressAndKeep(page);
  await expect(page.getByRole('button', { name: /^Keep holding/ })).toHaveAccessibleDescription('let go to stop, nothing is sent yet');
  await page.mouse.up();
  const letGo = await page.evaluate(() => performance.now());
  await expect(heldButton(page)).toHaveText(/^Hold to roll back/);

  await heldButton(page).press('Enter');
  await expect(page.getByRole('group', { name: 'Armed' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Armed' })).toBeHidden();
  await page.getByRole('button', { name: /^Close: nothing is sent/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  // As long as a whole hold would have taken, with room to spare.
  await page.waitForFunction((since) => performance.now() - since > 2_000, letGo);
  const { status } = await scene.read();
  expect({ abort: status.abort, abortedAt: status.abortedAt }).toEqual({ abort: false, abortedAt: undefined });
  expect(await entriesOf(home, namespace)).toEqual([]);
});
