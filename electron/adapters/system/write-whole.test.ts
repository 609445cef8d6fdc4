import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rcc-whole-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that a person named', () => {
  it('is written as it is, for its owner alone, and replaces what was there', async () => {
    const file = join(folder, 'INC-7.html');
    writeFileSync(file, 'a longer text that was there before');
    expect(await writeWhole(file, 'é')).toEqual({ ok: true, value: undefined });
    expect(readFileSync(file, 'utf8')).toBe('é');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('stays a link where it is one', async () => {
    const [file, link] = [join(folder, 'real.md'), join(folder, 'link.md')];
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    await writeWhole(link, 'new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.skipIf(process.platform === 'win32')('is written through where it is a device, and named where it cannot be', async () => {
    expect(await writeWhole('/dev/null', 'x')).toMatchObject({ ok: true });
    expect(existsSync('/dev/null') && statSync('/dev/null').isCharacterDevice()).toBe(true);
    for (const place of [join(folder, 'no', 'such', 'folder.md'), folder])
      expect(await writeWhole(place, 'x')).toMatchObject({
        ok: false,
        error: { kind: 'storage', message: expect.stringContaining(place) },
      });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  const size = 20_000_000;
  /** A process of its own that writes FILE again and again, each time SIZE times one other letter, until it is killed. */
  const writeForever = `
    import { writeWhole } from ${JSON.stringify(new URL('write-whole.ts', import.meta.url).href)};
    const [file, size] = process.argv.slice(1);
    for (let round = 0; ; round += 1) await writeWhole(file, String.fromCodePoint(97 + (round % 26)).repeat(Number(size)));
  `;
  it.each([1, 2, 3, 4, 5, 6])('is whole or absent after a kill -9 in the middle of a write, time %i', async (time) => {
    const place = join(folder, `killed-${time}`);
    mkdirSync(place);
    const file = join(place, 'INC-7.json');
    const child = spawn(process.execPath, ['--input-type=module', '--eval', writeForever, file, String(size)]);
    const ended = once(child, 'exit');
    // The writer is in the middle of it while anything here has begun and is not all there.
    const midway = () => readdirSync(place).some((name) => isPart(statSync(join(place, name), { throwIfNoEntry: false })?.size ?? 0));
    const isPart = (bytes: number) => bytes > 0 && bytes < size;
    while (child.exitCode === null && !midway()) await new Promise(setImmediate);
    child.kill('SIGKILL');
    const [, signal] = z.tuple([z.number().nullable(), z.string().nullable()]).parse(await ended);
    expect(signal).toBe('SIGKILL');
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    expect(text.length).toBe(size);
    expect(new Set([text.slice(0, 1), text.slice(-1), text.slice(size / 2, size / 2 + 1)]).size).toBe(1);
  });

  const mountable = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/mount');
  if (!mountable) process.stderr.write('An export on a full disk is not tried: this account cannot mount a small file system.\n');
  it.skipIf(!mountable)('is what it was on a full disk, which is named', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small]);
    try {
      const file = join(small, 'INC-7.html');
      expect(await writeWhole(file, 'whole')).toMatchObject({ ok: true });
      expect(await writeWhole(file, 'x'.repeat(400_000))).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining('The disk is full'), upstream: { text: expect.stringContaining('ENOSPC') } },
      });
      expect(readFileSync(file, 'utf8')).toBe('whole');
      expect(readdirSync(small)).toEqual(['INC-7.html']);
    } finally {
      execFileSync('umount', [small]);
    }
  });
});
