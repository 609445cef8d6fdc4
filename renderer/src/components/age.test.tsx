// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { handClock, renderOnDesk } from '../testing/desk.tsx';
import { usePreferencesStore } from '../lib/preferences.ts';
import { Age } from './age.tsx';
import { Figure } from './figure.tsx';
import { TrustedState } from './state.tsx';

afterEach(cleanup);

test('a figure is live for two periods of its source, then says that it is old', () => {
  const hand = handClock();
  const { container } = renderOnDesk(<Figure value="14 ready" at={exampleNow - 1_000} periodMs={2_500} />, {}, hand);
  expect(container.textContent).toBe('14 ready 1 s');
  act(() => hand.advance(4_000));
  expect(container.querySelector('[data-stale]')).toBeNull();
  act(() => hand.advance(187_000));
  expect(container.textContent).toBe('14 ready 3 m 12 s old');
  expect(container.querySelectorAll('[data-stale]')).toHaveLength(2);
});

test('nothing is live while the host itself is silent, whatever its age says', () => {
  const hand = handClock();
  hand.clock.heard(exampleNow);
  const { container } = renderOnDesk(<Age at={exampleNow} periodMs={3_600_000} />, {}, hand);
  act(() => hand.advance(5_001));
  expect(container.textContent).toBe('5 s old');
});

test('unknown is a query, never a zero', () => {
  const { container } = renderOnDesk(<Figure value={null} at={null} periodMs={1_000} />);
  expect(container.textContent).toBe('? –');
});

test('a state too old to trust keeps its word and loses its colour', () => {
  const hand = handClock();
  renderOnDesk(<TrustedState state="healthy" at={exampleNow} periodMs={2_500} />, {}, hand);
  expect(screen.getByText('Healthy').getAttribute('data-state')).toBe('healthy');
  act(() => hand.advance(5_001));
  expect(screen.getByText('Healthy').getAttribute('data-state')).toBe('stale');
});

test('where instants are preferred the age is one, and the exact instant is in its title either way', () => {
  const hand = handClock();
  usePreferencesStore.getState().set({ times: 'absolute', timeZone: 'utc' });
  const { container } = renderOnDesk(<Age at={exampleNow} periodMs={2_500} says="silent" />, {}, hand);
  const clock = new Date(exampleNow).toISOString().slice(11, 19);
  expect(container.textContent).toBe(`silent ${clock}`);
  expect(container.querySelector('time')?.title).toContain(`${clock} UTC`);
  act(() => hand.advance(5_001));
  expect(container.textContent).toBe(`silent last ${clock}`);
  act(() => usePreferencesStore.getState().set({ times: 'relative', timeZone: 'local' }));
  expect(container.textContent).toBe('silent 5 s old');
  expect(container.querySelector('time')?.getAttribute('datetime')).toBe(new Date(exampleNow).toISOString());
});

test('a row whose source has just spoken says one word, and counts only when it is late', () => {
  const hand = handClock();
  const { container } = renderOnDesk(<Age at={exampleNow} periodMs={2_500} form="row" />, {}, hand);
  expect(container.textContent).toBe('now');
  act(() => hand.advance(2_000));
  expect(container.textContent).toBe('now');
  act(() => hand.advance(2_000));
  expect(container.textContent).toBe('4 s');
  expect(container.querySelector('[data-stale]')).toBeNull();
});
