import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { closesIntent } from '#shared/domain/audit/entry.ts';
import { Target } from '#shared/domain/rollouts/target.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { evidenceOf, resultLook, targetName } from '../../../features/audit/entry-words.ts';

/** Something that happened while nobody may have looked. */
export interface Notice {
  readonly tone: 'bad' | 'ended';
  readonly title: string;
  readonly body: string;
  /** The page's own address of what it is about, with its `#`. */
  readonly route: string;
  /** Where it is, for a line that stands longer than the figures of `body` hold. */
  readonly where: string;
  /** Keys of the rollouts it tells of, while it is about what is so now. */
  readonly about: readonly string[];
}

const bad: ReadonlySet<Badge> = new Set(['degraded', 'aborted']);

/** Whether what was told of a row still is so. A silent one's last word stands; one that is gone is not bad. */
export function isStillSo(row: RolloutRow | undefined, { aborted }: Pick<BadNotice, 'aborted'>): boolean {
  if (row?.attention.group === 'silent') return true;
  return row !== undefined && isBad(row) && (row.attention.state === 'aborted') === aborted;
}

/** What became of a row that was told: the same notice in the words of now; null when it is no longer bad. */
export function retold(key: string, row: RolloutRow | undefined): BadNotice | null {
  return row === undefined || !isBad(row) ? null : badNotice(key, row);
}

function isBad({ attention }: RolloutRow): boolean {
  return attention.group === 'needs-a-human' && bad.has(attention.state);
}

/** Looks at the rows again and says what turned bad and stayed so. `now`: epoch ms. */
export type BadWatch = (rows: ReadonlyMap<string, RolloutRow>, now: number) => BadNotice[];

export interface BadNotice extends Notice {
  /** The rollout's key, as an audit entry names its target. */
  readonly key: string;
  readonly aborted: boolean;
}

/** What is bad for less than this is a controller at work: nobody is woken for it. Milliseconds. */
export const settleMs = 5_000;

/**
 * Only a change is news: what was bad at the first look is on the screen already, and going from bad to worse is none. While a
 * cluster is silent the last word of its rows stands: one that comes back bad has turned bad, however long nobody could see it.
 */
export function createBadWatch(): BadWatch {
  /** Since when a row is bad, epoch ms; null: it is not. Told: nobody has to be. */
  const known = new Map<string, { readonly since: number | null; readonly told: boolean }>();
  return (rows, now) => {
    const notices: BadNotice[] = [];
    for (const [key, row] of rows) {
      if (row.attention.group === 'silent') continue;
      const was = known.get(key);
      if (!isBad(row)) {
        if (was?.since !== null) known.set(key, { since: null, told: false });
        continue;
      }
      const since = was?.since ?? now;
      const told = was?.told ?? true;
      const settled = now - since >= settleMs;
      if (!told && settled) notices.push(badNotice(key, row));
      if (was?.since == null || told !== (told || settled)) known.set(key, { since, told: told || settled });
    }
    return notices;
  };
}

function badNotice(key: string, { attention, workload: { target } }: RolloutRow): BadNotice {
  return {
    key,
    aborted: attention.state === 'aborted',
    tone: 'bad',
    title: `${target.name} ${attention.state === 'aborted' ? 'is aborted' : 'is degraded'}`,
    body: `${attention.sentence} ${target.context} / ${target.namespace}`,
    route: routeOf(target),
    where: `${target.context} / ${target.namespace}`,
    about: [key],
  };
}

const takesBack = new Set(['rollback.execute', 'rollback.run']);

/** The targets that somebody takes back, among new entries: held is enough, what is refused is not. */
export function takenBack(entries: readonly AuditEntry[]): ReadonlySet<string> {
  return new Set(entries.filter(({ action, outcome }) => takesBack.has(action) && outcome !== 'refused').map(({ target }) => target));
}

/** The ends of rollbacks among new entries: what was effective, and what was not. */
export function rollbacksEnded(entries: readonly AuditEntry[]): Notice[] {
  return entries
    .filter(({ action, phase, outcome }) => takesBack.has(action) && closesIntent(phase) && outcome !== 'refused')
    .map((entry) => {
      const target = targetOf(entry.target);
      return {
        tone: 'ended',
        // The log is written when the cluster is back; whether the traffic is, is seen later.
        title: `Rollback of ${targetName(entry.target)}: ${evidenceOf(entry).open === '' ? resultLook(entry, false).word : 'weights are back, traffic is followed'}`,
        body: `${entry.actor.name}${entry.reason === '' ? '' : `: “${entry.reason}”`}`,
        route: target === null ? `#/audit?entry=${entry.seq}` : routeOf(target),
        where: '',
        about: [],
      };
    });
}

/** The target as an audit entry names it; null for anything that is no workload. */
export function targetOf(text: string): Target | null {
  const [context = '', namespace, kind, name, ...more] = text.split('/');
  if (more.length > 0) return null;
  try {
    return Target.safeParse({ context: decodeURIComponent(context), namespace, kind, name }).data ?? null;
  } catch {
    return null;
  }
}

export function routeOf({ context, namespace, kind, name }: Target): string {
  return `#/rollouts/${[context, namespace, kind, name].map(encodeURIComponent).join('/')}`;
}
