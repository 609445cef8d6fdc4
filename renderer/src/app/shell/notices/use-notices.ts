import { useParams, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useClock } from '../../../components/clock-context.tsx';
import { useToasts } from '../../../components/toasts.tsx';
import { ask } from '../../../lib/ask.ts';
import { useBackend } from '../../../lib/backend-context.tsx';
import type { Client } from '../../../lib/backend.ts';
import { useAuditSeq, useRolloutRows } from '../../../lib/live-queries.ts';
import { usePreferencesStore } from '../../../lib/preferences.ts';
import { timeText } from '../../../lib/wall-time.ts';
import { deliver } from './deliver.ts';
import { type BadNotice, createBadWatch, isStillSo, type Notice, retold, settleMs, rollbacksEnded, takenBack } from './notices.ts';

/** Never more than this at once: a cluster that goes down turns everything bad in one moment. */
const mostAtOnce = 3;
/** How long after our last entry about a rollout its abort counts as ours, ms. */
const oursForMs = 120_000;
/** Whatever a row turned into is told or taken back within this time, ms. */
const settledForSureMs = 4 * settleMs;

/** Watches for what turned bad and for rollbacks that ended, on whatever screen, and says it. */
export function useNotices(): void {
  const tell = useTell();
  useTurnedBad(tell);
  useRollbacksEnded(tell);
  useOpened();
}

/** Whoever opens its page, or its rollback, has seen what was told of a rollout. */
function useOpened(): void {
  const { over } = useToasts();
  const here = Target.safeParse(useParams({ strict: false }));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const key = here.success ? targetKey(here.data) : null;
  useEffect(() => {
    over((about) => about === key || (path === '/rollouts' && about.startsWith(amongOthers)));
  }, [over, key, path]);
}

/** Before the key of a rollout that was told with too many to name each: the list is their page. */
const amongOthers = 'among others ';

/** `again`: told before, in other words: nobody is called a second time. */
type Tell = (notices: readonly Notice[], again?: boolean) => void;

function useTell(): Tell {
  const { say } = useToasts();
  const clock = useClock();
  return (notices, again = false) => {
    if (notices.length === 0) return;
    const preferred = usePreferencesStore.getState();
    const now = clock.now();
    const shown = notices.length <= mostAtOnce ? notices : [together(notices)];
    for (const notice of shown) {
      if (!again) deliver(notice, preferred);
      // On the page itself it is said where one is not looking at it already. The end of a rollback leaves by itself.
      if (window.location.hash.startsWith(notice.route)) continue;
      const open = () => {
        window.location.hash = notice.route;
      };
      if (notice.tone === 'ended') {
        say({ tone: 'note', text: `${timeText(now)} ${notice.title}. ${notice.body}` });
        continue;
      }
      const text = `${notice.title}. Seen ${timeText(now)}${notice.where === '' ? '' : `, ${notice.where}`}`;
      // Whoever plans a rollback keeps the eyes on it: another rollout's alarm is counted, and is there afterwards.
      const stepsBack = window.location.hash.endsWith('/rollback');
      say({ tone: 'failed', text, action: { text: 'Open', run: open }, about: notice.about, stepsBack });
    }
  };
}

function together(notices: readonly Notice[]): Notice {
  const body = notices.map(({ title }) => title).join(', ');
  const about = notices.flatMap((notice) => notice.about).map((key) => `${amongOthers}${key}`);
  return { tone: 'bad', title: `${notices.length} rollouts turned bad`, body: body.slice(0, 280), route: '#/rollouts', where: '', about };
}

function useTurnedBad(tell: Tell): void {
  const { client } = useBackend();
  const clock = useClock();
  const live = useRolloutRows();
  const [look] = useState(createBadWatch);
  const rows = useRef(live);
  const latest = useRef(tell);
  useEffect(() => {
    rows.current = live;
    latest.current = tell;
  });
  const takeBackOld = useTakeBackOld();
  const known = live.status === 'live' ? live.items.size : 0;
  useEffect(() => {
    let looked: { readonly rows: typeof live.items | null; readonly at: number } = { rows: null, at: 0 };
    const lookAgain = () => {
      // Rows of a lost stream are the last known, and those before the first answer are none.
      const { items, status } = rows.current;
      if (status !== 'live' || clock.isSilent()) return;
      // Rows that stand as they are and had time to settle have nothing new to say.
      if (items !== looked.rows) looked = { rows: items, at: clock.now() };
      else if (clock.now() - looked.at > settledForSureMs) return;
      const turned = look(items, clock.now());
      const changed = takeBackOld(items, turned);
      if (turned.length > 0) void withoutOurs(client, turned, clock.now()).then((notices) => latest.current(notices));
      if (changed.length > 0) void withoutOurs(client, changed, clock.now()).then((notices) => latest.current(notices, true));
    };
    // Whatever comes in is looked at at once: what it turns into a moment later is a change.
    if (known > 0) lookAgain();
    return clock.subscribe(lookAgain);
  }, [look, client, clock, known, takeBackOld]);
}

/** Looks whether what stands is still so: what is not goes, and what became something else is told in its words of now. */
function useTakeBackOld(): (rows: ReadonlyMap<string, RolloutRow>, turned: readonly BadNotice[]) => BadNotice[] {
  const { over } = useToasts();
  const [told] = useState(() => new Map<string, BadNotice>());
  return useCallback(
    (rows, turned) => {
      const changed: BadNotice[] = [];
      over((about) => {
        const key = about.replace(amongOthers, '');
        const was = told.get(key);
        if (was === undefined || isStillSo(rows.get(key), was)) return false;
        const now = retold(key, rows.get(key));
        if (now !== null && about === key) changed.push(now);
        return now === null || about === key;
      });
      for (const notice of [...turned, ...changed]) told.set(notice.key, notice);
      return changed;
    },
    [over, told],
  );
}

/** An abort that this desk was asked for is no news: whoever asked sees it, and its end is told by itself. */
async function withoutOurs(client: Client, notices: readonly BadNotice[], now: number): Promise<Notice[]> {
  const kept = await Promise.all(
    notices.map(async (notice) => (notice.aborted && (await isOurs(client, notice.key, now)) ? [] : [notice])),
  );
  return kept.flat();
}

/** Intents are on disk before anything is sent: an abort of ours is in the log before its effect is seen. */
async function isOurs(client: Client, target: string, now: number): Promise<boolean> {
  const last = await ask(() => client.audit.list({ target, limit: 1 }));
  const [entry] = last.ok ? last.value.entries : [];
  return entry !== undefined && now - Date.parse(entry.at) < oursForMs;
}

function useRollbacksEnded(tell: Tell): void {
  const { client } = useBackend();
  const { over } = useToasts();
  const seq = useAuditSeq();
  const before = useRef<number | null>(null);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    const was = before.current;
    before.current = seq;
    if (was === null || seq === null || seq <= was) return;
    const limit = Math.min(100, seq - was);
    void ask(() => client.audit.list({ limit, beforeSeq: seq + 1 })).then((page) => {
      if (!page.ok) return;
      const taken = takenBack(page.value.entries);
      over((about) => taken.has(about));
      latest.current(rollbacksEnded(page.value.entries));
    });
  }, [seq, client, over]);
}
