import { describe, expect, it } from 'vitest';
import { exampleWorkload, promotedWorkload, exampleVersion, pause, setWeight } from '../rollouts/testing/example-workload.ts';
import { conductorAt } from './conductors.ts';
import { decide } from './decide.ts';
import { mayStart } from './decide-departure.ts';
import type { TrainFacts } from './decision.ts';
import { costOfDelay } from './delay.ts';
import { matching } from './globs.ts';
import { judgeLeg } from './judge-leg.ts';
import { departedTrain, exampleChange, legsOf, manifestedOf, trainFrom } from './testing/example-train.ts';
import { exampleTimetable } from './testing/examples.ts';
import { evolve, stateAt, type Train } from './train.ts';
import { createZone } from './zone.ts';

const at = Date.parse('2026-11-26T10:00:00Z');
const facts: TrainFacts = { now: at, who: { name: 'r.costa', roles: ['conductor'] }, elsewhere: null, standing: null, freezes: [] };
const step = (service: string, region: string, state: 'sending' | 'baking' | 'arrived' | 'rolled-back' | 'rolling') => ({
  type: 'leg' as const,
  step: { service, region, state, text: '', weight: null, auditId: null },
});
const free = (train: Train) => train.legs.filter((leg) => mayStart(train, leg)).map(({ service, region }) => `${service} ${region}`);

describe('the order of a departure', () => {
  it('is by need: checkout waits until payments has arrived everywhere, one region after the other', () => {
    expect(free(departedTrain())).toEqual(['payments eu-west', 'catalog eu-west']);
    expect(free(departedTrain([step('payments', 'eu-west', 'arrived')]))).toEqual(['payments us-east', 'catalog eu-west']);
    const both = [step('payments', 'eu-west', 'arrived'), step('payments', 'us-east', 'arrived')];
    expect(free(departedTrain(both))).toEqual(['checkout eu-west', 'catalog eu-west']);
  });
});

describe('a departure', () => {
  it('keeps the checklist it left on', () => {
    const change = exampleChange('catalog', 1);
    const train = trainFrom([
      { type: 'boarded', change, by: 'CI', reason: '' },
      { type: 'cut', by: 'timetable', reason: '', note: '' },
      { type: 'manifest', passengers: [manifestedOf(change)] },
    ]);
    const leftOn = { items: [], quorum: [], evidenceDigest: 'd1', sentence: 'Go' };
    const asked = { do: 'depart', reason: 'go', legs: legsOf(train.plan, ['catalog']), obstacles: [], auditId: 'a' } as const;
    const { events } = decide(train, asked, { ...facts, standing: { goHolds: true, verdict: 'go', reason: '', leftOn } });
    expect(events.reduce<Train | null>((now, event) => evolve(now, event, at), train)?.departed?.leftOn).toEqual(leftOn);
    expect(departedTrain().departed?.leftOn).toBeNull();
  });
});

describe('a halt between a passenger’s turn and its request', () => {
  it('leaves it alone: nothing of a halted train begins by itself', () => {
    const sending = [step('catalog', 'eu-west', 'sending'), step('payments', 'eu-west', 'baking')];
    const leave = { do: 'leg', step: { ...step('catalog', 'eu-west', 'sending').step, state: 'left-alone' } } as const;
    expect(decide(departedTrain(sending), leave, facts).refusal).not.toBeNull();
    const halted = { type: 'halted' as const, by: 'r.costa', reason: 'look', service: null, rollBack: [], auditId: 'h' };
    expect(decide(departedTrain([...sending, halted]), leave, facts)).toMatchObject({ refusal: null, events: [{ type: 'leg' }] });
  });
});

describe('a passenger by a tag', () => {
  it('never departs: what the tag names can change, and the refusal says what to do', () => {
    const plan = departedTrain().plan;
    const tagged = exampleChange('catalog', 1, { digest: null, image: null });
    const train = trainFrom([
      { type: 'boarded', change: tagged, by: 'CI', reason: '' },
      { type: 'cut', by: 'timetable', reason: '', note: '' },
      { type: 'manifest', passengers: [manifestedOf(tagged)] },
    ]);
    const asked = { do: 'depart', reason: 'go', legs: legsOf(plan, ['catalog']), obstacles: [], auditId: 'a' } as const;
    const { events, refusal } = decide(train, asked, { ...facts, standing: { goHolds: true, verdict: 'go', reason: '' } });
    expect(events).toEqual([]);
    expect(refusal?.message).toBe('CI did not say which artifact of catalog to run: board it by hand with its digest.');
  });
});

describe('the first bad passenger', () => {
  const under = departedTrain([step('payments', 'eu-west', 'baking'), step('catalog', 'eu-west', 'baking')]);
  const { events } = decide(
    under,
    { do: 'bad', service: 'payments', region: 'eu-west', reason: 'Degraded: no pods', takeBack: true },
    facts,
  );

  it('halts the train, goes back, and whoever has not left never leaves', () => {
    const train = departedTrain([step('payments', 'eu-west', 'baking'), step('catalog', 'eu-west', 'baking'), ...events]);
    expect(stateAt(train, at)).toBe('halted');
    expect(train.halted).toMatchObject({ by: 'desk', service: 'payments', rollBack: ['payments'] });
    expect(train.legs.map(({ service, region, step: { state } }) => `${service} ${region} ${state}`)).toEqual([
      'payments eu-west bad',
      'payments us-east left-alone',
      'checkout eu-west left-alone',
      'catalog eu-west baking',
    ]);
    expect(free(train)).toEqual([]);
  });

  it('takes its group back with it where that has moved', () => {
    const moved = [step('payments', 'eu-west', 'arrived'), step('payments', 'us-east', 'arrived'), step('checkout', 'eu-west', 'rolling')];
    const { events: halted } = decide(
      departedTrain(moved),
      { do: 'bad', service: 'checkout', region: 'eu-west', reason: 'aborted', takeBack: true },
      facts,
    );
    expect(halted).toContainEqual(expect.objectContaining({ type: 'halted', rollBack: ['payments', 'checkout'] }));
  });

  it('that is somebody else’s version by now is not taken back', () => {
    const { events: halted } = decide(
      under,
      { do: 'bad', service: 'payments', region: 'eu-west', reason: 'another version', takeBack: false },
      facts,
    );
    expect(halted).toContainEqual(expect.objectContaining({ type: 'halted', rollBack: [] }));
  });

  it('ends the train once the others have settled', () => {
    const train = departedTrain([step('payments', 'eu-west', 'baking'), step('catalog', 'eu-west', 'arrived'), ...events]);
    const back = decide(train, { do: 'leg', step: step('payments', 'eu-west', 'rolled-back').step }, facts);
    expect(back.events.at(-1)).toEqual({ type: 'ended', state: 'rolled-back' });
  });
});

describe('what a workload says of its passenger', () => {
  const image = 'registry.example/payments:2.14.0';
  const breach = { errorRatePercent: 2, minRequests: 1, readings: 2 };
  const reading = (errorPercent: number | null, requestsPerSecond: number | null = 10) => ({ at, errorPercent, requestsPerSecond });
  const baking = exampleWorkload({ steps: [setWeight(5), pause(null)], currentStepIndex: 1 });
  const judge = (workload = baking, readings = [reading(0.1)]) => judgeLeg(workload, image, breach, readings, at);

  it('bakes at a pause that only a person ends, and rolls through one that ends by itself', () => {
    expect(judge()).toMatchObject({ state: 'baking', weight: 5 });
    expect(judge(exampleWorkload())).toMatchObject({ state: 'rolling', text: expect.stringContaining('goes on by itself') });
  });

  it('has arrived when it is stable and healthy, not when the server said yes', () => {
    expect(judge(promotedWorkload())).toMatchObject({ state: 'arrived' });
    expect(judge(promotedWorkload({ phase: 'Progressing' }))).toMatchObject({ state: 'rolling' });
  });

  it('is bad by the controller’s word, verbatim', () => {
    expect(judge(exampleWorkload({ phase: 'Degraded', message: 'ProgressDeadlineExceeded' }))).toMatchObject({
      state: 'bad',
      text: 'Degraded: ProgressDeadlineExceeded',
      takeBack: true,
    });
    expect(judge(exampleWorkload({ aborted: true, message: '' }))).toMatchObject({ state: 'bad', takeBack: true });
  });

  it('is bad by the declared breach only when enough readings in a row say so, on enough requests', () => {
    expect(judge(baking, [reading(9), reading(9)])).toMatchObject({ state: 'bad', takeBack: true });
    expect(judge(baking, [reading(9)])).toMatchObject({ state: 'baking' });
    expect(judge(baking, [reading(9), reading(1)])).toMatchObject({ state: 'baking' });
    expect(judge(baking, [reading(9, 0.1), reading(9, 0.1)])).toMatchObject({ state: 'baking' });
    expect(judge(baking, [reading(null, null), reading(null, null)])).toMatchObject({ state: 'baking' });
  });

  it('whose spec holds another version is not ours to take back', () => {
    const other = exampleVersion('new', '3.0.0', { images: [{ container: 'payments', image: 'registry.example/payments:3.0.0' }] });
    expect(judge(exampleWorkload({ versions: [other] }))).toMatchObject({ state: 'bad', takeBack: false });
  });
});

describe('a conductor', () => {
  const zone = createZone('Europe/Berlin')!;
  const rotation = {
    ...exampleTimetable().trains['shop']!.conductors,
    shifts: [{ user: 'l.marsh', from: '2026-11-26T08:00', until: '2026-11-26T18:00' }],
  };
  const name = (when: string, overrides: Parameters<typeof conductorAt>[2] = []) =>
    conductorAt(rotation, zone, overrides, Date.parse(when))?.name ?? null;

  it('is whose turn it is, unless somebody has the shift, unless somebody took over', () => {
    expect(name('2026-11-20T12:00:00Z')).toBe('m.okafor');
    expect(name('2026-11-25T12:00:00Z')).toBe('r.costa');
    expect(name('2026-11-26T12:00:00Z')).toBe('l.marsh');
    const taken = [{ by: 'a.lee', at: Date.parse('2026-11-26T11:00:00Z'), until: Date.parse('2026-11-26T13:00:00Z') }];
    expect(name('2026-11-26T12:00:00Z', taken)).toBe('a.lee');
    expect(name('2026-11-26T13:00:00Z', taken)).toBe('l.marsh');
    expect(name('2026-11-01T12:00:00Z')).toBeNull();
  });
});

describe('what a train says of its passengers', () => {
  it('counts what a hold would keep waiting, fixes by their titles', () => {
    const passengers = [1, 2].map((seed) => manifestedOf(exampleChange('payments', seed)));
    expect(costOfDelay(passengers)).toBe('It would keep 6 changes of 2 services waiting, 2 of them fixes.');
    expect(costOfDelay([])).toBe('Nobody is aboard: nothing would wait.');
  });

  it('finds migrations and configuration by patterns', () => {
    const files = ['db/migrations/042.sql', 'src/a.sql.ts', 'config/limits.toml', 'src/config.ts'];
    expect(matching(files, ['**/migrations/**', '**/*.sql'])).toEqual(['db/migrations/042.sql']);
    expect(matching(files, ['config/*', '**/*.to?l'])).toEqual(['config/limits.toml']);
  });
});
