import type { FaultPoint } from '#core/core.ts';
import type { Log } from '#core/ports/log.ts';
import type { Env } from './host-options.ts';

/**
 * For crash tests: with RCC_CRASH_AT=POINT in its environment a host kills itself, without a goodbye, when an act reaches
 * that point (`before-intent`, `after-intent`, `after-patch`, `before-outcome`). Without it, nothing.
 */
export function faultInjection(
  env: Env,
  log: Log,
  die: () => void = () => process.kill(process.pid, 'SIGKILL'),
): (point: FaultPoint) => void {
  const at = env['RCC_CRASH_AT'];
  if (at === undefined || at === '') return () => {};
  log.warn('RCC_CRASH_AT is set: this host will kill itself', { at });
  return (point) => {
    if (point === at) die();
  };
}
