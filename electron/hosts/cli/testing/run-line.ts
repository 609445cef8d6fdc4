import { ok } from '#shared/contract/result.ts';
import { parseArguments } from '../parse-arguments.ts';
import { reportUsage } from '../output/usage.ts';
import { run } from '../run.ts';
import { capturedTerminal } from './captured-terminal.ts';
import { exampleConnection, exampleNow } from './examples.ts';
import { type FakeDesk, fakeDesk } from './fake-desk.ts';

/** Runs a command line as the program would, on a fake desk with one context, and tells all that can be seen of it. */
export async function runLine(argv: readonly string[], desk: FakeDesk = {}, signal: AbortSignal = new AbortController().signal) {
  const terminal = capturedTerminal();
  const fake = fakeDesk({ ...desk, calls: { 'connections.list': () => ok([exampleConnection()]), ...desk.calls } });
  const parsed = parseArguments(argv);
  const code = await (parsed.kind === 'run'
    ? run({ invocation: parsed.invocation, terminal, signal, now: () => exampleNow }, fake.openDesk)
    : parsed.kind === 'usage'
      ? reportUsage(terminal, parsed)
      : 0);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr(), asked: fake.asked, opened: fake.opened, closed: fake.closed() };
}
