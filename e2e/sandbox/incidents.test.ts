import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IncidentPage } from '#shared/domain/incidents/views.ts';
import { adminApi, until } from '../support/admin-api.ts';
import { type Rcc, rccAt, rccIsBuilt } from '../support/rcc.ts';
import { type ReadySandbox, sandboxIsBuilt, startSandbox } from '../support/sandbox.ts';

const missing = sandboxIsBuilt() && rccIsBuilt() ? null : 'out/ is not built';
if (missing !== null) process.stderr.write(`Incidents are not tried on the living sandbox: ${missing}.\n`);

const timetable = `
services:
  payments:
    repository: shop/payments
    tier: 1
    targets: [{ region: eu-west, context: conductor, namespace: shop, kind: Rollout, name: payments }]
    revenuePerMinute: { amount: 10500, currency: EUR }
    breach: { errorRatePercent: 4, minRequests: 0.5, readings: 1 }
trains: {}
`;
const Shown = IncidentPage.pick({
  entries: true,
  differences: true,
  cost: true,
  costProblem: true,
  people: true,
  gaps: true,
  sentence: true,
  review: true,
});
const Weighted = z.object({ status: z.object({ canary: z.object({ weights: z.object({ canary: z.object({ weight: z.number() }) }) }) }) });
const rollout = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments';

describe.skipIf(missing !== null)('an incident on the living sandbox', { timeout: 240_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'rcc-incident-'));
  const reason = '40% of <b>payments</b> fail | =SUM(A1)';
  let sandbox: ReadySandbox;
  let rcc: Rcc;
  const run = (...args: readonly string[]) => rcc.run([...args, '--prometheus', sandbox.ready.prometheus]);
  const show = async () => Shown.parse(JSON.parse((await run('incidents', 'show', 'INC-1', '--json')).stdout));

  beforeAll(async () => {
    sandbox = await startSandbox('--scenario', 'payments-timeout');
    rcc = rccAt(home, sandbox.ready.kubeconfig);
    mkdirSync(join(home, 'release'));
    writeFileSync(join(home, 'release', 'timetable.yaml'), timetable);
  });
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('opens by itself when payments is rolled back', async () => {
    const api = adminApi(sandbox.ready.kubeconfig);
    await until(async () => {
      const read = Weighted.safeParse(await api.call('GET', rollout));
      return read.success && read.data.status.canary.weights.canary.weight > 0;
    }, 'the canary of payments has traffic');
    expect(await run('rollback', 'run', 'rollout/payments', '-n', 'shop', '--reason', reason)).toMatchObject({ code: 0 });
    const listed = await run('incidents', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { id: 'INC-1', title: 'payments 2.14.0 rolled back', state: 'open', openedBy: 'desk' },
    ]);
  });

  it('holds our act, the events of the cluster, and who changed the image from outside', async () => {
    const page = await until(async () => {
      const shown = await show();
      return shown.entries.some(({ text }) => text.startsWith('RolloutAborted')) ? shown : null;
    }, 'the event of the abort is on the timeline');
    const of = (source: string) => page.entries.filter((entry) => entry.source === source);
    expect(of('audit').map(({ text }) => text)).toEqual([`Abort held. “${reason}”`, expect.stringMatching(/^Abort is effective/)]);
    for (const entry of of('audit'))
      expect(entry).toMatchObject({ who: 'admin', audit: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(of('kubernetes').map(({ text }) => text)).toEqual(expect.arrayContaining(['RolloutAborted on Rollout/payments']));
    expect(of('outside')[0]).toMatchObject({ text: 'Rollout/payments got version 2.14.0 from outside the desk' });
    expect(of('outside')[0]?.detail).toContain('The cluster does not say who.');
    expect(page).toMatchObject({ gaps: [], costProblem: null, sentence: expect.stringContaining('Rollback of payments is effective') });
    expect(page.people.map(({ name }) => name)).toEqual(['admin']);
  });

  it('says what was seen at the hold, with ages, and what the version changed', async () => {
    const { entries, differences } = await show();
    const seen = entries.find(({ text }) => text.startsWith('Abort held'))?.seen;
    const labels = seen?.figures.map(({ label }) => label) ?? [];
    expect(labels).toEqual(
      expect.arrayContaining(['Share requested', 'Share accepted', 'Share observed', 'Errors on 2.14.0', 'Errors on 2.13.4']),
    );
    for (const { at } of seen?.figures ?? []) expect((seen?.at ?? 0) - (at ?? 0)).toBeLessThan(60_000);
    const [difference] = differences;
    expect(difference).toMatchObject({ from: '2.13.4', to: '2.14.0' });
    expect(difference?.lines.map(({ path }) => path).join(' ')).toMatch(/image.*PSP_TIMEOUT_MS/);
    expect(entries.find(({ text }) => text.startsWith('RolloutAborted'))).toMatchObject({ precisionMs: 1_000 });
  });

  it('sees an edit with another tool, and not its own', async () => {
    await adminApi(sandbox.ready.kubeconfig).call('PATCH', `${rollout}?fieldManager=kubectl-edit`, { spec: { replicas: 11 } });
    const edited = await until(async () => (await show()).entries.find(({ who }) => who === 'kubectl-edit'), 'the edit is on the timeline');
    expect(edited).toMatchObject({ source: 'outside', text: 'Rollout/payments edited outside the desk, with kubectl edit' });
    expect(edited.detail).toContain('spec.replicas');
    expect((await show()).entries.filter(({ who }) => who === 'release-command-center')).toEqual([]);
  });

  it('counts what it cost from what was measured', async () => {
    const { cost } = await until(async () => {
      const page = await show();
      return page.cost?.amount === null ? null : page;
    }, 'something was measured');
    expect(cost).toMatchObject({ currency: 'EUR', formula: expect.stringContaining('× share of those that failed') });
    expect(cost?.inputs[0]).toMatchObject({ value: '10500 EUR', source: 'timetable.yaml' });
  });

  it('is worked on from a terminal: pinned, hidden, corrected, annotated, retitled, reviewed', async () => {
    const aborted = (await show()).entries.find(({ text }) => text.startsWith('RolloutAborted'));
    const id = aborted?.id ?? '';
    const was = aborted?.at ?? 0;
    expect(await run('incidents', 'pin', 'INC-1', '--entry', id)).toMatchObject({ code: 0 });
    const at = new Date(was - 60_000).toISOString();
    expect(await run('incidents', 'correct', 'INC-1', '--entry', id, '--at', at, '--reason', 'its clock was fast')).toMatchObject({
      code: 0,
    });
    expect(await run('incidents', 'annotate', 'INC-1', '--entry', id, '--text', 'here')).toMatchObject({ code: 0 });
    expect((await show()).entries.find((entry) => entry.id === id)).toMatchObject({ pinned: true, at: was - 60_000, originalAt: was });
    expect(await run('incidents', 'hide', 'INC-1', '--entry', id, '--reason', 'noise')).toMatchObject({ code: 0 });
    expect((await run('incidents', 'show', 'INC-1')).stdout).not.toContain('RolloutAborted');
    expect(await run('incidents', 'unhide', 'INC-1', '--entry', id)).toMatchObject({ code: 0 });
    expect(await run('incidents', 'retitle', 'INC-1', '--severity', '1')).toMatchObject({ code: 0 });
    const file = join(home, 'review.yaml');
    const actions = (mechanism: string) => `actions: [{ mechanism: ${mechanism}, kind: prevents, owner: payments team, due: 2026-12-24 }]`;
    const template = (await run('incidents', 'review', 'INC-1')).stdout.replace('summary: ""', 'summary: Payments failed.');
    writeFileSync(file, template.replace('actions: []', actions('be more careful next time')));
    expect(await run('incidents', 'review', 'INC-1', '--file', file)).toMatchObject({ code: 64 });
    writeFileSync(file, template.replace('actions: []', actions('the pipeline refuses a time-out below p99')));
    expect(await run('incidents', 'review', 'INC-1', '--file', file)).toMatchObject({ code: 0 });
    expect((await show()).review?.actions).toMatchObject([{ kind: 'prevents', owner: 'payments team' }]);
  });

  it('is written in the name the cluster gives, and ends with its reason', async () => {
    expect(await run('incidents', 'note', 'INC-1', '--text', '<script>alert(1)</script> PSP_TIMEOUT_MS')).toMatchObject({ code: 0 });
    expect(await run('incidents', 'note', 'INC-9', '--text', 'nothing')).toMatchObject({ code: 1 });
    expect(await run('incidents', 'note', 'INC-1')).toMatchObject({ code: 64 });
    expect(await run('incidents', 'close', 'INC-1')).toMatchObject({ code: 64 });
    expect(await run('incidents', 'close', 'INC-1', '--reason', 'taken back')).toMatchObject({ code: 0 });
    const closed = (await show()).entries.find(({ text }) => text === 'INC-1 closed');
    expect(closed).toMatchObject({ who: 'admin', detail: 'taken back', audit: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect((await rcc.auditEntries()).map(({ action }) => action)).toEqual(expect.arrayContaining(['incidents.note', 'incidents.close']));
  });

  it.each(['html', 'md', 'json', 'csv'])('leaves the building as %s, and the log vouches for what it cites', async (format) => {
    const file = join(home, `INC-1.${format}`);
    expect(await run('incidents', 'export', 'INC-1', '--format', format, '--output', file)).toMatchObject({ code: 0, stdout: '' });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(format === 'html' || format === 'md' ? '<script>alert' : '\n=SUM');
    const verified = await run('audit', 'verify', '--cites', file, '--json');
    expect(verified.code).toBe(0);
    // Intent and outcome of the abort, what people wrote and did to entries, and the head.
    expect(JSON.parse(verified.stdout)).toMatchObject({ intact: true, cites: { found: 12, wrong: [] } });
    // What was seen and what changed leaves the building too.
    for (const word of ['Share observed', 'Errors on 2.14.0', 'TIMEOUT']) expect(text.replaceAll('\\', '')).toContain(word);
    // The same incident, the same bytes, but for the time it was made.
    const again = join(home, `again.${format}`);
    await run('incidents', 'export', 'INC-1', '--format', format, '--output', again);
    const bare = (whole: string) => whole.replaceAll(/Made \S+ by|"at": \d+\n|^head,[^,]*/gm, '');
    expect(bare(readFileSync(again, 'utf8'))).toBe(bare(text));
    const forged = text.replace(/[0-9a-f]{64}/, (hash) => hash.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')));
    writeFileSync(file, forged);
    expect(await run('audit', 'verify', '--cites', file)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not in the log as cited'),
    });
  });
});
