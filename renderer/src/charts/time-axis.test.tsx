// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Sparkline } from './sparkline.tsx';
import { IntervalRow } from './interval-plot.tsx';
import { type Lane, TimeAxis } from './time-axis.tsx';

afterEach(cleanup);

const lanes: Lane[] = [
  {
    source: 'controller',
    events: [
      { key: 'a', at: 10_000, text: 'Step 1 began', glyph: 'progressing', state: 'progressing' },
      { key: 'b', at: 500_000, text: 'Write refused', glyph: 'degraded', state: 'degraded' },
      { key: 'c', at: 501_000, text: 'Step 3 began', glyph: 'progressing', state: 'progressing' },
      { key: 'd', at: 9_000_000, text: 'Tomorrow', glyph: 'ring' },
    ],
  },
  { source: 'outside the desk', events: [], missing: 'the cluster does not say who' },
];

test('each source has its lane; every event inside the window is read out with its time', () => {
  render(<TimeAxis label="Who did what" from={0} to={600_000} lanes={lanes} />);
  const controller = screen.getByRole('list', { name: 'controller' });
  expect(
    within(controller)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([expect.stringMatching(/^\d\d:\d\d:10 Step 1 began$/), expect.stringMatching(/^2.*Write refused; .*Step 3 began$/)]);
  expect(screen.getByRole('list', { name: 'outside the desk' }).textContent).toBe('the cluster does not say who');
});

test('a mark that stands for several shows the worst of them, and gives all of them when pressed', () => {
  const onChoose = vi.fn();
  render(<TimeAxis label="Who did what" from={0} to={600_000} lanes={lanes} onChoose={onChoose} chosen="c" />);
  const both = screen.getByRole('button', { name: /Write refused/, pressed: true });
  expect(both.querySelector('[data-state]')?.getAttribute('data-state')).toBe('degraded');
  fireEvent.click(both);
  expect(onChoose.mock.calls).toEqual([[['b', 'c']]]);
});

test('a sparkline hatches what is not known and says its label', () => {
  const { container } = render(
    <Sparkline
      label="Errors"
      from={0}
      to={100}
      canary={[
        [0, 1],
        [10, 2],
      ]}
      periodMs={10}
    />,
  );
  expect(screen.getByRole('img', { name: 'Errors' })).toBeTruthy();
  expect(container.querySelectorAll('.spark-hole')).toHaveLength(1);
  expect(container.querySelector('.spark-end')?.getAttribute('d')).toContain('M13.2');
});

test('a disc is a verdict, an open ring is none, and the interval is said in figures', () => {
  const interval = { low: 37.9, estimate: 39.8, high: 41.7, tolerance: 0.5 };
  const { container, rerender } = render(<IntervalRow interval={interval} state="degraded" judged unit="points" />);
  expect(screen.getByRole('img', { name: 'Difference +39.8 points, interval +37.9 to +41.7, tolerance 0.5' })).toBeTruthy();
  expect(container.querySelector('.interval-open')).toBeNull();
  rerender(<IntervalRow interval={interval} state="unknown" judged={false} unit="points" />);
  expect(screen.getByRole('img', { name: /not judged$/ }).querySelector('.interval-open')).not.toBeNull();
});
