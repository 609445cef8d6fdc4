import { expect } from '@playwright/test';
import { electronFolder, launchDesktop } from './support/desktop.ts';
import { test } from './support/real-test.ts';
import { waitingCanary } from './support/rollout-scene.ts';
import { goTo } from './support/screens.ts';

test('a link leads to the page of a rollout', async ({ deskAs, host, api, namespace }) => {
  const { name } = await waitingCanary(api, namespace);
  test.skip(host === 'desktop' && electronFolder() === null);
  if (host === 'desktop') {
    const desk = await launchDesktop({ context: 'on-call', args: [`rcc://rollout/on-call/${namespace}/${name}`] });
    await expect(desk.page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(desk.page.getByRole('alert')).toContainText('Waits for a person since');
    await desk.stop();
    return;
  }
  const { page } = await deskAs('on-call');
  await goTo(page, `#/rollouts/on-call/${namespace}/Rollout/${name}`);
  // As if pasted into a new window of the same browser: the session is kept, the token is not in the address.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Waits for a person since');
  expect(page.url()).not.toContain('token');
});
