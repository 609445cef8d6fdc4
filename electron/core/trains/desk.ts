import { ok, type Result } from '#shared/contract/result.ts';
import type { LeftOn } from '#shared/domain/checklist/views.ts';
import { carriedBy } from '#shared/domain/trains/carried.ts';
import type { Person, TrainCommand, TrainFacts } from '#shared/domain/trains/decision.ts';
import { stateAt, type Train } from '#shared/domain/trains/train.ts';
import type { TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { PolicyReadModel } from '../policy/read-model.ts';
import { actsOf } from './acts-of.ts';
import { checksOf } from './checks-of.ts';
import { createDescribe } from './describe.ts';
import { createLook, type Looked, trainIn } from './look.ts';
import { pageOf } from './page.ts';
import { createRunningOf, type RunningOf } from './running.ts';
import { createStandings, type StandingOf, standingFact, standingShown } from './standings.ts';
import { summaryOf } from './summary.ts';
import { createTrainStore, type TrainStore } from './train-store.ts';
import { createWhoAsks, firstContext, type WhoAsks } from './who.ts';

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
  /** What it left on, and how; null: it has not left, or left before that was kept. */
  readonly left: { readonly at: number; readonly by: string; readonly on: LeftOn | null } | null;
}

/** Trains as every procedure of this feature sees them. */
export interface TrainsDesk {
  readonly store: TrainStore;
  readonly whoAsks: WhoAsks;
  readonly stopping: AbortSignal;
  now(): number;
  look(maxAgeMs?: number): Promise<Result<Looked>>;
  list(looked: Looked): Promise<TrainSummary[]>;
  /** What runs of a service where it goes first. */
  readonly runningOf: RunningOf;
  page(id: string, who: Person): Promise<Result<TrainPage>>;
  /** The page without the checklist's word, which is made from it. */
  bare(id: string): Promise<Result<TrainPage>>;
  ruleOf(id: string): Promise<TrainRule>;
  /** `command` null: for a page, without asking more than needed. */
  factsFor(train: Train, who: Person, command: TrainCommand | null, looked: Looked, signal: AbortSignal): Promise<TrainFacts>;
}

const standingFreshMs = 4_000;
/** A line of the list is not looked at as closely as a page; a word or a record makes it new at once. */
const listedFreshMs = 15_000;

export function createTrainsDesk({ ports, registry, policy, standing, stopping }: DeskNeeds): TrainsDesk {
  const { clock } = ports;
  const store = createTrainStore(ports);
  const runningOf = createRunningOf(ports, registry);
  const describe = createDescribe(ports, runningOf);
  const looking = createLook(ports, store, runningOf, describe);
  const whoAsks = createWhoAsks(ports.clusters, registry, policy);
  const standings = createStandings(ports, standing, stopping);
  ports.records.onChange((streams) => store.forget(streams), stopping);

  const look = (maxAgeMs = 0) => looking.look(maxAgeMs, stopping);

  /** For a page: what the checklist said a moment ago. A departure asks it anew. */
  const standingLately = (id: string) => standings.lately(id, standingFreshMs);

  /** Nobody has spoken of most trains that wait: their line asks nothing. */
  async function lineOf(train: Train, spoken: ReadonlySet<string>): Promise<TrainSummary> {
    const { id } = train.plan;
    if (stateAt(train, clock.now()) !== 'deciding' || !spoken.has(`checklist/${id}`)) return summaryOf(train, clock.now());
    return summaryOf(train, clock.now(), standingShown(await standings.lately(id, listedFreshMs)));
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
      standing: standingFact(asked, unread),
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
    const deciding = who !== null && stateAt(train, clock.now()) === 'deciding';
    const asked = deciding ? await standingLately(train.plan.id) : null;
    const items = train.departed?.leftOn?.items ?? (asked?.ok === true ? asked.value.view.items : null);
    // The checklist asks for the bare page while it makes its word up: asking it here would wait for itself.
    const acts = who === null ? [] : actsOf(train, await factsFor(train, who, null, looked.value, stopping));
    return ok(
      pageOf({
        train,
        passengers: described.passengers,
        checksOf: (service) => (items === null ? null : checksOf(items, service)),
        standing: asked === null ? null : standingShown(asked),
        freezes: who === null ? [] : await policy.freezes(),
        others: othersOf(train, looked.value),
        acts,
        problems: [...looked.value.timetable.problems, ...looking.ciProblemsOf(train.plan.id), ...described.problems],
        now: clock.now(),
      }),
    );
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
    runningOf,
    async list({ trains }) {
      const streams = await ports.records.streams('checklist/');
      const spoken = new Set(streams.ok ? streams.value : []);
      return (await Promise.all(trains.map(({ train }) => lineOf(train, spoken)))).toReversed();
    },
    page: (id, who) => pageWith(id, who),
    bare: (id) => pageWith(id, null),
    async ruleOf(id) {
      const looked = await look(standingFreshMs);
      const kept = looked.ok ? trainIn(looked.value, id) : looked;
      if (!kept.ok) return { tier: null, context: null, left: null };
      const { plan, departed } = kept.value.train;
      const left = departed === null ? null : { at: departed.at, by: departed.by, on: departed.leftOn };
      return { tier: plan.rule.tier ?? null, context: firstContext(plan.services), left };
    },
    factsFor,
  };
}
