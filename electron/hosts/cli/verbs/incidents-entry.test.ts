import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { pageOf } from '#shared/domain/incidents/page.ts';
import { exampleFact, exampleIncident, gathered, openedAt } from '#shared/domain/incidents/testing/example-incident.ts';
import { runLine } from '../testing/run-line.ts';

const facts = [exampleFact('event:a1', openedAt + 1_000, { text: 'RolloutAborted' }), exampleFact('event:a2', openedAt + 2_000)];
const page = pageOf(exampleIncident([gathered({ facts })]), openedAt + 60_000);
const who = { by: 'ann', auditId: 'a1' };
const corrected = pageOf(
  exampleIncident([gathered({ facts }), { type: 'corrected', entry: 'event:a1', at: openedAt, reason: 'slow clock', ...who }]),
  openedAt + 60_000,
);
const calls = {
  'incidents.show': () => ok(page),
  'incidents.pin': () => ok(page),
  'incidents.hide': () => ok(page),
  'incidents.annotate': () => ok(page),
  'incidents.correctTime': () => ok(corrected),
  'incidents.retitle': () => ok(page),
};
const line = (...argv: string[]) => runLine(['incidents', ...argv], { calls });
const sent = async (...argv: string[]) => (await line(...argv)).asked.at(-1);
const entry = 'event:a1';

describe('rcc incidents, on one entry', () => {
  test.each([
    [['pin', 'INC-7', '--entry', entry], 'pin', { entry, pinned: true }],
    [['unpin', 'INC-7', '--entry', entry], 'pin', { entry, pinned: false }],
    [['hide', 'INC-7', '--entry', entry, '--reason', 'noise'], 'hide', { entry, hidden: true, reason: 'noise' }],
    [['unhide', 'INC-7', '--entry', entry], 'hide', { entry, hidden: false, reason: '' }],
    [['annotate', 'INC-7', '--entry', entry, '--text', 'here'], 'annotate', { entry, text: 'here' }],
  ])('%j', async (argv, procedure, input) => {
    expect(await sent(...argv)).toEqual({ path: `incidents.${procedure}`, input: { incident: 'INC-7', ...input } });
    expect((await line(...argv)).code).toBe(0);
  });

  test('correct sends the time with its zone, and says what the source said', async () => {
    const at = new Date(openedAt).toISOString().replace('Z', '+00:00');
    const done = await line('correct', 'INC-7', '--entry', entry, '--at', at, '--reason', 'slow clock', '--json');
    expect(done.asked.at(-1)?.input).toEqual({ incident: 'INC-7', entry, at: openedAt, reason: 'slow clock' });
    expect(JSON.parse(done.stdout)).toMatchObject({ id: 'INC-7', entry: { id: entry, at: openedAt, originalAt: openedAt + 1_000 } });
    const spoken = await line('correct', 'INC-7', '--entry', entry, '--at', at, '--reason', 'slow clock');
    expect(spoken.stdout).toContain(`(source said ${new Date(openedAt + 1_000).toISOString()})`);
  });

  test('an id may be cut short where only one entry begins so', async () => {
    expect(await line('pin', 'INC-7', '--entry', 'event:a')).toMatchObject({ code: 64 });
    expect(await line('pin', 'INC-7', '--entry', 'event:z')).toMatchObject({ code: 1 });
    expect(await sent('pin', 'INC-7', '--entry', 'desk:op')).toMatchObject({ input: { entry: 'desk:opened' } });
    expect((await line('show', 'INC-7', '--ids')).stdout).toContain('event:a2');
    expect((await line('show', 'INC-7')).stdout).not.toContain('event:a1');
  });

  test.each([
    ['pin', 'INC-7'],
    ['hide', 'INC-7', '--entry', entry],
    ['correct', 'INC-7', '--entry', entry, '--reason', 'x'],
    ['correct', 'INC-7', '--entry', entry, '--reason', 'x', '--at', 'yesterday'],
    ['correct', 'INC-7', '--entry', entry, '--reason', 'x', '--at', '2026-11-26T10:12:16'],
    ['annotate', 'INC-7', '--entry', entry],
    ['retitle', 'INC-7'],
    ['pin', 'INC-7', '--entry', ' '],
  ])('%s %s %s %s %s %s %s is bad usage', async (...argv) => {
    expect((await line(...argv.filter((word) => word !== undefined))).code).toBe(64);
  });

  test('one that is refused ends with 2, one whose record cannot be written with 1', async () => {
    const refused = { ...calls, 'incidents.pin': () => fail('refused-by-policy', 'No cluster says who you are.') };
    expect(await runLine(['incidents', 'pin', 'INC-7', '--entry', entry], { calls: refused })).toMatchObject({ code: 2 });
    const full = { ...calls, 'incidents.pin': () => fail('storage', 'The disk is full.') };
    expect(await runLine(['incidents', 'pin', 'INC-7', '--entry', entry], { calls: full })).toMatchObject({ code: 1 });
  });

  test('retitle keeps what is not given', async () => {
    expect(await sent('retitle', 'INC-7', '--severity', '1')).toMatchObject({ input: { title: page.title, severity: 1 } });
  });
});
