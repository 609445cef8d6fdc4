import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture as three bytes a pixel, row by row from the top left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** Takes the filters of RFC 2083 back, row by row and in place. `step`: bytes a pixel. */
function unfilter(raw: Buffer, height: number, row: number, step: number): Buffer {
  const out = Buffer.alloc(height * row);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)] ?? 0;
    const from = y * (row + 1) + 1;
    const to = y * row;
    for (let x = 0; x < row; x += 1) {
      const left = x >= step ? (out[to + x - step] ?? 0) : 0;
      const above = y > 0 ? (out[to + x - row] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[to + x - row - step] ?? 0) : 0;
      const added = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0][filter] ?? 0;
      out[to + x] = ((raw[from + x] ?? 0) + added) & 255;
    }
  }
  return out;
}

function chunksOf(bytes: Buffer, wanted: string): Buffer {
  const found: Buffer[] = [];
  for (let at = signature.length; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === wanted) found.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(found);
}

/** Reads what Chromium writes (RGB or RGBA) and what `writePng` does (a palette): 8 bits, not interlaced. Throws on anything else. */
export function readPng(bytes: Buffer): Picture {
  if (!bytes.subarray(0, signature.length).equals(signature)) throw new Error('not a PNG');
  const [width, height, depth, type, interlaced] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25], bytes[28]];
  const step = type === 2 ? 3 : type === 3 ? 1 : type === 6 ? 4 : 0;
  if (depth !== 8 || step === 0 || interlaced !== 0) throw new Error(`a PNG of another kind: depth ${depth}, type ${type}`);
  const raw = unfilter(inflateSync(chunksOf(bytes, 'IDAT')), height, width * step, step);
  if (step === 3) return { width, height, pixels: raw };
  const palette = chunksOf(bytes, 'PLTE');
  const pixels = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (step === 4) raw.copy(pixels, pixel * 3, pixel * 4, pixel * 4 + 3);
    else palette.copy(pixels, pixel * 3, (raw[pixel] ?? 0) * 3, (raw[pixel] ?? 0) * 3 + 3);
  }
  return { width, height, pixels };
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
  return whole;
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [(a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255)];
  return red * red + green * green + blue * blue;
}

const exact = 96;
const apart = 14 * 14;

/** Up to 256 colours: those a picture has most of as they are, then the next most frequent that no chosen one is near to. */
function paletteOf(pixels: Buffer): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette: number[] = [];
  for (const [colour] of [...counts].toSorted(([colourA, a], [colourB, b]) => b - a || colourA - colourB)) {
    if (palette.length === 256) break;
    if (palette.length < exact || palette.every((chosen) => distance(chosen, colour) > apart)) palette.push(colour);
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  for (const [index, other] of palette.entries()) if (distance(other, colour) < distance(palette[best] ?? 0, colour)) best = index;
  return best;
}

/**
 * A PNG with a palette, a third of the size. Grounds and inks keep their colour exactly, the rarest shades at the edges of
 * letters take the nearest one. The same picture always gives the same bytes. `note`: ASCII, kept beside the pixels.
 */
export function writePng({ width, height, pixels }: Picture, note = ''): Buffer {
  const palette = paletteOf(pixels);
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const raw = Buffer.alloc(height * (width + 1));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = pixels.readUIntBE(pixel * 3, 3);
    const index = known.get(colour) ?? nearest(palette, colour);
    known.set(colour, index);
    raw[pixel + Math.floor(pixel / width) + 1] = index;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3);
  const data = deflateSync(raw, { level: 9, memLevel: 9 });
  const parts = [chunk('IHDR', head), chunk('PLTE', colours), chunk('tEXt', Buffer.from(`${noteKey}${note}`)), chunk('IDAT', data)];
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

const noteKey = 'Comment\0';

/** What `writePng` kept beside the pixels; empty in a PNG of somebody else. */
export function noteOf(bytes: Buffer): string {
  const text = chunksOf(bytes, 'tEXt').toString('latin1');
  return text.startsWith(noteKey) ? text.slice(noteKey.length) : '';
}
