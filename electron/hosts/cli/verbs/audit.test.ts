import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { canonicalText } from '#shared/domain/audit/canonical.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';
import { runLine } from '../testing/run-line.ts';

/** A log as a desk answers it; whether its hashes fit is the business of whoever verifies it. */
function entries(count: number): AuditEntry[] {
  const hash = (seq: number) => seq.toString(16).padStart(64, '0');
  return Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    hash: hash(index + 1),
    previousHash: hash(index),
    auditId: `a${index}`,
    phase: 'intent',
    at: '2026-11-26T10:12:00.000Z',
    actor: { name: 'ann', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollouts.abort',
    target: 'prod/shop/Rollout/payments',
    reason: index === 0 ? '=HYPERLINK("x")' : 'errors',
    outcome: null,
    writer: { host: 'h', pid: 1, startedAt: 's' },
    detail: { z: 1, a: 2 },
  }));
}

const log = entries(1_203);
const checkpoint: Checkpoint = {
  seq: 500,
  hash: log[499]?.hash ?? '',
  at: '2026-11-26T10:12:00.000Z',
  fingerprint: 'f',
  publicKey: 'p',
  signature: 's',
};
const calls = {
  'audit.page': (input: unknown) => {
    const { fromSeq, limit } = input as { fromSeq: number; limit: number };
    const page = log.slice(fromSeq - 1, fromSeq - 1 + limit);
    return ok({ entries: page, checkpoints: page.some((entry) => entry.seq === 500) ? [checkpoint] : [] });
  },
  'audit.list': () => ok({ entries: log.slice(-2).toReversed(), head: null }),
};

describe('rcc audit export', () => {
  test('jsonl: every line canonical, oldest first, each once, checkpoints after the entry they sign', async () => {
    const { code, stdout, asked } = await runLine(['audit', 'export'], { calls });
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1_204);
    expect(lines.every((line) => canonicalText(JSON.parse(line)) === line)).toBe(true);
    expect(lines[500]).toBe(canonicalText({ checkpoint }));
    expect(lines.filter((_, index) => index !== 500).map((line) => JSON.parse(line).seq)).toEqual(log.map((entry) => entry.seq));
    expect(asked.filter(({ path }) => path === 'audit.page').length).toBeGreaterThan(2);
    expect(asked.some(({ path }) => path === 'connections.list')).toBe(false);
  });

  test('csv: one header, one record an entry, formulas made inert', async () => {
    const { stdout } = await runLine(['audit', 'export', '--format', 'csv'], { calls });
    const lines = stdout.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^seq,hash,previousHash,at,actor,action,target,reason,phase,outcome/);
    expect(lines).toHaveLength(1_204);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('a log that cannot be read ends with 1', async () => {
    const broken = { 'audit.page': () => fail('storage', 'The log cannot be read.') };
    expect(await runLine(['audit', 'export'], { calls: broken })).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('rcc audit list', () => {
  test('--json is the entries as they are', async () => {
    const { stdout } = await runLine(['audit', 'list', '--json', '--limit', '2'], { calls });
    expect(JSON.parse(stdout)).toEqual(log.slice(-2).toReversed());
  });

  test('for people it says who did what and why', async () => {
    const { stdout } = await runLine(['audit', 'list'], { calls });
    expect(stdout).toMatch(/1203 +2026-11-26T10:12:00\.000Z +ann +rollouts\.abort +prod\/shop\/Rollout\/payments +intent +errors/);
  });
});
