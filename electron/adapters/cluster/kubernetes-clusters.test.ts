import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileExecApprovals } from '../kubernetes/exec/file-exec-approvals.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { createKubernetesClusters } from './kubernetes-clusters.ts';

const nothing = () => undefined;

function kubeconfig(server: string): string {
  return `
current-context: prod
clusters:
- { name: c, cluster: { server: "${server}" } }
users:
- { name: token, user: { token: t } }
- { name: plugin, user: { exec: { apiVersion: client.authentication.k8s.io/v1, command: get-token, args: [--cluster, prod], interactiveMode: Never } } }
contexts:
- { name: prod, context: { cluster: c, user: token, namespace: shop } }
- { name: cloud, context: { cluster: c, user: plugin } }
- { name: broken, context: { cluster: missing, user: token } }
`;
}

describe('the clusters of a kubeconfig', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clusters-'));
    file = join(folder, 'config');
    await writeFile(file, kubeconfig('https://127.0.0.1:1'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function clustersOf(files: readonly string[] = [file]) {
    const approvals = createFileExecApprovals(join(folder, 'approvals.json'));
    return createKubernetesClusters({
      kubeconfig: { files, env: {}, homeDir: folder },
      clock: createSystemClock(),
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      exec: { approvals, path: async () => '', env: {}, terminal: false },
      random: () => 0.5,
    });
  }

  it('are listed without connecting; one that cannot work says why', async () => {
    const clusters = clustersOf();
    expect(await clusters.contexts()).toMatchObject({
      value: [
        { name: 'prod', server: 'https://127.0.0.1:1', user: 'token', namespace: 'shop', current: true, problem: null },
        { name: 'cloud', namespace: 'default', current: false, problem: null },
        { name: 'broken', server: '', problem: { kind: 'invalid', message: expect.stringContaining('missing') } },
      ],
    });
    await clusters.close();
  });

  it('are made once, and again when their entry has changed', async () => {
    const clusters = clustersOf();
    const first = await clusters.cluster('prod');
    const again = await clusters.cluster('prod');
    expect(first.ok && again.ok && first.value === again.value).toBe(true);
    await writeFile(file, kubeconfig('https://127.0.0.1:2'));
    const changed = await clusters.cluster('prod');
    expect(first.ok && changed.ok && first.value !== changed.value).toBe(true);
    await clusters.close();
  });

  it('an unknown context, and a file that is not there, are failures with their words', async () => {
    const clusters = clustersOf();
    expect(await clusters.cluster('nowhere')).toMatchObject({ error: { kind: 'not-found', field: 'context' } });
    expect(await clustersOf([join(folder, 'none')]).contexts()).toMatchObject({ error: { kind: 'not-found' } });
    await clusters.close();
  });

  it('a program runs only after a person has approved its command line', async () => {
    const clusters = clustersOf();
    const cloud = await clusters.cluster('cloud');
    if (!cloud.ok) throw new Error(cloud.error.message);
    const signal = new AbortController().signal;
    expect(await cloud.value.identity(signal)).toMatchObject({
      error: { kind: 'approval-needed', message: expect.stringContaining('get-token --cluster prod') },
    });
    expect(await clusters.approveExec('cloud')).toEqual({ ok: true, value: { commandLine: 'get-token --cluster prod' } });
    expect(await cloud.value.identity(signal)).not.toMatchObject({ error: { kind: 'approval-needed' } });
    expect(await clusters.approveExec('prod')).toMatchObject({ error: { kind: 'invalid' } });
    await clusters.close();
  });
});
