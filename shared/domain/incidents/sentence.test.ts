import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.ts';
import { sentenceOf } from './sentence.ts';
import { exampleFact, exampleIncident, gathered, openedAt } from './testing/example-incident.ts';

const rollback = (phase: 'intent' | 'outcome' | 'observed', tone: Fact['tone'], seq: number): Fact =>
  exampleFact(`audit:${seq}`, openedAt + seq, {
    source: 'audit',
    tone,
    audit: { seq, hash: 'a'.repeat(64) },
    act: { auditId: 'act-1', action: 'rollback.execute', phase, outcome: phase === 'outcome' ? 'effective' : null },
  });
const said = (...facts: Fact[]) => sentenceOf(exampleIncident([gathered({ facts })]));

describe('how the last rollback stands', () => {
  it('is under way once it was held', () => {
    expect(said(rollback('intent', 'person', 1))).toBe('Rollback of payments is under way.');
  });

  it('is effective in the cluster while its traffic was not seen back, by the outcome or by a later look', () => {
    const open = 'Rollback of payments is effective in the cluster. Its traffic is not seen back yet.';
    expect(said(rollback('outcome', 'moving', 2))).toBe(open);
    expect(said(rollback('outcome', 'moving', 2), rollback('observed', 'moving', 3))).toBe(open);
  });

  it('is effective once its traffic was seen back, at once or later', () => {
    expect(said(rollback('outcome', 'good', 2))).toMatch(/^Rollback of payments is effective\. Close/);
    expect(said(rollback('outcome', 'moving', 2), rollback('observed', 'neutral', 3))).toMatch(
      /^Rollback of payments is effective\. Close/,
    );
  });
});
