// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HeldButton, holdMs } from './held-button.tsx';

function Desk({
  onExecute,
  refusal = null,
  reason = 'errors',
}: {
  onExecute: (how: string) => void;
  refusal?: string | null;
  reason?: string;
}): ReactElement {
  const [armed, setArmed] = useState(false);
  return (
    <HeldButton
      action="Hold to roll back"
      effect="payments to 2.13.4, prod-eu-west"
      send="Roll payments back now"
      refusal={refusal}
      armed={armed}
      onArmedChange={setArmed}
      mayStart={() => reason !== ''}
      onExecute={onExecute}
    />
  );
}

const button = () => screen.getByRole('button', { name: /hold to roll back|keep holding/i });
const down = () => fireEvent.pointerDown(button(), { button: 0, pointerId: 1, pointerType: 'mouse', width: 1, height: 1, pressure: 0.5 });
const up = () => fireEvent.pointerUp(button(), { button: 0, pointerId: 1, pointerType: 'mouse' });
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('with the pointer', () => {
  test('held for 1.2 s it sends once', () => {
    const onExecute = vi.fn();
    render(<Desk onExecute={onExecute} />);
    down();
    wait(holdMs - 1);
    expect(onExecute).not.toHaveBeenCalled();
    expect(screen.getByText('let go to stop, nothing is sent yet')).toBeTruthy();
    wait(1);
    up();
    wait(holdMs);
    expect(onExecute.mock.calls).toEqual([['held']]);
  });

  test('let go before, nothing is sent and it starts anew', () => {
    const onExecute = vi.fn();
    render(<Desk onExecute={onExecute} />);
    down();
    wait(holdMs - 50);
    up();
    wait(5_000);
    expect(onExecute).not.toHaveBeenCalled();
    expect(screen.getByText('Hold to roll back')).toBeTruthy();
  });

  test('the reason field losing its focus to the button does not end the hold; the window losing it does', () => {
    const onExecute = vi.fn();
    render(
      <>
        <input aria-label="reason" />
        <Desk onExecute={onExecute} />
      </>,
    );
    screen.getByLabelText('reason').focus();
    down();
    fireEvent.blur(screen.getByLabelText('reason'));
    wait(holdMs);
    expect(onExecute).toHaveBeenCalledTimes(1);
    up();
    down();
    fireEvent.blur(window);
    wait(holdMs);
    expect(onExecute).toHaveBeenCalledTimes(1);
  });

  test('a refused hold never begins', () => {
    const onExecute = vi.fn();
    render(<Desk onExecute={onExecute} reason="" />);
    down();
    wait(holdMs);
    expect(onExecute).not.toHaveBeenCalled();
  });
});

describe('with the keyboard', () => {
  const enter = () => {
    fireEvent.keyDown(button(), { key: 'Enter' });
    fireEvent.keyUp(button(), { key: 'Enter' });
  };

  test('Enter arms and announces target and effect; a second button sends', () => {
    const onExecute = vi.fn();
    render(<Desk onExecute={onExecute} />);
    enter();
    expect(screen.getByRole('status').textContent).toBe('Armed: payments to 2.13.4, prod-eu-west. Nothing is sent yet.');
    wait(10_000);
    enter();
    expect(onExecute).not.toHaveBeenCalled();
    const second = screen.getByRole('button', { name: 'Roll payments back now' });
    fireEvent.keyDown(second, { key: 'Enter' });
    fireEvent.keyUp(second, { key: 'Enter' });
    expect(onExecute.mock.calls).toEqual([['armed']]);
  });

  test('disarmed, the second button is gone', () => {
    render(<Desk onExecute={vi.fn()} />);
    enter();
    const disarm = screen.getByRole('button', { name: 'Disarm' });
    fireEvent.keyDown(disarm, { key: 'Enter' });
    fireEvent.keyUp(disarm, { key: 'Enter' });
    expect(screen.queryByRole('button', { name: 'Roll payments back now' })).toBeNull();
  });
});

test('refused, it keeps its place and says why', () => {
  const onExecute = vi.fn();
  render(<Desk onExecute={onExecute} refusal="you may not patch rollouts/status" />);
  expect(button().textContent).toContain('you may not patch rollouts/status');
  down();
  wait(holdMs);
  expect(onExecute).not.toHaveBeenCalled();
});
