import { type ReactElement, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type Clock, silentAfterMs } from '../lib/clock.ts';
import { ClockProvider, useClock } from './clock-context.tsx';

interface StreamClockProps {
  /** When the stream these figures come by last said anything, epoch ms of the host; null: not yet. */
  readonly at: number | null | (() => number | null);
  readonly children: ReactNode;
}

/**
 * Figures of one stream. Once it has said nothing for 5 s none of them is live, whatever its own source's period allows: the page
 * would not know if it had changed. Other streams may well speak meanwhile.
 */
export function StreamClock({ at, children }: StreamClockProps): ReactElement {
  const clock = useClock();
  const last = useRef(at);
  useEffect(() => {
    last.current = at;
  });
  const own = useMemo<Clock>(
    () => ({
      ...clock,
      isSilent: () => clock.isSilent() || isLate(typeof last.current === 'function' ? last.current() : last.current, clock.now()),
    }),
    [clock],
  );
  return <ClockProvider clock={own}>{children}</ClockProvider>;
}

function isLate(at: number | null, now: number): boolean {
  return at !== null && now - at > silentAfterMs;
}
