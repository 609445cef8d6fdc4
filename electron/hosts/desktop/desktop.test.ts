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

  test.each([
    ['rcc://desk/audit', '#/audit'],
    ['rcc://desk/audit?entry=5&q=target%3Ashop', '#/audit?entry=5&q=target%3Ashop'],
    ['rcc://desk/rollouts?q=pay&states=%5B%22degraded%22%5D', '#/rollouts?q=pay&states=%5B%22degraded%22%5D'],
    [
      'rcc://desk/rollouts/prod-eu/shop/Rollout/payments/rollback?lever=undo',
      '#/rollouts/prod-eu/shop/Rollout/payments/rollback?lever=undo',
    ],
    [
      'rcc://desk/rollouts/arn%3Aaws%2Fprod/shop/Deployment/cart?act=restart',
      '#/rollouts/arn%3Aaws%2Fprod/shop/Deployment/cart?act=restart',
    ],
    ['rcc://desk/trains/48', '#/trains/48'],
  ])('%s leads to that screen and state', (link, route) => {
    expect(routeOfLink(link)).toBe(route);
  });

  test.each([
    'rcc://desk',
    'rcc://desk/',
    'rcc://desk/audit?q="onload=alert(1)',
    'rcc://desk/javascript%3Aalert(1)',
    'rcc://desk/rollouts/prod/shop/Rollout/pay%20ments',
    'rcc://desk/rollouts/prod/shop/..%2f..%2fetc',
    `rcc://desk/audit?q=${'x'.repeat(1_600)}`,
    'rcc://elsewhere/audit',
  ])('%j leads nowhere either', (link) => {
    expect(routeOfLink(link)).toBeNull();
  });

  test.prop([
    fc.oneof(
      fc.string().map((path) => `rcc://desk/${path}`),
      fc.array(fc.string(), { maxLength: 4 }).map((parts) => `rcc://desk/${parts.map(encodeURIComponent).join('/')}`),
      fc.webUrl(),
      fc.string(),
      fc.string().map((path) => `rcc://rollout/${path}`),
    ),
  ])('whatever it says, it is a place or nothing', (link) => {
    const route = routeOfLink(link);
    // A hash and nothing else: no white space, no second hash, no step up.
    if (route !== null) expect(route).toMatch(/^#\/(?!.*\/\.\.?(\/|$))[^\s#"<>`]+$/);
  });
});

describe('arguments', () => {
  test("Chromium's switches pass by, ours are read", () => {
    const args = ['--inspect=0', '--remote-debugging-port=0', '--kubeconfig', '/k', '--context=prod', 'rcc://rollout/a/b/c'];
    expect(readArguments(args)).toMatchObject({
      ok: true,
      value: {
        options: { kubeconfigFiles: ['/k'], context: 'prod', prometheusUrl: null, home: null, release: null },
        link: 'rcc://rollout/a/b/c',
      },
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
