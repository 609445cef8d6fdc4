import { OutcomeState } from '#shared/domain/audit/entry.ts';
import { lastTimeOfDay } from '../../lib/wall-time.ts';

/** The words before a colon that mean a column and not text. */
export const filterKeys = ['who', 'action', 'target', 'outcome', 'since'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** What the search field says, understood. */
export interface AuditFilter {
  readonly text: string;
  readonly contains: { readonly actor?: string; readonly action?: string; readonly target?: string };
  readonly outcome: OutcomeState | null;
  /** Epoch ms. */
  readonly since: number | null;
  /** What could not be understood, in a sentence each; it filters nothing. */
  readonly problems: readonly string[];
}

/** `who:okafor target:shop since:10:30 pay`: words with a key mean a column, the others are searched for everywhere. `now`: epoch ms. */
export function parseFilter(query: string, now: number): AuditFilter {
  const problems: string[] = [];
  const values = new Map<FilterKey, string>();
  const text: string[] = [];
  for (const word of words(query)) {
    const { key, value } = split(word);
    if (key === null) text.push(value);
    else if (value !== '') values.set(key, value);
  }
  const outcome = values.get('outcome');
  const known = OutcomeState.options.find((one) => one === outcome);
  if (outcome !== undefined && known === undefined)
    problems.push(`There is no outcome ${outcome}. There are ${OutcomeState.options.join(', ')}.`);
  const since = values.get('since');
  const at = since === undefined ? null : sinceOf(since, now);
  if (since !== undefined && at === null) problems.push(`since:${since} is no time. Write 10:30, 2026-11-26, 90m, 2h or 7d.`);
  const [actor, action, target] = [values.get('who'), values.get('action'), values.get('target')];
  return {
    text: text.join(' '),
    contains: {
      ...(actor === undefined ? {} : { actor }),
      ...(action === undefined ? {} : { action }),
      ...(target === undefined ? {} : { target }),
    },
    outcome: known ?? null,
    since: at,
    problems,
  };
}

/** The value of a key in the query, or null. */
export function valueOf(query: string, key: FilterKey): string | null {
  const found = words(query)
    .map(split)
    .findLast((part) => part.key === key);
  return found === undefined || found.value === '' ? null : found.value;
}

/** The query with this key set to a value, or without it. */
export function withValue(query: string, key: FilterKey, value: string | null): string {
  const others = words(query).filter((word) => split(word).key !== key);
  const quoted = value !== null && /\s/.test(value) ? `"${value}"` : value;
  return [...(quoted === null ? [] : [`${key}:${quoted}`]), ...others].join(' ');
}

/** Words, those in quotation marks whole: `who:"m okafor"` is one. */
function words(query: string): string[] {
  return query.match(/[^\s"]*"[^"]*"?|[^\s"]+/g) ?? [];
}

function split(word: string): { readonly key: FilterKey | null; readonly value: string } {
  const at = word.indexOf(':');
  const key = filterKeys.find((one) => one === word.slice(0, Math.max(at, 0)).toLowerCase()) ?? null;
  return { key, value: (key === null ? word : word.slice(at + 1)).replaceAll('"', '') };
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function sinceOf(text: string, now: number): number | null {
  const ago = /^(\d{1,4})([mhd])$/.exec(text);
  if (ago !== null) return now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0);
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock !== null) {
    const [hours, minutes] = [Number(clock[1]), Number(clock[2])];
    return hours > 23 || minutes > 59 ? null : lastTimeOfDay(hours, minutes, now);
  }
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
