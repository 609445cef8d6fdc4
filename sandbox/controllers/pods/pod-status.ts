import type { Json } from '../../store/object-store.ts';
import { jsonObject, jsonOf } from '../machinery/json-of.ts';
import { fnv32a } from '../machinery/names.ts';
import type { PodParts } from './pod-parts.ts';

type Status = { [key: string]: Json | undefined };
type Container = PodParts['spec']['containers'][number];

/** How a container ended. `reason` is the kubelet's: Error, OOMKilled. */
export interface Failure {
  readonly reason: string;
  readonly exitCode: number;
  readonly message?: string;
}

/** `sha256:` and 64 hex digits that follow from the image's name: one image is one digest, always. */
export function imageDigest(image: string): string {
  let digest = '';
  for (let part = 0; part < 8; part += 1) digest += fnv32a(`${part}:${image}`).toString(16).padStart(8, '0');
  return `sha256:${digest}`;
}

function imageIdOf(image: string): string {
  const [repository = image, pinned] = image.split('@');
  const colon = repository.lastIndexOf(':');
  const bare = colon > repository.lastIndexOf('/') ? repository.slice(0, colon) : repository;
  return `${bare}@${pinned ?? imageDigest(image)}`;
}

function conditions(pod: PodParts, now: string, states: Readonly<Record<string, readonly [status: string, extra?: Status]>>): Json[] {
  return ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].flatMap((type) => {
    const wanted = states[type];
    if (wanted === undefined) return [];
    const [status, extra = {}] = wanted;
    const before = pod.status.conditions.find((each) => each.type === type);
    const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? now) : now;
    return [{ type, status, lastProbeTime: null, lastTransitionTime, ...extra }];
  });
}

function notReady(containers: readonly Container[]): Status {
  const names = containers.map((each) => each.name).join(' ');
  return { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` };
}

/** An address of its own, as far as 10.x goes. */
function podIp(uid: string): string {
  const hash = fnv32a(uid);
  return `10.${(hash >>> 16) % 250}.${(hash >>> 8) % 250}.${(hash % 250) + 2}`;
}

export function unschedulable(pod: PodParts, message: string, now: string): Status {
  return {
    phase: 'Pending',
    qosClass: 'Burstable',
    conditions: conditions(pod, now, { PodScheduled: ['False', { reason: 'Unschedulable', message }] }),
  };
}

export function scheduled(pod: PodParts, now: string): Status {
  return { phase: 'Pending', qosClass: 'Burstable', conditions: conditions(pod, now, { PodScheduled: ['True'] }) };
}

export function creating(pod: PodParts, node: string, now: string): Status {
  const { containers } = pod.spec;
  return {
    phase: 'Pending',
    qosClass: 'Burstable',
    hostIP: `10.250.0.${(fnv32a(node) % 250) + 2}`,
    startTime: now,
    conditions: conditions(pod, now, {
      PodReadyToStartContainers: ['False'],
      Initialized: ['True'],
      Ready: ['False', notReady(containers)],
      ContainersReady: ['False', notReady(containers)],
      PodScheduled: ['True'],
    }),
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      lastState: {},
      ready: false,
      started: false,
      restartCount: 0,
      state: { waiting: { reason: 'ContainerCreating' } },
    })),
  };
}

/** Running; `ready` says whether it answers its probe. Restart counts and last states stay. */
export function running(pod: PodParts, ready: boolean, now: string): Status {
  const { containers } = pod.spec;
  const readiness: readonly [string, Status?] = ready ? ['True'] : ['False', notReady(containers)];
  const ip = podIp(pod.metadata.uid);
  return {
    ...statusJson(pod),
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    conditions: conditions(pod, now, {
      PodReadyToStartContainers: ['True'],
      Initialized: ['True'],
      Ready: readiness,
      ContainersReady: readiness,
      PodScheduled: ['True'],
    }),
    containerStatuses: containers.map(({ name, image }) => {
      const before = pod.status.containerStatuses.find((each) => each.name === name);
      const startedAt = before?.state.running?.startedAt ?? now;
      return {
        name,
        image,
        imageID: imageIdOf(image),
        containerID: `containerd://${imageDigest(`${pod.metadata.uid}/${name}/${before?.restartCount ?? 0}`).slice('sha256:'.length)}`,
        lastState: jsonOf(before?.['lastState']) ?? {},
        ready,
        started: true,
        restartCount: before?.restartCount ?? 0,
        state: { running: { startedAt } },
      };
    }),
  };
}

/** The first container has ended and waits for its restart. */
export function crashed(pod: PodParts, failure: Failure, backOffSeconds: number, now: string): Status {
  const { containers } = pod.spec;
  const { name: podName, namespace, uid } = pod.metadata;
  const status = running(pod, false, now);
  return {
    ...status,
    containerStatuses: containers.map(({ name, image }, index) => {
      const before = pod.status.containerStatuses.find((each) => each.name === name);
      const startedAt = before?.state.running?.startedAt ?? now;
      const terminated = { ...failure, startedAt, finishedAt: now };
      const message = `back-off ${backOffSeconds}s restarting failed container=${name} pod=${podName}_${namespace}(${uid})`;
      return {
        name,
        image,
        imageID: imageIdOf(image),
        lastState: index === 0 ? { terminated } : (jsonOf(before?.['lastState']) ?? {}),
        ready: false,
        started: index > 0,
        restartCount: (before?.restartCount ?? 0) + (index === 0 ? 1 : 0),
        state: index === 0 ? { waiting: { reason: 'CrashLoopBackOff', message } } : { running: { startedAt } },
      };
    }),
  };
}

function statusJson(pod: PodParts): Status {
  const { conditions: _conditions, containerStatuses: _statuses, ...rest } = pod.status;
  return jsonObject(rest);
}
