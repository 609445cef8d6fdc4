import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { AuditDraft } from '#shared/domain/audit/entry.ts';
import { genesisHash } from '#shared/domain/audit/entry.ts';
import { createAuditedRunner } from '../audited.ts';
import type { Secrets } from '../ports/secrets.ts';
import { createMemoryCi } from '../ports/testing/memory-ci.ts';
import { createNoCi } from '../ports/no-ci.ts';
import { ciProcedures } from './ci.ts';

const context = { session: { id: 's', host: 'desktop' as const }, signal: new AbortController().signal };
const token = 'ghp_neverseenneverseen42';

function desk(over: Partial<Secrets> = {}) {
  const audit: AuditDraft[] = [];
  const kept: (string | null)[] = [];
  const secrets: Secrets = {
    get: async () => ok(kept.at(-1) ?? null),
    set: async (_name, value) => {
      kept.push(value);
      return ok(undefined);
    },
    where: async () => ({ kind: 'os-store', text: 'the keyring of this desktop', writable: true }),
    ...over,
  };
  const processes = { self: () => ({ host: 'desk-1', pid: 1, startedAt: 'then' }), isAlive: () => true };
  const runner = createAuditedRunner({
    auditStore: {
      append: async (draft) => {
        audit.push(draft);
        return ok({ ...draft, seq: audit.length, previousHash: genesisHash, hash: genesisHash });
      },
    },
    clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
    ids: { next: () => 'audit-1' },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    processes,
    reached: () => {},
  });
  const procedures = (ci = createMemoryCi({ now: () => 1 }) as Parameters<typeof ciProcedures>[0]['ci']) =>
    ciProcedures({ ci, secrets, processes });
  return { audit, kept, runner, procedures };
}

describe('the token for CI', () => {
  test('is kept, and neither answered nor written into the audit', async () => {
    const { audit, kept, runner, procedures } = desk();
    const { keepCiToken } = procedures();
    if (keepCiToken.kind !== 'command') throw new Error('a command');
    const answer = await keepCiToken.run(runner, { token }, context);
    expect(kept).toEqual([token]);
    expect(answer).toMatchObject({ ok: true, value: { ci: { source: 'memory', token: { kind: 'os-store' } } } });
    expect(audit.map(({ action, phase }) => [action, phase])).toEqual([
      ['connections.keepCiToken', 'intent'],
      ['connections.keepCiToken', 'outcome'],
    ]);
    expect(JSON.stringify([answer, audit])).not.toContain(token);
  });

  test('that cannot be kept safely is refused in the words of the store', async () => {
    const { runner, procedures } = desk({ set: async () => fail('storage', 'This desktop has no keyring.') });
    const { keepCiToken } = procedures();
    if (keepCiToken.kind !== 'command') throw new Error('a command');
    expect(await keepCiToken.run(runner, { token }, context)).toMatchObject({
      ok: false,
      error: { kind: 'storage', message: 'This desktop has no keyring.' },
    });
  });

  test('a desk without CI has none to show and keeps no token', async () => {
    const { kept, runner, procedures } = desk();
    const { ci, keepCiToken } = procedures(createNoCi());
    if (keepCiToken.kind !== 'command' || ci.kind !== 'query') throw new Error('a query and a command');
    expect(await ci.run({}, context)).toEqual(ok({ ci: null }));
    expect(await keepCiToken.run(runner, { token }, context)).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
    expect(kept).toEqual([]);
  });
});
