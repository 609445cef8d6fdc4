import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { stateWord } from '#shared/domain/rollouts/state-word.ts';
import { badgeColours, stepText, versionText } from './rollout-table.ts';
import type { Paint } from './terminal.ts';
import { oneLine, percent } from './words.ts';

/** One change of one workload as a line of a log: `11:06:12  shop rollout/payments  paused  5% 5% –  …` */
export function rolloutLine({ workload, dial, attention }: RolloutRow, now: number, paint: Paint): string {
  const { namespace, kind, name } = workload.target;
  const step = stepText(workload);
  const parts = [
    new Date(now).toTimeString().slice(0, 8),
    `${namespace} ${kind.toLowerCase()}/${name}`,
    paint(badgeColours[attention.state], stateWord(attention).toLowerCase()),
    [dial.requested, dial.accepted, dial.observed].map((needle) => percent(needle.percent)).join(' '),
    step === '' ? '' : `step ${step}`,
    versionText(workload),
    attention.sentence,
  ];
  return `${parts
    .filter((part) => part !== '')
    .map((part) => (part.includes('\u001b') ? part : oneLine(part)))
    .join('  ')}\n`;
}
