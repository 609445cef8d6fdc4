import { describe, expect, test, vi } from 'vitest';
import { Badge } from '#shared/domain/rollouts/views.ts';
import { trayBitmap } from './tray-icon.ts';
import { createTray, trayMenu, whyNoTray } from './tray.ts';

vi.mock('electron', () => ({ Menu: {}, nativeImage: {}, Tray: class {} }));

const covered = (pixels: Buffer) => [...pixels].filter((_, index) => index % 4 === 3 && (pixels[index] ?? 0) > 127).length;

describe('the mark in the tray', () => {
  test('each state has a shape of its own, not only a colour', () => {
    const shapes = Badge.options.map((state) => [...trayBitmap(state, 16)].filter((_, index) => index % 4 === 3).join());
    expect(new Set(shapes).size).toBe(Badge.options.length);
  });

  test.each(Badge.options)('%s is neither empty nor a block, and as large on a dense screen', (state) => {
    const small = covered(trayBitmap(state, 16)) / 16 ** 2;
    const large = covered(trayBitmap(state, 32)) / 32 ** 2;
    expect(small).toBeGreaterThan(0.15);
    expect(small).toBeLessThan(0.9);
    expect(Math.abs(small - large)).toBeLessThan(0.12);
  });

  test('no pixel is brighter than its alpha: the bitmap is premultiplied', () => {
    const pixels = trayBitmap('degraded', 16);
    for (let at = 0; at < pixels.length; at += 4) {
      const alpha = pixels[at + 3] ?? 0;
      expect(Math.max(...pixels.subarray(at, at + 3))).toBeLessThanOrEqual(alpha);
    }
  });
});

test('its menu says the state, leads to each that needs a human, opens and quits', () => {
  const opened: (string | null)[] = [];
  let quit = 0;
  const menu = trayMenu(
    { words: '1 needs a human', waiting: [{ text: 'payments (prod / shop)', route: '#/rollouts/prod/shop/Rollout/payments' }] },
    { open: (route) => opened.push(route), quit: () => (quit += 1) },
  );
  expect(menu.flatMap(({ label }) => label ?? [])).toEqual([
    '1 needs a human',
    'payments (prod / shop)',
    'Open Release Command Center',
    'Quit',
  ]);
  for (const { click } of menu) if (click !== undefined) Reflect.apply(click, null, []);
  expect(opened).toEqual(['#/rollouts/prod/shop/Rollout/payments', null]);
  expect(quit).toBe(1);
});

test('a Linux without a session bus has no tray: the log says it and nothing else happens', () => {
  const why = whyNoTray('linux', {}, () => false);
  const said: string[] = [];
  const note = (message: string) => void said.push(message);
  const tray = createTray({ open: () => {}, quit: () => {} }, { debug: note, info: note, warn: note, error: note }, why);
  tray.show({ type: 'rcc:worst', state: 'degraded', words: '1 needs a human', waiting: [] });
  expect(said).toEqual(['No tray here: there is no session bus to reach one by']);
});

test.each([
  ['linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1/bus' }, false],
  ['linux', { XDG_RUNTIME_DIR: '/run/user/1' }, true],
  ['darwin', {}, false],
  ['win32', {}, false],
] as const)('%s with %j may have one', (platform, env, exists) => {
  expect(whyNoTray(platform, env, () => exists)).toBeNull();
});
