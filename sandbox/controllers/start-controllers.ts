import type { SimClock } from '../clock/sim-clock.ts';
import type { ObjectStore, StoredObject } from '../store/object-store.ts';
import { type Judge, startAnalysisController } from './analysis/analysis-controller.ts';
import { startDeploymentController } from './deployments/deployment-controller.ts';
import { createRecorder } from './machinery/recorder.ts';
import { type Pods, startPodLifecycle } from './pods/pod-lifecycle.ts';
import { startReplicaSetController } from './replicasets/replica-set-controller.ts';
import { startRolloutController } from './rollouts/rollout-controller.ts';

export interface ControllersOptions {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  /** Uniform in [0, 1), seeded: two runs with the same seed are alike. */
  readonly random: () => number;
  /** Simulated milliseconds a Pod takes from Running to Ready; Infinity never gets there. */
  readonly startup?: (pod: StoredObject) => number;
  /** What a measurement of an AnalysisRun finds; by default every one is Successful. */
  readonly judge?: Judge;
  /** A reconcile that threw: a bug of ours, told and tried again. Without it, it throws. */
  readonly onError?: (error: unknown, key: string) => void;
}

export interface Controllers {
  stop(): void;
  /** What the fleet does to Pods. */
  readonly pods: Pods;
}

/** Every controller of the simulated cluster over one store: Deployments, ReplicaSets, Pods, Rollouts, AnalysisRuns. Garbage is the API server's. */
export function startControllers({ store, clock, random, startup, judge, onError }: ControllersOptions): Controllers {
  const recorder = createRecorder(store, clock, 'controller');
  const shared = { store, clock, random, recorder, onError };
  const pods = startPodLifecycle({ store, clock, random, recorder, startup });
  const running = [
    pods,
    startReplicaSetController(shared),
    startDeploymentController(shared),
    startRolloutController(shared),
    startAnalysisController({ ...shared, judge }),
    recorder,
  ];
  return {
    pods,
    stop() {
      for (const each of running) each.stop();
    },
  };
}
