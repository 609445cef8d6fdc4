import { type AdminApi, adminApi } from './admin-api.ts';
import { controlPlane } from './control-plane.ts';
import { test as hostTest } from './host.ts';

interface OfATest {
  readonly api: AdminApi;
  /** This test's own namespace in the control plane. */
  readonly namespace: string;
}

/** A test on every host and on the real control plane; skipped without one. */
export const test = hostTest.extend<OfATest>({
  api: async ({ host: _ }, use, info) => {
    const plane = controlPlane();
    info.skip(plane === null, 'RCC_TEST_KUBECONFIG names no control plane');
    await use(adminApi(plane?.kubeconfig ?? ''));
  },
  namespace: async ({ api }, use) => {
    const namespace = await api.namespace('screens');
    await use(namespace.name);
    await namespace.remove();
  },
});
