import { decide } from '#shared/domain/trains/decide.ts';
import { stateAt, trainOf } from '#shared/domain/trains/train.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Ports } from '../core.ts';
import { createBoarding, factsNow } from './boarding.ts';
import type { DescribePassengers } from './describe.ts';
import { readTimetable } from './read-timetable.ts';
import type { RunningOf } from './running.ts';
import { plansAt } from './schedule.ts';
import type { KeptTrain, TrainStore } from './train-store.ts';

/** A train waits this long after its cut for a CI that does not answer: nobody who was in time is left behind for a moment's silence. */
const waitForCiMs = 10 * 60_000;
/** CI is not asked again sooner than this, whoever looks. */
const ciFreshMs = 5_000;

/** Trains as they stand after a look: opened, boarded, cut and frozen as the clock and CI say. */
export interface Looked {
  /** In the order of their cut. Trains that board later are among them, without a record yet. */
  readonly trains: readonly KeptTrain[];
  readonly timetable: ReturnType<typeof readTimetable>;
  readonly problems: readonly string[];
  readonly at: number;
}

export function createLook(
  ports: Pick<Ports, 'ci' | 'clock' | 'releaseFiles'>,
  store: TrainStore,
  runningOf: RunningOf,
  describe: DescribePassengers,
) {
  const { ci, clock, releaseFiles } = ports;
  const board = createBoarding(ports, store, runningOf);
  /** What CI said last of each train: shown until it says something else. */
  const ciProblems = new Map<string, readonly string[]>();
  const askedAt = new Map<string, number>();
  let underWay: Promise<Result<Looked>> | null = null;

  async function askCi(kept: KeptTrain, all: readonly KeptTrain[], maxAgeMs: number, signal: AbortSignal): Promise<void> {
    const { id, cutAt } = kept.train.plan;
    const last = askedAt.get(id) ?? 0;
    // The reading that freezes must be younger than the cut.
    const fresh = clock.now() - last < Math.max(ciFreshMs, maxAgeMs) && (kept.train.cut !== null || clock.now() < cutAt || last >= cutAt);
    if (fresh || ci.health() === null) return;
    askedAt.set(id, clock.now());
    const { problems } = await board(
      kept.train,
      all.map(({ train }) => train),
      signal,
    );
    ciProblems.set(id, problems);
  }

  async function advance(id: string, all: readonly KeptTrain[], maxAgeMs: number, signal: AbortSignal): Promise<void> {
    const kept = await store.get(id);
    if (!kept.ok) return;
    const state = stateAt(kept.value.train, clock.now());
    if (state !== 'boarding' && state !== 'cut' && state !== 'validating' && state !== 'deciding') return;
    await askCi(kept.value, all, maxAgeMs, signal);
    if (state === 'cut') await freeze(id, kept.value.train.plan.cutAt);
    await writeManifest(id, all, signal);
  }

  async function freeze(id: string, cutAt: number): Promise<void> {
    const [silent = null] = ciProblems.get(id) ?? [];
    if (silent !== null && clock.now() < cutAt + waitForCiMs) return;
    const note = silent === null ? '' : `Frozen without all of CI: ${silent}`;
    await store.decide(id, (train) =>
      train.cut === null ? decide(train, { do: 'freeze', note }, factsNow(clock.now())) : { events: [], refusal: null },
    );
  }

  async function writeManifest(id: string, all: readonly KeptTrain[], signal: AbortSignal): Promise<void> {
    const now = await store.get(id);
    if (!now.ok || now.value.train.cut === null || now.value.train.manifest !== null || now.value.train.ended !== null) return;
    const past = all
      .map(({ train }) => train)
      .filter((train) => train.ended !== null)
      .toReversed();
    const { passengers, problems } = await describe(now.value.train, past, signal);
    // What CI did not say of a passenger is asked again for a while; then the manifest says that it is not known.
    if (problems.length > 0 && clock.now() < now.value.train.cut.at + waitForCiMs / 5) {
      ciProblems.set(id, problems);
      return;
    }
    await store.decide(id, (train) =>
      train.manifest === null ? decide(train, { do: 'manifest', passengers }, factsNow(clock.now())) : { events: [], refusal: null },
    );
  }

  async function run(maxAgeMs: number, signal: AbortSignal): Promise<Result<Looked>> {
    const files = await releaseFiles.read();
    const now = clock.now();
    const timetable = files.ok ? readTimetable(files.value, now) : { timetable: null, running: [], problems: [files.error.message] };
    const plans = plansAt(timetable, now);
    for (const plan of plans) if (now >= plan.boardsAt) await store.open(plan);
    const before = await store.all();
    if (!before.ok) return before;
    // One after the other, oldest cut first, each on what the one before has left: a passenger is on one train.
    for (const { train } of byCut(before.value)) {
      const all = await store.all();
      if (all.ok && !signal.aborted) await advance(train.plan.id, all.value, maxAgeMs, signal);
    }
    const after = await store.all();
    if (!after.ok) return after;
    const known = new Set(after.value.map(({ train }) => train.plan.id));
    const scheduled = plans
      .filter(({ id }) => !known.has(id))
      .flatMap((plan): KeptTrain[] => {
        const train = trainOf([{ at: now, event: { type: 'opened', plan } }]);
        return train === null ? [] : [{ train, happened: [], version: 0 }];
      });
    const problems = [...timetable.problems, ...new Set([...ciProblems.values()].flat())];
    return ok({ trains: byCut([...after.value, ...scheduled]), timetable, problems, at: now });
  }

  return {
    /** Looks, and moves what the clock and CI move. Looks at the same time are one. CI is asked when its last answer is older than `maxAgeMs`. */
    async look(maxAgeMs: number, signal: AbortSignal): Promise<Result<Looked>> {
      if (underWay !== null) return underWay;
      underWay = run(maxAgeMs, signal);
      try {
        return await underWay;
      } finally {
        underWay = null;
      }
    },
    ciProblemsOf: (id: string) => ciProblems.get(id) ?? [],
  };
}

function byCut(trains: readonly KeptTrain[]): KeptTrain[] {
  return trains.toSorted(
    (one, other) => one.train.plan.cutAt - other.train.plan.cutAt || one.train.plan.id.localeCompare(other.train.plan.id),
  );
}

/** One train of a look. `not-found`: there is none of this name; the ones there are, are named. */
export function trainIn({ trains }: Looked, id: string): Result<KeptTrain> {
  const found = trains.find(({ train }) => train.plan.id === id) ?? newestOf(trains, id);
  if (found !== undefined) return ok(found);
  const names = trains.slice(-5).map(({ train }) => train.plan.id);
  const hint = names.length === 0 ? 'There are no trains: the release folder has no timetable.' : `There are ${names.join(', ')}.`;
  return fail('not-found', `There is no train ${id}. ${hint}`, { field: 'train' });
}

/** The name of a timetable stands for its run under way: the oldest that has not ended, else the newest. */
function newestOf(trains: readonly KeptTrain[], timetable: string): KeptTrain | undefined {
  const own = trains.filter(({ train }) => train.plan.timetable === timetable);
  return own.find(({ train }) => train.ended === null) ?? own.at(-1);
}
