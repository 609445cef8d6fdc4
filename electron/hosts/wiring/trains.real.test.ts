import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Result } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { createNamespace, isHealthy, readRollout, rolloutIs } from '../cli/testing/real-rollouts.ts';
import { realCluster, until } from '../cli/testing/real-cluster.ts';
import { createLocalClient, type Client } from '../transport/local-client.ts';
import { startCore, type StartedCore } from './start-core.ts';

const kubeconfig = process.env['RCC_TEST_KUBECONFIG'];
if (kubeconfig === undefined) process.stderr.write('Departures are not tried on a real control plane: RCC_TEST_KUBECONFIG is not set.\n');

const digest = (seed: string) => `sha256:${seed.repeat(64)}`;
const image = (name: string) => `registry.example/${name}@${digest('b')}`;
const namespace = `trains-${process.pid}-${Date.now().toString(36)}`;
const inAnHour = new Date(Date.now() + 3_600_000);

/** Three services: payments goes well, search is taken back, catalog waits for search and never leaves. */
const service = (name: string, more: object = {}) => ({
  repository: `shop/${name}`,
  tier: 3,
  targets: [{ region: 'eu-west', context: 'admin', namespace, kind: 'Rollout', name }],
  ...more,
});
const release = {
  'timetable.yaml': {
    services: { payments: service('payments'), search: service('search'), catalog: service('catalog', { needs: ['search'] }) },
    trains: {
      shop: {
        zone: 'UTC',
        cut: { every: 'day', at: inAnHour.toISOString().slice(11, 16) },
        departs: { at: new Date(inAnHour.getTime() + 3_600_000).toISOString().slice(11, 16) },
        services: 'all',
      },
    },
  },
  'roles.yaml': { version: 1, roles: { conductor: { users: ['admin'] } } },
  'checklists.yaml': {
    version: 1,
    tiers: { '3': { items: [{ ask: 'Somebody watches', id: 'watch', role: 'conductor' }], quorum: ['conductor'], waivers: [] } },
  },
};

describe.skipIf(kubeconfig === undefined)('a departure on the real control plane', { timeout: 240_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'rcc-trains-'));
  const cluster = realCluster(kubeconfig ?? '');
  let host: StartedCore;
  let client: Client;

  const start = async () => {
    const started = await startCore(
      {
        kubeconfigFiles: [kubeconfig ?? ''],
        context: 'admin',
        prometheusUrl: null,
        home,
        sandboxControl: null,
        automates: true,
        logLevel: 'error',
      },
      process.env,
    );
    if (!started.ok) throw new Error(started.error.message);
    host = started.value;
    client = createLocalClient(host.core, { id: 'trains', host: 'headless' });
  };
  const must = async <T>(answer: Promise<Result<T>>): Promise<T> => {
    const said = await answer;
    if (!said.ok) throw new Error(said.error.message);
    return said.value;
  };
  const page = () => must(client.trains.show({ train: 'shop' }));
  const leg = ({ passengers }: TrainPage, name: string) => passengers.find((passenger) => passenger.service === name)?.legs[0];
  const legAt = (name: string, state: string) => until(`${name} is ${state}`, page, (seen) => leg(seen, name)?.state === state, 90);

  beforeAll(async () => {
    mkdirSync(join(home, 'release'));
    for (const [name, content] of Object.entries(release)) writeFileSync(join(home, 'release', name), stringify(content));
    await createNamespace(cluster, namespace);
    for (const name of ['payments', 'search', 'catalog']) {
      const spec = {
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: `registry.example/${name}:1.0.0` }] } },
        strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
      };
      const body = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace }, spec };
      await cluster.send('POST', `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`, body);
      await rolloutIs(cluster, namespace, name, 'is healthy', isHealthy);
    }
    await start();
  }, 120_000);

  afterAll(async () => {
    await host?.core.stop();
    rmSync(home, { recursive: true, force: true });
    await cluster.send('DELETE', `/api/v1/namespaces/${namespace}`);
  });

  it('refuses an image without a digest, and a departure nobody has decided', async () => {
    const tag = await client.trains.board({ train: 'shop', service: 'payments', image: 'registry.example/payments:2.0.0', reason: 'try' });
    expect(tag).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'image' } });
    for (const name of ['payments', 'search', 'catalog'])
      await must(client.trains.board({ train: 'shop', service: name, image: image(name), reason: 'no CI here' }));
    await must(client.trains.cut({ train: 'shop', reason: 'everybody is aboard' }));
    const seen = await until('the manifest stands', page, ({ state }) => state === 'deciding');
    expect(seen.waves).toEqual([['payments', 'search'], ['catalog']]);
    expect(await client.trains.depart({ train: 'shop', reason: 'go' })).toMatchObject({ ok: false, error: { kind: 'refused-by-policy' } });
    expect((await readRollout(cluster, namespace, 'payments')).status.phase).toBe('Healthy');
  });

  it('leaves on the go, and every passenger waits at its pause for a word', async () => {
    const train = (await page()).id;
    await must(client.checklist.sign({ train, item: 'watch', note: 'I do' }));
    await must(client.checklist.decide({ train, verdict: 'go', reason: 'all is well' }));
    await must(client.trains.depart({ train, reason: 'on time' }));
    await legAt('payments', 'baking');
    const seen = await legAt('search', 'baking');
    expect(leg(seen, 'catalog')?.state).toBe('waiting');
  });

  it('goes on from the record after its host was started anew, at a person’s word', async () => {
    await host.core.stop();
    await start();
    await must(client.trains.goOn({ train: 'shop', service: 'payments', reason: 'figures are fine' }));
    await legAt('payments', 'arrived');
    expect((await readRollout(cluster, namespace, 'payments')).status.phase).toBe('Healthy');
  });

  it('halts on the first bad one and takes it back; who arrived stays, who needs it never leaves', async () => {
    const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/search/status`;
    await cluster.send('PATCH', path, { status: { abort: true } });
    const seen = await until('the train has ended', page, ({ endedAt }) => endedAt !== null, 90);
    expect(seen).toMatchObject({ state: 'rolled-back', sentence: expect.stringContaining('search rolled back') });
    expect([leg(seen, 'payments')?.state, leg(seen, 'search')?.state, leg(seen, 'catalog')?.state]).toEqual([
      'arrived',
      'rolled-back',
      'left-alone',
    ]);
  });

  it('has every step in the audit log, by who gave the word', async () => {
    const { entries } = await must(client.audit.list({ limit: 200 }));
    const outcomes = entries
      .filter(({ phase }) => phase === 'outcome')
      .map(({ action, target, actor, outcome }) => [action, target.split('/').at(-1), actor.name, outcome].join(' '));
    expect(outcomes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^trains\.depart shop-\S+ admin done$/),
        'trains.set-image payments admin effective',
        'trains.set-image search admin effective',
        'trains.promote payments admin effective',
      ]),
    );
    expect(outcomes.some((line) => line.includes('catalog'))).toBe(false);
  });
});
