import { targetKey } from '../rollouts/target.ts';
import type { Declared, Reading } from './events.ts';
import type { Incident } from './incident.ts';
import type { Cost } from './views.ts';

const minute = 60_000;

/** A stretch in which nothing changed. `perMinute` and `failed` (requests a second) null: unknown. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly perMinute: number | null;
  readonly failed: number | null;
  readonly share: number | null;
  readonly failure: number | null;
}

export const costFormula = 'declared revenue a minute × share of requests on the bad version × share of those that failed, over time';

/**
 * What the incident cost as far as it was measured: for each stretch between two readings the formula, summed. A stretch for which
 * any place of the service was not measured counts as unknown minutes, never as free. Null with the reason: nothing to multiply.
 * @param until epoch ms: the closing, or now
 */
export function costOf(incident: Incident, until: number): { readonly cost: Cost | null; readonly problem: string | null } {
  const concerned = incident.declared.filter(({ targets }) => targets.some((target) => incident.subjects.has(targetKey(target))));
  const priced = concerned.filter(({ revenuePerMinute }) => revenuePerMinute !== null);
  if (priced.length === 0) return { cost: null, problem: problemOf(incident, concerned) };
  const currencies = new Set(priced.map(({ currency }) => currency));
  const [currency = ''] = currencies;
  if (currencies.size > 1)
    return { cost: null, problem: `The services are priced in ${[...currencies].join(' and ')}, which cannot be added.` };
  const counted = countedUntil(incident, until);
  const each = priced.map((declared) => ({ declared, stretches: stretchesOf(declared, incident, counted) }));
  const known = each.flatMap(({ stretches }) => stretches).filter(({ perMinute }) => perMinute !== null);
  const last = lastKnown(known);
  return {
    problem: null,
    cost: {
      amount: known.length === 0 ? null : sum(known.map(({ from, to, perMinute }) => ((perMinute ?? 0) * (to - from)) / minute)),
      perMinute: last.perMinute,
      currency,
      formula: costFormula,
      worked: each.flatMap(({ declared, stretches }) => workedOf(declared, stretches)),
      inputs: each.flatMap(({ declared, stretches }) => inputsOf(declared, stretches)),
      points: pointsOf(each.map(({ stretches }) => stretches)),
      failedRequests:
        known.length === 0 ? null : Math.round(sum(known.map(({ from, to, failed }) => ((failed ?? 0) * (to - from)) / 1_000))),
      unknownMinutes: unknownMinutes(each.map(({ stretches }) => stretches)),
      at: last.at,
    },
  };
}

function problemOf({ targets, declared }: Incident, concerned: readonly Declared[]): string {
  if (targets.length === 0) return 'This incident names no workload, so nothing can be measured.';
  const names = concerned.map(({ service }) => service);
  const [first = ''] = names;
  if (names.length > 0) return `No revenue a minute is declared for ${names.join(', ')}. ${whereTo(first)}`;
  const missing = [...new Set(targets.map(({ name }) => name))];
  const said =
    declared.length === 0
      ? `No timetable declares ${missing.join(', ')}, so there is no revenue to count with.`
      : `The timetable declares no service that runs as ${missing.join(', ')}.`;
  return `${said} ${whereTo(missing[0] ?? '')}`;
}

/** Where somebody who reads this goes next. */
function whereTo(service: string): string {
  return `Declare it in timetable.yaml of the release folder: services.${service}.revenuePerMinute, with amount and currency.`;
}

/** The newest minute is still on its way through the metric server: it is not counted yet, rather than called unknown. */
function countedUntil({ readings }: Incident, until: number): number {
  const measured = Math.max(0, ...[...readings.values()].flatMap((list) => list.slice(-1).map(({ to }) => to)));
  return until - measured <= minute ? Math.min(measured, until) : until;
}

/** The service's time from the incident's beginning to its end, cut wherever a reading begins or ends. */
function stretchesOf(declared: Declared, { readings, since }: Incident, until: number): Stretch[] {
  const lists = declared.targets.map((target) => readings.get(targetKey(target)) ?? []);
  const cuts = [...new Set([since, until, ...lists.flat().flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= since && at <= until)
    .sort((one, other) => one - other);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? since;
    return {
      from,
      to,
      ...measured(
        declared,
        lists.map((list) => covering(list, from, to)),
      ),
    };
  });
}

/** Of two readings of the same time the later told one holds. */
function covering(list: readonly Reading[], from: number, to: number): Reading | null {
  return list.findLast((reading) => reading.from <= from && reading.to >= to) ?? null;
}

function measured({ revenuePerMinute }: Declared, readings: readonly (Reading | null)[]): Omit<Stretch, 'from' | 'to'> {
  const unknown = { perMinute: null, failed: null, share: null, failure: null };
  let total = 0;
  let bad = 0;
  let failed = 0;
  for (const reading of readings) {
    if (reading === null || reading.total === null || reading.bad === null) return unknown;
    if (reading.bad > 0 && reading.failed === null) return unknown;
    total += reading.total;
    bad += reading.bad;
    failed += reading.bad > 0 ? (reading.failed ?? 0) : 0;
  }
  // No requests at all: a share of nothing is unknown, the service itself may be down.
  if (total <= 0) return unknown;
  const share = bad / total;
  const failure = bad > 0 ? Math.min(1, failed / bad) : 0;
  return { perMinute: (revenuePerMinute ?? 0) * share * failure, failed, share, failure };
}

/** What was measured while the bad version had requests: its minutes, its average share of them, and how much of that share failed. */
function averages(stretches: readonly Stretch[]): { readonly minutes: number; readonly share: number; readonly failure: number } | null {
  const known = stretches.filter(({ perMinute }) => perMinute !== null);
  if (known.length === 0) return null;
  const busy = known.filter(({ share }) => (share ?? 0) > 0);
  const over = (value: (one: Stretch) => number) => sum(busy.map((one) => (value(one) * (one.to - one.from)) / minute));
  const minutes = over(() => 1);
  const shares = over(({ share }) => share ?? 0);
  const failures = over(({ share, failure }) => (share ?? 0) * (failure ?? 0));
  return { minutes, share: minutes > 0 ? shares / minutes : 0, failure: shares > 0 ? failures / shares : 0 };
}

function inputsOf({ service, revenuePerMinute, currency, source }: Declared, stretches: readonly Stretch[]): Cost['inputs'] {
  const average = averages(stretches);
  const said = (value: (of: NonNullable<typeof average>) => string) => (average === null ? 'unknown' : value(average));
  return [
    { label: `Revenue of ${service} a minute`, value: `${revenuePerMinute ?? 0} ${currency}`, source },
    { label: `Minutes with requests on the bad version of ${service}`, value: said(({ minutes }) => digits(minutes)), source: 'metrics' },
    { label: 'Average share of requests on it', value: said(({ share }) => percent(share)), source: 'metrics' },
    { label: 'Average share of those that failed', value: said(({ failure }) => percent(failure)), source: 'metrics' },
  ];
}

function workedOf({ revenuePerMinute, currency }: Declared, stretches: readonly Stretch[]): string[] {
  const average = averages(stretches);
  if (average === null) return [];
  const { minutes, share, failure } = average;
  const amount = (revenuePerMinute ?? 0) * minutes * share * failure;
  return [
    `${revenuePerMinute ?? 0} ${currency} × ${digits(minutes)} minutes × ${percent(share)} × ${percent(failure)} = ${amount.toFixed(2)} ${currency}`,
  ];
}

/** Four digits that count: enough that their product is the sum, but for a cent in ten euros. */
function digits(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(4)));
}

function percent(share: number): string {
  return `${digits(share * 100)}%`;
}

/** One point where the figure changes; null where any service is unknown. */
function pointsOf(each: readonly (readonly Stretch[])[]): Cost['points'] {
  const cuts = [...new Set(each.flat().map(({ from }) => from))].sort((one, other) => one - other);
  const end = Math.max(...each.flat().map(({ to }) => to));
  const at = (when: number) => {
    const now = each.map((stretches) => stretches.find(({ from, to }) => from <= when && when < to)?.perMinute ?? null);
    return now.includes(null) ? null : sum(now.map((value) => value ?? 0));
  };
  const points = cuts.map((when) => ({ at: when, perMinute: at(when) }));
  const last = points.at(-1);
  return last === undefined || !Number.isFinite(end) ? points : [...points, { at: end, perMinute: last.perMinute }];
}

/** Minutes in which any service was unknown. */
function unknownMinutes(each: readonly (readonly Stretch[])[]): number {
  const most = Math.max(
    0,
    ...each.map((stretches) => sum(stretches.filter(({ perMinute }) => perMinute === null).map(({ from, to }) => to - from))),
  );
  return Math.round((most / minute) * 10) / 10;
}

function lastKnown(known: readonly Stretch[]): { perMinute: number | null; at: number | null } {
  const at = known.length === 0 ? null : Math.max(...known.map(({ to }) => to));
  return { at, perMinute: at === null ? null : sum(known.filter(({ to }) => to === at).map(({ perMinute }) => perMinute ?? 0)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
