import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { Failure } from '#shared/contract/result.ts';
import { createPageReader, findPageFolder } from '../page/page-files.ts';
import { createConnectionServer } from '../transport/connection.ts';
import { createRouter } from '../transport/router.ts';
import { contextProblem } from '../wiring/context-problem.ts';
import { homePath } from '../wiring/home.ts';
import { openWorlds } from '../wiring/worlds.ts';
import { readArguments } from './arguments.ts';
import { forkSandbox } from './fork-sandbox.ts';
import { handOverPort } from './hand-over-port.ts';
import { followLinks } from './links.ts';
import { setMenu } from './menu.ts';
import { registerPageScheme, servePage } from './protocol.ts';
import { recoverPage } from './recover-page.ts';
import { lockContents, lockSession } from './security.ts';
import { hearSignals } from './signals.ts';
import { createTray } from './tray.ts';
import { createOsCipher } from './os-cipher.ts';
import { warmList } from './warm-list.ts';
import { openWindow } from './window.ts';

/** The desktop, from arguments to window. Everything that must be set before Electron is ready is set before the first wait. */
async function main(): Promise<void> {
  registerPageScheme();
  // The page of a moving production makes much that lives briefly: a small nursery is emptied more often, and sooner each time.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=4');
  // Root has no sandbox to give and says so with --no-sandbox; asking for it all the same ends every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const said = readArguments(process.argv.slice(app.isPackaged ? 1 : 2));
  if (!said.ok) return giveUp(said.error, 64);
  const { options, link } = said.value;
  // One desk per home: its Chromium files and its lock live there.
  const home = homePath(options.home, process.env);
  app.setPath('userData', join(home, 'desktop'));
  if (!app.requestSingleInstanceLock({ link })) return app.exit(0);
  const links = followLinks(app, link);
  if (app.isPackaged) app.setAsDefaultProtocolClient('rcc');

  await app.whenReady();
  const opened = await openWorlds({
    options: { ...options, home, automates: true, osCipher: createOsCipher() },
    env: process.env,
    sandbox: said.value.sandbox,
    launchSandbox: forkSandbox,
    command: `${app.isPackaged ? 'release-command-center' : 'npm start --'} --sandbox`,
  });
  if (!opened.ok) return giveUp(opened.error, opened.error.kind === 'invalid' ? 64 : 1);
  const { core } = opened.value;
  void warmList(core);
  const { log, clusters } = opened.value.ports();
  const problem = await contextProblem(clusters, options);
  if (problem !== null) return giveUp(problem, 64);
  process.on('uncaughtException', (error) => log.error('Not caught', { error }));
  process.on('unhandledRejection', (error) => log.error('Not caught', { error }));

  const pageFolder = findPageFolder(import.meta.dirname);
  if (pageFolder === null) return giveUp({ kind: 'internal', message: 'The page is not built. Run npm run build.' }, 70);
  setMenu(app.isPackaged);
  lockContents(app, log);
  lockSession(session.defaultSession, app.isPackaged, log);
  servePage(session.defaultSession, createPageReader(pageFolder));

  const preload = join(import.meta.dirname, '..', 'preload', 'index.cjs');
  const window = openWindow({ preload, home, packaged: app.isPackaged, route: links.first(), log });
  handOverPort(window.webContents, createConnectionServer(createRouter(core), log), log);
  recoverPage(window.webContents, log);
  links.showIn(window);
  const tray = createTray({ open: links.show, quit: () => app.quit() }, log);
  hearSignals(window.webContents, tray, links.show, log);

  app.on('window-all-closed', () => app.quit());
  // After the window closed and its place was kept: acts are finished and the log is signed.
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void core.stop().finally(() => app.exit(0));
  });
}

function giveUp(failure: Failure, exitCode: number): void {
  process.stderr.write(`${failure.message}${failure.upstream === undefined ? '' : `\n${failure.upstream.text}`}\n`);
  if (app.isPackaged) dialog.showErrorBox('Release Command Center cannot open', failure.message);
  app.exit(exitCode);
}

// Not awaited: Electron is not ready before this module has ended.
main().catch((error: unknown) => {
  process.stderr.write(`A bug of ours: ${error instanceof Error ? error.stack : String(error)}\n`);
  app.exit(70);
});
