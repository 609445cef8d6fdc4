import { expect, type Locator, type Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { controlPlane } from './support/control-plane.ts';
import { test } from './support/host.ts';
import { troubledKubeconfig } from './support/kubeconfig.ts';
import { sandboxIsBuilt } from './support/sandbox.ts';
import { goTo, openPage } from './support/screens.ts';
import { takePicture } from './support/take-picture.ts';

const real = controlPlane();
const needsReal = () => test.skip(real === null, 'RCC_TEST_KUBECONFIG names no control plane');

const rowOf = (page: Page, context: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: `${context} on the desk`, exact: true }) });

async function putOnDesk(page: Page, context: string): Promise<Locator> {
  const row = rowOf(page, context);
  await row.getByText(context, { exact: true }).waitFor();
  // The box itself is drawn; the checkbox behind it is not visible.
  await row.locator('.check').click();
  return row;
}

test('what goes wrong before a cluster answers is said, in their words, with what to do', async ({ openDesk }) => {
  needsReal();
  const { page } = await openDesk({ kubeconfig: troubledKubeconfig(real?.kubeconfig ?? '') });
  const list = page.getByRole('grid', { name: 'Rollouts' });
  await expect(list).toContainText('refused the connection. Nothing listens there.');
  await expect(list).toContainText('ECONNREFUSED');

  await page.getByRole('link', { name: 'Connections' }).click();
  const nowhere = rowOf(page, 'nowhere').getByRole('alert');
  await expect(nowhere).toContainText('https://127.0.0.1:1 refused the connection. Nothing listens there.');
  await expect(nowhere).toContainText('ECONNREFUSED');
  await expect(nowhere).toContainText('Check the server in the kubeconfig');
  await nowhere.getByRole('button', { name: 'Try again now: nowhere' }).click();
  await expect(nowhere.getByRole('status')).toContainText('The desk also tries by itself.');

  const wrongCa = (await putOnDesk(page, 'wrong-ca')).getByRole('alert');
  await expect(wrongCa).toContainText('is not signed by an authority the kubeconfig trusts');
  await expect(wrongCa).toContainText('Set certificate-authority of this cluster to the authority that signs it');
  await expect(wrongCa).toContainText(/self.signed certificate|unable to (verify|get)/i);

  const expired = (await putOnDesk(page, 'expired')).getByRole('alert');
  await expect(expired).toContainText(/credential|token|log in/i);
  await expect(expired).toContainText('Unauthorized');

  const absent = await putOnDesk(page, 'no-plugin');
  await absent.getByRole('button', { name: 'Approve this command line' }).click();
  await expect(absent.getByRole('alert')).toContainText('ENOENT');

  // Nothing runs on this machine before a person lets it, and each row keeps its own state.
  const plugin = await putOnDesk(page, 'plugin');
  await expect(plugin).toContainText('Waits for you');
  await expect(plugin.getByRole('alert')).toContainText('get-token --cluster shop');
  await plugin.getByRole('button', { name: 'Approve this command line' }).click();
  await expect(plugin).toContainText('Live');
  await expect(plugin).toContainText('You are conductor, as the cluster says');
  await expect(rowOf(page, 'nowhere')).toContainText('Cannot be read');

  // The details are the cluster's own: who one is, what that allows, and in which words.
  await plugin.getByRole('button', { name: 'Details of plugin' }).click();
  await expect(page).toHaveURL(/connections\?context=plugin$/);
  const detail = page.getByRole('complementary', { name: 'plugin' });
  await expect(detail).toContainText('system:authenticated');
  await expect(detail).toContainText(/v1\.\d+\.\d+/);
  await expect(detail).toContainText('approved on this desk');
  const said = detail.getByRole('table', { name: 'What the cluster answers for default' });
  await expect(said.getByRole('row', { name: /rollouts\/status yes/ })).toContainText('RBAC: allowed by');
  await expect(detail).toContainText('No metric server is set for plugin.');
  await goTo(page, '#/connections?context=expired');
  await expect(page.getByRole('complementary', { name: 'expired' })).toContainText('Unauthorized');
});

test('a cluster whole: who one is, what that allows, what its metrics find', async ({ openDesk }) => {
  test.setTimeout(120_000);
  test.skip(!sandboxIsBuilt(), 'out/sandbox is not built');
  const { page, resize } = await openDesk({ args: ['--sandbox'] });
  await goTo(page, '#/connections?context=responder');
  const detail = page.getByRole('complementary', { name: 'responder' });
  await expect(detail).toContainText('role responder');
  const actions = detail.getByRole('table', { name: 'Actions in shop' });
  await expect(actions.getByRole('row', { name: /^abort/ })).toContainText('yes');
  await expect(actions.getByRole('row', { name: /^promote full/ })).toContainText('no');
  await expect(actions.getByRole('row', { name: /^undo/ })).toContainText('rollouts');
  await detail.getByRole('button', { name: 'Test', exact: true }).click();
  const rate = detail.getByRole('listitem').filter({ hasText: 'request rate' });
  await expect(rate).toContainText('http_requests_total{namespace="shop"}');
  await expect(rate).toContainText(/Found\s*[1-9]\d* series/);
  await expect(rate).toContainText('labels code, namespace, pod');
  await expect(rate).toContainText('newest');
  await detail.evaluate((element) => element.scrollTo(0, 0));
  await takePicture(page, 'connections');
  expect(await violations(page, 'details')).toEqual([]);
  // Another namespace is another answer, and no series is said, not shown as 0.
  await detail.getByRole('textbox', { name: 'Namespace' }).fill('elsewhere');
  await detail.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(detail).toContainText('What you may do in elsewhere');
  await detail.getByRole('button', { name: 'Test again' }).click();
  await expect(rate).toContainText('No series');
  await resize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await detail.getByRole('button', { name: 'Close the details of responder' }).click();
  await expect(detail).toBeHidden();
  await goTo(page, '#/connections?context=never-configured');
  await expect(page.getByText('The kubeconfig has no context never-configured.')).toBeVisible();
});

test('what is not there is a page that says so, with a way back', async ({ deskAs }) => {
  needsReal();
  const { page } = await deskAs('viewer');
  await openPage(page, 'viewer', { namespace: 'default', name: 'never-deployed' });
  await expect(page.getByRole('alert')).toContainText('never-deployed');
  await page.getByRole('button', { name: 'All rollouts' }).click();
  await expect(page.getByRole('grid', { name: 'Rollouts' })).toBeVisible();
});
