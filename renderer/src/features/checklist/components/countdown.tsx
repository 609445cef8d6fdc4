import type { ReactElement } from 'react';
import { useTicking } from '../../../components/clock-context.tsx';
import { timeText } from '../../../lib/wall-time.ts';

/** The time that is left, in large figures that never change their shape. */
export function Countdown({ departsAt }: { readonly departsAt: number }): ReactElement {
  const seconds = useTicking((clock) => Math.round((departsAt - clock.now()) / 1_000));
  const late = seconds < 0;
  const whole = Math.abs(seconds);
  const parts: readonly (readonly [number, string])[] =
    whole >= 86_400
      ? [
          [Math.floor(whole / 86_400), 'd'],
          [Math.floor((whole % 86_400) / 3_600), 'h'],
        ]
      : whole >= 3_600
        ? [
            [Math.floor(whole / 3_600), 'h'],
            [Math.floor((whole % 3_600) / 60), 'm'],
          ]
        : [
            [Math.floor(whole / 60), 'm'],
            [whole % 60, 's'],
          ];
  return (
    <div role="timer" aria-label={late ? 'Time since departure was due' : 'Time to departure'}>
      <p className="ink-3">
        {late ? `Was due to depart ${timeText(departsAt).slice(0, 5)},` : `Departs ${timeText(departsAt).slice(0, 5)}, in`}
      </p>
      <p className="countdown">
        {parts.map(([value, unit], index) => (
          <span key={unit}>
            {index === 0 ? value : String(value).padStart(2, '0')}
            <small>{unit}</small>
          </span>
        ))}
        {late ? <small> ago</small> : null}
      </p>
    </div>
  );
}
