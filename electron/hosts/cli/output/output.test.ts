import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { capturedTerminal } from '../testing/captured-terminal.ts';
import { exampleDial, examplePage, exampleNow, exampleRow } from '../testing/examples.ts';
import { failureText } from './failure.ts';
import { jsonDocument } from './json.ts';
import { planSheet } from './plan-sheet.ts';
import { versionsLive } from './versions-live.ts';
import { rolloutTable } from './rollout-table.ts';
import { table } from './table.ts';
import { coloured, createTerminal, plain } from './terminal.ts';

const escape = '\u001b[31mred\u001b[0m\u0007';

describe('a table', () => {
  test('aligns every column, whatever the cells', () => {
    const cell = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `x${text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]/g, '')}x`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const lines = table(['A', 'B'], rows).trimEnd().split('\n');
        const starts = lines.slice(1).map((line, index) => [...line].length - [...(rows[index]?.[1] ?? '')].length);
        expect(new Set(starts).size).toBe(1);
      }),
    );
  });

  test('is as wide with colours as without', () => {
    const rows = [['a', { text: 'paused', colour: 'waiting' as const }, 'x']];
    const bare = table(['A', 'B', 'C'], rows, coloured).replaceAll(/\u001b\[\d+m/g, '');
    expect(bare).toBe(table(['A', 'B', 'C'], rows));
  });

  test('leaves out a column nobody fills, and keeps every cell on one line', () => {
    expect(table(['A', 'B', 'C'], [['a', '', 'two\nlines']])).toBe('A   C\na   two lines\n');
  });
});

describe("somebody else's words", () => {
  test('never steer the terminal: not in a table, not in an error, not in JSON', () => {
    const row = exampleRow({}, { versions: exampleRow().workload.versions.map((version) => ({ ...version, label: `2.0${escape}` })) });
    expect(rolloutTable([row], exampleNow, plain)).not.toMatch(/[\u001b\u0007]/);
    const failure = {
      kind: 'forbidden',
      message: 'Refused.',
      upstream: { source: 'kube-apiserver', text: `no ${escape}`, status: 403 },
    } as const;
    expect(failureText(failure)).toBe('rcc: Refused.\n  kube-apiserver (403): no red');
    const value = { text: escape, c1: 'a\u009b31m' };
    expect(jsonDocument(value)).not.toMatch(/[\u001b\u009b]/);
    expect(JSON.parse(jsonDocument(value))).toEqual(value);
  });

  test('are not said twice', () => {
    expect(failureText({ kind: 'forbidden', message: 'Refused: no.', upstream: { source: 'api', text: 'no.' } })).toBe('rcc: Refused: no.');
  });
});

describe('the list for people', () => {
  test('shows who needs a human first, figures with their age, and the versions', () => {
    const needy = exampleRow({ name: 'checkout' });
    const rows = [
      exampleRow(),
      { ...needy, attention: { ...needy.attention, group: 'needs-a-human' as const, state: 'degraded' as const } },
    ];
    const [head, first, second] = rolloutTable(rows, exampleNow, plain).split('\n');
    expect(head).toMatch(/^NAMESPACE {3}NAME .* WHAT$/);
    expect(first).toContain('rollout/checkout');
    expect(second).toMatch(/^shop +rollout\/payments +paused +5% +5% +– +2 s +2 of 8 +2\.13\.4 → 2\.14\.0 +Waits 9 m at 5%$/);
  });

  test('a figure nobody vouches for any more says so', () => {
    expect(rolloutTable([exampleRow()], exampleNow + 60_000, plain)).toContain('5% stale');
  });
});

describe('colour', () => {
  test.each([
    [{ isTTY: true }, true],
    [{ isTTY: true, noColour: '' }, true],
    [{ isTTY: true, noColour: '1' }, false],
    [{ isTTY: false }, false],
  ])('%j: %s', (options, expected) => {
    expect(capturedTerminal(options).paint('bad', 'x') !== 'x').toBe(expected);
  });
});

test('both versions are a table; what is unknown says why, and the figures say of when they are', () => {
  expect(versionsLive(examplePage(), exampleNow).split('\n').slice(0, 7)).toEqual([
    '  FIGURE        2.13.4   2.14.0',
    '  requests      80.0/s   4.2/s',
    '  errors, 5xx   0.2%     40.0%',
    '  p50           428 ms   431 ms',
    '  p95           612 ms   502 ms',
    '  p99           718 ms   ? (no histogram)',
    '  prometheus, 1 m, 8 s ago',
  ]);
  expect(versionsLive(examplePage(), exampleNow + 60_000)).toContain('ago, stale');
  expect(versionsLive({ ...examplePage(), health: null }, exampleNow)).toBe('');
});

test('a reader that leaves closes the terminal and hurts nobody', async () => {
  const stdout = new PassThrough();
  const terminal = createTerminal({ stdout, stderr: new PassThrough(), noColour: undefined });
  stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  await terminal.out('first');
  await terminal.out('second');
  expect(terminal.closed()).toBe(true);
});

test('a plan is a sheet: target first, lever, patch, prediction with its source, checks, what stays, kubectl', () => {
  const { target } = exampleRow().workload;
  const plan: RollbackPlan = {
    planId: 'plan-1',
    target,
    at: exampleNow,
    lever: 'abort',
    command: { action: 'abort' },
    from: { revision: 42, hash: 'new', label: '2.14.0' },
    to: { revision: 41, hash: 'old', label: '2.13.4' },
    writes: [
      {
        method: 'PATCH',
        path: '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status',
        contentType: 'application/merge-patch+json',
        body: { status: { abort: true } },
        summary: 'merge patch, rollouts/payments/status',
      },
    ],
    kubectl: ['kubectl argo rollouts abort payments -n shop'],
    basis: { uid: 'u', currentHash: 'new', stableHash: 'old', templateHash: 't', toTemplateHash: null },
    prediction: { accepted: 0.2, weight: 3, traffic: null, normal: null, from: 'the last 4 aborts on this desk' },
    effects: [{ what: 'traffic', before: '5%', after: '0%', note: '' }],
    checks: [
      { id: 'permission', verdict: 'yes', text: 'You may.' },
      { id: 'capacity', verdict: 'no', text: 'Stable has 8 of 12 pods.' },
      { id: 'gitops', verdict: 'unknown', text: 'Nobody says who owns it.' },
    ],
    options: [{ lever: 'abort', chosen: true, possible: true, text: 'gives traffic back at once' }],
    replaysSteps: false,
    stableCanTakeAll: false,
    gitOps: null,
    permission: { may: true, text: '', whoMay: '' },
    willNotComeBack: ['The database migration of 2.14.0.'],
    dial: exampleDial,
  };
  const sheet = planSheet(plan, plain);
  expect(sheet.split('\n')[0]).toBe('rollout/payments in shop (prod-eu-west)');
  for (const line of [
    'PATCH /apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status',
    '{"status":{"abort":true}}',
    'kubectl argo rollouts abort payments -n shop',
    'weight    3 s',
    'from the last 4 aborts on this desk',
    '✓ You may.',
    '✗ Stable has 8 of 12 pods.',
    '? Nobody says who owns it.',
    'The database migration of 2.14.0.',
  ])
    expect(sheet).toContain(line);
});
