// @vitest-environment happy-dom
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, configure, fireEvent, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { useKeys } from '../../../components/use-keys.ts';
import { renderOnDesk, snapshotOf } from '../../../testing/desk.tsx';
import { sampleIncidents } from '../../../testing/incident-sample.ts';
import { samplePage, sampleRow } from '../../../testing/samples.ts';
import { sampleTrain } from '../../../testing/train-sample.ts';
import { Palette } from './palette.tsx';
import { useRolloutFinder } from './rollout-finder.ts';

beforeAll(() => configure({ asyncUtilTimeout: 4_000 }));
afterEach(cleanup);

const rowNamed = (name: string): [string, RolloutRow] => {
  const row = sampleRow(samplePage(), exampleNow);
  const target = { ...row.workload.target, name };
  return [targetKey(target), { ...row, workload: { ...row.workload, target } }];
};

/** The palette over a screen that has Esc for itself. */
async function openPalette({ onClose = vi.fn(), onEscapeBehind = vi.fn() } = {}) {
  function Screen(): ReactElement {
    useKeys({ Escape: onEscapeBehind });
    return <Palette onClose={onClose} onKeys={vi.fn()} />;
  }
  const root = createRootRoute();
  const paths = ['/', '/trains/$train', '/incidents/$incident', '/rollouts/$context/$namespace/$kind/$name'];
  const routes = paths.map((path) => createRoute({ getParentRoute: () => root, path, component: Screen }));
  const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory() });
  renderOnDesk(<RouterProvider router={router as never} />, {
    'rollouts.watch': () => snapshotOf(rowNamed('payments'), rowNamed('catalog')),
    'connections.watch': () => snapshotOf(),
    'trains.watch': () => snapshotOf([sampleTrain().id, sampleTrain()]),
    'incidents.watch': () => snapshotOf(...sampleIncidents().map((incident) => [incident.id, incident] as [string, typeof incident])),
  });
  const field = await screen.findByRole('searchbox');
  return { field, router, onClose, onEscapeBehind };
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const options = () => screen.queryAllByRole('option').map((option) => option.textContent ?? '');
const activeIn = (field: HTMLElement) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;

test('a single train is found by its words, and Enter opens its board', async () => {
  const { field, router } = await openPalette();
  await waitFor(() => expect(options().some((text) => text.startsWith('shop, 24 Nov 13:00'))).toBe(true));
  type(field, 'train shop');
  await waitFor(() => expect(activeIn(field)).toMatch(/^shop, 24 Nov 13:00 train/));
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(router.state.location.pathname).toBe('/trains/shop-2026-11-24'));
});

test('a single incident is found by its number, and a press opens it', async () => {
  const { field, router } = await openPalette();
  const [incident] = sampleIncidents();
  type(field, incident?.id ?? '');
  const option = await screen.findByRole('option', { name: new RegExp(`^${incident?.id} `) });
  fireEvent.click(option);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/incidents/${incident?.id}`));
});

test('arrows walk over what was found; the field keeps the focus and says where one is', async () => {
  const { field } = await openPalette();
  await waitFor(() => expect(options().length).toBeGreaterThan(3));
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(activeIn(field)).toBe(options()[0]);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(activeIn(field)).toBe(options()[1]);
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(activeIn(field)).toBe(options()[0]);
  expect(screen.getAllByRole('option', { selected: true })).toHaveLength(1);
  type(field, 'nothing is called this');
  expect(options()).toEqual(['Nothing is called that.']);
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
});

test('Esc closes the palette alone: the page behind does not hear it', async () => {
  const { field, onClose, onEscapeBehind } = await openPalette();
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
  expect(onEscapeBehind).not.toHaveBeenCalled();
});

test('a rollout that came in the moment another went is found, the one that went is not', () => {
  const { result, rerender } = renderHook(({ items }) => useRolloutFinder(items), {
    initialProps: { items: new Map([rowNamed('payments'), rowNamed('catalog')]) },
  });
  const names = (word: string) => result.current.find([word], 8).map(({ workload }) => workload.target.name);
  expect(names('payments')).toEqual(['payments']);
  rerender({ items: new Map([rowNamed('checkout'), rowNamed('catalog')]) });
  expect(names('checkout')).toEqual(['checkout']);
  expect(names('payments')).toEqual([]);
  expect(names('catalog')).toEqual(['catalog']);
});
