import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../audit/entry.ts';
import { exampleNow } from '../rollouts/testing/example-workload.ts';
import { targetKey } from '../rollouts/target.ts';
import { auditFact, leversOf } from './audit-facts.ts';
import { pageOf } from './page.ts';
import { exampleIncident, gathered, payments } from './testing/example-incident.ts';

function entry(more: Partial<AuditEntry>): AuditEntry {
  return {
    seq: 1,
    previousHash: '0'.repeat(64),
    hash: 'a'.repeat(64),
    auditId: 'a1',
    phase: 'intent',
    at: new Date(exampleNow + 400).toISOString(),
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollback.execute',
    target: targetKey(payments),
    reason: '',
    outcome: null,
    writer: { host: 'h', pid: 1, startedAt: 's' },
    detail: {},
    ...more,
  };
}

const unknown = { percent: null, at: null, source: 's', note: '', periodMs: 1_000 };
const unknownDial = { requested: unknown, accepted: unknown, observed: unknown };

describe('an entry of the log on a timeline', () => {
  it.each([
    [{ action: 'rollback.execute', reason: 'errors' }, 'Rollback held. “errors”', 'audit'],
    [{ action: 'rollback.execute', detail: { command: { action: 'abort' } } }, 'Abort held.', 'audit'],
    [{ action: 'rollback.run', detail: { command: { action: 'undo' } }, reason: 'tidy' }, 'Undo held. “tidy”', 'audit'],
    [{ action: 'trains.rollback', detail: { command: { action: 'abort' } } }, 'Abort by the train (payments) asked.', 'train'],
    [{ action: 'trains.board', phase: 'outcome', outcome: 'refused' }, 'Boarding (payments) was refused', 'train'],
    [{ action: 'trains.somethingNew' }, 'Something new (payments) asked.', 'train'],
    [{ action: 'rollouts.pause' }, 'Pause asked.', 'audit'],
    [{ action: 'trains.rollback' }, 'Rollback by the train (payments) asked.', 'train'],
    [{ action: 'trains.rollback', phase: 'outcome', outcome: 'effective' }, 'Rollback by the train (payments) is effective', 'train'],
  ] as const)('%j', (more, text, source) => {
    expect(auditFact(entry(more), payments)).toMatchObject({ text, source, who: 'm.okafor', audit: { seq: 1 }, precisionMs: 1 });
  });

  it('names what was sent between the hold and its outcome by the lever of the hold', () => {
    const held = entry({ detail: { command: { action: 'abort' } } });
    const sent = entry({ seq: 2, phase: 'sent' });
    expect(auditFact(sent, payments, leversOf([held, sent])).text).toBe('Abort: one more request sent');
  });

  it('says why one more request was sent', () => {
    const sent = entry({ phase: 'sent', detail: { command: { action: 'undo' }, why: 'the controller looks past the request' } });
    expect(auditFact(sent, payments).text).toBe('Undo: one more request sent: the controller looks past the request');
  });

  it('does not call a rollback effective while its traffic was not seen back', () => {
    const ended = (state: string) =>
      entry({ phase: 'outcome', outcome: 'effective', detail: { command: { action: 'abort' }, clock: { traffic: { state } } } });
    expect(auditFact(ended('waiting'), payments).text).toBe('Abort is effective in the cluster, its traffic is not seen back yet');
    expect(auditFact(ended('reached'), payments).text).toBe('Abort is effective');
  });

  it('says so where a later look did not see the traffic back either', () => {
    const looked = (state: string) => entry({ phase: 'observed', detail: { command: { action: 'abort' }, clock: { traffic: { state } } } });
    expect(auditFact(looked('missed'), payments)).toMatchObject({ text: 'Abort: its traffic was not seen back', tone: 'moving' });
    expect(auditFact(looked('reached'), payments)).toMatchObject({ text: 'Abort: what was seen afterwards', tone: 'neutral' });
  });

  it('of a train that takes a passenger back keeps what the desk saw when it decided', () => {
    const seen = { at: exampleNow, dial: unknownDial, health: null, current: '2.14.0', stable: '2.13.4' };
    expect(auditFact(entry({ action: 'trains.rollback', detail: { seen } }), payments).seen?.figures).toHaveLength(4);
  });

  it('of a checklist is a sign-off, and names its train', () => {
    const fact = auditFact(entry({ action: 'checklist.sign', target: 'train/shop-1', phase: 'outcome', outcome: 'done' }), null);
    expect(fact).toMatchObject({ text: 'Sign-off (train shop-1) done', source: 'sign-off' });
  });

  it('of a train that took a passenger back is what the incident says', () => {
    const act = { action: 'trains.rollback', auditId: 'r1' };
    const facts = [entry(act), entry({ ...act, seq: 2, phase: 'outcome', outcome: 'effective' })].map((one) => auditFact(one, payments));
    const page = pageOf(exampleIncident([gathered({ facts })], { cause: 'train shop-1' }), exampleNow + 60_000);
    expect(page.sentence).toBe('Rollback of payments is effective. Close the incident when its service is well.');
  });
});
