import { useEffect, useRef, useState } from 'react';
import { useToasts } from '../../../components/toasts.tsx';
import { ask } from '../../../lib/ask.ts';
import { useBackend } from '../../../lib/backend-context.tsx';
import { useAuditHead, useRolloutRows } from '../../../lib/live-queries.ts';
import { usePreferencesStore } from '../../../lib/preferences.ts';
import { deliver } from './deliver.ts';
import { createBadWatch, type Notice, rollbacksEnded } from './notices.ts';

/** Never more than this at once: a cluster that goes down turns everything bad in one moment. */
const mostAtOnce = 3;

/** Watches for what turned bad and for rollbacks that ended, on whatever screen, and says it. */
export function useNotices(): void {
  const tell = useTell();
  useTurnedBad(tell);
  useRollbacksEnded(tell);
}

function useTell(): (notices: readonly Notice[]) => void {
  const { say } = useToasts();
  return (notices) => {
    if (notices.length === 0) return;
    const preferred = usePreferencesStore.getState();
    const shown = notices.length <= mostAtOnce ? notices : [together(notices)];
    for (const notice of shown) {
      deliver(notice, preferred);
      // On the page itself it is said where one is not looking at it already.
      if (window.location.hash.split('?')[0] === notice.route) continue;
      const open = () => {
        window.location.hash = notice.route;
      };
      say({
        tone: notice.tone === 'bad' ? 'failed' : 'note',
        text: `${notice.title}. ${notice.body}`,
        action: { text: 'Open', run: open },
      });
    }
  };
}

function together(notices: readonly Notice[]): Notice {
  const names = notices.map(({ title }) => title);
  return { tone: 'bad', title: `${notices.length} rollouts turned bad`, body: names.join(', ').slice(0, 280), route: '#/rollouts' };
}

function useTurnedBad(tell: (notices: readonly Notice[]) => void): void {
  const { items, status } = useRolloutRows();
  const [look] = useState(createBadWatch);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    // Rows of a lost stream are the last known, and those before the first answer are none.
    if (status === 'live') latest.current(look(items));
  }, [items, status, look]);
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
