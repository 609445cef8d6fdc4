import { windowSize } from '#shared/contract/live-window.ts';

/** The host's half of the windows of one connection: how many messages of each stream its reader has not taken yet. */
export interface StreamWindows {
  /** A stream begins. */
  open(stream: string): StreamWindow;
  /** The reader took one. Unknown streams are ignored: they ended. */
  taken(stream: string): void;
  /** The connection is gone: nobody waits any longer. */
  close(): void;
}

export interface StreamWindow {
  /** Resolves when one more message may go, or when the stream or the connection ends. */
  room(signal: AbortSignal): Promise<void>;
  sent(): void;
  end(): void;
}

interface Untaken {
  count: number;
  wake: () => void;
}

export function createStreamWindows(): StreamWindows {
  const streams = new Map<string, Untaken>();
  let closed = false;

  return {
    open(stream) {
      const state: Untaken = { count: 0, wake: () => {} };
      streams.set(stream, state);
      return {
        async room(signal) {
          if (closed || signal.aborted || state.count < windowSize) return;
          const roomMade = Promise.withResolvers<void>();
          const wake = () => roomMade.resolve();
          state.wake = wake;
          signal.addEventListener('abort', wake);
          await roomMade.promise;
          signal.removeEventListener('abort', wake);
        },
        sent() {
          state.count += 1;
        },
        end() {
          if (streams.get(stream) === state) streams.delete(stream);
        },
      };
    },
    taken(stream) {
      const state = streams.get(stream);
      if (state === undefined) return;
      state.count = Math.max(0, state.count - 1);
      state.wake();
    },
    close() {
      closed = true;
      for (const state of streams.values()) state.wake();
      streams.clear();
    },
  };
}

/** Pulls from `messages` only while its reader's window has room: what is not pulled, the core's channel merges. */
export async function* withinWindow<T>(messages: AsyncIterable<T>, window: StreamWindow, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = messages[Symbol.asyncIterator]();
  try {
    while (true) {
      await window.room(signal);
      if (signal.aborted) return;
      const step = await iterator.next();
      if (step.done === true) return;
      window.sent();
      yield step.value;
    }
  } finally {
    window.end();
    await iterator.return?.();
  }
}
