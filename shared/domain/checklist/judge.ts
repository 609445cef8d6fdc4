import type { CiCheck } from '../trains/ci.ts';
import type { Freeze } from '../policy/release-policy.ts';
import type { Evidence } from './views.ts';

/** What a check says of one passenger. `basis` is what a person's go stands on: when it changes, so does the evidence's digest. */
export interface Judged {
  readonly state: 'passed' | 'failed' | 'unknown';
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly basis: string;
}

/** A reading that could not be made: never a pass, and the source's own words are kept. */
export function unknown(text: string, evidence: readonly Evidence[] = []): Judged {
  return { state: 'unknown', text, evidence, basis: 'unknown' };
}

/** All checks on the commit passed, and there is at least one: no check proves nothing. */
export function judgeCi(commit: string, checks: readonly CiCheck[], at: number, source: string): Judged {
  const evidence = checks.map((check) => ({ label: check.name, value: check.words, source, at, url: check.url }));
  const basis = `${commit} ${checks
    .map(({ id, state }) => `${id}=${state}`)
    .toSorted()
    .join(' ')}`;
  if (checks.length === 0) return { ...unknown(`No check ran on ${commit.slice(0, 8)}`), basis };
  const failed = checks.filter(({ state }) => state === 'failed' || state === 'cancelled');
  const passed = checks.filter(({ state }) => state === 'passed').length;
  if (failed.length > 0) return { state: 'failed', text: `${failed.map(({ name }) => name).join(', ')} failed`, evidence, basis };
  if (passed < checks.length)
    return { state: 'unknown', text: `${passed} of ${checks.length} passed, the others have not ended`, evidence, basis };
  return { state: 'passed', text: `${passed} of ${checks.length} at ${commit.slice(0, 8)}`, evidence, basis };
}

export interface DigestFacts {
  readonly digest: string | null;
  readonly testedDigest: string | null;
  readonly testedIn: string;
  readonly rebuild: string | null;
  readonly at: number;
  readonly url: string | null;
}

/** What will run is what was tested, to the digest. A rebuild of the same commit is another artifact. */
export function judgeDigest({ digest, testedDigest, testedIn, rebuild, at, url }: DigestFacts): Judged {
  const short = (value: string) => value.replace('sha256:', '').slice(0, 12);
  const evidence = [
    { label: `tested in ${testedIn}`, value: testedDigest ?? 'not known', source: 'ci', at, url },
    { label: 'will run', value: digest ?? 'not known', source: 'train', at, url: null },
  ];
  if (digest === null) return unknown('No digest: a tag can be moved, so it is not known what would run', evidence);
  if (testedDigest === null) return unknown(`CI does not say which digest ran in ${testedIn}`, evidence);
  const basis = `${digest} ${testedDigest}`;
  if (rebuild !== null) return { state: 'failed', text: rebuild, evidence, basis };
  if (digest !== testedDigest)
    return { state: 'failed', text: `${short(digest)} would run, ${short(testedDigest)} was tested in ${testedIn}`, evidence, basis };
  return { state: 'passed', text: `${short(digest)} in ${testedIn} and here`, evidence, basis };
}

/** @param touched freezes that lie on the way of this departure */
export function judgeFreeze(touched: readonly Freeze[], at: number, wordOf: (instant: number) => string): Judged {
  const evidence = touched.map(({ name, from, to }) => ({
    label: name,
    value: `${wordOf(from)} to ${wordOf(to)}`,
    source: 'policy.yaml',
    at,
    url: null,
  }));
  const basis = touched.map(({ name, from, to }) => `${name} ${from} ${to}`).join(' ');
  const [first] = touched;
  return first === undefined
    ? {
        state: 'passed',
        text: 'no freeze on the way',
        evidence: [{ label: 'freezes on the way', value: 'none', source: 'policy.yaml', at, url: null }],
        basis,
      }
    : { state: 'failed', text: `${first.name}, ${wordOf(first.from)} to ${wordOf(first.to)}`, evidence, basis };
}

/** @param left percent of the budget that is left; null: the metric server has no such series */
export function judgeBudget(left: number | null, objectivePercent: number, window: string, at: number | null, source: string): Judged {
  const evidence = [
    { label: `of ${objectivePercent}% over ${window}`, value: left === null ? '?' : `${left.toFixed(1)}% left`, source, at, url: null },
  ];
  if (left === null) return unknown('The query of its error budget finds no series', evidence);
  const text = left > 0 ? `${left.toFixed(0)}% left` : `overspent by ${(-left).toFixed(0)}%`;
  return { state: left > 0 ? 'passed' : 'failed', text, evidence, basis: left > 0 ? 'left' : 'spent' };
}

export interface CapacityFacts {
  readonly region: string;
  /** Why there are no pods to count, in the cluster's words; empty where there are. */
  readonly why: string;
  /** null: the cluster could not be read. */
  readonly pods: { readonly desired: number; readonly available: number; readonly label: string; readonly at: number } | null;
}

/** Before traffic moves, the version that takes it back must be able to carry all of it, in every region. */
export function judgeCapacity(regions: readonly CapacityFacts[], source: string): Judged {
  const evidence = regions.map(({ region, pods, why }) => ({
    label: region,
    value: pods === null ? why : `${pods.available} of ${pods.desired} pods of ${pods.label} available`,
    source,
    at: pods?.at ?? null,
    url: null,
  }));
  const short = regions.find(({ pods }) => pods !== null && (pods.available < pods.desired || pods.desired === 0));
  if (short?.pods !== undefined && short.pods !== null)
    return {
      state: 'failed',
      text: `${short.pods.available} of ${short.pods.desired} pods available in ${short.region}`,
      evidence,
      basis: 'short',
    };
  const unread = regions.find(({ pods }) => pods === null);
  if (unread !== undefined) return unknown(`${unread.region} cannot be read: ${unread.why}`, evidence);
  const total = regions.reduce((sum, { pods }) => sum + (pods?.available ?? 0), 0);
  return { state: 'passed', text: `${total} pods available`, evidence, basis: 'whole' };
}

const dayMs = 86_400_000;

/** @param last the newest rollback of this service that was seen effective, by the audit log */
export function judgeDrill(last: { readonly at: number; readonly seq: number } | null, now: number, maxAgeDays: number): Judged {
  if (last === null) return { state: 'failed', text: `No rollback of it is in the audit log`, evidence: [], basis: 'none' };
  const days = Math.floor((now - last.at) / dayMs);
  const evidence = [{ label: 'newest effective rollback', value: `audit entry ${last.seq}`, source: 'audit', at: last.at, url: null }];
  const text = `${days === 0 ? 'today' : `${days} d ago`}${days > maxAgeDays ? `, limit is ${maxAgeDays} d` : ''}`;
  return { state: days > maxAgeDays ? 'failed' : 'passed', text, evidence, basis: `${last.seq} ${days > maxAgeDays}` };
}

export function judgeIncidents(
  open: readonly { readonly id: string; readonly title: string; readonly openedAt: number }[],
  at: number,
): Judged {
  const evidence = open.map(({ id, title, openedAt }) => ({ label: id, value: title, source: 'incidents', at: openedAt, url: null }));
  const [first] = open;
  const seen = { label: 'open incidents', value: String(open.length), source: 'incidents', at, url: null };
  return first === undefined
    ? { state: 'passed', text: 'none open', evidence: [seen], basis: '' }
    : { state: 'failed', text: `${first.id} is open: ${first.title}`, evidence, basis: open.map(({ id }) => id).join(' ') };
}
