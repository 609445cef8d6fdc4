import type { Cost } from '../views.ts';
import { moneyText, timeText } from './words.ts';

const width = 900;
const height = 120;
const bottom = 100;

/** Cost a minute over time, steps as measured; where nothing was measured there is no line. Empty with fewer than two points. */
export function costPicture({ points, currency }: Cost, openedAt: number, timeZone: string): string {
  const [first] = points;
  const last = points.at(-1);
  const most = Math.max(...points.map(({ perMinute }) => perMinute ?? 0));
  if (first === undefined || last === undefined || last.at <= first.at || !(most > 0)) return '';
  const x = (at: number) => Math.round(((at - first.at) / (last.at - first.at)) * width * 10) / 10;
  const y = (value: number) => Math.round((bottom - (value / most) * (bottom - 14)) * 10) / 10;
  let line = '';
  let drawing = false;
  for (const [index, { at, perMinute }] of points.entries()) {
    const to = points[index + 1]?.at ?? at;
    if (perMinute === null) {
      drawing = false;
      continue;
    }
    line += `${drawing ? 'L' : 'M'}${x(at)} ${y(perMinute)}L${x(to)} ${y(perMinute)}`;
    drawing = true;
  }
  const opened =
    openedAt >= first.at && openedAt <= last.at
      ? `<path d="M${x(openedAt)} 8V${bottom}" stroke="currentColor" stroke-width="1" stroke-dasharray="3 3" fill="none"/>`
      : '';
  return `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="Cost a minute, at most ${moneyText(most, currency)}">
<path d="M0 ${bottom}H${width}" stroke="currentColor" stroke-width="1" opacity=".4"/>${opened}<path d="${line}" stroke="currentColor" stroke-width="1.6" fill="none" vector-effect="non-scaling-stroke"/>
</svg>
<p class="soft">${moneyText(most, currency)} a minute at most, from ${timeText(first.at, timeZone)} to ${timeText(last.at, timeZone)}. Dashed: opened. No line: not measured.</p>`;
}
