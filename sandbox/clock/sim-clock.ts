/**
 * The sandbox's time: starts at the wall clock's and runs `speed` times as fast. Everything simulated (controllers, pods,
 * traffic, timestamps in objects) reads it; nothing else in the sandbox looks at the wall.
 */
export interface SimClock {
  /** Simulated epoch milliseconds. */
  now(): number;
  /** 1 to 100. Changing it never moves time backwards. */
  speed(): number;
  setSpeed(speed: number): void;
  /** Calls back once after `ms` simulated milliseconds. Follows changes of speed. */
  after(ms: number, run: () => void): { cancel(): void };
  /** Stops all timers. */
  stop(): void;
}
