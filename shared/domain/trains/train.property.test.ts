import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedBy } from './carried.ts';
import { conductObstacle, decide, sameArtifact } from './decide.ts';
import type { TrainCommand, TrainFacts } from './decision.ts';
import type { TrainEvent } from './events.ts';
import { exampleChange, examplePlan, legsOf, manifestedOf } from './testing/example-train.ts';
import { evolve, type Happened, isLeg, holdAt, stateAt, type Train, trainOf } from './train.ts';
import { trainStates } from './views.ts';

const services = ['payments', 'checkout', 'catalog'] as const;
const people = [
  { name: 'm.okafor', roles: ['conductor'] },
  { name: 'r.costa', roles: ['conductor'] },
  { name: 'dev', roles: ['developer'] },
  { name: 'nobody', roles: [] },
] as const;
const plans = [examplePlan(0), examplePlan(1)] as const;
const start = Date.parse('2026-11-23T08:00:00Z');

/** One thing somebody tries, after some time has passed, with the world as it then is. */
interface Attempt {
  readonly train: 0 | 1;
  readonly passes: number;
  readonly who: (typeof people)[number];
  readonly goHolds: boolean;
  readonly frozen: boolean;
  readonly command: (train: Train, now: number) => TrainCommand;
}

const service = fc.constantFrom(...services);
const reason = fc.constant('because');
const legState = fc.constantFrom(
  'sending',
  'sending',
  'arrived',
  'arrived',
  'rolling',
  'baking',
  'arrived',
  'bad',
  'rolling-back',
  'rolled-back',
  'unknown' as const,
);
/** Some time ago; or on the very instant of the cut, or a moment beside it, where that is not still to come. */
const arrival = fc.oneof(
  fc.integer({ min: -7_200_000, max: 0 }).map((ago) => (_cutAt: number, now: number) => now + ago),
  fc.constantFrom(-1_000, -1, 0, 1, 1_000, 60_000).map((beside) => (cutAt: number, now: number) => Math.min(now, cutAt + beside)),
);
const command: fc.Arbitrary<Attempt['command']> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(service, fc.integer({ min: 1, max: 4 }), arrival, fc.boolean()).map(
      ([name, seed, arrivedAt, byHand]) =>
        (train: Train, now: number): TrainCommand => ({
          do: 'board',
          change: exampleChange(name, seed, { arrivedAt: arrivedAt(train.plan.cutAt, now) }),
          byHand,
          reason: '',
        }),
    ),
  },
  service.map((name) => (): TrainCommand => ({ do: 'leave', service: name, reason: 'not ready' })),
  reason.map((text) => (): TrainCommand => ({ do: 'cut', reason: text })),
  fc.constant((): TrainCommand => ({ do: 'freeze', note: '' })),
  { weight: 2, arbitrary: fc.constant((train: Train): TrainCommand => ({ do: 'manifest', passengers: train.aboard.map(manifestedOf) })) },
  fc.integer({ min: -1, max: 60 }).map(
    (hours) =>
      (_train: Train, now: number): TrainCommand => ({ do: 'hold', until: now + hours * 3_600_000, reason: 'wait', cost: '' }),
  ),
  reason.map((text) => (): TrainCommand => ({ do: 'release', reason: text })),
  fc.option(fc.integer({ min: 1, max: 40 })).map(
    (hours) =>
      (_train: Train, now: number): TrainCommand => ({
        do: 'conduct',
        until: hours === null ? null : now + hours * 3_600_000,
        reason: 'ill',
      }),
  ),
  {
    weight: 2,
    arbitrary: fc.constant(
      (train: Train): TrainCommand => ({
        do: 'depart',
        reason: 'go',
        legs: legsOf(
          train.plan,
          (train.manifest ?? []).map((one) => one.service),
        ),
        obstacles: [],
        auditId: 'a',
      }),
    ),
  },
  service.map((name) => (): TrainCommand => ({ do: 'go-on', service: name, region: null, reason: 'fine', auditId: 'a' })),
  fc.option(service).map((name) => (): TrainCommand => ({ do: 'halt', rollBack: name, reason: 'stop', auditId: 'a' })),
  // The desk drives: it starts what may start, and reports what it sees of what has started.
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat(), legState).map(([pick, state]) => (train: Train): TrainCommand => {
      const leg = train.legs[pick % Math.max(1, train.legs.length)];
      return leg === undefined ? { do: 'release', reason: '' } : { do: 'leg', step: { ...leg.step, state } };
    }),
  },
  fc.tuple(fc.nat(), fc.boolean()).map(([pick, takeBack]) => (train: Train): TrainCommand => {
    const leg = train.legs[pick % Math.max(1, train.legs.length)];
    return { do: 'bad', service: leg?.service ?? '', region: leg?.region ?? '', reason: 'Degraded', takeBack };
  }),
  reason.map((text) => (): TrainCommand => ({ do: 'cancel', reason: text })),
);
const attempt: fc.Arbitrary<Attempt> = fc.record({
  train: fc.constantFrom(0 as const, 1 as const),
  passes: fc.oneof({ weight: 3, arbitrary: fc.constant(60_000) }, fc.constantFrom(0, 1_000, 3_600_000, 6 * 3_600_000)),
  who: fc.oneof({ weight: 3, arbitrary: fc.constant(people[1]) }, fc.constantFrom(...people)),
  goHolds: fc.boolean(),
  frozen: fc.boolean(),
  command,
});

interface Step {
  readonly before: readonly [Train, Train];
  readonly after: readonly [Train, Train];
  readonly events: readonly TrainEvent[];
  readonly train: 0 | 1;
  readonly now: number;
  readonly facts: TrainFacts;
}

/** Plays attempts against two trains in a row and hands every step to `look`. */
function play(attempts: readonly Attempt[], begins: number, look: (step: Step) => void): Happened[][] {
  const logs: Happened[][] = plans.map((plan) => [{ at: start, event: { type: 'opened', plan } }]);
  const trainAt = (index: 0 | 1): Train => {
    const train = trainOf(logs[index] ?? []);
    if (train === null) throw new Error('opened');
    return train;
  };
  let now = begins;
  for (const { train: index, passes, who, goHolds, frozen, command: make } of attempts) {
    now += passes;
    const before = [trainAt(0), trainAt(1)] as const;
    const asked = make(before[index], now);
    const other = before[index === 0 ? 1 : 0];
    const facts: TrainFacts = {
      now,
      who: { name: who.name, roles: [...who.roles] },
      elsewhere: asked.do === 'board' ? carriedBy([other], asked.change) : null,
      standing: { goHolds, verdict: 'go', reason: 'as the checklist says' },
      freezes: frozen ? [{ name: 'Black Friday', from: now - 1, to: now + 1_000 }] : [],
    };
    const { events } = decide(before[index], asked, facts);
    logs[index]?.push(...events.map((event) => ({ at: now, event })));
    look({ before, after: [trainAt(0), trainAt(1)], events, train: index, now, facts });
  }
  return logs;
}

// The first train comes as far as it may before anybody tries anything: boarding, manifest, or on its way.
const orderly = (make: Attempt['command'], passes = 1_000): Attempt => ({
  train: 0,
  passes,
  who: people[1],
  goHolds: true,
  frozen: false,
  command: make,
});
const prelude: readonly Attempt[] = [
  ...services.map((name, seed) =>
    orderly((_train, now) => ({ do: 'board', change: exampleChange(name, seed + 1, { arrivedAt: now - 1 }), byHand: false, reason: '' })),
  ),
  orderly(() => ({ do: 'freeze', note: '' }), 3 * 3_600_000),
  orderly((train) => ({ do: 'manifest', passengers: train.aboard.map(manifestedOf) })),
  orderly((train) => ({ do: 'depart', reason: 'go', legs: legsOf(train.plan, services), obstacles: [], auditId: 'a' })),
  ...(['sending', 'baking', 'arrived', 'sending', 'rolling', 'arrived'] as const).map((state, index) =>
    orderly((train) => {
      const leg = train.legs[index < 3 ? 0 : 1];
      return leg === undefined ? { do: 'release', reason: '' } : { do: 'leg', step: { ...leg.step, state } };
    }),
  ),
];
const attempts = fc
  .tuple(fc.constantFrom(0, 3, 5, 6, 7, 8, 10, 12), fc.array(attempt, { minLength: 10, maxLength: 80 }))
  .map(([done, list]) => [...prelude.slice(0, done), ...list]);
const begins = fc.constantFrom(Date.parse('2026-11-24T09:10:00Z'), Date.parse('2026-11-24T11:58:00Z'), Date.parse('2026-11-24T11:59:57Z'));
const aroundCut = fc.constantFrom(...['11:59:58', '12:00:00', '12:20:00'].map((time) => Date.parse(`2026-11-24T${time}Z`)));
const holdsFor = (look: (step: Step) => void, from = begins) =>
  fc.assert(
    fc.property(attempts, from, (list, at) => {
      play(list, at, look);
    }),
    { numRuns: 60 },
  );

describe('whatever the order of events', () => {
  it('there are never two conductors', () => {
    holdsFor(({ after, now, train: index }) => {
      for (const train of [after[index]]) {
        const may = people.filter((who) => conductObstacle(train, { who: { name: who.name, roles: [...who.roles] }, now }) === null);
        expect(may.length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('no passenger is on two trains', () => {
    holdsFor(({ after: [one, two] }) => {
      for (const change of one.aboard) {
        const also = two.aboard.some((other) => sameArtifact(change, other));
        // Unless the first train left it standing, which is how it came to the second.
        const left = one.ended?.state === 'cancelled' || carriedBy([one], change) === null;
        const leftByTwo = two.ended?.state === 'cancelled' || carriedBy([two], change) === null;
        expect(also && !left && !leftByTwo).toBe(false);
      }
    });
  });

  it('nothing departs without a manifest, a go that holds, or while a freeze or a hold lasts', () => {
    holdsFor(({ before, events, train, facts, now }) => {
      if (!events.some(({ type }) => type === 'departed')) return;
      expect(before[train].manifest?.length).toBeGreaterThan(0);
      expect(facts.standing?.goHolds).toBe(true);
      expect(facts.freezes).toEqual([]);
      expect(holdAt(before[train], now)).toBeNull();
    });
  });

  it('it departs exactly where a go holds, no freeze and no hold lasts, and its conductor says so', () => {
    const [plan] = plans;
    const now = Date.parse('2026-11-26T10:00:00Z');
    fc.assert(
      fc.property(
        fc.constantFrom(true, false, null),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(...people),
        (goHolds, frozen, held, who) => {
          const change = exampleChange('catalog', 1);
          const events: TrainEvent[] = [
            { type: 'opened', plan },
            { type: 'boarded', change, by: 'CI', reason: '' },
            { type: 'cut', by: 'timetable', reason: '', note: '' },
            { type: 'manifest', passengers: [manifestedOf(change)] },
            ...(held ? [{ type: 'held' as const, by: 'r.costa', until: now + 60_000, reason: 'a late fix' }] : []),
          ];
          const train = trainOf(events.map((event) => ({ at: now, event })))!;
          const facts: TrainFacts = {
            now,
            who: { name: who.name, roles: [...who.roles] },
            elsewhere: null,
            standing: goHolds === null ? null : { goHolds, verdict: 'go', reason: 'no word yet' },
            freezes: frozen ? [{ name: 'Black Friday', from: now - 1, to: now + 1 }] : [],
          };
          const legs = legsOf(plan, ['catalog']);
          const { events: then } = decide(train, { do: 'depart', reason: 'go', legs, obstacles: [], auditId: 'a' }, facts);
          // r.costa has the turn of that week.
          expect(then.length === 1).toBe(goHolds === true && !frozen && !held && who.name === 'r.costa');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('nothing boards late', () => {
    holdsFor(({ before, events, train }) => {
      for (const event of events) {
        if (event.type !== 'boarded') continue;
        expect(event.change.arrivedAt).toBeLessThan(before[train].plan.cutAt);
        expect(before[train].cut).toBeNull();
      }
    }, aroundCut);
  });

  it('the cut is an instant: a moment before it boards, on it and after it does not, whoever asks and whenever', () => {
    const [plan] = plans;
    const arrived = fc.oneof(fc.constantFrom(-1_000, -1, 0, 1, 1_000), fc.integer({ min: -86_400_000, max: 86_400_000 }));
    fc.assert(
      fc.property(service, arrived, fc.nat(86_400_000), fc.boolean(), (name, beside, later, byHand) => {
        const train = trainOf([{ at: start, event: { type: 'opened', plan } }])!;
        const change = exampleChange(name, 1, { arrivedAt: plan.cutAt + beside });
        const facts = { now: change.arrivedAt + later, who: people[1], elsewhere: null, standing: null, freezes: [] };
        const { events } = decide(train, { do: 'board', change, byHand, reason: '' }, facts);
        expect(events.map(({ type }) => type)).toEqual([beside < 0 ? 'boarded' : 'turned-away']);
      }),
      { numRuns: 300 },
    );
  });

  it('a manifest is frozen: after the cut a passenger can only leave', () => {
    holdsFor(({ before, after, train }) => {
      if (before[train].cut === null) return;
      for (const change of after[train].aboard) expect(before[train].aboard).toContainEqual(change);
    });
  });

  it('a passenger starts in one region at a time, after everyone it needs, and never on a halted train without a word', () => {
    holdsFor(({ before, after, train }) => {
      for (const leg of after[train].legs) {
        const was = before[train].legs.find((one) => isLeg(one, leg));
        if (leg.step.state !== 'sending' || was?.step.state === 'sending') continue;
        const all = before[train].legs;
        const own = all.filter((one) => one.service === leg.service);
        expect(
          own
            .slice(
              0,
              own.findIndex((one) => isLeg(one, leg)),
            )
            .every(({ step }) => step.state === 'arrived'),
        ).toBe(true);
        if (before[train].halted !== null) expect(was?.word).not.toBeNull();
        else if (leg.service === 'checkout')
          expect(all.filter((one) => one.service === 'payments').every(({ step }) => step.state === 'arrived')).toBe(true);
      }
    });
  });

  it('nobody is taken back but who was bad, its group, or whom a person named', () => {
    holdsFor(({ after }) => {
      for (const { halted, legs } of after) {
        const back = legs.filter(({ step }) => step.state === 'rolling-back' || step.state === 'rolled-back');
        for (const { service: name } of back) expect(halted?.rollBack).toContain(name);
      }
    });
  });

  it('a state never goes back to one before it, and an ended train stays as it is', () => {
    holdsFor(({ before, after, train, now }) => {
      const was = stateAt(before[train], now);
      const is = stateAt(after[train], now);
      if (before[train].ended !== null) expect(after[train]).toEqual(before[train]);
      else if (is !== was) expect(trainStates.indexOf(is)).toBeGreaterThan(trainStates.indexOf(was));
    });
  });

  it('what was decided can be replayed: the events alone make the same train', () => {
    fc.assert(
      fc.property(attempts, begins, (list, from) => {
        const last: { trains: readonly Train[] } = { trains: [] };
        const logs = play(list, from, ({ after }) => {
          last.trains = after;
        });
        const again = logs.map((log) =>
          log.reduce<Train | null>((train, { at, event }) => evolve(train, structuredClone(event), at), null),
        );
        expect(again).toEqual(last.trains);
      }),
      { numRuns: 50 },
    );
  });
});
