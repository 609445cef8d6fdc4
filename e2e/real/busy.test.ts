import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AdminApi, adminApi } from '../support/admin-api.ts';
import { controlPlane } from '../support/control-plane.ts';
import { rccAt, rccIsBuilt } from '../support/rcc.ts';
import { waitingCanary } from '../support/rollout-scene.ts';

const plane = controlPlane();
const Answer = z.object({ state: z.string(), auditId: z.string(), reason: z.string() });

describe.skipIf(plane === null || !rccIsBuilt())('a rollback in the middle of a busy rollout', () => {
  let api: AdminApi;
  let namespace: { name: string; remove(): Promise<void> };
  beforeAll(async () => {
    api = adminApi(plane?.kubeconfig ?? '');
    namespace = await api.namespace('busy');
  });
  afterAll(() => namespace.remove());

  // A new image two seconds earlier is the case; a new image just now is the harder one.
  it.concurrent.each([
    { when: 'two seconds earlier', waitMs: 2_000, name: 'earlier', routed: true },
    { when: 'just now', waitMs: 0, name: 'just-now', routed: false },
  ])(
    'with a new image $when succeeds, ten times out of ten',
    async ({ waitMs, name, routed }) => {
      const rcc = rccAt(mkdtempSync(join(tmpdir(), 'rcc-busy-')), plane?.kubeconfig ?? '');
      const scene = await waitingCanary(api, namespace.name, { name, routed, replicas: 3 });
      for (let time = 0; time < 10; time += 1) {
        await scene.setImage(`3.${time}.0`);
        await passes(waitMs);
        const ran = await rcc.run(['rollback', 'run', name, '-n', namespace.name, '--reason', `busy ${time}`, '--json']);
        expect(ran.code, `${time}: ${ran.stdout}${ran.stderr}`).toBe(0);
        expect(Answer.parse(JSON.parse(ran.stdout))).toMatchObject({ state: 'effective', reason: `busy ${time}` });
        const { status } = await scene.read();
        expect(status).toMatchObject({ abort: true, phase: 'Degraded' });
      }
    },
    240_000,
  );
});
