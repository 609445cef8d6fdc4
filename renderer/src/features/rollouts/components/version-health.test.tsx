// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { noFigures } from '#shared/domain/rollouts/version-health.ts';
import { handClock, renderOnDesk } from '../../../testing/desk.tsx';
import { sampleErrors, sampleHealth } from '../../../testing/health-sample.ts';
import { samplePage, sampleRow } from '../../../testing/samples.ts';
import { ErrorsCell } from './errors-cell.tsx';
import { VersionHealth } from './version-health.tsx';

afterEach(cleanup);
const health = sampleHealth(exampleNow);
const rowsOf = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, .version-health-value')].map((cell) => cell.textContent));

test('both versions stand side by side, each figure with its unit', () => {
  renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health })} />);
  expect(rowsOf()).toEqual([
    ['Requests', '80.0/s', '4.2/s'],
    ['Errors, 5xx', '0.2%', '40.0%'],
    ['p50', '428ms', '431ms'],
    ['p95', '612ms', '502ms'],
    ['p99', '718ms', '506ms'],
  ]);
});

test('only the share of errors that chance does not explain has the colour of a state', () => {
  const { container } = renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health })} />);
  expect([...container.querySelectorAll('[data-state]')].map((figure) => figure.textContent)).toEqual(['40.0']);
});

test('what is unknown is ?, with why said once and whole, and never 0', () => {
  renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health: { ...health, current: noFigures } })} />);
  expect(rowsOf().map((row) => row.at(-1))).toEqual(['?', '?', '?', '?', '?']);
  expect(screen.getAllByText('2.14.0: no series')).toHaveLength(1);
});

test('without an answer it says what the metric server said, and without a server what to do', () => {
  const silent = { ...health, stable: noFigures, current: noFigures, at: null, why: 'connect ECONNREFUSED' };
  const { container, unmount } = renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health: silent })} />);
  expect(container.textContent).toContain('connect ECONNREFUSED');
  unmount();
  renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health: null })} />);
  expect(screen.getByText(/No metric server is configured for prod-eu-west/)).toBeDefined();
});

test('figures that nobody renews say that they are old', () => {
  const hand = handClock();
  const { container } = renderOnDesk(<VersionHealth page={samplePage(exampleNow, { health })} />, {}, hand);
  expect(container.querySelector('.figure-value[data-stale]')).toBeNull();
  act(() => hand.advance(60_000));
  expect(container.querySelectorAll('.figure-value[data-stale]')).toHaveLength(10);
  expect(container.textContent).toContain('1 m 08 s old');
});

test.each([
  [0.2, 40, '0.2to40.0'],
  [0.1, 0.1, '0.1to0.1'],
  [0.1, null, '0.1to?'],
  [null, null, '?'],
])('a row shows the errors of both versions: %s to %s', (stable, current, text) => {
  const row = sampleRow(samplePage(exampleNow, { health: sampleErrors(exampleNow, stable, current) }), exampleNow);
  const { container } = renderOnDesk(<ErrorsCell row={row} />);
  const said = [...container.querySelectorAll('.errors-cell > *')].map((part) => part.textContent || part.getAttribute('aria-label'));
  expect(said.join('') || container.textContent).toBe(text);
});
