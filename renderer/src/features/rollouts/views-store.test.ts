// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { noFilter } from './list-filter.ts';
import { useViewsStore, viewOf } from './views-store.ts';

const names = () => useViewsStore.getState().views.map(({ name }) => name);
const degraded = { ...noFilter, states: ['degraded' as const] };

beforeEach(() => useViewsStore.setState({ views: [] }));

test('a view keeps its filter under its name; the same name keeps the newer one', () => {
  const { save } = useViewsStore.getState();
  save('  bad  ', degraded);
  save('bad', { ...degraded, namespaces: ['shop'] });
  expect(useViewsStore.getState().views.map(viewOf)).toEqual([{ name: 'bad', filter: { ...degraded, namespaces: ['shop'] } }]);
});

test('a view without a name is not kept', () => {
  useViewsStore.getState().save('   ', degraded);
  expect(names()).toEqual([]);
});

test('what was kept is read back, and what is not understood is left out alone', async () => {
  localStorage.setItem(
    'rcc:views',
    JSON.stringify({ state: { views: [{ name: 'bad', search: { states: ['degraded'] } }, { search: 'nonsense' }, 7] }, version: 0 }),
  );
  await useViewsStore.persist.rehydrate();
  expect(useViewsStore.getState().views.map(viewOf)).toEqual([{ name: 'bad', filter: degraded }]);
  localStorage.setItem('rcc:views', JSON.stringify({ state: 'broken', version: 0 }));
  await useViewsStore.persist.rehydrate();
  expect(names()).toEqual([]);
});
