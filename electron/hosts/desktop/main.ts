import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
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
enableCompileCache(join(home, 'desktop', 'compiled'));

const { runDesktop } = await import('./run-desktop.ts');
// Not awaited: Electron is not ready before this module has ended.
runDesktop(home).catch((error: unknown) => {
  process.stderr.write(`A bug of ours: ${error instanceof Error ? error.stack : String(error)}\n`);
  app.exit(70);
});
