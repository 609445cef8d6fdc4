import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionOf } from './attention.ts';
import { stepsOf } from './steps.ts';
import {
  abortedWorkload,
  blueGreenWorkload,
  deploymentWorkload,
  exampleNow,
  exampleWorkload,
  promotedWorkload,
} from './testing/example-workload.ts';
import type { Workload } from './workload.ts';

function look(workload: Workload, more: Partial<Parameters<typeof attentionOf>[0]> = {}) {
  return attentionOf({
    workload,
    silent: null,
    unobservedSince: null,
    headline: null,
    now: exampleNow,
    timeZone: 'Europe/Berlin',
    ...more,
  });
}
const waiting = exampleWorkload({ currentStepIndex: 5, pauseConditions: [{ reason: 'CanaryPauseStep', startedAt: exampleNow - 360_000 }] });

describe('what needs a human', () => {
  it('a pause that no timer ends', () => {
    expect(look(waiting)).toEqual({
      group: 'needs-a-human',
      state: 'paused',
      sentence: 'Waits for a person since 11:06. Promote or roll back',
      since: exampleNow - 360_000,
    });
    expect(look(blueGreenWorkload()).sentence).toBe('Waits for a person since 11:11. Promote or roll back');
  });

  it('an abort: the spec still asks for the version', () => {
    const { group, state, sentence } = look(abortedWorkload());
    expect({ group, state }).toEqual({ group: 'needs-a-human', state: 'aborted' });
    expect(sentence).toBe('Aborted at 11:11, spec still asks for 2.14.0. A retry would send it again. Undo to 2.13.4');
  });

  it("a degraded one, in the controller's words", () => {
    const message = 'ProgressDeadlineExceeded: ReplicaSet "payments-new" has timed out progressing.';
    expect(look(exampleWorkload({ phase: 'Degraded', message, pauseConditions: [] }))).toMatchObject({
      group: 'needs-a-human',
      state: 'degraded',
      sentence: `${message} Roll back to 2.13.4`,
    });
  });

  it('an undecided analysis and a pause by hand, before any timer', () => {
    const conditions = [...exampleWorkload().pauseConditions, { reason: 'InconclusiveAnalysisRun', startedAt: exampleNow - 60_000 }];
    expect(look(exampleWorkload({ pauseConditions: conditions })).sentence).toBe('Analysis inconclusive since 11:11. Promote or roll back');
    expect(look(exampleWorkload({ paused: true })).sentence).toBe('Waits for resume: paused by hand. Resume or roll back');
  });

  it('a spec its controller does not take up', () => {
    const unseen = promotedWorkload({ generation: 9 });
    expect(look(unseen, { unobservedSince: exampleNow - 5_000 }).group).toBe('moving');
    expect(look(unseen, { unobservedSince: exampleNow - 45_000 })).toMatchObject({
      group: 'needs-a-human',
      state: 'unknown',
      sentence: 'The newest spec has not been seen for 45 s. Look at the Argo Rollouts controller',
    });
  });

  it('a disagreement, whatever the controller says', () => {
    const headline = 'Asked for 25%. The route still gives 5%.';
    expect(look(exampleWorkload({ phase: 'Progressing', pauseConditions: [], currentStepIndex: 2 }), { headline })).toMatchObject({
      group: 'needs-a-human',
      state: 'degraded',
      sentence: headline,
    });
  });
});

describe('what moves, what is silent, what is well', () => {
  it('a timed pause says when the next step comes', () => {
    const timed = exampleWorkload({ pauseConditions: [{ reason: 'CanaryPauseStep', startedAt: exampleNow - 200_000 }] });
    expect(look(timed)).toMatchObject({ group: 'moving', state: 'paused', sentence: 'Next step in 6 m 40 s' });
  });

  it('a rolling update counts its pods', () => {
    expect(look(deploymentWorkload())).toMatchObject({ group: 'moving', state: 'progressing', sentence: '3 of 12 pods new' });
  });

  it('a healthy one asks for nothing', () => {
    expect(look(promotedWorkload())).toMatchObject({ group: 'well', state: 'healthy', sentence: '' });
  });

  it('no figure of a silent source counts as well', () => {
    const silent = { since: exampleNow - 192_000, why: 'aws-iam-authenticator: token expired' };
    expect(look(promotedWorkload(), { silent })).toMatchObject({
      group: 'silent',
      state: 'stale',
      sentence: 'No word from the cluster for 3 m 12 s. aws-iam-authenticator: token expired',
    });
  });

  it('well means: healthy by a status that is up to date, whatever else', () => {
    const workload = fc.record({
      phase: fc.constantFrom('Healthy' as const, 'Progressing' as const, 'Paused' as const, 'Degraded' as const, 'Unknown' as const),
      generation: fc.integer({ min: 6, max: 9 }),
      aborted: fc.boolean(),
      paused: fc.boolean(),
      currentHash: fc.constantFrom('new', 'old', ''),
    });
    fc.assert(
      fc.property(workload, fc.boolean(), (more, isSilent) => {
        const found = look(promotedWorkload(more), { silent: isSilent ? { since: 0, why: '' } : null });
        if (found.group === 'well') expect({ ...more, isSilent }).toMatchObject({ phase: 'Healthy', paused: false, isSilent: false });
        if (found.group === 'well') expect(more.generation).toBeLessThanOrEqual(7);
        if (found.group === 'needs-a-human') expect(found.sentence).not.toBe('');
      }),
    );
  });
});

describe('steps', () => {
  it('are done, current with the time left, and next', () => {
    const views = stepsOf(exampleWorkload(), exampleNow);
    expect(views.map((view) => view.state)).toEqual(['done', 'current', 'next', 'next', 'next', 'next', 'next', 'next']);
    expect(views[1]).toMatchObject({ leftMs: 540_000, detail: '9 m 00 s left' });
    expect(stepsOf(waiting, exampleNow)[5]?.detail).toBe('waits for a person');
  });

  it('are all done once promoted, and none is current after an abort', () => {
    expect(stepsOf(promotedWorkload({ currentStepIndex: null }), exampleNow).every((view) => view.state === 'done')).toBe(true);
    expect(stepsOf(abortedWorkload(), exampleNow).every((view) => view.state === 'next')).toBe(true);
  });
});
