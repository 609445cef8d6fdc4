import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSimClock } from './create-sim-clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('the clock of the simulation', () => {
  it('starts at the wall clock and runs as fast as it is told', () => {
    const clock = createSimClock({ speed: 10 });
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_010_000);
    clock.setSpeed(1);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_011_000);
  });

  it('keeps speed between 1 and 100', () => {
    const clock = createSimClock({ speed: 5_000 });
    expect(clock.speed()).toBe(100);
    clock.setSpeed(0);
    expect(clock.speed()).toBe(1);
    clock.setSpeed(Number.NaN);
    expect(clock.speed()).toBe(1);
  });

  it('calls back when simulated time has passed, also after a change of speed', () => {
    const clock = createSimClock();
    const run = vi.fn<() => void>();
    clock.after(60_000, run);
    vi.advanceTimersByTime(10_000);
    clock.setSpeed(100);
    vi.advanceTimersByTime(499);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    expect(run).toHaveBeenCalledOnce();
  });

  it('runs timers in order of their instants, each seeing its own', () => {
    const clock = createSimClock({ start: 0, speed: 100 });
    const seen: string[] = [];
    clock.after(30, () => seen.push(`c ${clock.now()}`));
    clock.after(10, () => {
      seen.push(`a ${clock.now()}`);
      clock.after(5, () => seen.push(`b ${clock.now()}`));
    });
    clock.after(30, () => seen.push(`d ${clock.now()}`));
    vi.advanceTimersByTime(50);
    expect(seen).toEqual(['a 10', 'b 15', 'c 30', 'd 30']);
  });

  it('cancels and stops', () => {
    const clock = createSimClock();
    const run = vi.fn<() => void>();
    clock.after(10, run).cancel();
    clock.after(20, run);
    clock.stop();
    vi.advanceTimersByTime(1_000);
    expect(run).not.toHaveBeenCalled();
  });

  it('is not moved by a jump of the wall clock, nor does it go back', () => {
    const clock = createSimClock({ start: 500 });
    vi.setSystemTime(9_999_999_999);
    expect(clock.now()).toBe(500);
    vi.setSystemTime(0);
    vi.advanceTimersByTime(7);
    expect(clock.now()).toBe(507);
  });

  it('goes on after a timer that throws', () => {
    const clock = createSimClock();
    const run = vi.fn<() => void>();
    clock.after(10, () => {
      throw new Error('a controller broke');
    });
    clock.after(10, run);
    expect(() => vi.advanceTimersByTime(10)).toThrow('a controller broke');
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });
});
