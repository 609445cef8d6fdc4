import { parseArgs } from 'node:util';
import { usageOf } from './help.ts';
import { readOptions, type Options, type Problem, type Values } from './read-options.ts';
import { globalFlags, ownFlags, specOf, verbNamed, verbsOfGroup, type OwnFlag, type VerbName } from './verb-table.ts';

/** A command line, read and checked: what follows needs no second look at it. */
export interface Invocation {
  readonly verb: VerbName;
  readonly names: readonly string[];
  readonly options: Options;
}

export type Parsed =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  | { readonly kind: 'help'; readonly topic: readonly string[] }
  | { readonly kind: 'usage'; readonly message: string; readonly hint: string; readonly json: boolean; readonly verb: VerbName | null };

/** Reads what follows `rcc`. Touches nothing but its argument. */
export function parseArguments(argv: readonly string[]): Parsed {
  const json = argv.includes('--json');
  const usage = (message: string, verb: VerbName | null, hint?: string): Parsed => {
    const said = hint ?? (verb === null ? 'rcc help lists the verbs.' : `usage: ${usageOf(verb)}`);
    return { kind: 'usage', message, hint: said, json, verb };
  };

  const split = splitFlags(argv);
  if ('problem' in split) return usage(split.problem, guessVerb(argv));
  const { values, words } = split;
  const found = findVerb(words);
  if (values['help'] === true) return { kind: 'help', topic: found === null ? words : found.verb.split(' ') };
  if (found === null) return usage(...unknownVerb(words));
  const { verb, names } = found;
  if (verb === 'help') return { kind: 'help', topic: names };

  const stray = Object.keys(values).find((flag) => flag in ownFlags && !takes(verb, flag));
  if (stray !== undefined) return usage(`rcc ${verb} takes no --${stray}.`, verb);
  const wrong = countProblem(verb, names);
  if (wrong !== null) return usage(wrong, verb);
  const options = readOptions(values);
  if ('problem' in options) return usage(options.problem, verb);
  const { formats } = specOf(verb);
  if (options.format !== null && formats?.includes(options.format) === false)
    return usage(`--format ${options.format} is none: ${listOf(formats)}.`, verb);
  if (specOf(verb).needsReason && options.reason === null)
    return usage('A reason is missing: --reason TEXT says why, for the record.', verb);
  const elsewhere = options.sandbox ? (['kubeconfig', 'prometheus'] as const).find((flag) => options[flag] !== null) : undefined;
  if (elsewhere !== undefined) return usage(`--sandbox is a world of its own: it goes without --${elsewhere}.`, verb);
  if (options.lever === 'abort' && options.toRevision !== null)
    return usage('--to-revision goes with --lever undo: an abort keeps the spec.', verb);
  return { kind: 'run', invocation: { verb, names, options } };
}

/** `a, b or c` */
function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function splitFlags(argv: readonly string[]): { values: Values; words: string[] } | Problem {
  const options = { ...globalFlags, ...ownFlags, version: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values, words: values.version === true && positionals.length === 0 ? ['version'] : positionals };
  } catch (error) {
    // parseArgs throws for what a person mistyped; its first sentence says what.
    if (error instanceof TypeError && 'code' in error) return { problem: mistyped(error.message) };
    throw error;
  }
}

function mistyped(message: string): string {
  const flag = /'([^']*)'/.exec(message)?.[1] ?? '';
  const named = flag.replace(/ <value>$/, '').replace(/^(-\w), /, '');
  if (/does not take an argument/.test(message)) return `${named} takes no value.`;
  if (/argument missing|ambiguous/.test(message)) return `${named} needs a value (one that begins with a dash is written ${named}=VALUE).`;
  if (message.startsWith('Unknown option')) return `There is no flag ${named}.`;
  return message.split('\n')[0] ?? message;
}

function findVerb(words: readonly string[]): { verb: VerbName; names: readonly string[] } | null {
  for (const length of [2, 1]) {
    const verb = words.length < length ? undefined : verbNamed(words.slice(0, length).join(' '));
    if (verb !== undefined) return { verb, names: words.slice(length) };
  }
  return null;
}

/** The verb a broken line was about, for its usage hint: flags that cannot be read are skipped. */
function guessVerb(argv: readonly string[]): VerbName | null {
  const words = argv.filter((word) => !word.startsWith('-'));
  for (const index of words.keys()) {
    const found = findVerb(words.slice(index));
    if (found !== null && found.verb !== 'help' && found.verb !== 'version') return found.verb;
  }
  return null;
}

function unknownVerb(words: readonly string[]): [string, null, string | undefined] {
  if (words.length === 0) return ['A verb is missing.', null, undefined];
  const [group = '', sub] = words;
  const verbs = verbsOfGroup(group).map((verb) => verb.slice(group.length + 1));
  if (verbs.length > 0) {
    const message = sub === undefined ? `rcc ${group} needs a verb.` : `rcc ${group} has no verb "${sub}".`;
    return [message, null, `One of: ${verbs.join(', ')}.`];
  }
  // `rcc rollout list`: the group is one letter away.
  const plural = `${group}s`;
  if (verbsOfGroup(plural).length > 0) {
    const line = verbNamed(`${plural} ${sub}`) === undefined ? plural : `${plural} ${sub}`;
    return [`There is no verb "${group}".`, null, `Perhaps: rcc ${line}`];
  }
  const meant = ['rollouts', 'rollback', 'audit', 'checklist', 'incidents', 'trains', 'connections'].find(
    (known) => verbNamed(`${known} ${group}`) !== undefined,
  );
  return [`There is no verb "${group}".`, null, meant === undefined ? undefined : `Perhaps: rcc ${meant} ${group}`];
}

function takes(verb: VerbName, flag: string): boolean {
  const flags: readonly OwnFlag[] = specOf(verb).flags;
  return flags.some((known) => known === flag);
}

function countProblem(verb: VerbName, names: readonly string[]): string | null {
  const { args } = specOf(verb);
  const most = args === '' ? 0 : 1;
  if (names.length > most) return `rcc ${verb} does not know what to do with "${names[most]}".`;
  if (names.length === 0 && (args === 'NAME' || args === 'CONTEXT')) return `rcc ${verb} needs a ${args}.`;
  return names.includes('') ? `An empty ${args.replaceAll(/[[\]]/g, '')} names nothing.` : null;
}
