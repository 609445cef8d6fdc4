import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Badge } from '#shared/domain/rollouts/views.ts';
import { samplePage, sampleRow } from '../../testing/samples.ts';
import { facetsOf, filterOf, isFiltered, lets, ListSearch, noFilter, sameFilter, searchOf } from './list-filter.ts';

const filters = fc.record({
  text: fc.string({ maxLength: 40 }),
  states: fc.uniqueArray(fc.constantFrom(...Badge.options)),
  clusters: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 })),
  namespaces: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 })),
  kinds: fc.uniqueArray(fc.constantFrom('Rollout' as const, 'Deployment' as const)),
});

property.prop([filters])('a filter comes back from its address as it was', (filter) => {
  const address: unknown = JSON.parse(JSON.stringify(searchOf(filter)));
  expect(filterOf(ListSearch.parse(address))).toEqual(filter);
});

describe('an address', () => {
  test('of nothing filters nothing, and nothing is written for it', () => {
    expect(filterOf(ListSearch.parse({}))).toEqual(noFilter);
    expect(searchOf(noFilter)).toEqual({});
    expect(isFiltered(noFilter)).toBe(false);
  });
  test('that is not understood is no filter, and the rest of it stands', () => {
    const search = ListSearch.parse({ q: 42, states: ['on fire'], kinds: 'Rollout', clusters: ['prod'] });
    expect(filterOf(search)).toEqual({ ...noFilter, text: '42', clusters: ['prod'] });
  });
});

test('the order in which parts were chosen makes no other filter', () => {
  const one = { ...noFilter, states: ['paused' as const, 'degraded' as const] };
  expect(sameFilter(one, { ...one, states: ['degraded', 'paused'] })).toBe(true);
  expect(sameFilter(one, { ...one, text: 'shop' })).toBe(false);
});

test('each part lets through what is named, and everything where nothing is', () => {
  const row = sampleRow(samplePage(), 0);
  expect(lets(noFilter, row)).toBe(true);
  expect(lets({ ...noFilter, clusters: ['prod-eu-west'], namespaces: ['shop'], kinds: ['Rollout'], states: ['degraded'] }, row)).toBe(true);
  expect(lets({ ...noFilter, clusters: ['staging'] }, row)).toBe(false);
  expect(lets({ ...noFilter, kinds: ['Deployment'] }, row)).toBe(false);
});

test('what is filtered by can be taken away again, even where no row has it any more', () => {
  const row = sampleRow(samplePage(), 0);
  expect(facetsOf([row], { ...noFilter, namespaces: ['gone'] })).toEqual({
    clusters: ['prod-eu-west'],
    namespaces: ['gone', 'shop'],
    kinds: ['Rollout'],
  });
});
