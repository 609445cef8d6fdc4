import { parentPort } from 'node:worker_threads';
import { runDeskThread } from '../run-desk-thread.ts';

// The thread of the desk from its sources, where the desktop starts it from the build.
if (parentPort === null) throw new Error('This is a thread.');
runDeskThread(parentPort, () => {});
