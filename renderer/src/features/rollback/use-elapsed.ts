import { useEffect, useState } from 'react';
import { useClock } from '../../components/clock-context.tsx';

const tenthMs = 100;

/** Seconds since `since` (host epoch ms), counted in tenths while it runs. */
export function useElapsed(since: number | null, running: boolean): number {
  const clock = useClock();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(clock.now()), tenthMs);
    return () => clearInterval(timer);
  }, [clock, running]);
  return since === null ? 0 : Math.max(0, (now - since) / 1_000);
}
