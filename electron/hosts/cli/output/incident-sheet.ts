import { clockText, elapsedText, moneyText, rateText, rowsOf, sourceNames, unknownText } from '#shared/domain/incidents/export/words.ts';
import { ageAtHold, changeText, holdsOf, holdTitle } from '#shared/domain/incidents/export/told.ts';
import type { IncidentPage, IncidentSummary } from '#shared/domain/incidents/views.ts';
import { spanText } from '#shared/domain/rollouts/words.ts';
import { type Cell, pairs, table } from './table.ts';
import type { Colour, Paint } from './terminal.ts';
import { iso, oneLine } from './words.ts';

/** An incident for a script: times as ISO 8601. */
export function incidentJson({
  id,
  title,
  severity,
  state,
  openedAt,
  openedBy,
  cause,
  targets,
  closedAt,
  clock,
  sentence,
}: IncidentSummary) {
  const stands = { openedAt: iso(openedAt), openedBy, cause, targets, closedAt: iso(closedAt) };
  return { id, title, severity, state, ...stands, clock: { ...clock, at: iso(clock.at) }, sentence };
}

export function incidentTable(incidents: readonly IncidentSummary[], now: number, paint: Paint): string {
  const rows = incidents.map(({ id, severity, state, clock, closedAt, title, sentence }): Cell[] => [
    id,
    String(severity),
    { text: state, colour: state === 'open' ? 'bad' : 'dim' },
    closedAt === null ? `since ${sinceText(clock.at, now)}` : spanText(closedAt - clock.at),
    title,
    sentence,
  ]);
  return table(['ID', 'SEV', 'STATE', 'SINCE, LASTED', 'TITLE', 'NOW'], rows, paint);
}

/** `16:57:18Z`, with its day where that is another than today's in UTC. */
function sinceText(at: number, now: number): string {
  const whole = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return whole.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? whole.slice(11) : whole;
}

const colours: Readonly<Record<IncidentPage['entries'][number]['tone'], Colour>> = {
  bad: 'bad',
  good: 'good',
  moving: 'moving',
  neutral: 'dim',
  person: 'strong',
  outside: 'waiting',
};

/** As many digits as the source vouches for. */
function stampOf({ at, precisionMs }: IncidentPage['entries'][number]): string {
  const exact = new Date(at).toISOString();
  return precisionMs < 1_000
    ? exact
    : `${exact.slice(0, 19)}${precisionMs > 1_000 ? `Z+${Math.round(precisionMs / 1_000)}s` : 'Z'}`.padEnd(24);
}

/** What the version changed, and what was seen at each hold. */
function toldOf(page: IncidentPage, hidden: boolean): [string, string][] {
  return [
    ...page.differences.flatMap((difference) =>
      difference.lines.map((line): [string, string] => {
        const { before, after } = changeText(line);
        return ['changed', `${line.path}: ${before} → ${after} (${difference.from} → ${difference.to})`];
      }),
    ),
    ...holdsOf(page, hidden).flatMap(({ seen, text }) =>
      seen.figures.map((figure): [string, string] => [
        'seen',
        `${holdTitle({ text })} ${iso(seen.at)}: ${figure.label}: ${figure.value} (${ageAtHold(figure, seen.at)}, ${figure.source})`,
      ]),
    ),
  ];
}

const indent = ' '.repeat(36);

/** The page for a terminal: what is, the timeline, the cost, who took part. Times in UTC. */
export function incidentSheet(page: IncidentPage, paint: Paint, ids = false, hidden = true): string {
  const { id, title, severity, clock, sentence, cost, costProblem, people, gaps, review } = page;
  const lines = rowsOf(page, hidden, !ids).map((row) => {
    if (!('at' in row)) return `${indent}${paint('dim', oneLine(row.text))}`;
    const when = `${stampOf(row)} ${elapsedText(row.at, clock.at).padStart(8)}`;
    const marks = `${row.pinned ? ' (pinned)' : ''}${row.hidden ? ' (hidden)' : ''}${row.originalAt === null ? '' : ` (source: ${iso(row.originalAt)})`}`;
    const head = `${when}   ${paint(colours[row.tone], oneLine(row.text))}${marks}   ${paint('dim', `${oneLine(row.who ?? 'not said')}, ${sourceNames[row.source]}`)}`;
    const more = [...(ids ? [row.id] : []), ...(row.detail?.split('\n') ?? []), ...row.annotations.map(({ by, text }) => `${by}: ${text}`)];
    return [head, ...more.map((line) => `${indent}${oneLine(line)}`)].join('\n');
  });
  const facts: [string, string][] = [
    ['cost', cost === null ? (costProblem ?? '') : `${moneyText(cost.amount, cost.currency)}. ${unknownText(cost)}`.trim()],
    ...(cost === null ? [] : [cost.formula, ...cost.worked, rateText(cost)].map((line): [string, string] => ['', line])),
    ...toldOf(page, hidden),
    ...people.map(({ name, did }): [string, string] => ['person', `${name}: ${did}`]),
    ...gaps.map(({ source, text }): [string, string] => ['missing', `${sourceNames[source]}: ${text}`]),
    ['review', review === null ? 'none yet' : `${review.actions.length} actions`],
  ];
  return `${paint('strong', `${id}  ${oneLine(title)}`)}  severity ${severity}\n${oneLine(sentence)}\n${oneLine(clockText(page, 'UTC'))}\n\n${lines.join('\n')}\n\n${pairs(facts)}`;
}
