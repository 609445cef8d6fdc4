import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BuildPart } from './parts.ts';

const always = ['package.json', 'package-lock.json', 'tools/build'];
const stampOf = (part: BuildPart) => `out/.stamps/${part.name}`;

/** Names, sizes and times of everything the part is made of, as one short hash. Reads no file. */
function fingerprint(part: BuildPart): string {
  const hash = createHash('sha256');
  const files = [...always, ...part.inputs].flatMap((input) =>
    existsSync(input) && statSync(input).isDirectory() ? globSync(`${input}/**/*.*`) : [input],
  );
  for (const file of files.toSorted()) {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    if (!file.includes('.test.')) hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether the part's output is there and made of what is there now. */
export function isFresh(part: BuildPart): boolean {
  const stamp = stampOf(part);
  return existsSync(part.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(part);
}

/** Runs `make` and, when it worked, remembers what the part was made of: read before, so that an edit during the build is not lost. */
export async function stamped(part: BuildPart, make: () => Promise<void>): Promise<void> {
  const before = fingerprint(part);
  const stamp = stampOf(part);
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, before);
}
