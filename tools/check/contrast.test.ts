import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('renderer/src/styles/tokens.css', 'utf8');

type Tokens = Readonly<Record<string, string>>;

/** The custom properties of the blocks whose selector list names exactly this selector. */
function declared(selector: string): Tokens {
  const found: Record<string, string> = {};
  for (const [, selectors = '', body = ''] of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(',').some((one) => one.trim() === selector)) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) found[name] = value.trim();
  }
  return found;
}

const dark = declared('[data-theme="dark"]');
const light = { ...dark, ...declared('[data-theme="light"]') };
const more = declared('[data-contrast="more"]');
const themes = {
  dark,
  light,
  'dark, high contrast': { ...dark, ...more },
  'light, high contrast': { ...light, ...more, ...declared('[data-theme="light"][data-contrast="more"]') },
};

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

const states = ['healthy', 'progressing', 'paused', 'degraded', 'aborted', 'stale', 'unknown'];
const inks = ['ink-strong', 'ink', 'ink-2', 'ink-3'];
const grounds = ['canvas', 'panel', 'raised', 'hover', 'selected'];
const every = (fronts: readonly string[], backs: readonly string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));

const texts = [
  ...every([...inks, ...states], grounds),
  ...states.map((state) => [state, `${state}-ground`] as const),
  ...every(
    ['ink-strong', 'ink', 'ink-2'],
    states.map((state) => `${state}-ground`),
  ),
  ['held-ink', 'held'],
  ['held-ink', 'held-fill'],
  ['go-ink', 'go'],
] as const;

const shapes = [
  ...every(['control', 'focus'], ['canvas', 'panel', 'raised']),
  ...every(['needle-requested', 'needle-accepted', 'needle-observed'], ['canvas', 'panel', 'selected', 'hover']),
  ...every(['series-stable', 'series-canary'], ['canvas', 'panel']),
  // A verdict's disc and bar on the corridor of its row.
  ...every(['healthy', 'degraded', 'stale', 'unknown', 'series-canary'], ['series-band']),
] as const;

/** Rules between rows and grounds that only say what belongs together: nothing is lost without them. */
const quiet = ['hairline', 'line', 'series-band', 'scrim', ...states.map((state) => `${state}-ground`)];

function tooLow(tokens: Tokens, pairs: readonly (readonly [string, string])[], least: number): string[] {
  return pairs.flatMap(([front, back]) => {
    const [a, b] = [tokens[`--${front}`] ?? '', tokens[`--${back}`] ?? ''];
    const ratio = contrast(a, b);
    return ratio >= least ? [] : [`${front} ${a} on ${back} ${b}: ${ratio.toFixed(2)}`];
  });
}

describe.each(Object.entries(themes))('%s', (name, tokens) => {
  const high = name.includes('high');

  test(`every text reaches ${high ? '7' : '4.5'}:1 on every ground it stands on`, () => {
    expect(tooLow(tokens, texts, high ? 7 : 4.5)).toEqual([]);
  });

  test('every border of a control, needle, series and verdict reaches 3:1', () => {
    expect(tooLow(tokens, shapes, 3)).toEqual([]);
  });

  test('the two versions in a chart can be told apart by luminance', () => {
    expect(contrast(tokens['--series-stable'] ?? '', tokens['--series-canary'] ?? '')).toBeGreaterThan(high ? 2 : 3);
  });

  test('every colour is measured, or is on the short list of those that carry nothing', () => {
    const measured = new Set([...texts, ...shapes].flat().concat(quiet));
    const colours = Object.entries(tokens).filter(([, value]) => /^(#|rgb)/.test(value));
    expect(colours.map(([token]) => token.slice(2)).filter((token) => !measured.has(token))).toEqual([]);
    expect(colours.every(([token, value]) => /^#[0-9a-f]{6}$/.test(value) || token === '--scrim')).toBe(true);
  });
});

test('in high contrast the rules between rows reach 3:1 too', () => {
  for (const tokens of [themes['dark, high contrast'], themes['light, high contrast']]) {
    expect(tooLow(tokens, every(['hairline', 'line'], ['canvas', 'panel', 'raised']), 3)).toEqual([]);
  }
});

test('reduced motion stops everything but the hold', () => {
  const still = css.slice(css.indexOf('prefers-reduced-motion'));
  const moving = Object.keys(declared(':root')).filter((name) => name.startsWith('--motion-') && !/none|hold/.test(name));
  expect(moving.length).toBeGreaterThan(3);
  for (const name of moving) expect(still).toContain(`${name}: 0ms`);
  expect(still).not.toContain('--motion-hold');
});
