import { describe, expect, it } from 'vitest';
import { difference } from './pictures.ts';
import { noteOf, type Picture, readPng, writePng } from './png.ts';

/** A picture of one colour, but for the pixels that are painted. */
function picture(width: number, height: number, ground: number, paint: Readonly<Record<number, number>> = {}): Picture {
  const pixels = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) pixels.writeUIntBE(paint[pixel] ?? ground, pixel * 3, 3);
  return { width, height, pixels };
}
const painted = (count: number, colour: number) =>
  picture(100, 100, 0x0a0b0c, Object.fromEntries(Array.from({ length: count }, (_, index) => [index * 7, colour])));

describe('a picture that is kept', () => {
  it('has every pixel of its grounds and inks as it was', () => {
    const drawn = painted(900, 0xff6a5e);
    expect(readPng(writePng(drawn))).toEqual(drawn);
  });

  it('of more colours than a palette holds is off by a shade nobody sees, and always by the same', () => {
    const many = picture(100, 100, 0, Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [index, (index % 100) * 0x020202])));
    const kept = readPng(writePng(many));
    expect(Math.max(...kept.pixels.map((part, at) => Math.abs(part - (many.pixels[at] ?? 0))))).toBeLessThan(16);
    expect(writePng(many).equals(writePng(many))).toBe(true);
  });

  it('keeps a note beside its pixels', () => {
    const drawn = painted(9, 0xff6a5e);
    expect(noteOf(writePng(drawn, 'f00d'))).toBe('f00d');
    expect(readPng(writePng(drawn, 'f00d'))).toEqual(drawn);
  });

  it('is no PNG when it is none', () => {
    expect(() => readPng(Buffer.from('GIF89a'))).toThrow('not a PNG');
  });
});

describe('the comparison', () => {
  it('sees a colour that changed a little, and says where', () => {
    const before = painted(400, 0x8f99a0);
    expect(difference(before, before)).toBeNull();
    expect(difference(before, painted(400, 0x99a3aa))).toBe('400 of 10000 pixels differ, between 0,0 and 99,27');
  });

  it('lets a hair at the edge of a letter pass, and no more', () => {
    expect(difference(picture(100, 100, 0x0a0b0c), painted(24, 0xffffff))).toBeNull();
    expect(difference(picture(100, 100, 0x0a0b0c), painted(25, 0xffffff))).toMatch(/^25 of 10000/);
    expect(difference(painted(400, 0x8f99a0), painted(400, 0x929ca3))).toBeNull();
  });

  it('sees another size at once', () => {
    expect(difference(picture(10, 10, 0), picture(10, 11, 0))).toBe('is 10 × 11, was 10 × 10');
  });
});
