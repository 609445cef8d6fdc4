// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { handClock, renderOnDesk } from '../testing/desk.tsx';
import { Figure } from './figure.tsx';
import { StreamClock } from './stream-clock.tsx';

afterEach(cleanup);

test('a stream that has said nothing for 5 s makes its figures stale, and those of another stay live', () => {
  const hand = handClock();
  hand.clock.heard(exampleNow);
  const figure = (value: string) => <Figure value={value} at={exampleNow} periodMs={15_000} />;
  renderOnDesk(
    <>
      <StreamClock at={exampleNow}>{figure('silent stream')}</StreamClock>
      <StreamClock at={exampleNow + 6_000}>{figure('speaking stream')}</StreamClock>
    </>,
    {},
    hand,
  );
  const isStale = (text: string) => screen.getByText(text).hasAttribute('data-stale');
  const pass = (ms: number) =>
    act(() => {
      hand.advance(ms);
      hand.clock.heard(exampleNow + ms);
    });
  expect([isStale('silent stream'), isStale('speaking stream')]).toEqual([false, false]);
  pass(6_000);
  expect([isStale('silent stream'), isStale('speaking stream')]).toEqual([true, false]);
});
