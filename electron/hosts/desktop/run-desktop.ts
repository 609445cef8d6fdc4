import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { Core } from '#core/core.ts';
import type { Failure } from '#shared/contract/result.ts';
import { createPageReader, findPageFolder } from '../page/page-files.ts';
import { readArguments } from './arguments.ts';
import { handOverPort } from './hand-over-port.ts';
import { createLateLog } from './late-log.ts';
import { followLinks } from './links.ts';
import { setMenu } from './menu.ts';
import { registerPageScheme, servePage } from './protocol.ts';
import { recoverPage } from './recover-page.ts';
import type { OpenDesk } from './open-desk.ts';
import { lockContents, lockSession } from './security.ts';
import { hearSignals } from './signals.ts';
import { createTray, unhurried } from './tray.ts';
import { openWindow } from './window.ts';

/**
 * The desktop, from arguments to window. Everything that must be set before Electron is ready is set before the first wait. The
 * window comes first and the core is opened while its page is loading; it is shown when both are there.
 */
export async function runDesktop(home: string): Promise<void> {
  registerPageScheme();
  // The page of a moving production makes much that lives briefly: a small nursery is emptied more often, and sooner each time.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=4');
  // Root has no sandbox to give and says so with --no-sandbox; asking for it all the same ends every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const said = readArguments(process.argv.slice(app.isPackaged ? 1 : 2));
  if (!said.ok) return giveUp(said.error, 64);
  const { options, link } = said.value;
  // One desk per home: its Chromium files and its lock live there.
  app.setPath('userData', join(home, 'desktop'));
  if (!app.requestSingleInstanceLock({ link })) return app.exit(0);
  const links = followLinks(app, link);
  if (app.isPackaged) app.setAsDefaultProtocolClient('rcc');

  await app.whenReady();
  const pageFolder = findPageFolder(import.meta.dirname);
  if (pageFolder === null) return giveUp({ kind: 'internal', message: 'The page is not built. Run npm run build.' }, 70);
  const { log, found } = createLateLog();
  setMenu(app.isPackaged);
  lockContents(app, log);
  lockSession(session.defaultSession, app.isPackaged, log);
  servePage(session.defaultSession, createPageReader(pageFolder));
  const desk = Promise.withResolvers<OpenDesk>();
  const preload = join(pageFolder, '..', 'preload', 'index.cjs');
  const window = openWindow({ preload, home, packaged: app.isPackaged, route: links.first(), mayShow: desk.promise, log });
  handOverPort(
    window.webContents,
    desk.promise.then(({ serve }) => serve),
    log,
  );
  recoverPage(window.webContents, log);
  links.showIn(window);
  const tray = unhurried(createTray({ open: links.show, quit: () => app.quit() }, log));
  hearSignals(window.webContents, tray, links.show, log);
  let core: Core | null = null;
  app.on('window-all-closed', () => app.quit());
  // After the window closed and its place was kept: acts are finished and the log is signed.
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    flushCompileCache();
    void Promise.resolve(core?.stop()).finally(() => app.exit(0));
  });

  const { openDesk } = await import('./open-desk.ts');
  const opened = await openDesk({ options: { ...options, home }, sandbox: said.value.sandbox, packaged: app.isPackaged });
  if (!opened.ok) return giveUp(opened.error, opened.error.kind === 'invalid' ? 64 : 1);
  process.on('uncaughtException', (error) => log.error('Not caught', { error }));
  process.on('unhandledRejection', (error) => log.error('Not caught', { error }));
  core = opened.value.core;
  found(opened.value.log);
  desk.resolve(opened.value);
}

function giveUp(failure: Failure, exitCode: number): void {
  process.stderr.write(`${failure.message}${failure.upstream === undefined ? '' : `\n${failure.upstream.text}`}\n`);
  if (app.isPackaged) dialog.showErrorBox('Release Command Center cannot open', failure.message);
  app.exit(exitCode);
}
