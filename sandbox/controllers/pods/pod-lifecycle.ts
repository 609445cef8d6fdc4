import type { SimClock } from '../../clock/sim-clock.ts';
import { timestamp } from '../../store/memory-store.ts';
import type { Json, ObjectStore, StoredObject } from '../../store/object-store.ts';
import { nodes, pods } from '../../store/resources.ts';
import type { Recorder } from '../machinery/recorder.ts';
import { isTerminating, PodParts } from './pod-parts.ts';
import { crashed, creating, type Failure, running, scheduled, unschedulable } from './pod-status.ts';
import { placementOf } from './schedule.ts';

/** What the fleet does to Pods. False: there is no such running Pod. */
export interface Pods {
  /** Its container ends so: a restart, then with every further one a longer CrashLoopBackOff. */
  fail(namespace: string, name: string, failure: Failure): boolean;
  /** Its readiness probe answers or not. */
  setReady(namespace: string, name: string, ready: boolean): boolean;
}

export interface PodLifecycleOptions {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  readonly random: () => number;
  readonly recorder: Recorder;
  /** Simulated milliseconds from Running to Ready; Infinity never gets there. By default 1 to 4 s. */
  readonly startup?: ((pod: StoredObject) => number) | undefined;
}

/** Scheduler and kubelets in one: moves every Pod of the store from Pending to Ready, and from deletion to gone. */
export function startPodLifecycle({ store, clock, random, recorder, startup }: PodLifecycleOptions): Pods & { stop(): void } {
  const scheduler = recorder.as('default-scheduler');
  const kubelet = recorder.as('kubelet');
  const terminating = new Set<string>();
  let stopped = false;
  const between = (low: number, high: number) => low + random() * (high - low);
  const now = () => timestamp(clock.now());

  /** The Pod as it is now, unless it is another one or on its way out. */
  function alive(of: StoredObject): { object: StoredObject; pod: PodParts } | null {
    const object = store.get(pods, of.metadata.namespace ?? null, of.metadata.name);
    if (object === undefined || object.metadata.uid !== of.metadata.uid) return null;
    const pod = PodParts.parse(object);
    return isTerminating(pod) ? null : { object, pod };
  }

  function later(object: StoredObject, ms: number, run: (current: { object: StoredObject; pod: PodParts }) => void): void {
    if (!Number.isFinite(ms)) return;
    clock.after(ms, () => {
      const current = stopped ? null : alive(object);
      if (current !== null) run(current);
    });
  }

  function write(object: StoredObject, status: { [key: string]: Json | undefined }): void {
    store.update(pods, { ...object, status }, { subresource: 'status' });
  }

  function schedule({ object, pod }: { object: StoredObject; pod: PodParts }): void {
    const place = placementOf(pod, store.list(nodes, null), random);
    if ('refused' in place) {
      write(object, unschedulable(pod, place.refused, now()));
      scheduler.event(object, { type: 'Warning', reason: 'FailedScheduling', message: place.refused });
      later(object, 5_000, schedule);
      return;
    }
    const { namespace, name } = pod.metadata;
    const bound = { ...object, spec: { ...object.spec, nodeName: place.node }, status: scheduled(pod, now()) };
    store.update(pods, bound, { both: true });
    scheduler.event(object, { reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${place.node}` });
    later(object, between(50, 150), (current) => write(current.object, creating(current.pod, place.node, now())));
    later(object, between(300, 900), start);
  }

  function start({ object, pod }: { object: StoredObject; pod: PodParts }): void {
    write(object, running(pod, false, now()));
    for (const { name, image } of pod.spec.containers) {
      kubelet.event(object, { reason: 'Pulled', message: `Container image "${image}" already present on machine` });
      kubelet.event(object, { reason: 'Created', message: `Created container: ${name}` });
      kubelet.event(object, { reason: 'Started', message: `Started container ${name}` });
    }
    warmUp(object);
  }

  function warmUp(object: StoredObject): void {
    later(object, startup?.(object) ?? between(1_000, 4_000), (current) => {
      const { state } = current.pod.status.containerStatuses[0] ?? {};
      if (state?.running !== undefined) write(current.object, running(current.pod, true, now()));
    });
  }

  function terminate(object: StoredObject): void {
    const { uid, namespace = null, name } = object.metadata;
    if (terminating.has(uid)) return;
    terminating.add(uid);
    const pod = PodParts.parse(object);
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30) * 1_000;
    const takes = pod.spec.nodeName === undefined ? 0 : Math.min(grace, between(200, 900));
    for (const container of pod.spec.nodeName === undefined ? [] : pod.spec.containers) {
      kubelet.event(object, { reason: 'Killing', message: `Stopping container ${container.name}` });
    }
    clock.after(takes, () => {
      terminating.delete(uid);
      if (!stopped && store.get(pods, namespace, name)?.metadata.uid === uid) store.delete(pods, namespace, name);
    });
  }

  function arrive(object: StoredObject): void {
    const pod = PodParts.parse(object);
    if (isTerminating(pod)) terminate(object);
    else if (pod.spec.nodeName === undefined) later(object, between(20, 80), schedule);
    else if (pod.status.phase !== 'Running') later(object, between(300, 900), start);
    else warmUp(object);
  }

  for (const object of store.list(pods, null)) arrive(object);
  const stop = store.onEvent(({ type, resource, object }) => {
    if (resource.plural !== pods.plural || resource.group !== '') return;
    if (type === 'ADDED') arrive(object);
    else if (type === 'MODIFIED' && object.metadata.deletionTimestamp !== undefined) terminate(object);
  });

  return {
    fail(namespace, name, failure) {
      const object = store.get(pods, namespace, name);
      const current = object === undefined ? null : alive(object);
      const container = current?.pod.status.containerStatuses[0];
      if (current === null || container?.state.running === undefined) return false;
      const restarts = container.restartCount + 1;
      const backOff = restarts === 1 ? 1 : Math.min(300, 10 * 2 ** (restarts - 2));
      write(current.object, crashed(current.pod, failure, backOff, now()));
      const message = `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${current.object.metadata.uid})`;
      kubelet.event(current.object, { type: 'Warning', reason: 'BackOff', message });
      later(current.object, backOff * 1_000, start);
      return true;
    },
    setReady(namespace, name, ready) {
      const object = store.get(pods, namespace, name);
      const current = object === undefined ? null : alive(object);
      if (current?.pod.status.containerStatuses[0]?.state.running === undefined) return false;
      if (!ready)
        kubelet.event(current.object, {
          type: 'Warning',
          reason: 'Unhealthy',
          message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
        });
      write(current.object, running(current.pod, ready, now()));
      return true;
    },
    stop() {
      stopped = true;
      stop();
    },
  };
}
