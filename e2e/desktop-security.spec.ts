import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { definedEnv, electronArguments, electronFolder, electronProgram, launchDesktop, type RunningDesktop } from './support/desktop.ts';
import { newHome } from './support/headless.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';

test.skip(electronFolder() === null, 'RCC_TEST_ELECTRON names no Electron');

const kubeconfig = deadKubeconfig();
let desk: RunningDesktop;
test.beforeAll(async () => {
  desk = await launchDesktop({ kubeconfig });
});
test.afterAll(() => desk.stop());

/** A second start in the desk's own home. */
function startAgain(link: string) {
  return howItEnded(
    spawn(electronProgram(), [...electronArguments({ kubeconfig }, desk.home), link], { env: definedEnv(), stdio: 'ignore' }),
  );
}

async function howItEnded(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
}

test('the page has its own origin and no hand on Node or Electron', async () => {
  expect(desk.page.url()).toMatch(/^app:\/\/rcc\//);
  await expect(desk.page.locator('#root')).toBeAttached();
  const seen = await desk.page.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in window),
    node: typeof Reflect.get(window, 'process'),
  }));
  expect(seen).toEqual({ names: [], node: 'undefined' });
  // Electron keeps this method out of its types.
  const preferences: unknown = await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window === undefined ? null : Reflect.apply(Reflect.get(window.webContents, 'getLastWebPreferences'), window.webContents, []);
  });
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
});

test('the policy comes as a header, and stops scripts that the page did not bring', async () => {
  const policy = await desk.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) =>
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'script-src-elem') resolve(effectiveDirective);
      }),
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return { directive: await violated, injected: 'injected' in window, meta: document.querySelector('meta[http-equiv]') === null };
  });
  expect(policy).toEqual({ directive: 'script-src-elem', injected: false, meta: true });
});

test('nothing is fetched from elsewhere', async () => {
  const got = await desk.page.evaluate(() =>
    Promise.all(
      ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd'].map((url) =>
        fetch(url).then(
          () => 'got it',
          () => 'refused',
        ),
      ),
    ),
  );
  expect(got).toEqual(['refused', 'refused', 'refused']);
});

test('the page cannot be led away, by itself or by a link', async () => {
  const { page } = desk;
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<p>x</p>', 'app://other/']) {
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
      window.location.href = to;
    }, url);
  }
  // A round trip through the main process: whatever was to happen has happened.
  await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(page.url()).toMatch(/^app:\/\/rcc\//);
});

test('no window opens', async () => {
  const opened = await desk.page.evaluate(() =>
    ['https://example.com/', 'app://rcc/', 'about:blank'].map((url) => window.open(url) === null),
  );
  expect(opened).toEqual([true, true, true]);
  expect(desk.app.windows()).toHaveLength(1);
});

test('no permission is given', async () => {
  const states = await desk.page.evaluate(async () => {
    const asked = await Notification.requestPermission();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    const place = await new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      ),
    );
    return [asked, camera, place];
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

test('a path leads to the page’s files only', async () => {
  const got = await desk.page.evaluate(() =>
    Promise.all(
      ['/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json'].map(async (path) => {
        const answer = await fetch(path).catch(() => null);
        return answer === null ? 0 : answer.status;
      }),
    ),
  );
  for (const status of got) expect([0, 404]).toContain(status);
});

test('garbage on the port does not hurt the desk, and the port goes on', async () => {
  const answer = await desk.page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      addEventListener('message', (event) => event.data?.type === 'rcc:port' && event.ports[0] && resolve(event.ports[0]));
      window.postMessage({ type: 'rcc:hello' }, window.origin);
    });
    const garbage = [
      undefined,
      null,
      0,
      {},
      [],
      '',
      '{',
      'null',
      '{"i":1}',
      '{"i":"1","p":{"u":"http://x"}}',
      { i: '1', p: {} },
      new Uint8Array([255, 0]),
      new Date(),
    ];
    for (const message of garbage) port.postMessage(message);
    const heard = new Promise<string>((resolve) => {
      port.onmessage = (event) => resolve(String(event.data));
    });
    port.postMessage('{"i":"9","p":{"u":"/connections/list","b":{"json":{}}}}');
    return heard;
  });
  expect(JSON.parse(answer)).toMatchObject({ i: '9', p: { b: { json: { ok: true, value: [{ context: 'nowhere' }] } } } });
});

test('an old port is dead once the page has asked for a new one, and after a reload', async () => {
  const { page } = desk;
  const closed = await page.evaluate(async () => {
    const ask = () =>
      new Promise<MessagePort>((resolve) => {
        addEventListener('message', (event) => event.data?.type === 'rcc:port' && event.ports[0] && resolve(event.ports[0]));
        window.postMessage({ type: 'rcc:hello' }, window.origin);
      });
    const first = await ask();
    // A port nobody holds is collected, and its close is never told.
    Object.assign(window, { first });
    const end = new Promise<string>((resolve) => first.addEventListener('close', () => resolve('closed')));
    first.start();
    await ask();
    return end;
  });
  expect(closed).toBe('closed');
  await page.reload();
  await expect(page.locator('#root')).toBeAttached();
});

test('a second start with a deep link leads the first window there and ends', async () => {
  expect(await startAgain('rcc://rollout/nowhere/shop/checkout')).toEqual({ code: 0, signal: null });
  await desk.page.waitForURL((url) => url.hash === '#/rollouts/nowhere/shop/Rollout/checkout');
  expect(desk.app.windows()).toHaveLength(1);
});

test('second starts end of themselves and of no signal, five in a row', async () => {
  for (let round = 0; round < 5; round += 1) {
    expect(await startAgain('rcc://rollout/nowhere/shop/checkout')).toEqual({ code: 0, signal: null });
  }
});

test('a link that is none leads nowhere', async () => {
  await desk.page.waitForURL((url) => url.hash !== '');
  const before = desk.page.url();
  expect(await startAgain('rcc://rollout/nowhere/../../x')).toEqual({ code: 0, signal: null });
  await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(desk.page.url()).toBe(before);
});

test('arguments that cannot be read end it with 64, and nothing opens', async () => {
  const child = spawn(electronProgram(), electronArguments({ kubeconfig: '' }, newHome()), { env: definedEnv(), stdio: 'ignore' });
  expect(await howItEnded(child)).toEqual({ code: 64, signal: null });
});

test('the first start with a deep link opens there, and the place of the window is kept', async () => {
  const other = await launchDesktop({ kubeconfig, args: ['rcc://rollout/nowhere/shop/checkout'] });
  await other.page.waitForURL((url) => url.hash === '#/rollouts/nowhere/shop/Rollout/checkout');
  await other.stop();
  expect(existsSync(join(other.home, 'window.json'))).toBe(true);
});

test('without the context that was named it says which there are, and opens nothing', async () => {
  const args = electronArguments({ kubeconfig, context: 'elsewhere' }, newHome());
  const child = spawn(electronProgram(), args, { env: definedEnv(), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(64);
  expect(said).toContain('There is no context "elsewhere" in the kubeconfig. It has: nowhere.');
});

test('a page that crashes comes back, and the desk lives', async () => {
  const other = await launchDesktop({ kubeconfig });
  const url = await other.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return null;
    const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
    window.webContents.forcefullyCrashRenderer();
    await loaded;
    return window.webContents.getURL();
  });
  expect(url).toMatch(/^app:\/\/rcc\//);
  await other.stop();
});
