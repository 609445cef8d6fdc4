import type { ReactElement } from 'react';
import { Area, AreaChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { timeText } from '../../../lib/wall-time.ts';
import type { Cost } from '#shared/domain/incidents/views.ts';

/** Money a minute over the incident. A minute nobody measured is a hole in the line, not a zero. */
export function CostChart({ points, currency }: Pick<Cost, 'points' | 'currency'>): ReactElement {
  const known = points.flatMap(({ perMinute }) => (perMinute === null ? [] : [perMinute]));
  const highest = Math.max(1, ...known);
  return (
    <div
      className="cost-chart"
      role="img"
      aria-label={`${currency} a minute over the incident, ${Math.round(Math.max(0, ...known))} at most`}
    >
      <ResponsiveContainer width="100%" height={140}>
        <AreaChart data={[...points]} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <XAxis
            dataKey="at"
            type="number"
            domain={['dataMin', 'dataMax']}
            tickFormatter={(at: number) => timeText(at).slice(0, 5)}
            tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
            stroke="var(--line)"
            tickLine={false}
            minTickGap={60}
          />
          <YAxis
            domain={[0, Math.ceil(highest * 1.1)]}
            width={44}
            tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
            stroke="var(--line)"
            tickLine={false}
            tickCount={3}
          />
          <Area
            dataKey="perMinute"
            type="monotone"
            stroke="var(--series-canary)"
            strokeWidth={1.5}
            fill="var(--series-band)"
            isAnimationActive={false}
            connectNulls={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
