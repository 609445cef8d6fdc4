import type { Check, Prediction, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { commandText } from './act.ts';
import { safeJson } from './json.ts';
import { pairs } from './table.ts';
import type { Paint } from './terminal.ts';
import { oneLine, percent, seconds } from './words.ts';

const verdicts: Readonly<Record<Check['verdict'], string>> = { yes: '✓', no: '✗', unknown: '?' };

/** A plan as a sheet for people: what it is about, what it sends, what it does, whether it can work, what stays as it is. */
export function planSheet(plan: RollbackPlan, paint: Paint): string {
  const { kind, name, namespace, context } = plan.target;
  const { dial } = plan;
  return [
    `${paint('strong', `${kind.toLowerCase()}/${name}`)} in ${namespace} (${context})\n`,
    pairs([
      ['lever', commandText(plan.command)],
      ['from', refText(plan.from)],
      ['to', refText(plan.to)],
      [
        'traffic',
        `${percent(dial.requested.percent)} requested, ${percent(dial.accepted.percent)} accepted, ${percent(dial.observed.percent)} observed`,
      ],
    ]),
    exact(
      'Sends',
      plan.writes.flatMap((write) => [`${write.method} ${write.path}`, `  ${write.contentType}`, `  ${safeJson(write.body)}`]),
      paint,
    ),
    exact('As kubectl', plan.kubectl, paint),
    block('Predicted', predictionLines(plan.prediction), paint),
    block(
      'Does',
      plan.effects.map((effect) => `${effect.what}: ${effect.before} → ${effect.after}${effect.note === '' ? '' : ` (${effect.note})`}`),
      paint,
    ),
    block(
      'Can it work',
      plan.checks.map((check) => `${verdicts[check.verdict]} ${check.text}`),
      paint,
    ),
    block(
      'Permission',
      [plan.permission.text, plan.permission.whoMay].filter((text) => text !== ''),
      paint,
    ),
    block(
      'Ways back (--lever)',
      plan.options.map((option) => `${option.chosen ? '▸' : ' '} ${option.lever}: ${option.text}`),
      paint,
    ),
    block('Will not come back', plan.willNotComeBack, paint),
    block('Left to do', plan.leftToDo ?? [], paint),
  ].join('');
}

function predictionLines(prediction: Prediction): string[] {
  const figures = (['accepted', 'weight', 'traffic', 'normal'] as const).filter((mark) => prediction[mark] !== null);
  const lines = figures.map((mark) => `${mark.padEnd(10)}${seconds(prediction[mark])}`);
  return lines.length === 0 ? [`nothing: ${prediction.from}`] : [...lines, `from ${prediction.from}`];
}

function refText(ref: RollbackPlan['from']): string {
  const revision = ref.revision === null ? '' : `revision ${ref.revision}`;
  return [ref.label, revision, ref.hash].filter((text) => text !== '').join(', ');
}

/** What a person reads. */
function block(title: string, lines: readonly string[], paint: Paint): string {
  return exact(title, lines.map(oneLine), paint);
}

/** What leaves the machine, or is copied from here: never cut, only kept from steering the terminal. */
function exact(title: string, lines: readonly string[], paint: Paint): string {
  const shown = lines.map((line) => `  ${line.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ')}\n`);
  return lines.length === 0 ? '' : `\n${paint('dim', title)}\n${shown.join('')}`;
}
