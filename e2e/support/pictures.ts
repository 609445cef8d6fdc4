import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type Picture, readPng, writePng } from './png.ts';

/** A channel that differs by less than this, of 255, is the same colour drawn by another machine. */
const sameShade = 6;
/** So many pixels may differ all the same: a hair at the edge of a letter, not the letter. */
const mayDiffer = 24;

/** How two pictures differ, in words; null when they are the same. The box is where to look. */
export function difference(accepted: Picture, taken: Picture): string | null {
  if (accepted.width !== taken.width || accepted.height !== taken.height) {
    return `is ${taken.width} × ${taken.height}, was ${accepted.width} × ${accepted.height}`;
  }
  if (accepted.pixels.equals(taken.pixels)) return null;
  const { width, height } = taken;
  let [count, left, top, right, bottom] = [0, width, height, 0, 0];
  for (let at = 0; at < taken.pixels.length; at += 3) {
    const far = [0, 1, 2].some((part) => Math.abs((accepted.pixels[at + part] ?? 0) - (taken.pixels[at + part] ?? 0)) >= sameShade);
    if (!far) continue;
    count += 1;
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  if (count <= mayDiffer) return null;
  return `${count} of ${width * height} pixels differ, between ${left},${top} and ${right},${bottom}`;
}

interface Shot {
  readonly file: string;
  readonly fullPage: boolean;
  /** How long it may take to look as accepted, ms: fonts and frames settle. */
  readonly patienceMs: number;
}

const options = { animations: 'disabled', caret: 'hide', scale: 'css' } as const;

/** Photographs the page and compares it with the accepted picture. Null when it is the same; else the difference and the picture taken. */
export async function compared(page: Page, { file, fullPage, patienceMs }: Shot): Promise<{ says: string; taken: Buffer } | null> {
  if (!existsSync(file)) return { says: 'no picture of it was accepted', taken: await page.screenshot({ ...options, fullPage }) };
  const accepted = readPng(readFileSync(file));
  for (const until = Date.now() + patienceMs; ; ) {
    const taken = writePng(readPng(await page.screenshot({ ...options, fullPage })));
    // Both have gone through the same palette: the same screen is the same to the last bit.
    const says = difference(accepted, readPng(taken));
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
  const picture = writePng(readPng(before));
  if (existsSync(file) && difference(readPng(readFileSync(file)), readPng(picture)) === null) return;
  writeFileSync(file, picture);
}
