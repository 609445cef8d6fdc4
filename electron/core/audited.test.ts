import { describe, expect, it } from 'vitest';
import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import { type AuditDraft, type AuditEntry, genesisHash } from '#shared/domain/audit/entry.ts';
import { type AuditedNeeds, createAuditedRunner } from './audited.ts';
import type { FaultPoint } from './core.ts';
import type { CommandHandler, Described } from './handlers.ts';

/** Notes what happens in the order it happens. `broken`: the log cannot be written. */
function world({ broken = false } = {}) {
  const story: string[] = [];
  const drafts: AuditDraft[] = [];
  const needs: AuditedNeeds = {
    auditStore: {
      append: async (draft: AuditDraft): Promise<Result<AuditEntry>> => {
        if (broken) return fail('storage', 'The audit log cannot be written: the disk is full.');
        drafts.push(draft);
        story.push(`${draft.phase}${draft.outcome === null ? '' : ` ${draft.outcome}`}`);
        return ok({ ...draft, seq: drafts.length, previousHash: genesisHash, hash: genesisHash });
      },
    },
    clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
    ids: { next: () => 'audit-1' },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => story.push(`log: ${message}`) },
    processes: { self: () => ({ host: 'desk-1', pid: 1, startedAt: 'then' }) },
    reached: (point: FaultPoint) => void story.push(point),
  };
  return { story, drafts, runner: createAuditedRunner(needs) };
}

function handler(story: string[], { refusal = null as Failure | null, run = () => ok('done') as Result<string> } = {}) {
  const described: Described<null> = {
    action: 'rollouts.promote',
    target: 'a/shop/Rollout/payments',
    reason: 'looks well',
    actor: { name: 'on-call', source: 'SelfSubjectReview' },
    role: 'operator',
    detail: {},
    refusal,
    facts: null,
  };
  const command: CommandHandler<null, string, null> = {
    kind: 'command',
    describe: async () => ok(described),
    run: async () => {
      story.push('run');
      return run();
    },
    refused: (_input, _described, failure, auditId) => ok(`refused: ${failure.message} ${auditId}`),
    ended: (output) => ({ state: output === 'done' ? 'effective' : 'failed', detail: {} }),
  };
  return command;
}

const context = { session: { id: 's', host: 'cli' as const }, signal: new AbortController().signal };

describe('the audited way through a command', () => {
  it('has the intent on disk before anything runs, and the outcome after', async () => {
    const { story, runner } = world();
    expect(await runner.runCommand(handler(story), null, context)).toEqual(ok('done'));
    expect(story).toEqual(['before-intent', 'intent', 'after-intent', 'run', 'before-outcome', 'outcome effective']);
  });

  it('runs nothing when the intent cannot be written', async () => {
    const { story, runner } = world({ broken: true });
    expect(await runner.runCommand(handler(story), null, context)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(story).toEqual(['before-intent']);
  });

  it("keeps a refusal by the desk's rule as evidence, and runs nothing", async () => {
    const { story, drafts, runner } = world();
    const refusal: Failure = { kind: 'refused-by-policy', message: 'You may abort, nothing else.' };
    expect(await runner.runCommand(handler(story, { refusal }), null, context)).toEqual(
      ok('refused: You may abort, nothing else. audit-1'),
    );
    expect(story).toEqual(['outcome refused']);
    expect(drafts[0]?.detail).toMatchObject({ error: { kind: 'refused-by-policy', message: 'You may abort, nothing else.' } });
  });

  it('closes the pair when a bug of ours throws in the middle, and says where to look', async () => {
    const { story, runner } = world();
    const answer = await runner.runCommand(
      handler(story, {
        run: () => {
          throw new Error('a bug');
        },
      }),
      null,
      context,
    );
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal', message: expect.stringContaining('Look at the cluster') } });
    expect(story.at(-1)).toBe('outcome failed');
  });

  it('calls refused what the rule refused only when it was written', async () => {
    const { story, runner } = world();
    const late = handler(story, { run: () => fail('refused-by-policy', 'Somebody else was first.') });
    expect(await runner.runCommand(late, null, context)).toMatchObject({ error: { kind: 'refused-by-policy' } });
    expect(story).toContain('outcome refused');
  });
});
