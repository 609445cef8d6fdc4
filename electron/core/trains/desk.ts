import { ok, type Result } from '#shared/contract/result.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { carriedBy } from '#shared/domain/trains/carried.ts';
import type { Person, TrainCommand, TrainFacts } from '#shared/domain/trains/decision.ts';
import { stateAt, type Train } from '#shared/domain/trains/train.ts';
import type { Passenger, TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { PolicyReadModel } from '../policy/read-model.ts';
import { actsOf } from './acts-of.ts';
import { createDescribe } from './describe.ts';
import { createLook, type Looked, trainIn } from './look.ts';
import { pageOf } from './page.ts';
import { createRunningOf } from './running.ts';
import { summaryOf } from './summary.ts';
import { createTrainStore, type TrainStore } from './train-store.ts';
import { createWhoAsks, firstContext, type WhoAsks } from './who.ts';

/** What the checklist says of a train, asked anew. Handed in where the core is put together. */
export type StandingOf = (
  train: string,
  signal: AbortSignal,
) => Promise<Result<{ readonly goHolds: boolean; readonly reason: string; readonly view: ChecklistView }>>;

export interface DeskNeeds {
  readonly ports: Ports;
  readonly registry: Registry;
  readonly policy: PolicyReadModel;
  readonly standing: StandingOf;
  readonly stopping: AbortSignal;
}

/** What of its timetable the checklist goes by. */
export interface TrainRule {
  /** Whose checklist; null: that of the strictest aboard. */
  readonly tier: number | null;
  /** The context whose cluster says who asks. null: it goes nowhere. */
  readonly context: string | null;
}

/** Trains as every procedure of this feature sees them. */
export interface TrainsDesk {
  readonly store: TrainStore;
  readonly whoAsks: WhoAsks;
  readonly stopping: AbortSignal;
  now(): number;
  look(maxAgeMs?: number): Promise<Result<Looked>>;
  list(looked: Looked): TrainSummary[];
  page(id: string, who: Person): Promise<Result<TrainPage>>;
  /** The page without the checklist's word, which is made from it. */
  bare(id: string): Promise<Result<TrainPage>>;
  ruleOf(id: string): Promise<TrainRule>;
  /** `command` null: for a page, without asking more than needed. */
  factsFor(train: Train, who: Person, command: TrainCommand | null, looked: Looked, signal: AbortSignal): Promise<TrainFacts>;
}

const standingFreshMs = 4_000;

export function createTrainsDesk({ ports, registry, policy, standing, stopping }: DeskNeeds): TrainsDesk {
  const { clock } = ports;
  const store = createTrainStore(ports);
  const runningOf = createRunningOf(ports, registry);
  const describe = createDescribe(ports, runningOf);
  const looking = createLook(ports, store, runningOf, describe);
  const whoAsks = createWhoAsks(ports.clusters, registry, policy);
  const standings = new Map<string, { at: number; answer: ReturnType<StandingOf> }>();
  ports.records.onChange((streams) => store.forget(streams), stopping);

  const look = (maxAgeMs = 0) => looking.look(maxAgeMs, stopping);

  /** For a page: what the checklist said a moment ago. A departure asks it anew. */
  function standingLately(id: string): ReturnType<StandingOf> {
    const last = standings.get(id);
    if (last !== undefined && clock.now() - last.at < standingFreshMs) return last.answer;
    const answer = standing(id, stopping);
    standings.set(id, { at: clock.now(), answer });
    return answer;
  }

  async function factsFor(
    train: Train,
    who: Person,
    command: TrainCommand | null,
    looked: Looked,
    signal: AbortSignal,
  ): Promise<TrainFacts> {
    const now = clock.now();
    const others = looked.trains.map((kept) => kept.train).filter(({ plan }) => plan.id !== train.plan.id);
    const decides = stateAt(train, now) === 'deciding' && (command === null || command.do === 'depart');
    const asked = decides ? await (command === null ? standingLately(train.plan.id) : standing(train.plan.id, signal)) : null;
    const rules = decides ? await policy.read() : null;
    const freezes = rules?.ok === true ? rules.value.freezes : [];
    const unread = rules?.ok === false ? rules.error.message : null;
    const aboard = new Set(train.aboard.map(({ service }) => service));
    return {
      now,
      who,
      elsewhere: command?.do === 'board' ? carriedBy(others, command.change) : null,
      standing:
        asked === null
          ? null
          : unread !== null
            ? { goHolds: false, reason: `Freezes cannot be read: ${unread}`, verdict: '' }
            : asked.ok
              ? { goHolds: asked.value.goHolds, reason: asked.value.reason, verdict: asked.value.view.decisions[0]?.verdict ?? '' }
              : { goHolds: false, reason: asked.error.message, verdict: '' },
      freezes: freezes.filter(({ services }) => services === null || services.some((service) => aboard.has(service))),
    };
  }

  async function pageWith(id: string, who: Person | null): Promise<Result<TrainPage>> {
    const looked = await look(standingFreshMs);
    if (!looked.ok) return looked;
    const kept = trainIn(looked.value, id);
    if (!kept.ok) return kept;
    const { train } = kept.value;
    const past = looked.value.trains
      .map((one) => one.train)
      .filter((one) => one.ended !== null)
      .toReversed();
    const described = train.manifest === null ? await describe(train, past, stopping) : { passengers: train.manifest, problems: [] };
    const checks = who === null ? null : await checksOf(train);
    // The checklist asks for the bare page while it makes its word up: asking it here would wait for itself.
    const acts = who === null ? [] : actsOf(train, await factsFor(train, who, null, looked.value, stopping));
    return ok(
      pageOf({
        train,
        passengers: described.passengers,
        checksOf: (service) => checks?.get(service) ?? null,
        freezes: who === null ? [] : await policy.freezes(),
        others: othersOf(train, looked.value),
        acts,
        problems: [...looked.value.timetable.problems, ...looking.ciProblemsOf(train.plan.id), ...described.problems],
        now: clock.now(),
      }),
    );
  }

  async function checksOf(train: Train): Promise<Map<string, NonNullable<Passenger['checks']>> | null> {
    if (train.manifest === null || train.departed !== null || train.ended !== null) return null;
    const asked = await standingLately(train.plan.id);
    return asked.ok
      ? countChecks(
          asked.value.view,
          train.manifest.map(({ service }) => service),
        )
      : null;
  }

  function othersOf(train: Train, looked: Looked): TrainSummary[] {
    const own = looked.trains.map((kept) => kept.train).filter(({ plan }) => plan.timetable === train.plan.timetable);
    const at = own.findIndex(({ plan }) => plan.id === train.plan.id);
    return [...own.slice(Math.max(0, at - 2), Math.max(0, at)), ...own.slice(at + 1, at + 2)].map((one) => summaryOf(one, clock.now()));
  }

  return {
    store,
    whoAsks,
    stopping,
    now: clock.now,
    look,
    list: ({ trains }) => trains.map(({ train }) => summaryOf(train, clock.now())).toReversed(),
    page: (id, who) => pageWith(id, who),
    bare: (id) => pageWith(id, null),
    async ruleOf(id) {
      const looked = await look(standingFreshMs);
      const kept = looked.ok ? trainIn(looked.value, id) : looked;
      if (!kept.ok) return { tier: null, context: null };
      const { rule, services } = kept.value.train.plan;
      return { tier: rule.tier ?? null, context: firstContext(services) };
    },
    factsFor,
  };
}

/** Items of a service, and those of the whole train, which count for everybody aboard. Unknown is no pass. */
function countChecks({ items }: ChecklistView, services: readonly string[]) {
  return new Map(
    services.map((service) => {
      const own = items.filter((item) => item.service === null || item.service === service);
      const count = (...states: (typeof own)[number]['state'][]) => own.filter(({ state }) => states.includes(state)).length;
      const counts = { passed: count('passed'), waived: count('waived'), failed: count('failed', 'unknown'), waiting: count('waiting') };
      return [service, { ...counts, total: own.length }] as const;
    }),
  );
}
