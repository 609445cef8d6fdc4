import { describe, expect, it } from 'vitest';
import { abortedWorkload, deploymentWorkload, exampleWorkload } from './testing/example-workload.ts';
import { isUnseen, nudgeOf } from './unseen.ts';

const path = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments';

describe('a write its controller looks past', () => {
  it.each([
    ['an abort that is stored and not dated', 'abort', exampleWorkload({ aborted: true }), true],
    ['an abort the controller has dated', 'abort', abortedWorkload(), false],
    ['an abort that was never stored', 'abort', exampleWorkload(), false],
    ['a retry whose abort is still dated', 'retry', abortedWorkload({ aborted: false }), true],
    ['a pause that was ended and is still held', 'promote', exampleWorkload({ pauseConditions: [] }), true],
    ['a pause that still stands', 'promote', exampleWorkload(), false],
    ['a full promotion with a pause in force', 'promote-full', exampleWorkload({ promoteFull: true }), true],
    ['a spec nobody has observed', 'pause', exampleWorkload({ paused: true, generation: 8 }), true],
    ['a Deployment, whose controller does not forget', 'pause', deploymentWorkload({ generation: 8 }), false],
  ] as const)('%s: %s', (_, action, now, expected) => {
    expect(isUnseen({ action }, exampleWorkload(deploymentOf(now)), now)).toBe(expected);
  });

  it('is nudged by a flag that means nothing, other than its own, and different each time', () => {
    expect(nudgeOf(exampleWorkload(), { action: 'abort' }, 0)).toMatchObject({
      path: `${path}/status`,
      body: { status: { promoteFull: false } },
    });
    expect(nudgeOf(exampleWorkload(), { action: 'abort' }, 1).body).toEqual({ status: { promoteFull: null } });
    expect(nudgeOf(exampleWorkload(), { action: 'promote-full' }, 0).body).toEqual({ status: { abort: false } });
    expect(nudgeOf(exampleWorkload(), { action: 'undo', toRevision: null }, 0).summary).toBe(
      'merge patch, rollouts/payments/status, to make the controller look again',
    );
  });

  it('is never nudged by taking an abort away that stands: the bad version would start again', () => {
    for (const command of [{ action: 'undo', toRevision: null }, { action: 'restart' }, { action: 'pause' }] as const) {
      expect(nudgeOf(abortedWorkload(), command, 0).body).toEqual({ status: { promoteFull: false } });
    }
  });
});

function deploymentOf({ target }: { target: ReturnType<typeof exampleWorkload>['target'] }) {
  return { target };
}
