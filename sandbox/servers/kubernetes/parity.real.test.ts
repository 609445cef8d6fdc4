import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimClock } from '../../clock/create-sim-clock.ts';
import { createObjectStore } from '../../store/memory-store.ts';
import { startKubernetesServer } from './start-kubernetes-server.ts';
import { accessCases } from './testing/parity/access.ts';
import { applyCases } from './testing/parity/applies.ts';
import type { ParityCase } from './testing/parity/case.ts';
import { essence } from './testing/parity/normalise.ts';
import { pathsOf } from './testing/parity/objects.ts';
import { patchCases } from './testing/parity/patches.ts';
import { readCases } from './testing/parity/reads.ts';
import { writeCases } from './testing/parity/writes.ts';
import { type Wire, wireOf, wireOfFile } from './testing/wire.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'];
const namespace = `parity-${process.pid.toString(36)}`;
const cases = [...writeCases, ...patchCases, ...applyCases, ...readCases, ...accessCases];

async function answers(wire: Wire, each: ParityCase): Promise<string[]> {
  const out: string[] = [];
  for (const { show, silent, ...sent } of each.send(pathsOf(namespace))) {
    const answer = await wire.send(sent);
    if (!silent)
      out.push(
        `${sent.user ?? 'admin'} ${sent.method ?? 'GET'} ${sent.path.replaceAll(namespace, 'NAMESPACE').slice(0, 120)}\n  ${essence(answer, namespace, show)}`,
      );
  }
  return out;
}

describe.skipIf(!kubeconfig)('the sandbox and the real API server (RCC_TEST_KUBECONFIG) answer alike', () => {
  const clock = createSimClock();
  let sandbox: Wire;
  let real: Wire;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const server = await startKubernetesServer({ store: createObjectStore({ now: clock.now }), clock });
    stop = server.stop;
    sandbox = wireOf(server.kubeconfig());
    real = wireOfFile(kubeconfig ?? '');
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    for (const wire of [sandbox, real]) expect((await wire.send({ method: 'POST', path: '/api/v1/namespaces', body })).code).toBe(201);
  });

  afterAll(async () => {
    await real?.send({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` });
    await stop?.();
    clock.stop();
  });

  it.each(cases)('$name', async (each) => {
    const [ours, theirs] = [await answers(sandbox, each), await answers(real, each)];
    // Both columns, where they differ.
    for (const [index, expected] of theirs.entries()) expect.soft(ours[index]).toBe(expected);
    expect(theirs.length).toBeGreaterThan(0);
  });
});
