import { useEffect, useRef, useState } from 'react';
import type { Verification } from '#shared/contract/audit.ts';
import { failureOf } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

export interface VerificationRun {
  readonly running: boolean;
  /** How far it is, then what it found; null before it is asked for and once it is cancelled. */
  readonly verification: Verification | null;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** A walk over the whole chain on the desk, watched from here. Leaving the screen cancels it: nobody would see what it finds. */
export function useVerification(): VerificationRun {
  const { client } = useBackend();
  const [running, setRunning] = useState(false);
  const [verification, setVerification] = useState<Verification | null>(null);
  const walk = useRef<AbortController | null>(null);
  const cancel = () => {
    walk.current?.abort();
    walk.current = null;
    setVerification(null);
    setRunning(false);
  };
  useEffect(() => () => walk.current?.abort(), []);

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const message of await client.audit.verification({}, { signal })) {
        const [, now] = (message.type === 'snapshot' ? message.items : message.set)[0] ?? [];
        if (signal.aborted) return;
        if (now === undefined) continue;
        setVerification(now);
        if (now.verdict !== null || now.error !== null) return;
      }
    } catch (error) {
      if (!signal.aborted) setVerification({ read: 0, of: 0, verdict: null, error: failureOf(error) });
    }
  }

  const start = () => {
    if (walk.current !== null) return;
    const asked = new AbortController();
    walk.current = asked;
    setVerification(null);
    setRunning(true);
    void follow(asked.signal).finally(() => {
      asked.abort();
      if (walk.current !== asked) return;
      walk.current = null;
      setRunning(false);
    });
  };
  return { running, verification, start, cancel };
}
