import type { Behaviour, Profile, ServiceSpec } from './service-spec.ts';

/** What decides how a version behaves. */
export interface Running {
  /** Of the image: `2.14.0`. */
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
}

export type Facts = Readonly<Record<string, boolean>>;

/** The profile of a version: the service's own, changed by every rule that holds, in order; the environment has the last word on the time-out. */
export function profileOf(spec: ServiceSpec, running: Running, facts: Facts): Profile {
  let profile = spec.profile;
  for (const rule of spec.behaviours) if (holds(rule, running, facts)) profile = changed(profile, rule.then);
  const { call } = profile;
  const set = call?.timeoutEnv === undefined ? Number.NaN : Number.parseFloat(running.env[call.timeoutEnv] ?? '');
  return call && set > 0 ? { ...profile, call: { ...call, timeoutMs: set } } : profile;
}

function holds({ when }: Behaviour, { tag, env }: Running, facts: Facts): boolean {
  if (when.image !== undefined && !within(tag, when.image, compareVersions)) return false;
  for (const [name, wanted] of Object.entries(when.env ?? {})) {
    const value = env[name];
    if (value === undefined || !(value === wanted || within(value, wanted, (a, b) => Number.parseFloat(a) - Number.parseFloat(b))))
      return false;
  }
  return Object.entries(when.facts ?? {}).every(([name, wanted]) => (facts[name] ?? false) === wanted);
}

/** `>=2.14.0` and its kin; without a sign it must be equal. */
function within(value: string, bound: string, compare: (a: string, b: string) => number): boolean {
  const [, sign = '', limit = ''] = /^(>=|<=|>|<)?(.*)$/.exec(bound) ?? [];
  const order = compare(value, limit);
  if (Number.isNaN(order)) return false;
  if (sign === '') return order === 0 && value === limit;
  return (order > 0 && sign.startsWith('>')) || (order < 0 && sign.startsWith('<')) || (order === 0 && sign.endsWith('='));
}

/** By their numbers, one after the other: 2.9.0 is before 2.14.0. NaN when either is no version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  if (!left || !right) return Number.NaN;
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] | null {
  const found = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1];
  return found === undefined ? null : found.split('.').map(Number);
}

function changed(profile: Profile, { call, pool, ...rest }: Behaviour['then']): Profile {
  const next: Profile = { ...profile, ...defined(rest) };
  if (call && next.call) next.call = { ...next.call, ...defined(call) };
  if (pool && next.pool) next.pool = { ...next.pool, ...defined(pool) };
  return next;
}

/** Without the keys that are there but undefined, which would erase what they were to leave alone. */
function defined<T extends object>(part: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of Object.keys(part)) if (isKeyOf(part, key) && part[key] !== undefined) Object.assign(kept, { [key]: part[key] });
  return kept;
}

function isKeyOf<T extends object>(part: T, key: string): key is Extract<keyof T, string> {
  return key in part;
}
