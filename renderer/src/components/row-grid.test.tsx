// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type GridRow, RowGrid } from './row-grid.tsx';

const rows: GridRow[] = [
  { key: 'group', height: 29, kind: 'heading', heading: true },
  ...Array.from({ length: 5_000 }, (_, index) => ({ key: `row-${index}`, height: 22, kind: 'compact' })),
];

function Desk({ onOpen }: { readonly onOpen: (key: string) => void }): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <RowGrid
      label="Rollouts"
      rows={rows}
      columns={1}
      head={<span role="columnheader">Service</span>}
      render={(row) => <span role="gridcell">{row.key}</span>}
      chosen={chosen}
      onChoose={setChosen}
      onOpen={onOpen}
    />
  );
}

afterEach(cleanup);

const chosen = () => screen.getAllByRole('row').find((row) => row.getAttribute('aria-selected') === 'true')?.textContent;
const key = (name: string) => fireEvent.keyDown(screen.getByRole('grid'), { key: name });

test('of 5,000 rows only those on the screen exist, and the count is told', () => {
  render(<Desk onOpen={vi.fn()} />);
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5002');
  expect(screen.getAllByRole('row').length).toBeLessThan(70);
});

test('a window of new rows is whole after a picture or two', async () => {
  render(<Desk onOpen={vi.fn()} />);
  expect(screen.queryByText('row-0')).not.toBeNull();
  await waitFor(() => expect(screen.queryByText('row-34')).not.toBeNull());
  expect(screen.getAllByRole('row').every((row) => row.hasAttribute('aria-rowindex'))).toBe(true);
});

test('J, K and arrows walk over rows and skip headings; Enter opens', () => {
  const onOpen = vi.fn();
  render(<Desk onOpen={onOpen} />);
  key('j');
  expect(chosen()).toBe('row-0');
  key('ArrowDown');
  expect(chosen()).toBe('row-1');
  key('k');
  key('k');
  expect(chosen()).toBe('row-0');
  key('Enter');
  expect(onOpen.mock.calls).toEqual([['row-0']]);
});

test('the chosen row exists wherever it is: it is where assistive technology has the focus', () => {
  render(<Desk onOpen={vi.fn()} />);
  key('End');
  expect(chosen()).toBe('row-4999');
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(id)?.textContent).toBe('row-4999');
});

test('the focus ring waits for a key: not on opening, not after the pointer', () => {
  render(<Desk onOpen={vi.fn()} />);
  const grid = screen.getByRole('grid');
  const ring = () => grid.hasAttribute('data-by-keys');
  expect(ring()).toBe(false);
  fireEvent.keyUp(grid, { key: 'Tab' });
  expect(ring()).toBe(true);
  fireEvent.pointerDown(grid);
  expect(ring()).toBe(false);
  key('j');
  expect(ring()).toBe(true);
});
