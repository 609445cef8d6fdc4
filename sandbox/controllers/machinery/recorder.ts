import type { SimClock } from '../../clock/sim-clock.ts';
import { timestamp } from '../../store/memory-store.ts';
import type { ObjectStore, StoredObject } from '../../store/object-store.ts';
import { events } from '../../store/resources.ts';

export interface Happening {
  readonly type?: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Writes Events about objects, as client-go's recorder does: the same words again only raise the count. */
export interface Recorder {
  event(about: StoredObject, happening: Happening): void;
  /** A recorder of the same log for another component. */
  as(component: string): Recorder;
  stop(): void;
}

/** Real API servers forget events after an hour. */
const timeToLive = 3_600_000;

export function createRecorder(store: ObjectStore, clock: SimClock, component: string): Recorder {
  const known = new Map<string, string>();
  const written: { due: number; key: string; namespace: string; name: string }[] = [];
  let sequence = 0;
  let timer: { cancel(): void } | null = null;

  function sweep(): void {
    timer = null;
    while (written[0] !== undefined && written[0].due <= clock.now()) {
      const old = written.shift();
      if (old === undefined) break;
      known.delete(old.key);
      store.delete(events, old.namespace, old.name);
    }
    schedule();
  }

  function schedule(): void {
    const [first] = written;
    if (timer === null && first !== undefined) timer = clock.after(first.due - clock.now(), sweep);
  }

  function write(by: string, about: StoredObject, { type = 'Normal', reason, message }: Happening): void {
    const { name, namespace = 'default', uid, resourceVersion } = about.metadata;
    const key = `${by}|${uid}|${type}|${reason}|${message}`;
    const now = timestamp(clock.now());
    const last = known.get(key);
    const before = last === undefined ? undefined : store.get(events, namespace, last);
    if (before !== undefined) {
      store.update(events, { ...before, count: Number(before['count'] ?? 1) + 1, lastTimestamp: now });
      return;
    }
    sequence += 1;
    // client-go names events by the nanosecond; the sequence keeps two of one millisecond apart.
    const eventName = `${name}.${(BigInt(Math.floor(clock.now())) * 1_000_000n + BigInt(sequence % 1_000_000)).toString(16)}`;
    store.create(events, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: eventName, namespace },
      involvedObject: { kind: about.kind, namespace, name, uid, apiVersion: about.apiVersion, resourceVersion },
      reason,
      message,
      source: { component: by },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: by,
      reportingInstance: '',
    });
    known.set(key, eventName);
    written.push({ due: clock.now() + timeToLive, key, namespace, name: eventName });
    schedule();
  }

  const recorder = (by: string): Recorder => ({
    event: (about, happening) => write(by, about, happening),
    as: recorder,
    stop: () => timer?.cancel(),
  });
  return recorder(component);
}
