// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { handClock, renderOnDesk } from '../testing/desk.tsx';
import { Age } from './age.tsx';
import { VouchedBy } from './vouch-context.tsx';

afterEach(cleanup);

test('a figure of a source that speaks for all stays live while it speaks, and counts from its last word once it does not', () => {
  const hand = handClock();
  let spokeAt = exampleNow;
  const renew = (at: number | null) => (at === null ? null : Math.max(at, spokeAt));
  const { container } = renderOnDesk(
    <VouchedBy renew={renew}>
      <Age at={exampleNow - 60_000} periodMs={2_500} form="row" />
    </VouchedBy>,
    {},
    hand,
  );
  const age = () => container.querySelector('time');
  const pass = (ms: number) =>
    act(() => {
      hand.advance(ms);
      hand.clock.heard(hand.clock.now());
    });
  expect(age()?.textContent).toBe('now');
  spokeAt = exampleNow + 4_000;
  pass(5_000);
  expect(age()?.textContent).toBe('now');
  // Exact for whoever asks for it.
  act(() => void age()?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })));
  expect(age()?.dateTime).toBe(new Date(spokeAt).toISOString());
  pass(4_000);
  expect(age()?.textContent).toBe('5 s');
  pass(1_000);
  expect(age()?.textContent).toBe('6 s');
  expect(age()?.hasAttribute('data-stale')).toBe(true);
});
