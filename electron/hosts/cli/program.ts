import { exitCodes, type ExitCode } from './exit-codes.ts';
import { helpText } from './help.ts';
import { reportUsage } from './output/usage.ts';
import { createTerminal, type Terminal } from './output/terminal.ts';
import { parseArguments } from './parse-arguments.ts';

/** The process around a command line: streams, signals, the last line of defence. Loads no verb before one is asked for. */
export async function runMain(argv: readonly string[] = process.argv.slice(2)): Promise<never> {
  process.on('uncaughtException', (error) => process.exit(reportBug(error)));
  const terminal = createTerminal({ stdout: process.stdout, stderr: process.stderr, noColour: process.env['NO_COLOR'] });
  process.exit(await answer(argv, terminal));
}

async function answer(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(argv);
  if (parsed.kind === 'usage') return reportUsage(terminal, parsed);
  if (parsed.kind === 'help') return help(parsed.topic, terminal);
  const stopped = stopSignal();
  const { invocation } = parsed;
  try {
    const [{ run }, { openDesk }] = await Promise.all([import('./run.ts'), import('./open-desk.ts')]);
    const code = await run({ invocation, terminal, signal: stopped.signal, now: Date.now }, openDesk);
    return code === exitCodes.interrupted ? stopped.code() : code;
  } catch (error) {
    // Even a bug answers in the shape that a script waits for.
    const { reportFailure } = await import('./output/failure.ts');
    return reportFailure(terminal, invocation, { kind: 'internal', message: bugText(error) });
  }
}

async function help(topic: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const text = helpText(topic);
  if (text === null)
    return reportUsage(terminal, {
      message: `There is no verb "${topic.join(' ')}".`,
      hint: 'rcc help lists the verbs.',
      json: false,
      verb: null,
    });
  await terminal.out(text);
  return exitCodes.ok;
}

/** The first signal asks for an orderly end, the second takes it. */
function stopSignal(): { signal: AbortSignal; code: () => number } {
  const controller = new AbortController();
  let code: number = exitCodes.interrupted;
  const stop = (signalCode: number) => () => {
    if (controller.signal.aborted) process.exit(signalCode);
    code = signalCode;
    controller.abort();
  };
  process.on('SIGINT', stop(exitCodes.interrupted));
  process.on('SIGTERM', stop(143));
  return { signal: controller.signal, code: () => code };
}

/** The last line of defence: a bug outside any verb. */
function reportBug(error: unknown): ExitCode {
  process.stderr.write(`rcc: ${bugText(error)}\n`);
  return exitCodes.bug;
}

/** A bug of ours, in one line; the stack goes to stderr for whoever asks for it. */
function bugText(error: unknown): string {
  if (error instanceof Error && process.env['RCC_DEBUG'] === '1') process.stderr.write(`${error.stack}\n`);
  const message = error instanceof Error ? error.message : String(error);
  return `A bug of ours: ${(message.split('\n')[0] ?? '').replace(/\.$/, '')}. Report it with the output of RCC_DEBUG=1 on this command.`;
}
