import { acceptedShare } from './accepted.ts';
import { isObserved, type RouteReading, type Workload } from './workload.ts';
import { percentText } from './words.ts';

/** What was read back after a command was sent. `canaryPods`: ready pods of the canary's hash, null while not counted. */
export interface Reading {
  readonly workload: Workload;
  readonly routes: readonly RouteReading[];
  readonly canaryPods: number | null;
}

/** `proof` is empty until effective; `missing` is empty from then on. */
export interface Effect {
  readonly effective: boolean;
  readonly proof: string;
  readonly missing: string;
}

export function proved(proof: string): Effect {
  return { effective: true, proof, missing: '' };
}

export function notYet(missing: string): Effect {
  return { effective: false, proof: '', missing };
}

/** Weights are integers of maxTrafficWeight: half a point is read as reached. */
function reads(percent: number, wanted: number): boolean {
  return Math.abs(percent - wanted) <= 0.5;
}

/** Every owned route that can be read gives `wanted` percent; at least one could be read. */
export function routesRead(reading: Reading, wanted: number, proof: string): Effect {
  const known = reading.routes.filter((route) => route.canaryPercent !== null);
  const late = known.find((route) => !reads(route.canaryPercent ?? 0, wanted));
  if (late !== undefined) return notYet(`${late.route.kind} ${late.route.name} still gives ${percentText(late.canaryPercent ?? 0)}`);
  if (known.length > 0) return proved(proof);
  const note = reading.routes.find((route) => route.note !== '')?.note;
  return notYet(note === undefined ? 'no route has been read back' : `no route can be read back: ${note}`);
}

/** The weight as the routes give it, or as the controller says where no route can be read. */
export function weightRead(reading: Reading, wanted: number): Effect {
  const known = reading.routes.filter((route) => route.canaryPercent !== null);
  const name = known.map(({ route }) => `${route.kind} ${route.name}`).join(', ');
  if (known.length > 0) return routesRead(reading, wanted, `${name} reads ${percentText(wanted)}`);
  const accepted = acceptedShare(reading.workload, [], wanted);
  if (accepted.percent === null) return routesRead(reading, wanted, '');
  if (reads(accepted.percent, wanted)) return proved(`the controller reports ${percentText(wanted)}`);
  return notYet(`the controller still reports ${percentText(accepted.percent)}`);
}

/** Every pod the spec asks for is ready and available. */
export function podsReady({ replicas }: Workload): Effect {
  const ready = replicas.ready >= replicas.desired && replicas.available >= replicas.desired;
  return ready
    ? proved(`${replicas.available} of ${replicas.desired} pods ready`)
    : notYet(`${replicas.available} of ${replicas.desired} pods ready`);
}

/** The Deployment's own definition of complete: every pod is of the new template, available, and no other is left. */
export function deploymentTookTemplate(workload: Workload): Effect {
  const { desired, total, updated, available } = workload.replicas;
  if (!isObserved(workload)) return notYet('the controller has not observed the new spec');
  if (updated < desired) return notYet(`${updated} of ${desired} pods updated`);
  if (total > updated) return notYet(`${total - updated} old ${total - updated === 1 ? 'pod is' : 'pods are'} left`);
  if (available < desired) return notYet(`${available} of ${desired} pods available`);
  return proved(`${available} of ${desired} pods run the template`);
}
