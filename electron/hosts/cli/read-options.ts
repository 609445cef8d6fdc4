import { Verdict } from '#shared/domain/checklist/views.ts';
import type { Lever } from '#shared/domain/rollback/plan.ts';
import { parseDuration } from './duration.ts';
import { isObjectName } from './target-name.ts';

/** Every flag, read. null: not given. */
export interface Options {
  readonly json: boolean;
  readonly context: string | null;
  readonly kubeconfig: string | null;
  /** null: all namespaces. */
  readonly namespace: string | null;
  readonly allNamespaces: boolean;
  readonly reason: string | null;
  readonly timeoutSeconds: number | null;
  readonly prometheus: string | null;
  readonly home: string | null;
  readonly release: string | null;
  readonly full: boolean;
  readonly toRevision: number | null;
  readonly lever: Lever | null;
  /** The mark of the clock an act stays for, beyond effective. */
  readonly wait: 'traffic' | null;
  readonly port: number | null;
  readonly sandbox: boolean;
  readonly scenario: string | null;
  readonly speed: number | null;
  readonly seed: number | null;
  readonly limit: number | null;
  /** What the verb takes is checked with the verb. */
  readonly format: string | null;
  readonly item: string | null;
  readonly verdict: Verdict | null;
  readonly conditions: readonly string[];
  readonly key: string | null;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly cites: string | null;
  readonly output: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly severity: 1 | 2 | 3 | null;
  /** How long ago, seconds. */
  readonly sinceSeconds: number | null;
  readonly entry: string | null;
  /** Epoch ms. */
  readonly at: number | null;
  readonly file: string | null;
  readonly ids: boolean;
  readonly hidden: boolean;
  readonly service: string | null;
  readonly image: string | null;
  readonly forSeconds: number | null;
  readonly region: string | null;
  readonly environment: string | null;
  readonly rollBack: string | null;
}

/** Flags as node:util hands them over. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Problem {
  readonly problem: string;
}

/** Reads and checks every flag that was given. A problem is one sentence for the person. */
export function readOptions(values: Values): Options | Problem {
  const text = (flag: string): string | null => {
    const value = values[flag];
    return typeof value === 'string' ? value : null;
  };
  const problem = problemOf(text);
  if (problem !== null) return { problem };
  const timeout = text('timeout');
  const allNamespaces = values['all-namespaces'] === true;
  return {
    json: values['json'] === true,
    context: text('context'),
    kubeconfig: text('kubeconfig'),
    namespace: allNamespaces ? null : text('namespace'),
    allNamespaces,
    reason: text('reason')?.trim() ?? null,
    timeoutSeconds: timeout === null ? null : parseDuration(timeout),
    prometheus: text('prometheus'),
    home: text('home'),
    release: text('release'),
    full: values['full'] === true,
    toRevision: whole(text('to-revision')),
    lever: text('lever') === 'abort' ? 'abort' : text('lever') === 'undo' ? 'undo' : null,
    wait: text('wait') === 'traffic' ? 'traffic' : null,
    port: whole(text('port')),
    sandbox: values['sandbox'] === true,
    scenario: text('scenario'),
    speed: whole(text('speed')),
    seed: whole(text('seed')),
    limit: whole(text('limit')),
    format: text('format'),
    item: text('item'),
    verdict: Verdict.safeParse(text('verdict')).data ?? null,
    conditions: (text('condition') ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    key: text('key')?.toLowerCase() ?? null,
    head: headOf(text('head')),
    cites: text('cites'),
    output: text('output'),
    title: text('title')?.trim() ?? null,
    text: text('text')?.trim() ?? null,
    severity: severityOf(text('severity')),
    sinceSeconds: parseDuration(text('since') ?? ''),
    entry: text('entry'),
    at: instantOf(text('at')),
    file: text('file'),
    ids: values['ids'] === true,
    hidden: values['hidden'] === true,
    service: text('service'),
    image: text('image'),
    forSeconds: parseDuration(text('for') ?? ''),
    region: text('region'),
    environment: text('environment'),
    rollBack: text('roll-back'),
  };
}

/** The first flag whose value cannot be meant, in words. */
function problemOf(text: (flag: string) => string | null): string | null {
  const given = (flag: string, holds: (value: string) => boolean): boolean => {
    const value = text(flag);
    return value !== null && !holds(value);
  };
  const between = (low: number, high: number) => (value: string) => {
    const number = whole(value);
    return number !== null && number >= low && number <= high;
  };
  if (given('reason', (value) => value.trim() !== '')) return 'The reason is empty: --reason TEXT says why, for the record.';
  if (given('reason', (value) => value.trim().length <= 2_000)) return 'The reason is longer than 2000 characters.';
  if (given('timeout', (value) => parseDuration(value) !== null))
    return `--timeout ${text('timeout')} is not a duration: write 90s, 2m or 1m30s.`;
  if (given('timeout', (value) => (parseDuration(value) ?? 0) <= 3_600)) return '--timeout is at most 1h.';
  if (given('namespace', isObjectName)) return `--namespace "${text('namespace')}" is not the name of a namespace.`;
  for (const flag of ['context', 'kubeconfig', 'home', 'release']) if (given(flag, (value) => value !== '')) return `--${flag} is empty.`;
  if (given('prometheus', (value) => URL.canParse(value) && /^https?:/.test(value)))
    return `--prometheus ${text('prometheus')} is not an http or https URL.`;
  if (given('to-revision', between(1, Number.MAX_SAFE_INTEGER)))
    return `--to-revision ${text('to-revision')} is not a revision: a whole number from 1.`;
  if (given('lever', (value) => value === 'abort' || value === 'undo')) return `--lever ${text('lever')} is none: abort or undo.`;
  if (given('wait', (value) => value === 'traffic')) return `--wait ${text('wait')} is none: traffic.`;
  if (given('port', between(0, 65_535))) return `--port ${text('port')} is not a port: 0 to 65535.`;
  if (given('scenario', (value) => value !== '')) return '--scenario is empty.';
  if (given('speed', between(1, 100))) return `--speed ${text('speed')} is not a whole number from 1 to 100.`;
  if (given('seed', between(0, 4_294_967_295))) return `--seed ${text('seed')} is not a whole number from 0 to 4294967295.`;
  if (given('limit', between(1, 1_000))) return `--limit ${text('limit')} is not a number from 1 to 1000.`;
  if (given('verdict', (value) => Verdict.safeParse(value).success))
    return `--verdict ${text('verdict')} is none: go, no-go or go-with-conditions.`;
  if (given('item', (value) => value !== '')) return '--item is empty.';
  if (given('key', (value) => /^[0-9a-f]{64}$/i.test(value)))
    return '--key is a fingerprint: 64 hexadecimal digits, as rcc audit verify prints it.';
  for (const flag of ['cites', 'output', 'title', 'text', 'entry', 'file'])
    if (given(flag, (value) => value.trim() !== '')) return `--${flag} is empty.`;
  for (const flag of ['title', 'text'])
    if (given(flag, (value) => value.trim().length <= 4_000)) return `--${flag} is longer than 4000 characters.`;
  for (const flag of ['service', 'image', 'region', 'roll-back'])
    if (given(flag, (value) => value.trim() !== '')) return `--${flag} is empty.`;
  if (given('for', (value) => parseDuration(value) !== null)) return `--for ${text('for')} is not a duration: write 30m or 2h.`;
  if (given('at', (value) => instantOf(value) !== null))
    return `--at ${text('at')} is no time with its zone: write 2026-11-26T10:12:16Z or 2026-11-26T11:12:16+01:00.`;
  if (given('severity', (value) => severityOf(value) !== null)) return `--severity ${text('severity')} is none: 1, 2 or 3.`;
  if (given('since', (value) => parseDuration(value) !== null)) return `--since ${text('since')} is not a duration: write 90s, 30m or 2h.`;
  if (given('head', (value) => headOf(value) !== null)) return '--head is SEQ:HASH, as rcc audit verify prints it.';
  return null;
}

/** A time that means the same everywhere. */
function instantOf(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function severityOf(text: string | null): 1 | 2 | 3 | null {
  return text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : null;
}

function whole(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

function headOf(text: string | null): { seq: number; hash: string } | null {
  const match = /^(\d+):([0-9a-f]{64})$/i.exec(text ?? '');
  const seq = whole(match?.[1] ?? null);
  return match === null || seq === null || seq < 1 ? null : { seq, hash: (match[2] ?? '').toLowerCase() };
}
