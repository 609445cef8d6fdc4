// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { usePreferencesStore } from '../../../lib/preferences.ts';
import { renderOnDesk } from '../../../testing/desk.tsx';
import { samplePage, sampleRow } from '../../../testing/samples.ts';
import { AgeHead, RowAge } from './row-age.tsx';

const now = exampleNow;
const row = (at: number) => ({
  ...sampleRow(samplePage(now), at),
  attention: { ...samplePage(now).attention, since: now - 3 * 3_600_000 },
});

function show(at: number): string {
  const { container } = renderOnDesk(
    <>
      <AgeHead />
      <RowAge row={row(at)} />
    </>,
  );
  return container.querySelector('.age')?.textContent ?? '';
}

afterEach(() => {
  cleanup();
  usePreferencesStore.getState().set({ times: 'relative', timeZone: 'local' });
});

test('with ages the column is the age of the reading', () => {
  expect(show(now)).toBe('now');
  expect(screen.getByText('Age')).toBeTruthy();
});

test('with instants the column says since when the row stands as it does, not when it was read', () => {
  usePreferencesStore.getState().set({ times: 'absolute', timeZone: 'utc' });
  const said = show(now);
  expect(screen.getByText('Since')).toBeTruthy();
  expect(said).toBe(new Date(now - 3 * 3_600_000).toISOString().slice(11, 16));
});

test('with instants a row too old to trust says when it was last read', () => {
  usePreferencesStore.getState().set({ times: 'absolute', timeZone: 'utc' });
  expect(show(now - 600_000)).toBe(new Date(now - 600_000).toISOString().slice(11, 16));
});
