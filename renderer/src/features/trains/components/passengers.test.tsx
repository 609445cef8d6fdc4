// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderOnDesk } from '../../../testing/desk.tsx';
import { fullTrain, sampleTrain } from '../../../testing/train-sample.ts';
import { Passengers } from './passengers.tsx';

afterEach(cleanup);

const show = (passengers: Parameters<typeof Passengers>[0]['passengers']) =>
  renderOnDesk(
    <Passengers
      passengers={passengers}
      chosen={null}
      onChoose={vi.fn()}
      state="deciding"
      departed={false}
      onGoOn={vi.fn()}
      goOnRefusal={null}
    />,
  );

test('of 200 passengers only the first screens are drawn, and the count is told', () => {
  show(fullTrain(200).passengers);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('201');
  const rows = screen.getAllByRole('row');
  expect(rows.length).toBeLessThan(50);
  expect(rows.map((row) => row.getAttribute('aria-rowindex')).slice(0, 3)).toEqual(['1', '2', '3']);
});

test('a train of the usual size is drawn whole', () => {
  const { passengers } = sampleTrain();
  show(passengers);
  expect(screen.getAllByRole('row')).toHaveLength(passengers.length + 1);
  expect(screen.getByRole('table').hasAttribute('aria-rowcount')).toBe(false);
});
