import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { exampleTimetable, exampleTimetableInput } from '#shared/domain/trains/testing/examples.ts';
import { timetableJsonSchema } from '#shared/domain/trains/timetable.ts';
import { readTimetable } from './read-timetable.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const read = (text: string) => readTimetable([{ name: 'timetable.yaml', text }], now);
const lines = (...text: string[]) => `${text.join('\n')}\n`;
const good = stringify(exampleTimetableInput);
/** The example with one line of text in place of another. */
const instead = (was: string, is: string) => {
  expect(good).toContain(was);
  return read(good.replace(was, is));
};

describe('a timetable', () => {
  it('that holds together runs its trains', () => {
    expect(read(good)).toMatchObject({ running: ['shop'], problems: [] });
  });

  it('that is not there is no problem: there are no trains', () => {
    expect(readTimetable([], now)).toEqual({ timetable: null, running: [], problems: [] });
  });

  it('says file, line, field and what was expected', () => {
    expect(instead('at: 13:00', 'at: 25:00').problems).toEqual([
      'timetable.yaml:48: trains.shop.cut.at: expected a time of day, HH:MM or HH:MM:SS',
    ]);
    expect(instead('tier: 2', 'tier: two').problems[0]).toMatch(/^timetable\.yaml:\d+: services\.catalog\.tier: expected 1, 2 or 3$/);
    expect(instead('zone: ', 'zones: ').problems.join('\n')).toContain('there is no key zones here');
    expect(read('trains: [').problems[0]).toMatch(/^timetable\.yaml:\d+: /);
  });

  it('with an unknown zone runs nothing of that train', () => {
    const reading = instead('Europe/Berlin', 'Europe/Atlantis');
    expect(reading.running).toEqual([]);
    expect(reading.problems[0]).toMatch(
      /trains\.shop\.zone: expected an IANA time zone such as Europe\/Berlin; there is no Europe\/Atlantis/,
    );
  });

  it('with a time that clocks jump over is refused when it is written', () => {
    const reading = instead('day: tue\n      at: 13:00', 'day: sun\n      at: 02:30');
    expect(reading.problems[0]).toMatch(/trains\.shop\.cut\.at: 02:30 does not exist in Europe\/Berlin on the run of 2027-03-28/);
    expect(reading.running).toEqual([]);
  });

  it('that cuts before it boards is refused, and says how to board in the week before', () => {
    const boards = 'zone: Europe/Berlin\n    boards: { day: wed, at: 09:00 }';
    expect(instead('zone: Europe/Berlin', boards).problems[0]).toMatch(
      /trains\.shop\.boards: it is cut before it boards; with `period: before`/,
    );
    expect(instead('zone: Europe/Berlin', boards.replace('}', ', period: before }')).problems).toEqual([]);
  });

  it('with two trains that claim one service stops both and names the first', () => {
    const two = exampleTimetable();
    const reading = read(stringify({ ...two, trains: { ...two.trains, wiki: { ...two.trains['shop'], services: ['catalog'] } } }));
    expect(reading.running).toEqual([]);
    expect(reading.problems[0]).toMatch(/trains\.wiki\.services\[0\]: catalog rides train shop already/);
  });

  it('with services that need each other names the round', () => {
    const reading = instead('repository: shop/payments', 'repository: shop/payments\n    needs: [checkout]');
    expect(reading.problems[0]).toMatch(/services\.payments\.needs: they need each other: payments needs checkout needs payments/);
    expect(reading.running).toEqual([]);
  });

  it('with two conductors at once is refused', () => {
    const shifts =
      'services: all\n    conductors:\n      shifts:\n        - { user: a, from: 2026-11-23T08:00, until: 2026-11-23T18:00 }\n        - { user: b, from: 2026-11-23T17:00, until: 2026-11-23T20:00 }\n    ignored:';
    const reading = instead('services: all\n    conductors:', shifts);
    expect(reading.problems.join('\n')).toContain('there is no key ignored here');
    const text = good.replace(/conductors:[^]*$/, shifts.replace(/^services: all\n {4}/, '').replace(/\n {4}ignored:$/, '\n'));
    expect(read(text).problems[0]).toMatch(/conductors\.shifts\[1\]: two conductors at once: a has a shift then/);
  });

  it('with a service nobody declared, or one workload claimed twice, is refused', () => {
    expect(instead('- payments\n', '- payment\n').problems[0]).toMatch(/services\.checkout\.needs\[0\]: there is no service payment/);
    expect(instead('name: catalog', 'name: checkout').problems[0]).toMatch(/is a target of checkout already/);
  });

  it('that grows out of aliases into more than it says is refused', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of [...'bcdefgh'].entries())
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[index]}`).join(', ')}]`);
    expect(read(lines(...bomb)).problems[0]).toMatch(/^timetable\.yaml:1: Excessive alias count/);
    expect(read('x'.repeat(1_000_001)).problems[0]).toMatch(/expected at most 1000000 characters/);
  });

  it('has one schema: what the desk reads and what editors check are the same', () => {
    const file = new URL('../../../docs/guide/schemas/timetable.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(timetableJsonSchema());
  });
});
