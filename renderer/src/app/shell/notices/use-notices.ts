import { useEffect, useRef, useState } from 'react';
import { useClock } from '../../../components/clock-context.tsx';
import { useToasts } from '../../../components/toasts.tsx';
import { ask } from '../../../lib/ask.ts';
import { useBackend } from '../../../lib/backend-context.tsx';
import type { Client } from '../../../lib/backend.ts';
import { useAuditHead, useRolloutRows } from '../../../lib/live-queries.ts';
import { usePreferencesStore } from '../../../lib/preferences.ts';
import { timeText } from '../../../lib/wall-time.ts';
import { deliver } from './deliver.ts';
import { type BadNotice, createBadWatch, type Notice, rollbacksEnded } from './notices.ts';

/** Never more than this at once: a cluster that goes down turns everything bad in one moment. */
const mostAtOnce = 3;
/** How long after our last entry about a rollout its abort counts as ours, ms. */
const oursForMs = 120_000;

/** Watches for what turned bad and for rollbacks that ended, on whatever screen, and says it. */
export function useNotices(): void {
  const tell = useTell();
  useTurnedBad(tell);
  useRollbacksEnded(tell);
}

function useTell(): (notices: readonly Notice[]) => void {
  const { say } = useToasts();
  const clock = useClock();
  return (notices) => {
    if (notices.length === 0) return;
    const preferred = usePreferencesStore.getState();
    const now = clock.now();
    const shown = notices.length <= mostAtOnce ? notices : [together(notices)];
    for (const notice of shown) {
      deliver(notice, preferred);
      // On the page itself it is said where one is not looking at it already. The end of a rollback leaves by itself.
      if (window.location.hash.startsWith(notice.route)) continue;
      const open = () => {
        window.location.hash = notice.route;
      };
      const text = `${timeText(now)} ${notice.title}. ${notice.body}`;
      say(notice.tone === 'ended' ? { tone: 'note', text } : { tone: 'failed', text, action: { text: 'Open', run: open } });
    }
  };
}

function together(notices: readonly Notice[]): Notice {
  const names = notices.map(({ title }) => title);
  return { tone: 'bad', title: `${notices.length} rollouts turned bad`, body: names.join(', ').slice(0, 280), route: '#/rollouts' };
}

function useTurnedBad(tell: (notices: readonly Notice[]) => void): void {
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
  const known = live.status === 'live' ? live.items.size : 0;
  useEffect(() => {
    const lookAgain = () => {
      // Rows of a lost stream are the last known, and those before the first answer are none.
      const { items, status } = rows.current;
      if (status !== 'live' || clock.isSilent()) return;
      const turned = look(items, clock.now());
      if (turned.length > 0) void withoutOurs(client, turned, clock.now()).then((notices) => latest.current(notices));
    };
    // Whatever comes in is looked at at once: what it turns into a moment later is a change.
    if (known > 0) lookAgain();
    return clock.subscribe(lookAgain);
  }, [look, client, clock, known]);
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

function useRollbacksEnded(tell: (notices: readonly Notice[]) => void): void {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const seq = head?.seq ?? null;
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
      if (page.ok) latest.current(rollbacksEnded(page.value.entries));
    });
  }, [seq, client]);
}
