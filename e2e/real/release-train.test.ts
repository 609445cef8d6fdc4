import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ChecklistView } from '#shared/domain/checklist/views.ts';
import { IncidentPage, IncidentSummary } from '#shared/domain/incidents/views.ts';
import { TrainPage } from '#shared/domain/trains/views.ts';
import { until } from '../support/admin-api.ts';
import { controlPlane } from '../support/control-plane.ts';
import { hasPrometheus } from '../support/prometheus.ts';
import { rccIsBuilt } from '../support/rcc.ts';
import { releaseOf, type Rider } from '../support/real-release.ts';
import { isHealthy, isWaiting } from '../support/rollout-scene.ts';
import type { ServedPerson } from '../support/served-person.ts';
import { stageTrain, stepsOnRecord, type TrainStage, writeRelease } from '../support/train-stage.ts';

// The whole story of a train on a real control plane: the world outside (GitHub, customers) are servers of their own, each of the
// five users is a person with a terminal, and one desk that stays drives.
const plane = controlPlane();
const missing = [
  ...(plane === null ? ['RCC_TEST_KUBECONFIG is not set'] : []),
  ...(rccIsBuilt() ? [] : ['out/ is not built']),
  ...(hasPrometheus() ? [] : ['there is no prometheus on the PATH']),
];
if (missing.length > 0) process.stderr.write(`The story of a train is not told on a real control plane: ${missing.join(', ')}.\n`);

/** Time enough to look at who boards; the drill goes on meanwhile. */
const cutInSeconds = 16;
type Person = 'admin' | 'conductor' | 'on-call' | 'responder' | 'viewer';

describe.skipIf(missing.length > 0)('a release train on the real control plane', { timeout: 180_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'rcc-story-'));
  let stage: TrainStage;
  let conductor: ServedPerson;
  let onCall: ServedPerson;
  let responder: ServedPerson;
  let train = '';

  const as = (person: Person, ...args: readonly string[]) => stage.rcc.run([...args, '--context', person]);
  const page = (id = train) => conductor.ask(TrainPage, 'trains/show', { train: id });
  const checklist = () => conductor.ask(ChecklistView, 'checklist/show', { train });
  const incidents = () => onCall.ask(z.array(IncidentSummary), 'incidents/list', {});
  const stateOf = ({ items }: ChecklistView, id: string) => items.find((item) => item.id === id)?.state;
  const stops = ({ items }: ChecklistView) => items.filter(({ state }) => state === 'failed' || state === 'unknown').map(({ id }) => id);
  const legs = ({ passengers }: TrainPage) =>
    Object.fromEntries(passengers.map((one) => [one.service, one.legs.map(({ state }) => state).join()]));
  const pageWhere = (what: string, is: (page: TrainPage) => boolean) =>
    until(async () => {
      const seen = await page();
      return is(seen) ? seen : null;
    }, what);
  const checklistWhere = (what: string, is: (view: ChecklistView) => boolean) =>
    until(async () => {
      const seen = await checklist();
      return is(seen) ? seen : null;
    }, what);
  const goOn = (service: Rider, region: string | null = null) =>
    conductor.ask(TrainPage, 'trains/goOn', { train, service, region, reason: 'its figures are fine' });
  const scene = (name: string) => {
    const found = stage.shop.get(name);
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };

  beforeAll(async () => {
    stage = await stageTrain({ home, kubeconfig: plane?.kubeconfig ?? '', cutInSeconds });
    ({ conductor, onCall, responder, train } = stage);
  }, 120_000);

  afterAll(async () => {
    await stage?.end();
    rmSync(home, { recursive: true, force: true });
  });

  it('boards what CI tested, with what it carries from there to here', async () => {
    const seen = await pageWhere('five services are aboard', ({ passengers }) => passengers.length === 5);
    expect(seen.state === 'boarding').toBe(seen.at < seen.cutAt);
    const carried = seen.passengers.map(({ service, fromVersion, toVersion }) => `${service} ${fromVersion} to ${toVersion}`);
    expect(carried.toSorted()).toEqual([
      'accounts 9.1.0 to 9.2.0',
      'cart 1.31.0 to 1.33.0',
      'inventory 6.2.1 to 6.4.0',
      'notifications 2.7.3 to 2.9.0',
      'shipping 3.3.2 to 3.4.0',
    ]);
    const [accounts] = seen.passengers.filter(({ service }) => service === 'accounts');
    expect(accounts).toMatchObject({ changes: 9, migrations: ['migrations/0042-passkeys.sql'], testedIn: 'staging', rebuild: null });
    expect(accounts?.digest).toBe(accounts?.testedDigest);
    expect(accounts?.authors).toContain('mira');
  });

  it('is drilled: on-call takes each service back once, and closes what that opened', async () => {
    const drilled = ['accounts', 'inventory', 'cart', 'notifications'];
    await Promise.all(
      drilled.map(async (name) => {
        const before = stage.github.productionImage(name);
        await scene(name).setImage('drill');
        await scene(name).until('waits at its pause', isWaiting);
        const back = await as('on-call', 'rollback', 'run', `rollout/${name}`, '-n', stage.namespaces.eu, '--reason', 'the monthly drill');
        expect(back).toMatchObject({ code: 0 });
        await scene(name).setImage(before);
        await scene(name).until('is back', isHealthy);
      }),
    );
    const opened = await until(async () => {
      const listed = await incidents();
      return listed.length === drilled.length ? listed : null;
    }, 'each drill has its incident');
    for (const { id } of opened) await onCall.ask(IncidentPage, 'incidents/close', { incident: id, reason: 'a drill' });
  });

  it('is cut at its instant; what comes after rides the next train by itself', async () => {
    const cut = await pageWhere('the manifest stands', ({ state }) => state === 'deciding');
    expect(cut.passengers).toHaveLength(5);
    const now = Date.now();
    expect(now).toBeGreaterThanOrEqual(cut.cutAt);
    const reviewed = ['trains', 'approve', train, '--service', 'recommendations', '--reason', 'reviewed: the model is fine'];
    expect(await as('viewer', ...reviewed)).toMatchObject({ code: 2, stderr: expect.stringContaining('viewer') });
    expect(await as('conductor', ...reviewed)).toMatchObject({ code: 0 });
    // Its pipeline goes on, to staging.
    stage.github.passes(60);
    const late = await pageWhere('the late one is noted', ({ notAboard }) => notAboard.length > 0);
    expect(late.notAboard).toMatchObject([{ service: 'recommendations', text: expect.stringContaining('after the cut. It boards shop-') }]);
    const next = late.notAboard[0]?.next ?? '';
    const following = await until(async () => {
      const seen = await page(next);
      return seen.passengers.some(({ service }) => service === 'recommendations') ? seen : null;
    }, 'it has boarded the next one');
    expect(following.state).toBe('boarding');
    expect((await page()).passengers.map(({ service }) => service)).not.toContain('recommendations');
  });

  it('checks itself: what CI, cluster, metrics and log say, red where they say so, green once they do not', async () => {
    const seen = await checklistWhere('every source has answered', (view) => stops(view).length === 3);
    expect(stops(seen).toSorted()).toEqual(['ci-green:notifications', 'digest-equal:shipping', 'rollback-drilled:shipping']);
    expect(seen.items.find(({ id }) => id === 'digest-equal:shipping')?.text).toMatch(
      /^A rebuild: \w+ was tested in staging, \w+ would run/,
    );
    for (const check of ['no-freeze', 'error-budget', 'stable-capacity', 'no-open-incident'])
      for (const { service } of (await page()).passengers) expect(stateOf(seen, `${check}:${service}`)).toBe('passed');
    const green = seen.items.filter(({ kind, state }) => kind === 'automatic' && state === 'passed');
    for (const { evidence, at } of green) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(at).toBeGreaterThan(0);
    }
    await stage.github.rerunFailed('notifications');
    stage.github.passes(50);
    const mended = await checklistWhere('notifications is green', (view) => stateOf(view, 'ci-green:notifications') === 'passed');
    expect(stops(mended).toSorted()).toEqual(['digest-equal:shipping', 'rollback-drilled:shipping']);
    expect(mended.standing.state).toBe('cannot-go');
  });

  it('takes a waiver from whom it may, a signature from whose role it is, and from nobody else', async () => {
    const waive = (person: Person, item: string) =>
      as(person, 'checklist', 'waive', train, '--item', item, '--reason', '<b>rebuilt</b> for a base image; compared by hand');
    expect(await waive('conductor', 'digest-equal:shipping')).toMatchObject({ code: 2, stderr: expect.stringContaining('it takes admin') });
    expect(await waive('admin', 'digest-equal:shipping')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('waived by admin (admin)'),
    });
    expect(await waive('admin', 'rollback-drilled:shipping')).toMatchObject({ code: 0 });
    const sign = (person: Person, item: string) => as(person, 'checklist', 'sign', train, '--item', item, '--reason', 'read');
    expect(await sign('viewer', 'on-call-watch')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it takes on-call. roles.yaml (version 1) names neither viewer nor a group of theirs'),
    });
    await onCall.ask(ChecklistView, 'checklist/sign', { train, item: 'on-call-watch', note: 'until it has arrived' });
    const early = await conductor.refusal('checklist/decide', { train, verdict: 'go' });
    expect(early).toMatchObject({ kind: 'refused-by-policy', message: expect.stringContaining('owner signs it') });
    for (const { service } of (await page()).passengers)
      await responder.ask(ChecklistView, 'checklist/sign', { train, item: `difference-reviewed:${service}`, note: 'read' });
  });

  it('departs on the go of its whole quorum, which expires when evidence turns red', async () => {
    // Each decides on what is before their eyes.
    const go = async (person: ServedPerson) => {
      const { evidenceDigest } = await person.ask(ChecklistView, 'checklist/show', { train });
      const word = { train, verdict: 'go', reason: 'all I see is green', evidenceDigest };
      return person.ask(ChecklistView, 'checklist/decide', word);
    };
    expect(await as('viewer', 'checklist', 'decide', train, '--verdict', 'go')).toMatchObject({ code: 2 });
    await go(conductor);
    const depart = () => as('conductor', 'trains', 'depart', train, '--reason', 'on time', '--json');
    expect(await depart()).toMatchObject({ code: 2, stderr: expect.stringContaining('no word yet from on-call') });
    await go(onCall);
    expect((await checklist()).standing).toMatchObject({ state: 'go', sentence: 'Go' });

    const { files } = releaseOf(stage.namespaces, cutInSeconds);
    writeRelease(home, {
      policy: { ...files.policy, freezes: [{ name: 'Audit week', zone: 'UTC', from: '2026-01-01T00:00', until: '2099-01-01T00:00' }] },
    });
    const expired = await checklistWhere('the go has expired', ({ standing }) => standing.state === 'expired');
    expect(expired.decisions[0]).toMatchObject({ expiredBecause: expect.stringContaining('Audit week') });
    writeRelease(home, { policy: files.policy });
    await checklistWhere('the freeze is over', (view) => stops(view).length === 0);
    expect(await depart()).toMatchObject({ code: 2 });
    await go(onCall);
    await go(conductor);
    expect(await as('viewer', 'trains', 'depart', train, '--reason', 'now')).toMatchObject({ code: 2 });
    const left = await depart();
    expect(left).toMatchObject({ code: 0 });
  });

  it('moves one region at a time, in the order of need, at a person’s word', async () => {
    const seen = await pageWhere('all that may move waits at its pause', ({ passengers }) =>
      passengers.every(({ service, legs: [first] }) => service === 'cart' || first?.state === 'baking'),
    );
    expect(legs(seen)).toEqual({
      accounts: 'baking,waiting',
      inventory: 'baking',
      cart: 'waiting',
      notifications: 'baking',
      shipping: 'baking',
    });
    expect((await scene('accounts in us').read()).status.currentPodHash).toBe((await scene('accounts in us').read()).status.stableRS);
    await Promise.all([goOn('inventory'), goOn('accounts'), goOn('notifications')]);
    await pageWhere('cart and the second region have their turn', ({ passengers }) => {
      const at = (name: string, leg: number) => passengers.find(({ service }) => service === name)?.legs[leg]?.state;
      return at('cart', 0) === 'baking' && at('accounts', 1) === 'baking';
    });
  });

  it('takes the bad one back by itself; the others arrive', async () => {
    stage.customers.fails('cart', ':1.33.0@');
    const halted = await pageWhere('cart is taken back', (one) => legs(one)['cart'] === 'rolled-back');
    expect(halted).toMatchObject({ state: 'halted' });
    expect(halted.notes[0]?.text).toMatch(/^Halted by desk: cart in eu: .*% of its requests fail, declared at most 4%/);
    const { status } = await scene('cart').read();
    expect(status.abort).toBe(true);
    await goOn('accounts', 'us');
    await goOn('shipping');
    const ended = await pageWhere('the train has ended', ({ endedAt }) => endedAt !== null);
    expect(ended.state).toBe('rolled-back');
    expect(legs(ended)).toEqual({
      accounts: 'arrived,arrived',
      inventory: 'arrived',
      cart: 'rolled-back',
      notifications: 'arrived',
      shipping: 'arrived',
    });
    // The pods of this control plane run nothing, and say so.
    expect(ended.passengers.find(({ service }) => service === 'accounts')?.legs[0]?.text).toBe(
      'runs on 2 of 2 pods; its pods do not say which digest they run',
    );
    for (const name of ['accounts', 'accounts in us', 'inventory', 'notifications', 'shipping'])
      expect(isHealthy(await scene(name).read())).toBe(true);
  });

  it('has an incident that opened by itself and leaves the building in four formats, vouched for by the log', async () => {
    const open = await until(async () => {
      const found = (await incidents()).filter(({ state }) => state === 'open');
      return found.length > 0 ? found : null;
    }, 'its incident is open');
    expect(open).toMatchObject([{ cause: `train ${train}`, title: expect.stringContaining('halted'), openedBy: 'desk' }]);
    const id = open[0]?.id ?? '';
    const shown = await until(
      async () => {
        const seen = await onCall.ask(IncidentPage, 'incidents/show', { incident: id });
        const sources = new Set<string>(seen.entries.map(({ source }) => source));
        const told = ['train', 'sign-off', 'kubernetes', 'outside'].every((source) => sources.has(source));
        // The cost is worked out once the metric server has a reading from after the incident began.
        return told && typeof seen.cost?.amount === 'number' ? seen : null;
      },
      'every source has told what it knows, and the cost is measured',
      100_000,
    );
    expect(shown.sentence).toContain('Rollback of cart is effective');
    expect(shown.targets).toMatchObject([{ name: 'cart' }]);
    expect(shown.people.map(({ name }) => name)).toEqual(expect.arrayContaining(['conductor', 'on-call', 'admin', 'responder']));
    const cited = shown.entries.filter(({ audit }) => audit !== null).map(({ who, text }) => `${who}: ${text}`);
    expect(cited.find((line) => line.startsWith('desk: ') && / is effective( in the cluster, .*)?$/.test(line))).toBeDefined();
    expect(shown.cost).toMatchObject({ currency: 'EUR', amount: expect.any(Number) });
    for (const format of ['html', 'md', 'json', 'csv']) {
      const file = join(home, `${id}.${format}`);
      const { text } = await onCall.ask(z.object({ text: z.string() }), 'incidents/export', { incident: id, format });
      writeFileSync(file, text);
      expect(text).toContain('cart');
      if (format === 'html' || format === 'md') expect(text).not.toContain('<b>rebuilt</b>');
      const verified = await as('on-call', 'audit', 'verify', '--cites', file, '--json');
      expect(verified).toMatchObject({ code: 0 });
      const verdict = z.object({ intact: z.boolean(), cites: z.object({ found: z.number(), wrong: z.array(z.unknown()) }) });
      const { intact, cites } = verdict.parse(JSON.parse(verified.stdout));
      expect({ intact, wrong: cites.wrong }).toEqual({ intact: true, wrong: [] });
      expect(cites.found).toBeGreaterThan(1);
    }
  });

  it('has every step in a log that verifies, with who said it and what it came to', async () => {
    const steps = (await stage.rcc.auditEntries())
      .filter(({ phase, action }) => phase === 'outcome' && /^(trains|checklist)\./.test(action))
      .map(({ action, actor, outcome, target }) => `${action} ${target.split('/').at(-1)} by ${actor.name}: ${outcome}`);
    expect(steps).toEqual(expect.arrayContaining([...stepsOnRecord(train)]));
    expect(steps.filter((line) => line.includes('recommendations'))).toEqual([]);
    expect(await stage.rcc.run(['audit', 'verify'])).toMatchObject({ code: 0 });
  });
});
