import { parentPort } from 'node:worker_threads';
import { runDeskThread } from '../run-desk-thread.ts';

// The thread of the desk from its sources, where the desktop starts it from the build, on a disk that is full.
if (parentPort === null) throw new Error('This is a thread.');
runDeskThread(parentPort, () => {
  throw new Error('ENOSPC: no space left on device');
});
