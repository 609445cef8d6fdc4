// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TablePart } from './table-part.tsx';

type Tell = (isIntersecting: boolean) => void;
let tell: Tell = () => {};

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: unknown[]) => void) {
        tell = (isIntersecting) => act(() => callback([{ isIntersecting, boundingClientRect: { height: 412 } }]));
      }
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(first: boolean, waitMs = 0) {
  render(
    <table>
      <TablePart first={first} waitMs={waitMs} rows={10} columns={2}>
        {() => (
          <tr>
            <td>
              <button type="button">payments</button>
            </td>
          </tr>
        )}
      </TablePart>
    </table>,
  );
}
const heightOf = () => document.querySelector('td')?.style.height;

test('rows out of sight are one empty row as high as they were, and come back', () => {
  show(true);
  tell(false);
  expect(screen.queryByText('payments')).toBeNull();
  expect(heightOf()).toBe('412px');
  tell(true);
  expect(screen.getByText('payments')).toBeTruthy();
});

test('rows that were never drawn keep the room they will take', () => {
  show(false);
  expect(screen.queryByText('payments')).toBeNull();
  expect(heightOf()).toBe('330px');
});

test('rows that hold the focus stay, however far one scrolls', () => {
  show(true);
  screen.getByText('payments').focus();
  tell(false);
  expect(document.activeElement).toBe(screen.getByText('payments'));
});

test('rows that wait come after their neighbours; one that holds the focus by then stays', () => {
  vi.useFakeTimers();
  try {
    show(false, 34);
    tell(true);
    expect(screen.queryByText('payments')).toBeNull();
    act(() => vi.advanceTimersByTime(34));
    tell(false);
    screen.getByText('payments').focus();
    act(() => vi.advanceTimersByTime(34));
    expect(document.activeElement).toBe(screen.getByText('payments'));
  } finally {
    vi.useRealTimers();
  }
});
