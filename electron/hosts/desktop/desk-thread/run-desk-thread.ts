import { setFlagsFromString } from 'node:v8';
import type { MessagePort } from 'node:worker_threads';
import type { Failure } from '#shared/contract/result.ts';
import { messagePortChannel } from '../../transport/message-port-channel.ts';
import { readArguments } from '../arguments.ts';
import { type OpenDesk, openDesk } from '../open-desk.ts';
import { askForSandbox, createAskedCipher } from './asked-of-main.ts';
import { createAsking } from './asking.ts';
import { type FromDesk, ToDesk } from './words.ts';

/**
 * The desk of the desktop, on a thread of its own: whatever it reads, parses or writes, the window stays at hand. It opens when it
 * is told, serves the pages it is given ports of, and stops when it is told. `keepCompiled` is called when the code of a start has run.
 */
export function runDeskThread(port: MessagePort, keepCompiled: () => void): void {
  const say = (message: FromDesk) => port.postMessage(message);
  const asking = createAsking((id, question) => say({ type: 'ask', id, question }));
  const opened = Promise.withResolvers<OpenDesk>();
  let opening: Promise<Failure | null> = Promise.resolve(null);
  let asked = false;

  async function open({ argv, home, packaged }: Extract<ToDesk, { type: 'open' }>): Promise<Failure | null> {
    const said = readArguments(argv);
    if (!said.ok) return said.error;
    const { options, sandbox } = said.value;
    const desk = await openDesk({
      options: { ...options, home, osCipher: createAskedCipher(asking) },
      sandbox,
      launchSandbox: (args) => askForSandbox(asking, args),
      packaged,
    });
    if (!desk.ok) return desk.error;
    const { log, warm } = desk.value;
    process.on('uncaughtException', (error) => log.error('Not caught', { error }));
    process.on('unhandledRejection', (error) => log.error('Not caught', { error }));
    opened.resolve(desk.value);
    void warm.then(() => {
      // First this: compiled code is good only under the flags it was compiled under.
      try {
        keepCompiled();
      } catch (error) {
        // A full disk, for one: a slower start is all that comes of it.
        log.warn('Compiled code could not be kept; the next start compiles it again', { error });
      }
      // Reading a whole cluster wants a wide nursery. From then on it does not grow: under 500 events a second V8 would give it 40 MB
      // of the desk's memory, to collect a little less often.
      setFlagsFromString('--semi-space-growth-factor=1');
    });
    return null;
  }

  async function stop(): Promise<void> {
    // What is being opened is opened first: only then is there something to stop.
    if (asked && (await opening) === null) await opened.promise.then(({ core }) => core.stop());
    say({ type: 'stopped' });
  }

  port.on('message', (data) => {
    const message = ToDesk.parse(data);
    switch (message.type) {
      case 'open':
        asked = true;
        opening = open(message);
        return void opening.then((error) => say(error === null ? { type: 'opened' } : { type: 'refused', error }));
      case 'page': {
        const { port: page, session } = message;
        return void opened.promise.then(({ serve }) => serve(nodePortChannel(page), { id: session, host: 'desktop' }));
      }
      case 'log':
        return void opened.promise.then(({ log }) => log[message.level](message.message, message.facts));
      case 'answer':
        return asking.answered(message.answer);
      case 'stop':
        return void stop();
    }
  });
}

/** Node's port gives the value where Electron's gives an event with it. */
function nodePortChannel(port: MessagePort) {
  return messagePortChannel({
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', () => listener({ data: null }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  });
}
