import { fail, ok, type Result } from '#shared/contract/result.ts';
import { type Plan, TrainEvent } from '#shared/domain/trains/events.ts';
import type { TrainDecision } from '#shared/domain/trains/decision.ts';
import { type Happened, type Train, trainOf } from '#shared/domain/trains/train.ts';
import { toDetail } from '../acts/evidence.ts';
import type { Ports } from '../core.ts';

const prefix = 'trains/';
/** A decision is made again when another desk was first; so many deciders at once there are not. */
const tries = 20;

export interface KeptTrain {
  readonly train: Train;
  readonly happened: readonly Happened[];
  readonly version: number;
}

/** Trains as the record keeps them. A train is read again only after its stream has grown. */
export interface TrainStore {
  /** Every train that was ever opened, in the order of their opening. */
  all(): Promise<Result<readonly KeptTrain[]>>;
  /** `not-found`: it was never opened. */
  get(id: string): Promise<Result<KeptTrain>>;
  open(plan: Plan): Promise<Result<KeptTrain>>;
  /** Reads, decides, writes; of two deciders one is first and the other decides again. A refusal comes back as failure, its traces are written. */
  decide(id: string, how: (train: Train) => TrainDecision): Promise<Result<KeptTrain>>;
  /** Forgets what it remembers of these streams; null: of all. */
  forget(streams: readonly string[] | null): void;
}

export function createTrainStore({ records }: Pick<Ports, 'records'>): TrainStore {
  const kept = new Map<string, KeptTrain>();

  async function read(id: string): Promise<Result<KeptTrain>> {
    const recorded = await records.read(`${prefix}${id}`);
    if (!recorded.ok) return recorded;
    const happened: Happened[] = [];
    for (const { at, data } of recorded.value) {
      const event = TrainEvent.safeParse(data);
      if (!event.success) return fail('storage', `The record of train ${id} holds something this version of the desk does not know.`);
      happened.push({ at, event: event.data });
    }
    const train = trainOf(happened);
    if (train === null) return fail('not-found', `There is no train ${id}.`, { field: 'train' });
    const read = { train, happened, version: recorded.value.length };
    kept.set(id, read);
    return ok(read);
  }

  const get = async (id: string): Promise<Result<KeptTrain>> => {
    const known = kept.get(id);
    return known === undefined ? read(id) : ok(known);
  };

  async function write(id: string, { version }: { version: number }, events: readonly TrainEvent[]): Promise<Result<void>> {
    const data = events.map((event) => toDetail(event));
    const appended = await records.append(`${prefix}${id}`, version, data);
    kept.delete(id);
    return appended.ok ? ok(undefined) : appended;
  }

  return {
    get,
    async all() {
      const streams = await records.streams(prefix);
      if (!streams.ok) return streams;
      const trains: KeptTrain[] = [];
      for (const stream of streams.value) {
        const train = await get(stream.slice(prefix.length));
        // One stream that cannot be read does not take the others with it.
        if (train.ok) trains.push(train.value);
      }
      return ok(trains);
    },
    async open(plan) {
      const there = await get(plan.id);
      if (there.ok || there.error.kind !== 'not-found') return there;
      const written = await write(plan.id, { version: 0 }, [{ type: 'opened', plan }]);
      if (!written.ok && written.error.kind !== 'conflict') return written;
      return read(plan.id);
    },
    async decide(id, how) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const now = attempt === 0 ? await get(id) : await read(id);
        if (!now.ok) return now;
        const { events, refusal } = how(now.value.train);
        if (events.length > 0) {
          const written = await write(id, now.value, events);
          if (!written.ok && written.error.kind === 'conflict') continue;
          if (!written.ok) return written;
        }
        if (refusal !== null) return { ok: false, error: refusal };
        if (events.length === 0) return now;
        return read(id);
      }
      return fail('conflict', `Train ${id} moved on each time it was decided on. Look again.`);
    },
    forget(streams) {
      if (streams === null) kept.clear();
      else for (const stream of streams) kept.delete(stream.slice(prefix.length));
    },
  };
}
