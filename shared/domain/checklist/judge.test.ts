import { describe, expect, it } from 'vitest';
import { budgetLeft, freezesTouched } from '../policy/release-policy.ts';
import type { CiCheck } from '../trains/ci.ts';
import { judgeBudget, judgeCapacity, judgeCi, judgeDigest, judgeDrill, judgeFreeze, judgeIncidents } from './judge.ts';

const check = (name: string, state: CiCheck['state']): CiCheck => ({
  id: name,
  name,
  commit: 'c0ffee00aa',
  state,
  words: `completed, ${state}`,
  url: 'https://ci.example/1',
  endedAt: 1,
});
const day = 86_400_000;

describe('CI green', () => {
  it.each([
    [[check('unit', 'passed'), check('e2e', 'passed')], 'passed', '2 of 2 at c0ffee00'],
    [[check('unit', 'passed'), check('e2e', 'failed')], 'failed', 'e2e failed'],
    [[check('unit', 'passed'), check('e2e', 'running')], 'unknown', '1 of 2 passed, the others have not ended'],
    [[], 'unknown', 'No check ran on c0ffee00'],
  ] as const)('%#: %j', (checks, state, text) => {
    expect(judgeCi('c0ffee00aa', [...checks], 5, 'github')).toMatchObject({ state, text });
  });
});

describe('digest equal', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const facts = { digest, testedDigest: digest, testedIn: 'staging', rebuild: null, at: 1, url: null };
  it('passes what was tested to the digest, names a rebuild, and knows nothing of a tag', () => {
    expect(judgeDigest(facts)).toMatchObject({ state: 'passed' });
    expect(judgeDigest({ ...facts, testedDigest: `sha256:${'b'.repeat(64)}` })).toMatchObject({
      state: 'failed',
      text: 'aaaaaaaaaaaa would run, bbbbbbbbbbbb was tested in staging',
    });
    expect(judgeDigest({ ...facts, rebuild: 'Rebuilt from the same commit' })).toMatchObject({
      state: 'failed',
      text: 'Rebuilt from the same commit',
    });
    expect(judgeDigest({ ...facts, digest: null })).toMatchObject({
      state: 'unknown',
      text: expect.stringContaining('a tag can be moved'),
    });
    expect(judgeDigest({ ...facts, testedDigest: null })).toMatchObject({ state: 'unknown' });
  });
});

describe('freeze, budget, capacity, drill, incidents', () => {
  const freeze = { name: 'Black Friday', from: 100, to: 200, services: ['search'] };
  it('a freeze counts when the way touches it and the service is in it', () => {
    expect(freezesTouched([freeze], 'search', 50, 101)).toHaveLength(1);
    expect(freezesTouched([freeze], 'search', 50, 100)).toHaveLength(0);
    expect(freezesTouched([freeze], 'search', 200, 300)).toHaveLength(0);
    expect(freezesTouched([freeze], 'payments', 50, 300)).toHaveLength(0);
    expect(judgeFreeze([freeze], 1, String)).toMatchObject({ state: 'failed', text: 'Black Friday, 100 to 200' });
    expect(judgeFreeze([], 1, String)).toMatchObject({ state: 'passed' });
  });

  it('a budget is spent at the objective, and no series is no pass', () => {
    expect(budgetLeft(0, 99.9)).toBeCloseTo(100);
    expect(budgetLeft(0.001, 99.9)).toBeCloseTo(0);
    expect(budgetLeft(0.002, 99.9)).toBeCloseTo(-100);
    expect(judgeBudget(63.2, 99.9, '28 days', 1, 'prometheus')).toMatchObject({ state: 'passed', text: '63% left' });
    expect(judgeBudget(-12, 99.9, '28 days', 1, 'prometheus')).toMatchObject({ state: 'failed', text: 'overspent by 12%' });
    expect(judgeBudget(null, 99.9, '28 days', null, 'prometheus')).toMatchObject({ state: 'unknown' });
  });

  it('stable carries all of it in every region; a region that cannot be read is unknown', () => {
    const pods = { desired: 12, available: 12, label: '2.13.4', at: 1 };
    expect(judgeCapacity([{ region: 'eu', why: '', pods }], 'cluster')).toMatchObject({ state: 'passed', text: '12 pods available' });
    expect(
      judgeCapacity(
        [
          { region: 'eu', why: '', pods: { ...pods, available: 6 } },
          { region: 'us', why: 'connection refused', pods: null },
        ],
        'cluster',
      ),
    ).toMatchObject({
      state: 'failed',
      text: '6 of 12 pods available in eu',
    });
    expect(
      judgeCapacity(
        [
          { region: 'eu', why: '', pods },
          { region: 'us', why: 'connection refused', pods: null },
        ],
        'cluster',
      ),
    ).toMatchObject({
      state: 'unknown',
      text: 'us cannot be read: connection refused',
    });
  });

  it('a drill ages, and none is none', () => {
    expect(judgeDrill({ at: 0, seq: 7 }, 29 * day, 30)).toMatchObject({ state: 'passed', text: '29 d ago' });
    expect(judgeDrill({ at: 0, seq: 7 }, 41 * day, 30)).toMatchObject({ state: 'failed', text: '41 d ago, limit is 30 d' });
    expect(judgeDrill(null, 0, 30)).toMatchObject({ state: 'failed' });
    expect(judgeIncidents([{ id: 'INC-7', title: 'Payments fail', openedAt: 1 }], 2)).toMatchObject({
      state: 'failed',
      text: 'INC-7 is open: Payments fail',
    });
    expect(judgeIncidents([], 2)).toMatchObject({ state: 'passed' });
  });
});
