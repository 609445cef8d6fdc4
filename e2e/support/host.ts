import { type Browser, test as base, type Page } from '@playwright/test';
import { electronFolder, launchDesktop } from './desktop.ts';
import { type HostOptions, launchHeadless } from './headless.ts';

/** The size the screens are drawn for. */
export const designSize = { width: 1280, height: 800 };

export interface HostSetting {
  readonly host: 'headless' | 'desktop';
}

/** The desk on the screen of one host. */
export interface Desk {
  readonly page: Page;
  /** Where its state lies: `rcc` with this home sees the same audit log. */
  readonly home: string;
  /** Another window size: for the phone. */
  resize(size: { width: number; height: number }): Promise<void>;
  stop(): Promise<void>;
}

interface OfATest {
  /** A desk of this test's own, stopped after it. */
  openDesk(options?: HostOptions): Promise<Desk>;
  /** The desk as one user of the control plane. Kept for the next test that asks for the same user. */
  deskAs(context: string): Promise<Desk>;
  hostIsHere: undefined;
}

interface OfAWorker extends HostSetting {
  launch(options?: HostOptions): Promise<Desk>;
  keptDesks: Map<string, Desk>;
}

/** One definition of a test for both hosts: the project of Playwright's configuration says which one is meant. */
export const test = base.extend<OfATest, OfAWorker>({
  host: ['headless', { option: true, scope: 'worker' }],

  launch: [
    async ({ host, playwright }, use) => {
      let browser: Browser | null = null;
      await use(async (options = {}) => {
        if (host === 'desktop') return openElectron(options);
        browser ??= await playwright.chromium.launch();
        return openBrowser(browser, options);
      });
      await (browser as Browser | null)?.close();
    },
    { scope: 'worker' },
  ],

  keptDesks: [
    async ({ launch: _ }, use) => {
      const kept = new Map<string, Desk>();
      await use(kept);
      for (const desk of kept.values()) await desk.stop();
    },
    { scope: 'worker' },
  ],

  hostIsHere: [
    async ({ host }, use, info) => {
      const why = host === 'desktop' ? whyNoDesktop() : null;
      info.skip(why !== null, why ?? '');
      await use(undefined);
    },
    { auto: true },
  ],

  openDesk: async ({ launch }, use, info) => {
    const opened: Desk[] = [];
    await use(async (options) => {
      const desk = await launch(options);
      opened.push(desk);
      return desk;
    });
    for (const desk of opened) {
      if (info.status !== info.expectedStatus) await desk.page.screenshot({ path: info.outputPath('screen.png') }).catch(() => null);
      await desk.stop();
    }
  },

  deskAs: async ({ launch, keptDesks }, use, info) => {
    let last: Desk | null = null;
    await use(async (context) => {
      const desk = keptDesks.get(context) ?? (await launch({ context }));
      keptDesks.set(context, desk);
      last = desk;
      return desk;
    });
    if (info.status === info.expectedStatus || last === null) return;
    // A desk that was left in the middle of something is not for the next test.
    const failed: Desk = last;
    await failed.page.screenshot({ path: info.outputPath('screen.png') }).catch(() => null);
    for (const [context, desk] of keptDesks) if (desk === failed) keptDesks.delete(context);
    await failed.stop();
  },
});

async function openBrowser(browser: Browser, options: HostOptions): Promise<Desk> {
  const { page, home, stop } = await launchHeadless(browser, options);
  const resize = (size: { width: number; height: number }) => page.setViewportSize(size);
  await resize(designSize);
  return { page, home, resize, stop };
}

async function openElectron(options: HostOptions): Promise<Desk> {
  const { app, page, home, stop } = await launchDesktop(options);
  const resize = ({ width, height }: { width: number; height: number }) =>
    app.evaluate(
      ({ BrowserWindow }, [wide, high]) => {
        for (const window of BrowserWindow.getAllWindows()) window.setContentSize(wide, high);
      },
      [width, height] as const,
    );
  await resize(designSize);
  return { page, home, resize, stop };
}

function whyNoDesktop(): string | null {
  if (electronFolder() === null) return 'RCC_TEST_ELECTRON names no Electron';
  const blind = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  return blind ? 'there is no display' : null;
}
