import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Failure } from '#shared/contract/result.ts';
import { failureOf } from './ask.ts';
import type { Clock } from './clock.ts';
import type { ConnectionStore } from './connection-store.ts';
import { emptyLive, foldLive, type LiveState } from './fold.ts';

export type OpenLive<V> = (signal: AbortSignal) => Promise<AsyncIterable<LiveMessage<V>>>;

/** Every live subscription of the page: one per key, however many components look at it. */
export interface LiveHub {
  /** Keeps the subscription of `key` open until every follower has let go. Its state lies in the query cache under `key`. */
  readonly follow: <V>(key: QueryKey, open: OpenLive<V>) => () => void;
}

interface Frames {
  /** Runs once before the next picture. */
  readonly next: (run: () => void) => void;
  /** Resolves after `ms`, or when `signal` fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Followed {
  followers: number;
  readonly stop: AbortController;
}

const longestWaitMs = 5_000;
const calmMs = 32;
const quietMs = 500;

const pageFrames: Frames = {
  // A hidden page gets no frames; its figures still have to be true when somebody looks.
  next: (run) => (document.hidden ? setTimeout(run, 250) : requestAnimationFrame(run)),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

export function createLiveHub(queries: QueryClient, clock: Clock, connection: ConnectionStore, frames: Frames = pageFrames): LiveHub {
  const open = new Map<string, Followed>();

  function broken<V>(key: QueryKey, error: Failure) {
    queries.setQueryData<LiveState<V>>(key, (state = emptyLive<V>()) => ({ ...state, status: 'lost', error }));
  }

  /** Reads one subscription to its end. Returns how many messages it brought. */
  async function read<V>(key: QueryKey, ask: OpenLive<V>, signal: AbortSignal): Promise<number> {
    let pending: LiveMessage<V>[] = [];
    let count = 0;
    let drawn = Number.NEGATIVE_INFINITY;
    const fold = () => {
      const messages = pending;
      pending = [];
      if (signal.aborted || messages.length === 0) return;
      queries.setQueryData<LiveState<V>>(key, (state = emptyLive<V>()) => foldLive(state, messages));
    };
    const flush = () => {
      drawn = performance.now();
      fold();
    };
    try {
      for await (const message of await ask(signal)) {
        clock.heard(message.at);
        count += 1;
        pending.push(message);
        if (pending.length > 1) continue;
        // A sign of life changes no picture: it asks for none.
        if (message.type === 'patch' && message.set.length + message.removed.length === 0) {
          fold();
          continue;
        }
        // Of a subscription's first word nothing has been drawn yet.
        if (count === 1) {
          flush();
          continue;
        }
        // What changed in a quiet time is known at once, and asks for no picture: it may well change none.
        if (message.type === 'patch' && performance.now() - drawn > quietMs) {
          flush();
          continue;
        }
        // The first word after a quiet time is drawn at once; a busy stream at most thirty times a second.
        const early = drawn + calmMs - performance.now();
        if (early > 0) setTimeout(() => frames.next(flush), early);
        else frames.next(flush);
      }
      if (!signal.aborted) broken(key, { kind: 'unreachable', message: 'The desk ended this subscription. It is asked for again.' });
    } catch (error) {
      if (!signal.aborted) broken(key, failureOf(error));
    }
    flush();
    return count;
  }

  /** Waits for the next try: `ms`, or less when the lost connection comes back. */
  async function nextTry(ms: number, signal: AbortSignal) {
    const either = new AbortController();
    const stop = AbortSignal.any([signal, either.signal]);
    await Promise.race([frames.wait(ms, stop), reopened(connection, stop)]);
    either.abort();
  }

  async function keepOpen<V>(key: QueryKey, ask: OpenLive<V>, signal: AbortSignal) {
    let waitMs = 250;
    while (!signal.aborted) {
      const count = await read(key, ask, signal);
      waitMs = count > 0 ? 250 : Math.min(longestWaitMs, waitMs * 2);
      if (!signal.aborted) await nextTry(waitMs, signal);
    }
  }

  return {
    follow(key, ask) {
      const hash = hashKey(key);
      const known = open.get(hash);
      const followed = known ?? { followers: 0, stop: new AbortController() };
      if (known === undefined) {
        open.set(hash, followed);
        void keepOpen(key, ask, followed.stop.signal);
      }
      followed.followers += 1;
      let gone = false;
      return () => {
        if (gone) return;
        gone = true;
        followed.followers -= 1;
        if (followed.followers > 0) return;
        followed.stop.abort();
        open.delete(hash);
      };
    },
  };
}

/** Resolves when a lost connection is open again. */
function reopened(connection: ConnectionStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let was = connection.get();
    const stop = connection.subscribe(() => {
      const now = connection.get();
      if (now === 'open' && was !== 'open') {
        stop();
        resolve();
      }
      was = now;
    });
    signal.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}
