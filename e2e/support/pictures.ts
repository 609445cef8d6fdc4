import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { noteOf, type Picture, readPng, writePng } from './png.ts';

/** A channel that differs by less than this, of 255, is the same colour drawn by another machine. */
const sameShade = 6;
/** So many pixels may differ all the same: a hair at the edge of a letter, not the letter. */
const mayDiffer = 24;

/** More than the palette of a picture can be off by: here something else is drawn. */
const otherThing = 32;

/** How two pictures differ, in words; null when they are the same. The box is where to look. */
export function difference(accepted: Picture, taken: Picture): string | null {
  if (accepted.width !== taken.width || accepted.height !== taken.height) {
    return `is ${taken.width} × ${taken.height}, was ${accepted.width} × ${accepted.height}`;
  }
  if (accepted.pixels.equals(taken.pixels)) return null;
  const all = apart(accepted, taken, sameShade);
  if (all.count <= mayDiffer) return null;
  const drawn = apart(accepted, taken, otherThing);
  const { left, top, right, bottom } = drawn.count > 0 ? drawn : all;
  return `${all.count} of ${taken.width * taken.height} pixels differ, between ${left},${top} and ${right},${bottom}`;
}

/** How many pixels have a channel that is off by `least` or more, and the box they are in. */
function apart(accepted: Picture, { pixels, width, height }: Picture, least: number) {
  let [count, left, top, right, bottom] = [0, width, height, 0, 0];
  for (let at = 0; at < pixels.length; at += 3) {
    if (![0, 1, 2].some((part) => Math.abs((accepted.pixels[at + part] ?? 0) - (pixels[at + part] ?? 0)) >= least)) continue;
    count += 1;
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return { count, left, top, right, bottom };
}

interface Shot {
  readonly file: string;
  readonly fullPage: boolean;
  /** How long it may take to look as accepted, ms: fonts and frames settle. */
  readonly patienceMs: number;
}

/** Of the screenshot as the browser encoded it: kept in the accepted picture, so that the usual case needs no pixel looked at. */
const fingerprint = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const options = { animations: 'disabled', caret: 'hide', scale: 'css' } as const;

/** Photographs the page and compares it with the accepted picture. Null when it is the same; else the difference and the picture taken. */
export async function compared(page: Page, { file, fullPage, patienceMs }: Shot): Promise<{ says: string; taken: Buffer } | null> {
  if (!existsSync(file)) return { says: 'no picture of it was accepted', taken: await page.screenshot({ ...options, fullPage }) };
  const kept = readFileSync(file);
  for (const until = Date.now() + patienceMs; ; ) {
    const bytes = await page.screenshot({ ...options, fullPage });
    if (fingerprint(bytes) === noteOf(kept)) return null;
    const taken = writePng(readPng(bytes));
    // Both have gone through the same palette: the same screen is the same to the last bit.
    const says = difference(readPng(kept), readPng(taken));
    if (says === null) return null;
    if (Date.now() >= until) return { says, taken };
  }
}

/** Photographs the page once it stands still, and keeps the picture as accepted. Leaves the file alone when it already shows this. */
export async function accepted(page: Page, { file, fullPage, patienceMs }: Shot): Promise<void> {
  let before = await page.screenshot({ ...options, fullPage });
  for (const until = Date.now() + patienceMs; ; ) {
    const taken = await page.screenshot({ ...options, fullPage });
    if (taken.equals(before)) break;
    if (Date.now() >= until) throw new Error(`it does not stand still within ${patienceMs} ms`);
    before = taken;
  }
  if (existsSync(file) && fingerprint(before) === noteOf(readFileSync(file))) return;
  const picture = writePng(readPng(before), fingerprint(before));
  if (existsSync(file) && difference(readPng(readFileSync(file)), readPng(picture)) === null) return;
  writeFileSync(file, picture);
}
