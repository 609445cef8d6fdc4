import { describe, expect, it } from 'vitest';
import { analysisruns, analysistemplates, rollouts } from '../../store/resources.ts';
import type { ControllersOptions } from '../start-controllers.ts';
import { healthy, standing } from '../testing/scenes.ts';
import type { World } from '../testing/world.ts';

const analysis = { templates: [{ templateName: 'errors' }], args: [{ name: 'service', value: 'app' }] };

function judged(judge: NonNullable<ControllersOptions['judge']>, strategy = {}): World {
  const world = standing({ canary: { steps: [{ setWeight: 50 }, { analysis }, { setWeight: 75 }], ...strategy } }, {}, { judge });
  world.create(analysistemplates, 'errors', {
    args: [{ name: 'service' }],
    metrics: [{ name: 'errors', interval: '5s', count: 2, failureLimit: 0 }],
  });
  world.image(rollouts, 'app', 'shop/app:2');
  return world;
}

describe('an analysis step', () => {
  it('is measured as often as its template says, and lets the rollout pass', () => {
    let asked = 0;
    const world = judged(() => {
      asked += 1;
      return { phase: 'Successful', value: '[0.01]' };
    });
    world.until('promoted', () => healthy(world) && world.rollout('app').metadata.annotations['rollout.argoproj.io/revision'] === '2');
    expect(asked).toBe(2);
    const [run] = world.store.list(analysisruns, 'shop');
    expect(run).toMatchObject({
      metadata: { name: `app-${world.rollout('app').status.currentPodHash}-2-1`, labels: { 'rollout-type': 'Step', 'step-index': '1' } },
      status: { phase: 'Successful', runSummary: { count: 1, successful: 1 } },
    });
  });

  it('that fails aborts the update, in the words of the metric', () => {
    const world = judged(() => ({ phase: 'Failed', value: '[0.4]' }));
    world.until('aborted', () => world.rollout('app').status.phase === 'Degraded');
    expect(world.rollout('app').status).toMatchObject({
      abort: true,
      message:
        'RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error/failed: Metric "errors" assessed Failed due to failed (1) > failureLimit (0)',
    });
    expect(world.events('app').some((each) => each.includes("Step Analysis Run 'app-"))).toBe(true);
  });

  it('that is inconclusive pauses, until somebody promotes past it', () => {
    const world = judged(() => ({ phase: 'Inconclusive' }));
    const paused = () => world.rollout('app').status.pauseConditions.some((each) => each.reason === 'InconclusiveAnalysisRun');
    world.until('paused', paused);
    world.status(rollouts, 'app', { pauseConditions: null, controllerPause: false, currentStepIndex: 2 });
    world.until('promoted', () => healthy(world));
  });
});

it('a background analysis that fails later aborts too, and ends with the update', () => {
  const strategy = { steps: [{ setWeight: 25 }, { pause: {} }], analysis };
  let bad = false;
  const world = judged(() => ({ phase: bad ? 'Failed' : 'Successful' }), strategy);
  world.until('its run', () => world.store.list(analysisruns, 'shop').length === 1);
  bad = true;
  world.until('aborted', () => world.rollout('app').status.abort === true, 20);
  expect(world.rollout('app').status.message).toContain('Background analysis phase error/failed');
});
