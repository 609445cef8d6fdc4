import { expect, type Locator, type Page } from '@playwright/test';
import { controlPlane } from './support/control-plane.ts';
import { test } from './support/host.ts';
import { troubledKubeconfig } from './support/kubeconfig.ts';
import { openPage } from './support/screens.ts';

const real = controlPlane();
test.skip(real === null, 'RCC_TEST_KUBECONFIG names no control plane');

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
  const { page } = await openDesk({ kubeconfig: troubledKubeconfig(real?.kubeconfig ?? '') });
  const list = page.getByRole('grid', { name: 'Rollouts' });
  await expect(list).toContainText('refused the connection. Nothing listens there.');
  await expect(list).toContainText('ECONNREFUSED');

  await page.getByRole('link', { name: 'Connections' }).click();
  const nowhere = rowOf(page, 'nowhere').getByRole('alert');
  await expect(nowhere).toContainText('https://127.0.0.1:1 refused the connection. Nothing listens there.');
  await expect(nowhere).toContainText('ECONNREFUSED');

  const wrongCa = (await putOnDesk(page, 'wrong-ca')).getByRole('alert');
  await expect(wrongCa).toContainText('is not signed by an authority the kubeconfig trusts');
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
});

test('what is not there is a page that says so, with a way back', async ({ deskAs }) => {
  const { page } = await deskAs('viewer');
  await openPage(page, 'viewer', { namespace: 'default', name: 'never-deployed' });
  await expect(page.getByRole('alert')).toContainText('never-deployed');
  await page.getByRole('button', { name: 'All rollouts' }).click();
  await expect(page.getByRole('grid', { name: 'Rollouts' })).toBeVisible();
});
