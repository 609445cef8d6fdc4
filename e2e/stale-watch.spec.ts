import { expect } from '@playwright/test';
import { adminApi } from './support/admin-api.ts';
import { controlPlane } from './support/control-plane.ts';
import { type OwnControlPlane, startControlPlane } from './support/own-control-plane.ts';
import { test } from './support/host.ts';
import { type RolloutScene, waitingCanary } from './support/rollout-scene.ts';
import { openList, openPage } from './support/screens.ts';

const program = controlPlane()?.program ?? null;
test.skip(program === null, 'RCC_TEST_CONTROL_PLANE names no control plane to freeze');

let plane: OwnControlPlane;
let scene: RolloutScene;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  plane = await startControlPlane(program ?? '');
  const api = adminApi(plane.kubeconfig);
  const namespace = await api.namespace('frozen');
  scene = await waitingCanary(api, namespace.name, { routed: true });
});
test.afterAll(() => plane.stop());

test('a watch that goes silent is shown stale within 5 s, on the list and the page, and recovers', async ({ openDesk }, info) => {
  const { page } = await openDesk({ kubeconfig: plane.kubeconfig, context: 'conductor' });
  const strip = page.getByRole('contentinfo', { name: 'Sources' });
  // Locators wait by animation frame; expect() looks again only after up to a second.
  const frozenFor = async (what: string, shown: () => Promise<unknown>) => {
    const since = performance.now();
    plane.freeze();
    await shown();
    const seconds = (performance.now() - since) / 1_000;
    info.annotations.push({ type: what, description: `${seconds.toFixed(1)} s` });
    console.log(`${what}: ${seconds.toFixed(1)} s after the API server froze`);
    expect(seconds).toBeLessThan(5);
  };

  const list = await openList(page, scene.namespace);
  const row = list.getByRole('row').filter({ hasText: scene.namespace });
  await expect(row).toContainText('Waits');
  await frozenFor('list stale', () => row.filter({ hasText: 'Stale' }).waitFor());
  await expect(strip).toContainText('conductor');
  await expect(strip).toContainText('silent');
  plane.thaw();
  await expect(row).toContainText('Waits for a person since');
  await expect(strip).not.toContainText('silent');

  await openPage(page, 'conductor', scene);
  const headline = page.getByRole('alert');
  await expect(headline).toContainText('Waits for a person since');
  await frozenFor('page stale', () => headline.filter({ hasText: 'Everything below is the last known' }).waitFor());
  plane.thaw();
  await expect(headline).toContainText('Waits for a person since');
});
