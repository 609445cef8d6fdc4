import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readArguments } from './arguments.ts';
import { routeOfLink } from './deep-link.ts';
import { isPage } from './page-origin.ts';
import { isOnScreen, readWindowState, writeWindowState } from './window-state.ts';

describe('a deep link', () => {
  test('names a rollout', () => {
    expect(routeOfLink('rcc://rollout/prod-eu/shop/checkout')).toBe('#/rollouts/prod-eu/shop/Rollout/checkout');
    expect(routeOfLink('rcc://rollout/prod-eu/shop/checkout/')).toBe('#/rollouts/prod-eu/shop/Rollout/checkout');
  });

  test("a context's slashes, colons and spaces survive", () => {
    const context = 'arn:aws:eks:eu-west-1:1:cluster/prod one';
    expect(routeOfLink(`rcc://rollout/${encodeURIComponent(context)}/shop/checkout`)).toBe(
      `#/rollouts/${encodeURIComponent(context)}/shop/Rollout/checkout`,
    );
  });

  test.each([
    '',
    'rcc:',
    'rcc://rollout',
    'rcc://rollout/prod/shop',
    'rcc://rollout/prod/shop/checkout/abort',
    'rcc://rollback/prod/shop/checkout',
    'https://rollout/prod/shop/checkout',
    'rcc://rollout/prod/../checkout',
    'rcc://rollout/prod/shop/%2e%2e',
    'rcc://rollout/prod/shop/check%0aout',
    'rcc://rollout/prod/Shop/checkout',
    'rcc://rollout/%E0%A4%A/shop/checkout',
    'rcc://rollout/%00/shop/checkout',
    `rcc://rollout/${'x'.repeat(3_000)}/shop/checkout`,
  ])('%j leads nowhere', (link) => {
    expect(routeOfLink(link)).toBeNull();
  });

  test.prop([
    fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.string().map((path) => `rcc://rollout/${path}`),
    ),
  ])('whatever it says, it is a place or nothing', (link) => {
    const route = routeOfLink(link);
    if (route !== null) expect(route).toMatch(/^#\/rollouts\/[^/?#]+\/[a-z0-9.-]+\/Rollout\/[a-z0-9.-]+$/);
  });
});

describe('arguments', () => {
  test("Chromium's switches pass by, ours are read", () => {
    const args = ['--inspect=0', '--remote-debugging-port=0', '--kubeconfig', '/k', '--context=prod', 'rcc://rollout/a/b/c'];
    expect(readArguments(args)).toMatchObject({
      ok: true,
      value: { options: { kubeconfigFiles: ['/k'], context: 'prod', prometheusUrl: null, home: null }, link: 'rcc://rollout/a/b/c' },
    });
  });

  test('a flag without its value is said', () => {
    expect(readArguments(['--home'])).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'home' } });
  });
});

describe('the place of the window', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'window-')), 'window.json');

  test('is kept', () => {
    const state = { x: -8, y: 20, width: 1440, height: 900, maximized: true };
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  test.each(['', '{', '{"x":1}', '{"x":0,"y":0,"width":1e9,"height":900,"maximized":false}'])(
    'a file that says %j is no reason not to open',
    (text) => {
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  test('a window whose screen is gone is not where one can take hold of it', () => {
    const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
    expect(isOnScreen({ x: 100, y: 100, width: 1440, height: 900 }, screens)).toBe(true);
    expect(isOnScreen({ x: 1900, y: 100, width: 1440, height: 900 }, screens)).toBe(false);
    expect(isOnScreen({ x: 2000, y: 100, width: 1440, height: 900 }, screens)).toBe(false);
  });
});

test('only app://rcc is the page', () => {
  expect(isPage('app://rcc/')).toBe(true);
  expect(isPage('app://rcc/index.html#/rollouts')).toBe(true);
  for (const url of [
    'app://other/',
    'https://rcc/',
    'file:///rcc',
    'app:rcc',
    'about:blank',
    '',
    'javascript:alert(1)',
    'app://rcc@evil/',
  ]) {
    expect(isPage(url)).toBe(false);
  }
});
