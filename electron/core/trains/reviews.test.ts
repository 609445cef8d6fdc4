import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { type AuditDraft, genesisHash } from '#shared/domain/audit/entry.ts';
import type { CiApproval } from '#shared/domain/trains/ci.ts';
import { trainFrom } from '#shared/domain/trains/testing/example-train.ts';
import { createAuditedRunner } from '../audited.ts';
import type { BoundCommand } from '../features.ts';
import { createMemoryCi, emptyRepository, type MemoryCi } from '../ports/testing/memory-ci.ts';
import type { TrainsDesk } from './desk.ts';
import { reviewProcedures } from './reviews.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const signal = new AbortController().signal;
const context = { session: { id: 's', host: 'cli' as const }, signal };
const waits = (environment: string, mayApprove: boolean, reviewers: string[] = []): CiApproval => ({
  runId: '7',
  environmentId: `id-${environment}`,
  environment,
  mayApprove,
  reviewers,
  waitMinutes: 0,
  since: now,
});
const run = { id: '7', repository: 'shop/catalog', workflow: 'build', commit: 'c1', words: 'waiting', url: 'https://ci.example/7' };

let ci: MemoryCi;
let person: { name: string; roles: string[] };
let audited: AuditDraft[];

beforeEach(() => {
  ci = createMemoryCi({ now: () => now });
  for (const name of ['payments', 'checkout', 'catalog']) ci.repositories.set(`shop/${name}`, emptyRepository());
  const approvals = [waits('staging', true), waits('load-lab', false, ['lab-lead'])];
  ci.repositories.set('shop/catalog', emptyRepository({ approvals, runs: [{ ...run, state: 'waiting', startedAt: now, endedAt: null }] }));
  person = { name: 'm.okafor', roles: ['conductor'] };
  audited = [];
});

function procedures() {
  // Only what a review asks of the desk is there.
  const desk = {
    look: async () => ok({ trains: [{ train: trainFrom([]), happened: [], version: 1 }] }),
    whoAsks: async () => ({ person, actor: { name: person.name, source: 'SelfSubjectReview' }, why: '' }),
    stopping: signal,
  };
  return reviewProcedures({ ci, desk: desk as unknown as TrainsDesk });
}

/** The word, through the audited way. */
async function review(more: object = {}): Promise<Result<unknown>> {
  const runner = createAuditedRunner({
    auditStore: {
      append: async (draft) => {
        audited.push(draft);
        return ok({ ...draft, seq: audited.length, previousHash: genesisHash, hash: genesisHash });
      },
    },
    clock: { now: () => now, monotonic: () => now, sleep: async () => {} },
    ids: { next: () => 'audit-1' },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    processes: { self: () => ({ host: 'desk-1', pid: 1, startedAt: 'then' }) },
    reached: () => {},
  });
  const input = { train: 'shop', service: 'catalog', environment: null, verdict: 'approved', reason: 'read', ...more };
  const command = procedures().review as unknown as BoundCommand<object, unknown>;
  return command.run(runner, input, context);
}
const outcomes = () => audited.filter(({ phase }) => phase === 'outcome').map(({ action, outcome }) => `${action} ${outcome}`);

describe('environments that wait for a reviewer', () => {
  it('are those of the train’s own pipelines, with who may answer', async () => {
    const { approvals } = procedures();
    if (approvals.kind !== 'query') throw new Error('a query');
    expect(await approvals.run({ train: 'shop' }, context)).toMatchObject({
      value: [
        { service: 'catalog', environment: 'staging', mayApprove: true, url: run.url },
        { service: 'catalog', environment: 'load-lab', mayApprove: false },
      ],
    });
    ci.failing = fail('rate-limited', 'GitHub takes no more requests.');
    expect(await approvals.run({ train: 'shop' }, context)).toMatchObject({ error: { kind: 'rate-limited' } });
  });

  it('hear the word of whoever has a role, by name, and only where the token may give it', async () => {
    expect(await review()).toMatchObject({ ok: true, value: [{ environment: 'load-lab' }] });
    expect(ci.reviews).toEqual([
      { repository: 'shop/catalog', runId: '7', environmentIds: ['id-staging'], state: 'approved', comment: 'm.okafor: read' },
    ]);
    expect(outcomes()).toEqual(['trains.review done']);
  });

  it('hear nothing from somebody without a role, and nothing the token may not say', async () => {
    person = { name: 'nobody', roles: [] };
    expect(await review()).toMatchObject({ error: { kind: 'refused-by-policy', message: 'nobody has no role: roles.yaml says who has.' } });
    person = { name: 'm.okafor', roles: ['conductor'] };
    expect(await review({ environment: 'load-lab' })).toMatchObject({
      error: { kind: 'forbidden', message: expect.stringContaining('Its reviewers: lab-lead.') },
    });
    expect(ci.reviews).toEqual([]);
    expect(outcomes()).toEqual(['trains.review refused', 'trains.review refused']);
  });

  it('that expired upstream, or were answered, wait for nobody: it is said, not sent', async () => {
    const held = ci.repositories.get('shop/catalog');
    if (held !== undefined) held.approvals = [];
    expect(await review()).toMatchObject({ error: { kind: 'not-found', message: expect.stringContaining('it expired') } });
    expect(await review({ service: 'nope' })).toMatchObject({ error: { kind: 'invalid', field: 'service' } });
    expect(ci.reviews).toEqual([]);
  });
});
