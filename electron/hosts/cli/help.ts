import { globalFlags, ownFlags, specOf, verbNames, verbNamed, verbsOfGroup, type VerbName } from './verb-table.ts';

/** `rcc rollouts promote NAME [--full]` */
export function usageOf(verb: VerbName): string {
  const spec = specOf(verb);
  const flags = spec.flags.map((flag) => `[${ownFlags[flag].help}]`);
  const reason = spec.needsReason ? ['--reason TEXT'] : [];
  return ['rcc', verb, ...(spec.args === '' ? [] : [spec.args]), ...reason, ...flags].join(' ');
}

/** Help for a topic: nothing (everything), a group (`rollouts`) or a verb (`rollouts promote`). null: no such topic. */
export function helpText(topic: readonly string[]): string | null {
  if (topic.length === 0) return overview();
  const verb = verbNamed(topic.join(' '));
  if (verb !== undefined) return verbHelp(verb);
  const group = topic.length === 1 ? verbsOfGroup(topic[0] ?? '') : [];
  return group.length === 0 ? null : `${section('Verbs', group.map(verbLine))}\n\nrcc help VERB says more about one.\n`;
}

function overview(): string {
  const verbLines = verbNames.map(verbLine);
  const exits = [
    ['0', 'done, and for an act: effective, the cluster reads back as asked'],
    ['1', 'failed, not found, or broken evidence'],
    ['2', "refused: by the cluster, by the desk's rule, or because the basis changed"],
    ['3', 'sent, not effective in time'],
    ['4', 'unreachable'],
    ['64', 'bad usage, unknown context, empty reason'],
    ['70', 'a bug of ours'],
  ] as const;
  return [
    'rcc: see a rollout, take it back, keep the evidence.',
    '',
    section('Verbs', verbLines),
    '',
    section('Flags, anywhere on the line', globalLines()),
    '',
    section('Exit codes', exits),
    '',
    'NAME is a bare name, rollout/NAME or deployment/NAME. A bare name is looked for in all namespaces unless -n is given.',
    '',
  ].join('\n');
}

function verbHelp(verb: VerbName): string {
  const spec = specOf(verb);
  const own = spec.flags.map((flag) => [ownFlags[flag].help, ownFlags[flag].text] as const);
  const parts = [`${usageOf(verb)}\n\n${spec.text}`];
  if (own.length > 0) parts.push(section('Flags', own));
  parts.push(section('Flags of every verb', globalLines()));
  return `${parts.join('\n\n')}\n`;
}

function verbLine(verb: VerbName): readonly [string, string] {
  return [usageOf(verb).replace(/ \[--.*/, ''), specOf(verb).text];
}

function globalLines(): readonly (readonly [string, string])[] {
  return Object.values(globalFlags).map((flag) => [flag.help, flag.text]);
}

function section(title: string, lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length)) + 2;
  return [`${title}:`, ...lines.map(([left, right]) => `  ${left.padEnd(width)}${right}`)].join('\n');
}
