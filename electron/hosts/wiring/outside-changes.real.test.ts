import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Result } from '#shared/contract/result.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { createNamespace, firstImage, isHealthy, rolloutIs, secondImage } from '../cli/testing/real-rollouts.ts';
import { realCluster, until } from '../cli/testing/real-cluster.ts';
import { createLocalClient, type Client } from '../transport/local-client.ts';
import { startCore, type StartedCore } from './start-core.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'];
/** What a control plane says when it is ready, as JSON: where the real kubectl and its plugin lie, too. */
const line = process.env['RCC_TEST_CONTROL_PLANE_READY'];
const tools = line === undefined ? null : z.object({ assets: z.string() }).parse(JSON.parse(line)).assets;
const missing = kubeconfig === undefined || tools === null ? 'RCC_TEST_KUBECONFIG and RCC_TEST_CONTROL_PLANE_READY are not both set' : null;
if (missing !== null) process.stderr.write(`Changes by others are not tried on a real control plane: ${missing}.\n`);

const run = promisify(execFile);
const namespace = `outside-${process.pid}-${Date.now().toString(36)}`;
const target = { context: 'admin', namespace, kind: 'Rollout', name: 'payments' } as const;
const manifest = (replicas: number, image: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'payments', namespace },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'payments' } },
    template: { metadata: { labels: { app: 'payments' } }, spec: { containers: [{ name: 'payments', image }] } },
    strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
  },
});

describe.skipIf(missing !== null)('changes made by others, on the real control plane', { timeout: 120_000 }, () => {
  const homes = [mkdtempSync(join(tmpdir(), 'rcc-outside-')), mkdtempSync(join(tmpdir(), 'rcc-outside-'))];
  const cluster = realCluster(kubeconfig ?? '');
  const cores: StartedCore[] = [];
  let desk: Client;
  let otherDesk: Client;
  let incident: string;

  const start = async (home: string): Promise<Client> => {
    const started = await startCore(
      {
        kubeconfigFiles: [kubeconfig ?? ''],
        context: 'admin',
        prometheusUrl: null,
        home,
        sandboxControl: null,
        automates: false,
        logLevel: 'error',
      },
      process.env,
    );
    if (!started.ok) throw new Error(started.error.message);
    cores.push(started.value);
    return createLocalClient(started.value.core, { id: home, host: 'headless' });
  };
  const must = async <T>(answer: Promise<Result<T>>): Promise<T> => {
    const said = await answer;
    if (!said.ok) throw new Error(said.error.message);
    return said.value;
  };
  const kubectl = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const global = ['--kubeconfig', kubeconfig ?? '', '--context', 'admin', '-n', namespace];
    await run(join(tools ?? '', 'kubectl'), [...global, ...args], { env: { ...process.env, ...env } });
  };
  const outside = ({ entries }: IncidentPage) => entries.filter(({ source }) => source === 'outside');
  /** Looks until an entry of others is told this way. A look before each change is what the next is compared with. */
  const told = (text: string) =>
    until(
      text,
      async () => outside(await must(desk.incidents.show({ incident }))),
      (entries) => entries.some((entry) => entry.text === text),
      30,
    ).then((entries) => entries.find((entry) => entry.text === text));

  beforeAll(async () => {
    await createNamespace(cluster, namespace);
    const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
    await cluster.send('POST', path, manifest(2, firstImage));
    await rolloutIs(cluster, namespace, 'payments', 'is healthy', isHealthy);
    // What a write has to be apart from its object's creation to be a change of it: the cluster keeps whole seconds.
    const createdAt = Date.now();
    await until(
      'the creation is past',
      async () => Date.now() - createdAt,
      (ms) => ms > 4_500,
    );
    [desk, otherDesk] = [await start(homes[0] ?? ''), await start(homes[1] ?? '')];
    const opened = await must(
      desk.incidents.open({ title: 'Who touches payments', severity: 3, targets: [target], since: Date.now() - 1_000 }),
    );
    incident = opened.id;
    expect(outside(opened)).toEqual([]);
  }, 120_000);

  afterAll(async () => {
    for (const { core } of cores) await core.stop();
    for (const home of homes) rmSync(home, { recursive: true, force: true });
    await cluster.send('DELETE', `/api/v1/namespaces/${namespace}`);
  });

  it('kubectl edit', async () => {
    await kubectl(['edit', 'rollout', 'payments'], { KUBE_EDITOR: "sed -i 's/replicas: 2/replicas: 3/'" });
    const entry = await told('Rollout/payments edited outside the desk, with kubectl edit');
    expect(entry).toMatchObject({ who: 'kubectl-edit', precisionMs: 1_000, target });
    expect(entry?.detail).toMatch(
      /spec\.replicas 2 → 3\. manager kubectl-edit, Update, field spec\.replicas\. The cluster does not say who\./,
    );
  });

  it('kubectl scale, whose write the cluster does not stamp', async () => {
    await kubectl(['scale', 'rollout', 'payments', '--replicas=4']);
    const entry = await told('Rollout/payments changed outside the desk, with kubectl scale');
    expect(entry).toMatchObject({ who: 'kubectl' });
    expect(entry?.detail).toMatch(/^spec\.replicas 3 → 4, seen between two looks\. Manager kubectl, Update, scale, a write/);
  });

  it('kubectl argo rollouts set image, with the version it brought', async () => {
    const global = ['--kubeconfig', kubeconfig ?? '', '--context', 'admin', '-n', namespace];
    await run(join(tools ?? '', 'kubectl-argo-rollouts'), [...global, 'set', 'image', 'payments', `payments=${secondImage}`]);
    const entry = await told('Rollout/payments got version 2.0.0 from outside the desk, with kubectl argo rollouts');
    expect(entry).toMatchObject({ who: 'kubectl-argo-rollouts' });
    expect(entry?.detail).toMatch(/^revision 2, pod template \w+\. manager kubectl-argo-rollouts, Update, field spec\.template/);
    const { differences } = await must(desk.incidents.show({ incident }));
    expect(differences).toMatchObject([
      { from: '1.0.0', to: '2.0.0', lines: [{ path: 'containers[payments].image', before: firstImage, after: secondImage }] },
    ]);
  });

  it('another desk, whose log is not this one', async () => {
    await must(otherDesk.rollouts.act({ target, command: { action: 'pause' }, reason: 'from another desk' }));
    const entry = await told('Rollout/payments edited outside the desk, by another desk whose log is not this one');
    expect(entry).toMatchObject({ who: 'release-command-center' });
    expect(entry?.detail).toContain('spec.paused false → true');
  });

  it('but never this desk itself', async () => {
    const desks = (page: IncidentPage) => outside(page).flatMap(({ id, who }) => (who === 'release-command-center' ? [id] : []));
    const before = await must(desk.incidents.show({ incident }));
    await must(desk.rollouts.act({ target, command: { action: 'resume' }, reason: 'from this desk' }));
    const page = await must(desk.incidents.show({ incident }));
    expect(desks(page)).toEqual(desks(before));
    expect(page.entries.filter(({ source }) => source === 'audit').map(({ text }) => text)).toContain('Resume asked. “from this desk”');
  });

  it('Helm, which applies on the server and takes over what others owned', async () => {
    const file = join(homes[0] ?? '', 'payments.json');
    writeFileSync(file, JSON.stringify(manifest(5, secondImage)));
    await kubectl(['apply', '--server-side', '--field-manager=helm', '--force-conflicts', '-f', file]);
    const entry = await told('Rollout/payments edited outside the desk, with Helm');
    expect(entry).toMatchObject({ who: 'helm' });
    expect(entry?.detail).toMatch(/spec\.replicas 4 → 5\. manager helm, Apply/);
    // What was told of the others stays told, though the cluster has forgotten who they were.
    const page = await must(desk.incidents.show({ incident }));
    expect(new Set(outside(page).map(({ who }) => who))).toEqual(
      new Set(['kubectl-edit', 'kubectl', 'kubectl-argo-rollouts', 'release-command-center', 'helm']),
    );
  });
});
