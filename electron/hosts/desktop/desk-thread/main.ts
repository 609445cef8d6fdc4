import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadProgram } from './load-program.ts';
import type { runDeskThread } from './run-desk-thread.ts';

// The thread of the desk begins here, while Electron is still starting: it opens nothing until it is told. `workerData` is the folder
// for compiled code.

// oRPC asks of every body whether it is form data. None is, but to ask is to load all of Node's fetch, a twentieth of a second.
// Deleted first: to define what is there would load it as well.
Reflect.deleteProperty(globalThis, 'FormData');
Object.defineProperty(globalThis, 'FormData', { value: class FormData {}, configurable: true, writable: true });

const program = loadProgram<{ runDeskThread: typeof runDeskThread }>(join(import.meta.dirname, '../desk/index.cjs'), String(workerData));
if (parentPort === null || program.exported.runDeskThread === undefined) throw new Error('This is the thread of the desk.');
program.exported.runDeskThread(parentPort, () => {
  if (!program.wasKept) program.keep();
});
