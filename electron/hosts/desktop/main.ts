import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { app } from 'electron';
import { homePath } from '../wiring/home-path.ts';

// The desktop begins here, with as little as can be: what is imported below is kept as compiled code from the first start on,
// beside Chromium's own files in the home, and read as such by the next. It takes a tenth of a second off each.
const { values } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { home: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});
const home = homePath(typeof values.home === 'string' ? values.home : null, process.env);
const compiled = join(home, 'desktop', 'compiled');
enableCompileCache(compiled);
// The desk's code is read on another core while Electron starts on this one.
const thread = new Worker(join(import.meta.dirname, 'desk-thread.js'), {
  name: 'desk',
  workerData: compiled,
  // A small nursery: what a watch brings dies at once, and a wide one is memory that a desk of eight hours never gives back.
  resourceLimits: { maxYoungGenerationSizeMb: 12 },
});

const { runDesktop } = await import('./run-desktop.ts');
// Not awaited: Electron is not ready before this module has ended.
runDesktop(home, thread).catch((error: unknown) => {
  process.stderr.write(`A bug of ours: ${error instanceof Error ? error.stack : String(error)}\n`);
  void thread.terminate().finally(() => app.exit(70));
});
