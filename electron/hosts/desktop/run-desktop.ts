import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { app, dialog, session } from 'electron';
import type { Failure } from '#shared/contract/result.ts';
import { createPageFinder, findPageFolder } from '../page/page-files.ts';
import { readArguments } from './arguments.ts';
import { createElectronAnswers } from './desk-thread/electron-answers.ts';
import { holdDesk } from './desk-thread/hold-desk.ts';
import { handOverPort } from './hand-over-port.ts';
import { followLinks } from './links.ts';
import { setMenu } from './menu.ts';
import { registerPageScheme, servePage } from './protocol.ts';
import { recoverPage } from './recover-page.ts';
import { lockContents, lockSession } from './security.ts';
import { hearSignals } from './signals.ts';
import { createTray, unhurried } from './tray.ts';
import { openWindow } from './window.ts';

/**
 * The desktop, from arguments to window. Everything that must be set before Electron is ready is set before the first wait. The
 * desk opens in `thread` while the window and its page are being made; the window is shown when both are there.
 */
export async function runDesktop(home: string, thread: Worker): Promise<void> {
  registerPageScheme();
  // The page of a moving production makes much that lives briefly: a small nursery is emptied more often, and sooner each time.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=4');
  // Root has no sandbox to give and says so with --no-sandbox; asking for it all the same ends every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const desk = holdDesk(thread, createElectronAnswers(), (why) => giveUp({ kind: 'internal', message: `A bug of ours: ${why}` }, 70));
  const { log } = desk;
  // A process that ends while one of its threads runs takes the ground from under it: Electron dies of a signal then, whatever the
  // exit code was to be. So every way out is this one.
  const leave = (exitCode: number) => void desk.end().finally(() => app.exit(exitCode));
  const giveUp = (failure: Failure, exitCode: number) => {
    sayWhy(failure);
    leave(exitCode);
  };
  // After the window closed and its place was kept: acts are finished and the log is signed.
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void desk.stop().finally(() => leave(0));
  });
  // One desk per home: its Chromium files and its lock live there.
  app.setPath('userData', join(home, 'desktop'));
  const argv = process.argv.slice(app.isPackaged ? 1 : 2);
  const said = readArguments(argv);
  if (!said.ok) return giveUp(said.error, 64);
  const { link } = said.value;
  if (!app.requestSingleInstanceLock({ link })) return leave(0);
  const opening = desk.open({ argv, home, packaged: app.isPackaged });
  const links = followLinks(app, link);
  if (app.isPackaged) app.setAsDefaultProtocolClient('rcc');

  await app.whenReady();
  const pageFolder = findPageFolder(import.meta.dirname);
  if (pageFolder === null) return giveUp({ kind: 'internal', message: 'The page is not built. Run npm run build.' }, 70);
  setMenu(app.isPackaged);
  lockContents(app, log);
  lockSession(session.defaultSession, app.isPackaged, log);
  servePage(session.defaultSession, createPageFinder(pageFolder));
  const opened = Promise.withResolvers<void>();
  const preload = join(pageFolder, '..', 'preload', 'index.cjs');
  const window = openWindow({ preload, home, packaged: app.isPackaged, route: links.first(), mayShow: opened.promise, log });
  handOverPort(window.webContents, desk.serve, log);
  recoverPage(window.webContents, log);
  links.showIn(window);
  const tray = unhurried(createTray({ open: links.show, quit: () => app.quit() }, log));
  hearSignals(window.webContents, tray, links.show, log);
  app.on('window-all-closed', () => app.quit());

  process.on('uncaughtException', (error) => log.error('Not caught', { error }));
  process.on('unhandledRejection', (error) => log.error('Not caught', { error }));
  const outcome = await opening;
  if (!outcome.ok) return giveUp(outcome.error, outcome.error.kind === 'invalid' ? 64 : 1);
  opened.resolve();
  // Now, and not at the end: V8 forgets in time what ran only once.
  flushCompileCache();
}

function sayWhy(failure: Failure): void {
  process.stderr.write(`${failure.message}${failure.upstream === undefined ? '' : `\n${failure.upstream.text}`}\n`);
  if (app.isPackaged) dialog.showErrorBox('Release Command Center cannot open', failure.message);
}
