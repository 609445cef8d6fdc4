import { describe, expect, it } from 'vitest';
import { abortedWorkload, exampleVersion, exampleWorkload, promotedWorkload } from '../rollouts/testing/example-workload.ts';
import { chooseLever, replaysSteps, undoTarget } from './choose-lever.ts';

const leverOf = (workload: Parameters<typeof chooseLever>[0]) => chooseLever(workload, null, null).choice?.command;

describe('the lever of a rollback', () => {
  it('is an abort while a version rolls out: only weight moves', () => {
    expect(leverOf(exampleWorkload())).toEqual({ action: 'abort' });
  });

  it('is an abort two seconds after a new image, before the controller has seen it', () => {
    const busy = promotedWorkload({ generation: 8, observedGeneration: 7 });
    expect(leverOf(busy)).toEqual({ action: 'abort' });
  });

  it('is an undo to the revision before, once the version is stable', () => {
    expect(leverOf(promotedWorkload())).toEqual({ action: 'undo', toRevision: 41 });
  });

  it('is an undo to the stable version after an abort: the spec still asks for the bad one', () => {
    expect(leverOf(abortedWorkload())).toEqual({ action: 'undo', toRevision: 41 });
  });

  it('is an undo during a full promotion, which would clear an abort', () => {
    expect(leverOf(exampleWorkload({ promoteFull: true }))?.action).toBe('undo');
  });

  it('is an undo for a Deployment', () => {
    const deployment = promotedWorkload({ target: { context: 'a', namespace: 'shop', kind: 'Deployment', name: 'search' } });
    expect(leverOf(deployment)?.action).toBe('undo');
  });

  it('is what the person asked for, when it can be pulled', () => {
    expect(chooseLever(exampleWorkload(), 'undo', null).choice?.lever).toBe('undo');
    expect(chooseLever(exampleWorkload(), null, 41).choice?.command).toEqual({ action: 'undo', toRevision: 41 });
  });

  it('is none, with the reason, when there is nothing to go back to', () => {
    const first = promotedWorkload({ versions: [exampleVersion('new', '2.14.0', { revision: 1 })] });
    expect(chooseLever(first, null, null)).toEqual({ choice: null, why: 'There is no other revision to go back to' });
  });

  it('names the kept revisions when the asked one is not kept', () => {
    expect(chooseLever(exampleWorkload(), null, 7).why).toBe('Revision 7 is not kept. Kept: 42, 41');
  });

  it('refuses a paused Deployment with what to do, as Kubernetes would', () => {
    const paused = promotedWorkload({ target: { context: 'a', namespace: 'shop', kind: 'Deployment', name: 'search' }, paused: true });
    expect(chooseLever(paused, null, null).why).toContain('resume it first');
  });
});

describe('where an undo goes', () => {
  it('prefers stable while another version is in the spec, even when a newer revision is kept', () => {
    const versions = [
      exampleVersion('new', '2.14.1', { revision: 43 }),
      exampleVersion('failed', '2.14.0', { revision: 42 }),
      exampleVersion('old', '2.13.4', { revision: 41 }),
    ];
    expect(undoTarget(exampleWorkload({ versions }), null)?.revision).toBe(41);
  });
});

describe('steps replay', () => {
  const older = exampleVersion('older', '2.13.3', { revision: 40 });
  it('when an undo of a canary goes to a version that is not stable', () => {
    expect(replaysSteps(promotedWorkload(), older)).toBe(true);
  });
  it('never when it goes back to stable', () => {
    expect(replaysSteps(exampleWorkload(), exampleVersion('old', '2.13.4'))).toBe(false);
  });
  it('perhaps, when a rollback window is set: the controller counts it', () => {
    expect(replaysSteps(promotedWorkload({ rollbackWindowRevisions: 3 }), older)).toBeNull();
  });
  it('never without steps', () => {
    expect(replaysSteps(promotedWorkload({ steps: [] }), older)).toBe(false);
  });
});
