import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentEvent } from './events.ts';
import type { Fact } from './fact.ts';
import { exampleFact, exampleIncident, gathered, openedAt } from './testing/example-incident.ts';
import { timelineOf } from './timeline.ts';

const fact: fc.Arbitrary<Fact> = fc
  .record({
    id: fc.integer({ min: 0, max: 8 }),
    at: fc.integer({ min: -500, max: 500 }),
    rev: fc.integer({ min: 0, max: 3 }),
    text: fc.constantFrom('a', 'b'),
  })
  .map(({ id, at, rev, text }) => exampleFact(`event:${id}`, openedAt + at * 1_000, { rev, text }));
const facts = fc.array(fact, { maxLength: 30 });

/** The same facts in another order, cut into other looks. */
const shuffled = facts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    other: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    cut: fc.nat({ max: all.length }),
    again: fc.subarray(all),
  }),
);

const who = { by: 'm.okafor', auditId: 'a1' };
const entry = fc.integer({ min: 0, max: 4 }).map((id) => `event:${id}`);
const mark: fc.Arbitrary<IncidentEvent> = fc.oneof(
  fc.record({ type: fc.constant('pinned' as const), entry, pinned: fc.boolean() }).map((one) => ({ ...one, ...who })),
  fc.record({ type: fc.constant('hid' as const), entry, hidden: fc.boolean() }).map((one) => ({ ...one, ...who, reason: 'noise' })),
  fc
    .record({ type: fc.constant('corrected' as const), entry, at: fc.integer({ min: -500, max: 500 }) })
    .map((one) => ({ ...one, ...who, at: openedAt + one.at * 1_000, reason: 'its clock was wrong' })),
);
const five = [0, 1, 2, 3, 4].map((id) => exampleFact(`event:${id}`, openedAt + id * 1_000));

describe('the timeline of an incident', () => {
  it('is the same whatever order, and however often, its news arrived', () => {
    fc.assert(
      fc.property(shuffled, ({ all, other, cut, again }) => {
        const once = exampleIncident([gathered({ facts: all })]);
        const piecemeal = exampleIncident([
          gathered({ facts: other.slice(0, cut) }),
          gathered({ facts: again }),
          gathered({ facts: other.slice(cut) }),
        ]);
        expect(timelineOf(piecemeal)).toEqual(timelineOf(once));
      }),
    );
  });

  it('loses nothing that was told, and tells nothing twice', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const shown = timelineOf(exampleIncident([gathered({ facts: all })])).filter(({ source }) => source === 'kubernetes');
        expect(shown.map(({ id }) => id).toSorted()).toEqual([...new Set(all.map(({ id }) => id))].toSorted());
        for (const one of shown) expect(all.some(({ id, at, text }) => id === one.id && at === one.at && text === one.text)).toBe(true);
      }),
    );
  });

  it('has what was done before what came of it in the same second', () => {
    const act = exampleFact('audit:1', openedAt + 400, { source: 'audit' });
    const events = [exampleFact('event:1', openedAt), exampleFact('outside:1', openedAt, { source: 'outside' })];
    const shown = timelineOf(exampleIncident([gathered({ facts: [...events, act] })])).map(({ id }) => id);
    expect(shown.filter((id) => !id.startsWith('desk'))).toEqual(['outside:1', 'audit:1', 'event:1']);
  });

  const source = fc.constantFrom('audit', 'outside', 'kubernetes', 'metrics', 'route', 'ci', 'note', 'train' as const);
  const placed = fc.array(
    fc.record({ source, at: fc.integer({ min: 0, max: 20_000 }), grain: fc.constantFrom(1, 1_000, 15_000), good: fc.boolean() }),
    { maxLength: 25 },
  );
  const factsOf = (all: readonly { source: Fact['source']; at: number; grain: number; good: boolean }[]) =>
    all.map(({ source: from, at, grain, good }, index) => {
      const precisionMs = from === 'metrics' ? grain : from === 'kubernetes' || from === 'outside' || from === 'ci' ? 1_000 : 1;
      const exact = openedAt + (precisionMs === 1_000 ? Math.floor(at / 1_000) * 1_000 : at);
      return exampleFact(`${from}:${index}`, exact, { source: from, precisionMs, tone: good ? 'good' : 'neutral' });
    });

  it('never has what came of an act before the act, nor anything that was over before what began after it', () => {
    fc.assert(
      fc.property(placed, (all) => {
        const shown = timelineOf(exampleIncident([gathered({ facts: factsOf(all) })]));
        shown.forEach((before, place) => {
          for (const after of shown.slice(place + 1)) {
            expect(after.at + after.precisionMs).toBeGreaterThan(before.at);
            const acted = (after.source === 'audit' || after.source === 'train') && after.tone !== 'good';
            const effect = before.source === 'kubernetes' || before.source === 'metrics';
            // An act within the stretch of an event stands before the event.
            if (acted && effect) expect(after.at).toBeGreaterThanOrEqual(before.at + before.precisionMs);
          }
        });
      }),
    );
  });

  it('keeps exact instants in their order, and says how exact each is', () => {
    fc.assert(
      fc.property(placed, (all) => {
        const told = factsOf(all);
        const shown = timelineOf(exampleIncident([gathered({ facts: told })]));
        const exact = shown.filter(({ source: from }) => from !== 'kubernetes' && from !== 'metrics').map(({ at }) => at);
        expect(exact).toEqual(exact.toSorted((one, other) => one - other));
        for (const { id, precisionMs } of told) expect(shown.find((one) => one.id === id)?.precisionMs).toBe(precisionMs);
      }),
    );
  });

  it('has a breach begin before the rollback that answered it, and end after it', () => {
    const act = { auditId: 'r1', action: 'rollback.execute', phase: 'intent' as const, outcome: null };
    const facts = [
      exampleFact('audit:1', openedAt + 4_000, { source: 'audit', tone: 'person', act }),
      exampleFact('breach:begins', openedAt, { source: 'metrics', tone: 'bad', precisionMs: 15_000 }),
      exampleFact('breach:ends', openedAt + 1, { source: 'metrics', tone: 'good', precisionMs: 15_000 }),
    ];
    const shown = timelineOf(exampleIncident([gathered({ facts })])).map(({ id }) => id);
    expect(shown.filter((id) => !id.startsWith('desk'))).toEqual(['breach:begins', 'audit:1', 'breach:ends']);
  });

  it('stands in order of time, after any marks', () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const times = timelineOf(exampleIncident([gathered({ facts: five }), ...marks])).map(({ at }) => at);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
      }),
    );
  });

  it('takes marks of different kinds, or on different entries, in any order', () => {
    fc.assert(
      fc.property(mark, mark, (one, other) => {
        fc.pre(one.type !== other.type || ('entry' in one && 'entry' in other && one.entry !== other.entry));
        const read = (...marks: IncidentEvent[]) =>
          timelineOf(exampleIncident([gathered({ facts: five }), ...marks])).map(({ annotations, ...rest }) => ({
            ...rest,
            said: annotations.map(({ text }) => text).toSorted(),
          }));
        expect(read(one, other)).toEqual(read(other, one));
      }),
    );
  });

  it('takes a mark of an entry that comes later', () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const read = (events: IncidentEvent[]) =>
          timelineOf(exampleIncident(events)).map(({ annotations, ...rest }) => ({ ...rest, said: annotations.map(({ text }) => text) }));
        expect(read([...marks, gathered({ facts: five })])).toEqual(read([gathered({ facts: five }), ...marks]));
      }),
    );
  });

  it('keeps what the source said of a corrected time, and every hidden entry', () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const shown = timelineOf(exampleIncident([gathered({ facts: five }), ...marks])).filter(({ source }) => source === 'kubernetes');
        expect(shown).toHaveLength(five.length);
        for (const { id, at, originalAt } of shown) expect(originalAt ?? at).toBe(five.find((one) => one.id === id)?.at);
      }),
    );
  });
});
