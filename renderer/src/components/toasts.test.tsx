// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createToastStore, type ToastContent } from './toast-store.ts';
import { dismissKey, noteLeavesAfterMs, stepsBackAfterMs, ToastProvider, useToasts } from './toasts.tsx';

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
const count = () => screen.getByRole('log').querySelector('.toasts-count')?.textContent;
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

test('one line at a time, the newest; the others are counted; the same words twice stand once, and last', () => {
  desk(...['a', 'b', 'c', 'd'].map((text) => ({ tone: 'failed' as const, text })));
  for (const text of ['a', 'b', 'c', 'd']) say(text);
  expect(shown()).toEqual(['d']);
  expect(count()).toBe('3 more');
  say('b');
  expect(shown()).toEqual(['b']);
  expect(count()).toBe('3 more');
});

test('a note leaves by itself; what failed steps back into a count, and is there when it is asked for', () => {
  desk({ tone: 'note', text: 'Copied.' }, { tone: 'failed', text: 'Not saved.' });
  say('Not saved.');
  say('Copied.');
  wait(noteLeavesAfterMs);
  expect(shown()).toEqual(['Not saved.']);
  wait(stepsBackAfterMs);
  expect(shown()).toEqual([]);
  expect(count()).toBe('1 notice');
  fireEvent.click(screen.getByRole('button', { name: '1 notice' }));
  expect(screen.getByRole('dialog', { name: 'Notices that stepped back' }).textContent).toContain('Not saved.');
});

test('not while the focus is on it', () => {
  desk({ tone: 'failed', text: 'Not saved.' });
  say('Not saved.');
  act(() => screen.getByRole('button', { name: 'Dismiss: Not saved.' }).focus());
  wait(2 * stepsBackAfterMs);
  expect(shown()).toEqual(['Not saved.']);
});

test('said while another stands, it does not make the first stay longer', () => {
  desk({ tone: 'note', text: 'First.' }, { tone: 'note', text: 'Second.' });
  say('First.');
  wait(noteLeavesAfterMs / 2);
  say('Second.');
  wait(noteLeavesAfterMs / 2);
  expect(shown()).toEqual(['Second.']);
  wait(noteLeavesAfterMs / 2);
  expect(shown()).toEqual([]);
});

test('its action runs once and takes it away; the dismiss button names what it dismisses, and so does the key', () => {
  const run = vi.fn();
  desk({ tone: 'done', text: 'payments is back on 2.13.4.', action: { text: 'Evidence', run } }, { tone: 'failed', text: 'Not saved.' });
  say('Not saved.');
  say('payments is back on 2.13.4.');
  fireEvent.click(screen.getByRole('button', { name: 'Evidence' }));
  expect(run).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss: Not saved.' }));
  expect(shown()).toEqual([]);
  say('Not saved.');
  fireEvent.keyDown(window, { key: dismissKey });
  expect(shown()).toEqual([]);
  say('Not saved.');
  wait(stepsBackAfterMs);
  fireEvent.keyDown(window, { key: dismissKey });
  expect(count()).toBeUndefined();
});

describe('what a notice is about', () => {
  test('once all of it is over it goes, also from the count; what is about something else stays', () => {
    const store = createToastStore();
    const { say: tell, over, stepBack } = store.getState();
    tell({ tone: 'failed', text: 'payments is degraded.', about: ['payments'] });
    tell({ tone: 'failed', text: '2 rollouts turned bad.', about: ['cart', 'payments'] });
    tell({ tone: 'failed', text: 'Not saved.' });
    stepBack(store.getState().kept[0]?.id ?? 0);
    over((about) => about === 'payments');
    expect(store.getState().kept.map(({ text }) => text)).toEqual(['2 rollouts turned bad.', 'Not saved.']);
    over((about) => about === 'cart' || about === 'payments');
    expect(store.getState().kept.map(({ text }) => text)).toEqual(['Not saved.']);
  });

  test('other words about the same take the place of the first', () => {
    const store = createToastStore();
    store.getState().say({ tone: 'failed', text: 'payments is degraded.', about: ['payments'] });
    store.getState().say({ tone: 'failed', text: 'payments is aborted.', about: ['payments'] });
    expect(store.getState().kept.map(({ text }) => text)).toEqual(['payments is aborted.']);
  });
});

test('said while a rollback is planned it is counted without its line', () => {
  desk({ tone: 'failed', text: 'cart is degraded.', stepsBack: true });
  say('cart is degraded.');
  expect(shown()).toEqual([]);
  expect(count()).toBe('1 notice');
});
