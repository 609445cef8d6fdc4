import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import type { Log } from '#core/ports/log.ts';
import { redactFacts } from '../../../adapters/log/redact.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { answerTo } from './asking.ts';
import { FromDesk, type Question, type ToDesk } from './words.ts';

/** The desk as Electron's main thread holds it. */
export interface HeldDesk {
  /** Errors: why it cannot open; `internal` when its thread ended. */
  open(needs: { readonly argv: readonly string[]; readonly home: string; readonly packaged: boolean }): Promise<Result<void>>;
  /** A port on which a page is served from the moment the desk is open. */
  serve(session: string): MessagePort;
  /** The desk's own log: what is said before it is open is kept until then. */
  readonly log: Log;
  /** Resolves when acts are finished and the log is signed, or its thread is gone. */
  stop(): Promise<void>;
  /** Ends the thread where it stands. Resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Holds the desk that runs in `thread`. `answer` does what only this thread can; what it throws reaches the desk as words. `lost` hears
 * of a thread that ended without being told to: a bug of ours, after which there is no desk.
 */
export function holdDesk(thread: Worker, answer: (question: Question) => Promise<unknown>, lost: (why: string) => void): HeldDesk {
  const opening = Promise.withResolvers<Result<void>>();
  const gone = Promise.withResolvers<void>();
  let stopping = false;
  const say = (message: ToDesk, ports: readonly MessagePort[] = []) => thread.postMessage(message, ports);
  const ended = (why: string) => {
    if (!stopping) lost(why);
    opening.resolve(fail('internal', `The desk ended: ${why}`));
    gone.resolve();
  };
  thread.on('error', (error: unknown) => ended(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  thread.on('exit', (code) => ended(`exit ${code}`));
  thread.on('message', (data: unknown) => {
    const message = FromDesk.parse(data);
    switch (message.type) {
      case 'opened':
        return opening.resolve(ok(undefined));
      case 'refused':
        return opening.resolve({ ok: false, error: message.error });
      case 'ask':
        return void answerTo(message.id, answer(message.question)).then((answered) => say({ type: 'answer', answer: answered }));
      case 'stopped':
        return gone.resolve();
    }
  });
  const note =
    (level: keyof Log): Log[keyof Log] =>
    (message, facts) =>
      // Plain data: a function in a fact cannot go to another thread, and to throw here would lose the line.
      say({ type: 'log', level, message, ...(facts === undefined ? {} : { facts: redactFacts(facts) }) });

  return {
    open({ argv, home, packaged }) {
      say({ type: 'open', argv: [...argv], home, packaged });
      return opening.promise;
    },
    serve(session) {
      const { port1, port2 } = new MessageChannel();
      say({ type: 'page', session, port: port2 }, [port2]);
      return port1;
    },
    log: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    stop() {
      stopping = true;
      say({ type: 'stop' });
      return gone.promise;
    },
    async end() {
      stopping = true;
      await thread.terminate();
    },
  };
}
