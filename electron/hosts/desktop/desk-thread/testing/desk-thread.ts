import { parentPort, workerData } from 'node:worker_threads';
import { runDeskThread } from '../run-desk-thread.ts';

// The thread of the desk from its sources, where the desktop starts it from the build, on a disk that is full. `workerData` counts how
// often it was to keep its compiled code. What nobody catches ends it, so that no test passes over it.
if (parentPort === null || !(workerData instanceof Int32Array)) throw new Error('This is a thread that counts.');
const kept = workerData;
process.on('unhandledRejection', () => process.exit(3));
runDeskThread(parentPort, () => {
  Atomics.add(kept, 0, 1);
  throw new Error('ENOSPC: no space left on device');
});
