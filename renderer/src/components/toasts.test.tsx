// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ToastContent } from './toast-store.ts';
import { noteLeavesAfterMs, ToastProvider, useToasts } from './toasts.tsx';

function Sayer({ content }: { readonly content: ToastContent }): ReactElement {
  const { say } = useToasts();
  return (
    <button type="button" onClick={() => say(content)}>
      {`say ${content.text}`}
    </button>
  );
}

const desk = (...contents: ToastContent[]) =>
  render(
    <ToastProvider>
      {contents.map((content) => (
        <Sayer key={content.text} content={content} />
      ))}
    </ToastProvider>,
  );
const say = (text: string) => fireEvent.click(screen.getByText(`say ${text}`));
const shown = () => [...screen.getByRole('log').querySelectorAll('p')].map((one) => one.textContent);
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('the region is there before anything is said, and reads out politely', () => {
  desk();
  expect(screen.getByRole('log', { name: 'Notices' }).getAttribute('aria-live')).toBe('polite');
});

test('three at most: the oldest gives way; the same words twice stand once, and last', () => {
  desk(...['a', 'b', 'c', 'd'].map((text) => ({ tone: 'failed' as const, text })));
  for (const text of ['a', 'b', 'c', 'd']) say(text);
  expect(shown()).toEqual(['b', 'c', 'd']);
  say('b');
  expect(shown()).toEqual(['c', 'd', 'b']);
});

test('a note leaves by itself, but not while the pointer or the focus is on it; what failed waits', () => {
  desk({ tone: 'note', text: 'Copied.' }, { tone: 'failed', text: 'Not saved.' });
  say('Copied.');
  say('Not saved.');
  wait(noteLeavesAfterMs - 1);
  fireEvent.pointerEnter(screen.getByText('Copied.').parentElement ?? document.body);
  wait(noteLeavesAfterMs);
  expect(shown()).toEqual(['Copied.', 'Not saved.']);
  fireEvent.pointerLeave(screen.getByText('Copied.').parentElement ?? document.body);
  wait(noteLeavesAfterMs);
  expect(shown()).toEqual(['Not saved.']);
});

test('said while another stands, it does not make the first stay longer', () => {
  desk({ tone: 'note', text: 'First.' }, { tone: 'note', text: 'Second.' });
  say('First.');
  wait(noteLeavesAfterMs / 2);
  say('Second.');
  wait(noteLeavesAfterMs / 2);
  expect(shown()).toEqual(['Second.']);
});

test('its action runs once and takes it away; the dismiss button names what it dismisses', () => {
  const run = vi.fn();
  desk({ tone: 'done', text: 'payments is back on 2.13.4.', action: { text: 'Evidence', run } }, { tone: 'failed', text: 'Not saved.' });
  say('payments is back on 2.13.4.');
  say('Not saved.');
  wait(10 * noteLeavesAfterMs);
  fireEvent.click(screen.getByRole('button', { name: 'Evidence' }));
  expect(run).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss: Not saved.' }));
  expect(shown()).toEqual([]);
});
