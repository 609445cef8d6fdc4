import type { IncidentPage, Silence, TimelineEntry } from '../views.ts';
import { html, webAddress } from './escape.ts';
import { costPicture } from './html-cost.ts';
import { exportStyle } from './html-style.ts';
import { differencePart, seenPart } from './html-told.ts';
import type { Prepared } from './export-facts.ts';
import { openingText, precisionLegend } from './told.ts';
import {
  clockText,
  elapsedText,
  fromText,
  hiddenText,
  moneyText,
  rateText,
  rowsOf,
  rowTimeText,
  sourceNames,
  standText,
  timeText,
  unknownText,
} from './words.ts';

/**
 * The incident as one file for a browser: no script, nothing fetched (its own policy forbids both), made to be printed. Every
 * text that is not ours is escaped where it is put in.
 */
export function htmlOf(facts: Prepared): string {
  const { page, timeZone, hidden } = facts;
  const hiddenSaid = hiddenText(page, hidden);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(`${page.id}: ${page.title}`)}</title>
<style>${exportStyle}${footer(page.id)}</style>
</head>
<body>
<header>
<p class="soft">${html(page.id)}, severity ${page.severity}, ${html(standText(page))}</p>
<h1><bdi>${html(page.title)}</bdi></h1>
<p class="stand"><bdi>${html(page.sentence)}</bdi></p>
<p class="soft">Opened ${timeText(page.openedAt, timeZone)}, ${html(openingText(page))}. Times in ${html(timeZone)}. Made ${new Date(page.at).toISOString()} by Release Command Center.</p>
</header>
<main>
${costPart(page, timeZone)}
${differencePart(facts)}${seenPart(facts)}<h2>Timeline</h2>
<p class="stand">${html(clockText(page, timeZone))}</p>
<p class="soft">${html(precisionLegend)}</p>
${hiddenSaid === '' ? '' : `<p class="soft">${html(hiddenSaid)}</p>\n`}<table class="tl">
<thead><tr><th>Time</th><th>${fromText(page)}</th><th>What</th><th>By, source</th></tr></thead>
<tbody>
${rowsOf(page, hidden)
  .map((row) => rowOf(row, facts))
  .join('\n')}
</tbody>
</table>
${peoplePart(page, timeZone)}${gapsPart(page)}${reviewPart(page)}${citedPart(facts)}
</main>
</body>
</html>
`;
}

/** Every printed page names its incident. An id that is not ours names nothing: it would be part of a style sheet. */
function footer(id: string): string {
  return /^INC-\d+$/.test(id) ? `@page { @bottom-left { content: "${id}"; font: 8pt sans-serif; color: #4a5462; } }\n` : '';
}

function rowOf(row: TimelineEntry | Silence, { page, timeZone }: Prepared): string {
  if (!('at' in row)) return `<tr class="hole"><td></td><td></td><td>${html(row.text)}</td><td></td></tr>`;
  const original =
    row.originalAt === null
      ? ''
      : `<br><span class="soft">source said<br>${rowTimeText(row.originalAt, 1_000, page.openedAt, timeZone)}</span>`;
  const tags = [row.pinned ? 'pinned' : '', row.hidden ? 'hidden' : '']
    .filter((tag) => tag !== '')
    .map((tag) => ` <span class="tag">${tag}</span>`);
  const link = webAddress(row.url);
  const what = [
    `<div class="what ${row.tone}${row.pinned ? ' pinned' : ''}"><bdi>${html(row.text)}</bdi>${tags.join('')}</div>`,
    row.detail === null ? '' : `<div class="detail mono"><bdi>${html(row.detail)}</bdi></div>`,
    link === null ? '' : `<div class="mono"><a rel="noreferrer" href="${html(link)}">${html(link)}</a></div>`,
    ...row.annotations.map(
      ({ by, at, text, audit }) =>
        `<div class="said"><span class="soft">${html(by)}, ${timeText(at, timeZone)}:</span> <bdi>${html(text)}</bdi>${audit === null ? '' : ` <span class="mono soft">audit ${audit.seq}</span>`}</div>`,
    ),
  ];
  const time = `<time datetime="${new Date(row.at).toISOString()}">${rowTimeText(row.at, row.precisionMs, page.openedAt, timeZone)}</time>${original}`;
  const who = row.who === null ? '<span class="soft">not said</span>' : `<bdi>${html(row.who)}</bdi>`;
  return `<tr><td>${time}</td><td>${elapsedText(row.at, page.clock.at)}</td><td>${what.join('')}</td><td>${who}<br><span class="soft">${sourceNames[row.source]}</span></td></tr>`;
}

function costPart({ cost, costProblem, openedAt }: IncidentPage, timeZone: string): string {
  if (cost === null) return `<h2>Cost</h2>\n<p>${html(costProblem ?? 'Not counted.')}</p>`;
  const unknown = unknownText(cost);
  const inputs = cost.inputs.map(
    ({ label, value, source }) => `<tr><td><bdi>${html(label)}</bdi></td><td>${html(value)}</td><td class="soft">${html(source)}</td></tr>`,
  );
  return `<h2>Cost</h2>
<p class="cost">${html(moneyText(cost.amount, cost.currency))}</p>
<p>${cost.amount === null ? 'Nothing was measured.' : 'As far as measured.'}${cost.failedRequests === null ? '' : ` ${cost.failedRequests.toLocaleString('en-GB')} failed requests.`}${unknown === '' ? '' : ` <span class="bad">${html(unknown)}</span>`}</p>
${costPicture(cost, openedAt, timeZone)}
<p class="formula">${html(cost.formula)}${cost.worked.map((line) => `<br><strong>${html(line)}</strong>`).join('')}</p>
<p>${html(rateText(cost))}</p>
<table><thead><tr><th>Measured over the incident</th><th>Value</th><th>Source</th></tr></thead><tbody>${inputs.join('')}</tbody></table>`;
}

function peoplePart({ people }: IncidentPage, timeZone: string): string {
  if (people.length === 0) return '';
  const rows = people.map(
    ({ name, did, lastAt }) =>
      `<tr><td><bdi>${html(name)}</bdi></td><td><bdi>${html(did)}</bdi></td><td class="soft">${timeText(lastAt, timeZone)}</td></tr>`,
  );
  return `<h2>People</h2>\n<table><thead><tr><th>Who</th><th>Last did</th><th>When</th></tr></thead><tbody>${rows.join('')}</tbody></table>\n`;
}

function gapsPart({ gaps }: IncidentPage): string {
  if (gaps.length === 0) return '';
  return `<h2>What may be missing</h2>\n<ul>${gaps.map(({ source, text }) => `<li>${sourceNames[source]}: <bdi>${html(text)}</bdi></li>`).join('')}</ul>\n`;
}

function reviewPart({ review }: IncidentPage): string {
  if (review === null) return '';
  const section = (title: string, text: string) =>
    text.trim() === '' ? '' : `<h3>${title}</h3>\n<p class="what"><bdi>${html(text)}</bdi></p>\n`;
  const actions = review.actions.map(
    ({ mechanism, kind, owner, due }) =>
      `<tr><td><bdi>${html(mechanism)}</bdi></td><td>${kind}</td><td><bdi>${html(owner)}</bdi></td><td>${html(due)}</td></tr>`,
  );
  const contributed = review.contributing.map((one) => `<li><bdi>${html(one)}</bdi></li>`);
  return `<h2>Review</h2>
${section('What happened', review.summary)}${section('What helped', review.whatHelped)}${section('What hindered', review.whatHindered)}${
  contributed.length === 0 ? '' : `<h3>What contributed</h3>\n<ul>${contributed.join('')}</ul>\n`
}${actions.length === 0 ? '' : `<h3>Actions</h3>\n<table class="acts"><thead><tr><th>Mechanism</th><th>Kind</th><th>Owner</th><th>Due</th></tr></thead><tbody>${actions.join('')}</tbody></table>\n`}`;
}

/** What is read back by `rcc audit verify --cites`: the same text a person sees. */
function citedPart({ page, citations: { entries, head, fingerprint } }: Prepared): string {
  const rows = entries.map(({ seq, hash }) => `<tr class="cite"><td>${seq}</td><td>${hash}</td></tr>`);
  return `<h2>Audit entries cited</h2>
<p class="soft">${head === null ? 'The audit log could not be read when this file was made.' : `Each is an entry of the desk's hash-chained log. <code>rcc audit verify --cites ${html(page.id)}.html</code> checks them where the log is.`}</p>
${head === null ? '' : `<p class="head">Head of the log: <code>${head.seq}:${head.hash}</code></p>\n`}${fingerprint === null ? '' : `<p class="key">Signing key: <code>${html(fingerprint)}</code></p>\n`}<table class="cites">
<thead><tr><th>Entry</th><th>SHA-256</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
