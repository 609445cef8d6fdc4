import { fail, ok, type Result } from '#shared/contract/result.ts';
import { basisChange } from '#shared/domain/rollback/basis.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster, SentWrite } from '../ports/cluster.ts';
import type { ActOrder } from './act.ts';

const observeWaitMs = 2_000;
const conflictTries = 10;

/** The same JSON patch, testing the resourceVersion that was just read instead of an older one. */
export function withResourceVersion(write: Write, resourceVersion: string): Write {
  if (write.contentType !== 'application/json-patch+json' || !Array.isArray(write.body)) return write;
  const body = write.body.map((operation) => (isResourceVersionTest(operation) ? { ...operation, value: resourceVersion } : operation));
  return { ...write, body };
}

function isResourceVersionTest(operation: unknown): operation is { op: string; path: string; value: string } {
  return (
    typeof operation === 'object' &&
    operation !== null &&
    'op' in operation &&
    operation.op === 'test' &&
    'path' in operation &&
    operation.path === '/metadata/resourceVersion'
  );
}

/**
 * An abort waits until the controller has observed the newest spec (2 s at most): a controller that is about to see a new
 * template clears an abort that came before it. What cannot be read is no reason to wait, and never a reason to refuse.
 */
export async function waitObserved(cluster: Pick<Cluster, 'readBasis'>, order: ActOrder, clock: Clock, signal: AbortSignal): Promise<void> {
  if (order.before.observedGeneration !== null && order.before.observedGeneration >= order.before.generation) return;
  const until = clock.monotonic() + observeWaitMs;
  while (clock.monotonic() < until && !signal.aborted) {
    const now = await cluster.readBasis(order.before.target, signal);
    if (!now.ok || (now.value.observedGeneration !== null && now.value.observedGeneration >= now.value.generation)) return;
    await clock.sleep(50, signal);
  }
}

/** Sends the writes in their order. The first failure ends it and is the answer. */
export async function sendWrites(order: ActOrder, signal: AbortSignal): Promise<Result<SentWrite>> {
  let last: Result<SentWrite> = fail('invalid', 'There is nothing to send.');
  for (const write of order.writes) {
    last = await order.cluster.send(write, {}, signal);
    if (!last.ok) return last;
  }
  return last;
}

/**
 * Undo: reads the object again, tests the resourceVersion it just read, and retries a 409 while the basis holds. A basis
 * that moved is `stale`: the plan no longer says what would happen.
 */
export async function sendGuarded(order: ActOrder, clock: Clock, signal: AbortSignal): Promise<Result<SentWrite>> {
  const basis = order.plan?.basis ?? {
    uid: order.before.uid,
    currentHash: order.before.currentHash,
    stableHash: order.before.stableHash,
    templateHash: order.before.templateHash,
    toTemplateHash: null,
  };
  let last: Result<SentWrite> = fail('conflict', 'Nothing was sent.');
  for (let attempt = 0; attempt < conflictTries && !signal.aborted; attempt += 1) {
    const asked = attempt === 0 ? order.reading : undefined;
    const now = await (asked ?? order.cluster.readBasis(order.before.target, signal));
    if (!now.ok) return now;
    const change = basisChange('undo', basis, now.value);
    if (change !== null) return fail('stale', `It changed. ${change}`);
    const guarded = order.writes.map((write) => withResourceVersion(write, now.value.resourceVersion));
    last = await sendWrites({ ...order, writes: guarded }, signal);
    if (last.ok || last.error.kind !== 'conflict') return last;
    await clock.sleep(20 * attempt, signal);
  }
  return last.ok ? ok(last.value) : last;
}
