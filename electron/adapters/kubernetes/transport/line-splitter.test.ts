import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

/** The lines a splitter finds in `bytes` cut at `cuts`. */
function linesOf(bytes: Uint8Array, cuts: readonly number[]): string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let index = 1; index < places.length; index += 1) splitter.push(bytes.subarray(places[index - 1], places[index]));
  splitter.end();
  return lines;
}

const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\r\n]/.test(text) && text.trimEnd() === text && text !== '');

describe('cutting a stream into lines', () => {
  test('the lines are the same wherever the chunks end, in the middle of a character too', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), fc.boolean(), (lines, cuts, closed) => {
        const bytes = Buffer.from(lines.join('\n') + (closed ? '\n' : ''));
        expect(linesOf(bytes, cuts)).toEqual(lines);
      }),
    );
  });

  test('a line of 20 MB in small chunks costs time linear in its length', () => {
    const chunk = Buffer.alloc(4_096, 'x');
    let longest = 0;
    const splitter = createLineSplitter((text) => {
      longest = text.length;
    });
    const startedAt = performance.now();
    for (let index = 0; index < 5_000; index += 1) splitter.push(chunk);
    splitter.push(Buffer.from('\n'));
    expect(longest).toBe(5_000 * 4_096);
    // Joining at each chunk would copy 50 GB.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('a line that never ends is refused', () => {
    const splitter = createLineSplitter(() => undefined, 100);
    splitter.push(Buffer.alloc(100));
    expect(() => splitter.push(Buffer.alloc(1))).toThrow('longer than 100 bytes');
  });
});
