import { describe, expect, it } from 'vitest';
import { sampleIncident } from '../../testing/incident-sample.ts';
import { rowsOf } from './timeline-rows.ts';

const page = sampleIncident();
const keys = (shown: { pinnedOnly: boolean; hidden: boolean }) => rowsOf(page, shown).map(({ key }) => key);

describe('the timeline of an incident on the screen', () => {
  it('is in order of time, with the stretch in which nobody acted before what ended it', () => {
    const rows = rowsOf(page, { pinnedOnly: false, hidden: false });
    const times = rows.flatMap((row) => ('at' in row ? [row.at] : []));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const gap = rows.findIndex((row) => 'gapMs' in row);
    expect(rows[gap + 1]).toMatchObject({ key: 'edit' });
  });

  it('leaves hidden ones out until they are asked for, and shows pinned ones alone', () => {
    expect(keys({ pinnedOnly: false, hidden: false })).not.toContain('chatter');
    expect(keys({ pinnedOnly: false, hidden: true })).toContain('chatter');
    expect(keys({ pinnedOnly: true, hidden: false })).toEqual(['breach', 'edit', 'held']);
  });

  it('folds what a controller did in one go, and shows its events when asked', () => {
    const [first] = page.entries;
    if (first === undefined) throw new Error('the sample has entries');
    const event = (id: string) => ({ ...first, id, source: 'kubernetes' as const, text: `${id} on Rollout/payments` });
    const busy = { ...page, silences: [], entries: [event('a'), event('b'), event('c')] };
    const shown = { pinnedOnly: false, hidden: false };
    expect(rowsOf(busy, shown).map(({ key }) => key)).toEqual(['fold:a']);
    expect(rowsOf(busy, { ...shown, unfolded: new Set(['fold:a']) }).map(({ key }) => key)).toEqual(['fold:a', 'a', 'b', 'c']);
  });

  it('a corrected time says what its source said, a change from outside is nobody’s until somebody says whose', () => {
    const rows = rowsOf(page, { pinnedOnly: false, hidden: false });
    expect(rows.find(({ key }) => key === 'page')).toMatchObject({
      detail: expect.stringContaining('its source said Thu 26 Nov 2026'),
    });
    expect(rows.find(({ key }) => key === 'edit')).toMatchObject({ source: 'outside the desk', glyph: 'ghost' });
    expect(rows.find(({ key }) => key === 'held')).toMatchObject({ detail: expect.stringContaining('audit 48213') });
  });
});
