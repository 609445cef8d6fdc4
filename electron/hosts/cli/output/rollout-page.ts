import type { RolloutPage } from '#shared/contract/rollouts.ts';
import { type Needle, isStale } from '#shared/domain/rollouts/figure.ts';
import { stateWords } from '#shared/domain/rollouts/state-word.ts';
import { badgeColours, stepText, versionText } from './rollout-table.ts';
import { pairs, table } from './table.ts';
import { versionsLive } from './versions-live.ts';
import type { Paint } from './terminal.ts';
import { ageOf, oneLine, percent } from './words.ts';

const shownEvents = 8;
const shownRevisions = 6;
const stepMarks = { done: '✓', current: '▸', next: '·' } as const;

/** The page of one workload for people. */
export function rolloutPage(page: RolloutPage, now: number, paint: Paint): string {
  const { workload } = page.detail;
  const { kind, name, namespace, context } = workload.target;
  const state = paint(badgeColours[page.attention.state], stateWords(page.attention).toLowerCase());
  const sections = [
    `${paint('strong', `${kind.toLowerCase()}/${name}`)} in ${namespace} (${context})  ${state}  ${oneLine(versionText(workload))}\n`,
    pairs([
      ['phase', [workload.phase, workload.message].filter((text) => text !== '').join(': ')],
      ...(page.attention.sentence === '' ? [] : [['now', page.attention.sentence] as const]),
      [
        'replicas',
        `${workload.replicas.desired} desired, ${workload.replicas.ready} ready, ${workload.replicas.updated} of the version in the spec`,
      ],
    ]),
    heading('Traffic to the version in the spec', needles(page, now), paint),
    heading('Versions, live', versionsLive(page, now), paint),
    stepsOf(page, now, paint),
    heading('Versions', versions(page, now), paint),
    heading('Difference', difference(page), paint),
    heading('Pods', pods(page, now), paint),
    heading('Conditions', conditions(page), paint),
    heading('Events', events(page, now), paint),
    heading('Actions', actions(page), paint),
    heading('Not read', pairs(page.detail.gaps.map((gap) => [gap.part, gap.why])), paint),
  ];
  return sections.filter((section) => section !== '').join('');
}

function heading(title: string, body: string, paint: Paint): string {
  return body === '' ? '' : `\n${paint('dim', title)}\n${body}`;
}

function needles({ dial, disagreement }: RolloutPage, now: number): string {
  const line = (name: string, needle: Needle) => {
    const stale = isStale(needle.at, needle.periodMs, now) ? ', stale' : '';
    const read = needle.at === null ? '' : `, ${ageOf(needle.at, now)} ago${stale}`;
    const note = needle.note === '' ? '' : ` (${needle.note})`;
    return `  ${name.padEnd(12)}${percent(needle.percent).padEnd(8)}${oneLine(`${needle.source}${read}${note}`)}\n`;
  };
  const lines = [line('requested', dial.requested), line('accepted', dial.accepted), line('observed', dial.observed)];
  return lines.join('') + (disagreement === null ? '' : `  ! ${oneLine(disagreement)}\n`);
}

function stepsOf(page: RolloutPage, now: number, paint: Paint): string {
  const lines = page.steps.map((step): string => {
    const left = step.endsAt === null ? '' : `, ${ageOf(now - (step.endsAt - now), now)} left`;
    return `  ${stepMarks[step.state]} ${String(step.index + 1).padStart(2)}  ${oneLine(step.text)}${step.detail === '' ? '' : `  ${oneLine(step.detail)}`}${left}\n`;
  });
  return heading(`Steps, at ${stepText(page.detail.workload)}`, lines.join(''), paint);
}

function versions({ detail }: RolloutPage, now: number): string {
  const { workload, revisions } = detail;
  const role = (hash: string) =>
    [hash === workload.currentHash ? 'spec' : '', hash === workload.stableHash ? 'stable' : ''].filter((word) => word !== '').join(', ');
  const rows = revisions
    .slice(0, shownRevisions)
    .map((revision) => [
      String(revision.revision ?? ''),
      revision.label,
      role(revision.hash),
      `${revision.ready} of ${revision.desired}`,
      ageOf(revision.createdAt, now),
      revision.images.map((image) => image.image).join(' '),
    ]);
  return rows.length === 0 ? '' : indent(table(['REVISION', 'VERSION', 'ROLE', 'READY', 'AGE', 'IMAGES'], rows));
}

function difference({ detail }: RolloutPage): string {
  if (detail.difference === null) return '';
  const rows = detail.difference.lines.map((line) => [line.path, line.before ?? '(none)', line.after ?? '(none)']);
  const notes = detail.difference.notes.map((note) => `  ${oneLine(note)}\n`).join('');
  return (rows.length === 0 ? '' : indent(table(['WHAT', 'BEFORE', 'AFTER'], rows))) + notes;
}

function pods({ detail }: RolloutPage, now: number): string {
  const label = (hash: string) => detail.workload.versions.find((version) => version.hash === hash)?.label ?? hash;
  const rows = detail.pods.map((pod) => [
    pod.name,
    label(pod.hash),
    pod.phase,
    pod.ready ? 'ready' : 'not ready',
    String(pod.restarts),
    ageOf(pod.startedAt, now),
    pod.reason,
  ]);
  return rows.length === 0 ? '' : indent(table(['NAME', 'VERSION', 'PHASE', 'READY', 'RESTARTS', 'AGE', 'WHY'], rows));
}

function conditions({ detail }: RolloutPage): string {
  const rows = detail.workload.conditions.map(({ type, status, reason, message }) => [type, status, reason, message]);
  return rows.length === 0 ? '' : indent(table(['TYPE', 'STATUS', 'REASON', 'MESSAGE'], rows));
}

function events({ detail }: RolloutPage, now: number): string {
  const newest = detail.events.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)).slice(0, shownEvents);
  const rows = newest.map(({ at, type, reason, object, message }) => [ageOf(at, now), type, reason, object, message]);
  return rows.length === 0 ? '' : indent(table(['AGE', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], rows));
}

function actions({ availability }: RolloutPage): string {
  return pairs(
    availability.map(({ action, enabled, reason }) => [`${enabled ? '✓' : '✗'} ${action}`, reason]),
    16,
  );
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
