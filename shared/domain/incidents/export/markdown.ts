import type { IncidentPage, Silence, TimelineEntry } from '../views.ts';
import { markdownMark } from './citations.ts';
import { markdown, webAddress } from './escape.ts';
import type { Prepared } from './export-facts.ts';
import { differencePart, seenPart } from './markdown-told.ts';
import { precisionLegend } from './told.ts';
import {
  clockText,
  elapsedText,
  fromText,
  hiddenText,
  moneyText,
  rateText,
  rowsOf,
  sourceNames,
  stampText,
  standText,
  timeText,
  unknownText,
} from './words.ts';

/** The incident as Markdown (CommonMark with tables). Nothing a person wrote is mark-up in it. */
export function markdownOf(facts: Prepared): string {
  const { page, hidden, timeZone } = facts;
  const parts = [
    `# ${markdown(`${page.id}: ${page.title}`)}`,
    `Severity ${page.severity}, ${markdown(standText(page))}. ${markdown(page.sentence)}`,
    `Opened ${timeText(page.openedAt, timeZone)}; times in ${markdown(timeZone)}. Made ${new Date(page.at).toISOString()} by Release Command Center.`,
    costPart(page),
    differencePart(facts),
    seenPart(facts),
    '## Timeline',
    markdown(clockText(page, timeZone)),
    precisionLegend,
    hiddenText(page, hidden),
    [
      `| time | ${fromText(page)} | what | by | source |`,
      '|---|---|---|---|---|',
      ...rowsOf(page, hidden).map((row) => rowLine(row, facts)),
    ].join('\n'),
    page.people.length === 0
      ? ''
      : `## People\n\n${page.people.map(({ name, did, lastAt }) => `- ${markdown(name)}: ${markdown(did)}, ${timeText(lastAt, timeZone)}`).join('\n')}`,
    page.gaps.length === 0
      ? ''
      : `## What may be missing\n\n${page.gaps.map(({ source, text }) => `- ${sourceNames[source]}: ${markdown(text)}`).join('\n')}`,
    reviewPart(page),
    citedPart(facts),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function rowLine(row: TimelineEntry | Silence, { page, timeZone }: Prepared): string {
  if (!('at' in row)) return `| | | *${markdown(row.text)}* | | |`;
  const original = row.originalAt === null ? '' : ` (source: ${timeText(row.originalAt, timeZone)})`;
  const link = webAddress(row.url);
  const said = [
    `${row.pinned ? '**pinned** ' : ''}${row.hidden ? '*hidden* ' : ''}${markdown(row.text)}`,
    ...(row.detail === null ? [] : [markdown(row.detail)]),
    ...(link === null ? [] : [`<${link.replaceAll('|', '%7C')}>`]),
    ...row.annotations.map(({ by, text, audit }) => `${markdown(by)}: ${markdown(text)}${audit === null ? '' : ` (audit ${audit.seq})`}`),
  ];
  return `| ${stampText(row.at, row.precisionMs, timeZone)}${original} | ${elapsedText(row.at, page.clock.at)} | ${said.join('<br>')} | ${markdown(row.who ?? 'not said')} | ${sourceNames[row.source]} |`;
}

function costPart({ cost, costProblem }: IncidentPage): string {
  if (cost === null) return `## Cost\n\n${markdown(costProblem ?? 'Not counted.')}`;
  const inputs = cost.inputs.map(({ label, value, source }) => `- ${markdown(label)}: ${markdown(value)} (${markdown(source)})`);
  const failed = cost.failedRequests === null ? '' : ` Failed requests measured: ${cost.failedRequests.toLocaleString('en-GB')}.`;
  return [
    '## Cost',
    `${markdown(moneyText(cost.amount, cost.currency))} as far as measured.${failed} ${unknownText(cost)}`.trim(),
    `${markdown(cost.formula)}. Measured over the incident:`,
    inputs.join('\n'),
    ...cost.worked.map((line) => `**${markdown(line)}**`),
    rateText(cost),
  ].join('\n\n');
}

function reviewPart({ review }: IncidentPage): string {
  if (review === null) return '';
  const section = (title: string, text: string) => (text.trim() === '' ? [] : [`### ${title}\n\n${markdown(text)}`]);
  const actions = review.actions.map(
    ({ mechanism, kind, owner, due }) => `- ${markdown(mechanism)} (${kind}). Owner ${markdown(owner)}, due ${due}.`,
  );
  return [
    '## Review',
    ...section('What happened', review.summary),
    ...section('What helped', review.whatHelped),
    ...section('What hindered', review.whatHindered),
    ...(review.contributing.length === 0
      ? []
      : [`### What contributed\n\n${review.contributing.map((one) => `- ${markdown(one)}`).join('\n')}`]),
    ...(actions.length === 0 ? [] : [`### Actions\n\n${actions.join('\n')}`]),
  ].join('\n\n');
}

function citedPart({ page, citations: { entries, head, fingerprint } }: Prepared): string {
  return [
    markdownMark,
    head === null
      ? 'The audit log could not be read when this file was made.'
      : `Checked with \`rcc audit verify --cites ${page.id}.md\` where the log is.`,
    [
      ...entries.map(({ seq, hash }) => `- audit ${seq} \`${hash}\``),
      ...(head === null ? [] : [`- head ${head.seq} \`${head.hash}\``]),
      ...(fingerprint === null ? [] : [`- key \`${fingerprint}\``]),
    ].join('\n'),
  ].join('\n\n');
}
