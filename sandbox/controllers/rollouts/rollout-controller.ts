import { timestamp } from '../../store/memory-store.ts';
import type { StoredObject } from '../../store/object-store.ts';
import { pods, replicasets, rollouts } from '../../store/resources.ts';
import { renewCondition, setCondition } from '../machinery/conditions.ts';
import { createOwnerIndex } from '../machinery/owner-index.ts';
import { jsonObject } from '../machinery/json-of.ts';
import { createTemplateHasher, withEmptyResources } from '../machinery/pod-template.ts';
import { createWorkQueue } from '../machinery/work-queue.ts';
import { deletePod } from '../pods/delete-pod.ts';
import { readReplicaSet } from '../replicasets/replica-set.ts';
import type { ControllerOptions } from '../replicasets/replica-set-controller.ts';
import { reconcileBlueGreen } from './blue-green.ts';
import { reconcileCanary } from './canary.ts';
import { pauseConditions } from './pause-conditions.ts';
import { phaseOf } from './phase.ts';
import { createReferences, keyOf, workloadOf } from './references.ts';
import { decideRestart } from './restart.ts';
import { type Rollout, type RolloutStatus, readRollout, rolloutKeys as keys } from './rollout.ts';
import { missingService } from './selectors.ts';
import { ensureNewest, trimHistory } from './sets-writer.ts';
import { statusJson } from './status.ts';
import { beginTurn, type Turn } from './turn.ts';

const workloadGeneration = 'rollout.argoproj.io/workload-generation';

/** Argo Rollouts' controller over the store: canaries and blue-greens, a step a turn. */
export function startRolloutController({ store, clock, random, recorder: all, onError }: ControllerOptions): { stop(): void } {
  const recorder = all.as('rollouts-controller');
  const sets = createOwnerIndex(store, replicasets);
  const podsOf = createOwnerIndex(store, pods);
  const references = createReferences();
  const hashOf = createTemplateHasher();
  const queue = createWorkQueue({ clock, delay: () => 50 + random() * 100, run: reconcile, ...(onError ? { onError } : {}) });
  const now = () => timestamp(clock.now());

  function read(object: StoredObject): Rollout {
    return readRollout(object, workloadOf(store, object));
  }

  function reconcile(key: string): void {
    const [namespace = '', name = ''] = key.split('/');
    const object = store.get(rollouts, namespace, name);
    if (object === undefined || object.metadata.deletionTimestamp !== undefined) return;
    const first = read(object);
    const invalid = missingService(store, { rollout: first });
    if (invalid !== null) {
      refuse(first, invalid);
      return;
    }
    const hash = hashOf(first.template);
    const rollout = notePauses(withNewest(first, hash));
    const turn = beginTurn(rollout, hash, ownSets(rollout), clock.now());
    restart(turn);
    trimHistory(store, turn);
    const status = rollout.blueGreen === null ? reconcileCanary(store, turn) : reconcileBlueGreen(store, turn);
    for (const each of turn.happenings) recorder.event(rollout.object, each);
    write(rollout.object, status);
    if (turn.lookAgain.length > 0) queue.add(key, Math.max(10, Math.min(...turn.lookAgain)));
  }

  const ownSets = (rollout: Rollout) => sets.ownedBy(rollout.object.metadata.uid).map((each) => readReplicaSet(each, keys));

  function write(object: StoredObject, status: RolloutStatus): StoredObject {
    const written = store.update(rollouts, { ...object, status: statusJson(status) }, { subresource: 'status' });
    return written.ok ? written.object : object;
  }

  /** The rollout with a ReplicaSet for its template and that one's revision on it, each told in a write of its own. */
  function withNewest(rollout: Rollout, hash: string): Rollout {
    const known = ownSets(rollout);
    if (rollout.paused && !known.some((each) => each.hash === hash)) return rollout;
    const { revision, created } = ensureNewest(store, rollout, hash, known);
    const marked = read(mark(rollout, revision));
    if (!created) return marked;
    const name = `${rollout.name}-${hash}`;
    const condition = {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${name}"`,
    } as const;
    const conditions = [...renewCondition(marked.status.conditions, condition, now())];
    recorder.event(rollout.object, { reason: 'NewReplicaSetCreated', message: `Created ReplicaSet ${name} (revision ${revision})` });
    return read(write(marked.object, { ...marked.status, conditions }));
  }

  /** The revision in the annotations. The Go controller writes the whole object then, which fills `resources: {}` in and bumps the generation. */
  function mark(rollout: Rollout, revision: number): StoredObject {
    const { object } = rollout;
    const generation = workloadOf(store, object)?.generation;
    const before = object.metadata.annotations ?? {};
    const annotations: { [key: string]: string } = {
      ...before,
      [keys.revision]: String(revision),
      ...(generation === undefined ? {} : { [workloadGeneration]: String(generation) }),
    };
    if (before[keys.revision] === annotations[keys.revision] && before[workloadGeneration] === annotations[workloadGeneration])
      return object;
    const spec = rollout.workloadRef === null ? asGoWritesIt(object.spec ?? {}) : object.spec;
    const written = store.update(rollouts, { ...object, metadata: { ...object.metadata, annotations }, ...(spec ? { spec } : {}) });
    if (before[keys.revision] !== String(revision)) {
      recorder.event(object, { reason: 'RolloutUpdated', message: `Rollout updated to revision ${revision}` });
    }
    return written.ok ? written.object : object;
  }

  function notePauses(rollout: Rollout): Rollout {
    const { conditions, happenings } = pauseConditions(rollout, now());
    if (conditions === rollout.status.conditions) return rollout;
    for (const each of happenings) recorder.event(rollout.object, each);
    const status = { ...rollout.status, conditions: [...conditions], observedGeneration: String(rollout.generation) };
    return read(write(rollout.object, { ...status, ...phaseOf(rollout, status) }));
  }

  function refuse(rollout: Rollout, message: string): void {
    const { status } = rollout;
    const condition = { type: 'InvalidSpec', status: 'True', reason: 'InvalidSpec', message } as const;
    const told = {
      ...status,
      conditions: [...setCondition(status.conditions, condition, now())],
      observedGeneration: String(rollout.generation),
    };
    write(rollout.object, { ...told, ...phaseOf(rollout, told) });
  }

  function restart(turn: Turn): void {
    const decision = decideRestart(turn, podsOf.ownedBy);
    if (decision === null) return;
    for (const pod of decision.evict) deletePod(store, pod, clock.now());
    if (decision.done) turn.restartedAt = turn.rollout.restartAt;
    else turn.lookAgain.push(1_000);
  }

  function arrive(object: StoredObject): void {
    references.remember(object);
    queue.add(keyOf(object));
  }

  for (const object of store.list(rollouts, null)) arrive(object);
  const stop = store.onEvent(({ type, resource, object }) => {
    if (resource !== rollouts) for (const key of references.concerned(resource, object)) queue.add(key);
    else if (type === 'DELETED') references.forget(object);
    else {
      if (type === 'ADDED') {
        recorder.event(object, { reason: 'RolloutAddedToInformer', message: `Rollout resource added to informer: ${keyOf(object)}` });
      }
      arrive(object);
    }
  });
  return {
    stop() {
      stop();
      queue.stop();
      sets.stop();
      podsOf.stop();
    },
  };
}

/** The spec after a round through Go's types: `resources: {}` in every container, and no field that says only its default. */
function asGoWritesIt(spec: NonNullable<StoredObject['spec']>): NonNullable<StoredObject['spec']> {
  const { paused, ...rest } = spec;
  return { ...rest, ...(paused === true ? { paused } : {}), template: jsonObject(withEmptyResources(spec['template'])) };
}
