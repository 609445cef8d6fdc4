import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { TrainPage } from '#shared/domain/trains/views.ts';
import { type Ran, type Rcc, rccAt, rccIsBuilt } from '../support/rcc.ts';
import { type ReadySandbox, sandboxIsBuilt, startSandbox } from '../support/sandbox.ts';

const missing = sandboxIsBuilt() && rccIsBuilt() ? null : 'out/ is not built';
if (missing !== null) process.stderr.write(`Trains are not tried on the living sandbox: ${missing}.\n`);

const at = (fromNow: number) => new Date(Date.now() + fromNow).toISOString().slice(11, 19);
const service = (name: string, more: object = {}) => ({
  repository: `shop/${name}`,
  tier: 3,
  targets: [{ region: 'eu-west', context: 'admin', namespace: 'shop', kind: 'Rollout', name }],
  ...more,
});
/** cart 1.33.0 fails for one request in ten once customers use it; accounts is well. */
const release = {
  services: {
    cart: service('cart', { breach: { errorRatePercent: 4, minRequests: 0.5, readings: 2 } }),
    accounts: service('accounts'),
  },
  trains: { shop: { zone: 'UTC', cut: { every: 'day', at: at(3_600_000) }, departs: { at: at(7_200_000) }, services: 'all' } },
};
const roles = { version: 1, roles: { conductor: { users: ['conductor'] } } };
const checklists = {
  version: 1,
  tiers: { '3': { items: [{ check: 'ci-green' }, { check: 'digest-equal' }], quorum: ['conductor'], waivers: ['conductor'] } },
};

describe.skipIf(missing !== null)('a release train on the living sandbox', { timeout: 300_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'rcc-train-'));
  let sandbox: ReadySandbox;
  let rcc: Rcc;
  const as = (user: string, ...args: readonly string[]) => rcc.run([...args, '--prometheus', sandbox.ready.prometheus, '--context', user]);
  const run = (...args: readonly string[]) => as('conductor', ...args);
  const pageOf = ({ stdout, stderr }: Ran) => {
    if (stdout === '') throw new Error(stderr);
    return TrainPage.parse(JSON.parse(stdout));
  };
  const legs = ({ passengers }: TrainPage) =>
    Object.fromEntries(passengers.map((one) => [one.service, one.legs.map(({ state }) => state).join()]));

  beforeAll(async () => {
    sandbox = await startSandbox('--scenario', 'release-train');
    rcc = rccAt(home, sandbox.ready.kubeconfig);
    const { github, githubTokenFile } = sandbox.ready;
    const ci = { github: { baseUrl: github, tokenFrom: { from: 'file', path: githubTokenFile } } };
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ ci }));
    mkdirSync(join(home, 'release'));
    for (const [name, content] of Object.entries({ timetable: release, roles, checklists }))
      writeFileSync(join(home, 'release', `${name}.yaml`), stringify(content));
  }, 120_000);
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('boards what CI deployed to staging, with digest, changes and authors', async () => {
    const page = pageOf(await run('trains', 'show', 'shop', '--json'));
    expect(page.state).toBe('boarding');
    expect(page.passengers.map(({ service: name, fromVersion, toVersion }) => `${name} ${fromVersion} ${toVersion}`)).toEqual([
      'cart 1.31.0 1.33.0',
      'accounts 9.1.0 9.2.0',
    ]);
    const [cart] = page.passengers;
    expect(cart).toMatchObject({ changes: 6, configs: ['config/limits.toml'], rebuild: null });
    expect(cart?.digest).toBe(cart?.testedDigest);
    expect(cart?.authors).toContain('aylin');
  });

  it('takes orders from its conductor alone, and no departure without a go', async () => {
    const stranger = await as('viewer', 'trains', 'cut', 'shop', '--reason', 'now');
    expect(stranger).toMatchObject({ code: 2, stderr: expect.stringContaining('viewer has no role conductor') });
    const cut = pageOf(await run('trains', 'cut', 'shop', '--reason', 'everybody is aboard', '--json'));
    expect(cut.state).toBe('deciding');
    const early = await run('trains', 'depart', 'shop', '--reason', 'now');
    expect(early.code).toBe(2);
    const held = await run('trains', 'hold', 'shop', '--for', '48h', '--reason', 'a late fix');
    expect(held).toMatchObject({ code: 2, stderr: expect.stringContaining('Hold of 48 h refused: one hold is 24 h at most') });
  });

  it('leaves on the go, sees the declared breach under real traffic, and takes that passenger back by itself', async () => {
    const { id } = pageOf(await run('trains', 'show', 'shop', '--json'));
    expect(await run('checklist', 'decide', id, '--verdict', 'go', '--reason', 'all green')).toMatchObject({ code: 0 });
    const departed = await run('trains', 'depart', 'shop', '--reason', 'on time', '--json');
    const page = pageOf(departed);
    expect(departed.code).toBe(1);
    expect(page.state).toBe('halted');
    expect(legs(page)).toEqual({ cart: 'rolled-back', accounts: 'baking' });
    expect(page.notes[0]?.text).toMatch(/Halted by desk: cart in eu-west: .*% of its requests fail, declared at most 4%/);
  });

  it('lets the other one arrive at a word, and ends', async () => {
    const page = pageOf(await run('trains', 'go-on', 'shop', '--service', 'accounts', '--reason', 'figures are fine', '--json'));
    expect(legs(page)).toEqual({ cart: 'rolled-back', accounts: 'arrived' });
    expect(page).toMatchObject({ state: 'rolled-back', endedAt: expect.any(Number) });
    expect(page.passengers.find(({ service: name }) => name === 'accounts')?.legs[0]?.text).toMatch(/; its pods run \w{8}, as tested$/);
  });

  it('has every step in a log that verifies', async () => {
    const steps = (await rcc.auditEntries()).filter(({ phase, action }) => phase === 'outcome' && action.startsWith('trains.'));
    expect(steps.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining([
        'trains.cut refused',
        'trains.hold refused',
        'trains.cut done',
        'trains.depart refused',
        'trains.depart done',
        'trains.set-image effective',
        'trains.rollback effective',
        'trains.promote effective',
      ]),
    );
    // What was measured when it was decided is in the act's own entry.
    const back = (await rcc.auditEntries()).find(({ phase, action }) => phase === 'intent' && action === 'trains.rollback');
    expect(back?.detail).toMatchObject({ seen: { health: { current: { errorPercent: expect.any(Number) } } } });
    expect(await rcc.run(['audit', 'verify'])).toMatchObject({ code: 0 });
  });
});
