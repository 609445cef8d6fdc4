import { profileOf } from './behaviour.ts';
import type { Databases } from './databases.ts';
import { createPodProcess, type PodProcess } from './pod-process.ts';
import { movePod } from './pod-step.ts';
import type { Random } from './random.ts';
import type { Registry } from './registry.ts';
import type { Profile, ServiceSpec } from './service-spec.ts';
import type { Steering } from './steering.ts';
import { trafficAt } from './traffic-curve.ts';
import type { VersionWorld, WorkloadWorld, World } from './world-view.ts';

export interface Service {
  step(now: { at: number; seconds: number; world: World; steering: Steering }): void;
}

interface RunningPod {
  readonly name: string;
  readonly process: PodProcess;
  readonly random: Random;
  /** Load balancers are never quite fair. */
  readonly weight: number;
}

/** One service: its noise, and the process of each of its pods. */
export function createService(needs: {
  spec: ServiceSpec;
  metrics: Registry;
  databases: Databases;
  random: Random;
  onCrash?: ((namespace: string, pod: string) => void) | undefined;
}): Service {
  const { spec, metrics, databases, random, onCrash } = needs;
  const pods = new Map<string, RunningPod>();
  let noise = 0;
  let seen: WorkloadWorld | null = null;
  let profiles: { facts: Steering['facts']; of: Map<string, Profile> } | null = null;

  /** Noise with a memory of a minute: a busy moment stays busy for a while. */
  function drift(seconds: number): void {
    const memory = Math.exp(-seconds / 60);
    noise = noise * memory + Math.sqrt(1 - memory * memory) * spec.noise * random.normal();
  }

  function meet(workload: WorkloadWorld): void {
    if (workload === seen) return;
    seen = workload;
    profiles = null;
    const alive = new Set(workload.versions.flatMap((version) => version.pods.map(({ name }) => name)));
    for (const [name, { process }] of pods) {
      if (alive.has(name)) continue;
      process.end();
      pods.delete(name);
    }
  }

  function podOf(name: string, hash: string, { hashLabel }: WorkloadWorld): RunningPod {
    const known = pods.get(name);
    if (known) return known;
    const own = random.fork(name);
    const process = createPodProcess(metrics, spec, { pod: name, hashLabel, hash });
    const pod = { name, process, random: own, weight: 1 + 0.06 * (own.next() - 0.5) };
    pods.set(name, pod);
    return pod;
  }

  function profile(version: VersionWorld, facts: Steering['facts']): Profile {
    if (profiles?.facts !== facts) profiles = { facts, of: new Map() };
    const known = profiles.of.get(version.hash) ?? profileOf(spec, version, facts);
    profiles.of.set(version.hash, known);
    return known;
  }

  return {
    step({ at, seconds, world, steering }) {
      drift(seconds);
      const workload = world.workload(spec.namespace, spec.name) ?? { ...spec, hashLabel: 'pod-template-hash', versions: [] };
      meet(workload);
      const level = trafficAt(steering.trafficTime(at)) * steering.load(spec.name);
      const arriving = spec.peakRps * level * Math.exp(noise);
      const shortage = databases.shortage(spec);
      for (const version of workload.versions) {
        const behaviour = profile(version, steering.facts);
        const ready = version.pods.filter((pod) => pod.ready).map(({ name }) => podOf(name, version.hash, workload));
        const total = ready.reduce((sum, { weight }) => sum + weight, 0);
        for (const pod of ready) {
          const rps = (arriving * version.share * pod.weight) / total;
          const { connections, crashed } = movePod({ ...pod, profile: behaviour, rps, seconds, shortage });
          databases.ask(spec, connections);
          if (crashed) onCrash?.(spec.namespace, pod.name);
        }
      }
    },
  };
}
