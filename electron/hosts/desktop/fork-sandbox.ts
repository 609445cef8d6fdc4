import { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import { fail, type Result } from '#shared/contract/result.ts';
import { findSandbox, type RunningSandbox, type SandboxProcess, waitForSandbox } from '../wiring/launch-sandbox.ts';

/** The sandbox as a utility process: it has no window, and ends with the app. */
export async function forkSandbox(args: readonly string[]): Promise<Result<RunningSandbox>> {
  const program = findSandbox(import.meta.dirname);
  if (program === null) return fail('internal', 'The sandbox is not built: out/sandbox is missing. npm run build makes it.');
  const child = utilityProcess.fork(program, [...args], { stdio: 'pipe', serviceName: 'sandbox' });
  const process: SandboxProcess = {
    stdout: streamOf(child.stdout),
    stderr: streamOf(child.stderr),
    kill: () => void child.kill(),
    onExit: (listener) => void child.once('exit', listener),
  };
  return waitForSandbox(process);
}

/** Electron types the pipe as any readable stream; with `stdio: 'pipe'` it is Node's. */
function streamOf(stream: NodeJS.ReadableStream | null): Readable {
  return stream instanceof Readable ? stream : Readable.from([]);
}
