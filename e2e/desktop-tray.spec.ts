import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { adminApi } from './support/admin-api.ts';
import { definedEnv, electronArguments, electronFolder, electronProgram, launchDesktop, type RunningDesktop } from './support/desktop.ts';
import { newHome } from './support/headless.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { expectLiveCanary, rowOf } from './support/sandbox-screens.ts';
import { startSandbox } from './support/sandbox.ts';
import { goTo } from './support/screens.ts';

test.skip(electronFolder() === null, 'RCC_TEST_ELECTRON names no Electron');

const rolloutsApi = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts';
const abort = { status: { abort: true } };

/** Notes what the system is asked to show, instead of what this machine would make of it. */
async function listen({ app }: RunningDesktop): Promise<() => Promise<string[]>> {
  await app.evaluate(({ Notification, Tray }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      said.push(`notification: ${this.title}`);
      Object.assign(globalThis, { last: this });
    };
    Tray.prototype.setToolTip = (words: string) => void said.push(`tray: ${words}`);
  });
  return async () => z.array(z.string()).parse(await app.evaluate(() => Reflect.get(globalThis, 'said')));
}

test('the tray and a notification carry the bad news, and lead to it; turned off, only the tray does', async () => {
  test.setTimeout(120_000);
  const sandbox = await startSandbox();
  // A bus that nobody answers on: whatever the system can show, the desk goes on.
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  const desk = await launchDesktop({ kubeconfig: sandbox.ready.kubeconfig, context: 'admin', env });
  try {
    const { app, page } = desk;
    const heard = await listen(desk);
    await expectLiveCanary(page);
    const api = adminApi(sandbox.ready.kubeconfig);
    await api.call('PATCH', `${rolloutsApi}/payments/status`, abort);
    await expect.poll(heard).toContain('notification: payments is aborted');
    await expect.poll(heard).toContain('tray: Release Command Center. 2 need a human');

    await goTo(page, '#/audit');
    await app.evaluate(() => Reflect.get(globalThis, 'last').emit('click', {}));
    await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeVisible();

    await page.evaluate(() => {
      localStorage.setItem('rcc:preferences', JSON.stringify({ state: { notifications: false }, version: 0 }));
    });
    await page.reload();
    await goTo(page, '#/rollouts');
    await expect(rowOf(page, 'catalog')).toContainText(/Paused|Waits/);
    await api.call('PATCH', `${rolloutsApi}/catalog/status`, abort);
    await expect(rowOf(page, 'catalog')).toContainText('Aborted');
    await expect(page.getByRole('log', { name: 'Notices' })).toContainText('catalog is aborted.');
    expect((await heard()).filter((line) => line.startsWith('notification'))).toEqual(['notification: payments is aborted']);
  } finally {
    await desk.stop();
    await sandbox.stop();
  }
});

test('without a session bus there is no tray: the log says so, and the desk goes on', async () => {
  const home = newHome();
  // Started by hand: what it says first is said before a driver has connected to it.
  const desk = spawn(electronProgram(), electronArguments({ kubeconfig: deadKubeconfig() }, home), {
    env: { ...definedEnv(), DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '/nonexistent' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(desk, 'exit');
  let log = '';
  desk.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  await expect.poll(() => log).toContain(process.platform === 'linux' ? 'No tray here: there is no session bus' : '');
  expect(desk.exitCode).toBeNull();
  desk.kill('SIGTERM');
  await gone;
});

test('a link of any screen and state opens there; an export goes where the person says; the window comes back as it was left', async () => {
  test.setTimeout(120_000);
  const kubeconfig = deadKubeconfig();
  const first = await launchDesktop({ kubeconfig, args: ['rcc://desk/audit?q=outcome%3Afailed'] });
  const kept = join(mkdtempSync(join(tmpdir(), 'rcc-export-')), 'audit.jsonl');
  await expect(first.page.getByRole('searchbox', { name: 'actor, action, target, reason' })).toHaveValue('outcome:failed');
  await first.app.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path));
  }, kept);
  await first.page.getByRole('button', { name: /^Export/ }).click();
  await first.page.getByRole('button', { name: 'JSONL, to be verified' }).click();
  await expect.poll(() => existsSync(kept)).toBe(true);
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_000, 700));
  const size = () => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  await expect.poll(async () => (await size())?.width).toBe(1_000);
  const left = await size();
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await first.app.waitForEvent('close');

  const second = await launchDesktop({ kubeconfig, home: first.home });
  const found = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  expect(found).toMatchObject({ width: left?.width, height: left?.height });
  await second.stop();
});
