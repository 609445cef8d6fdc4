import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

export interface LoadedProgram<T> {
  /** What the program exports, as far as it does. */
  readonly exported: Partial<T>;
  /** Whether compiled code was there. */
  readonly wasKept: boolean;
  /** Keeps the code that has been compiled so far for the next start. Call it when what every start does has been done. */
  keep(): void;
}

const names = ['exports', 'require', 'module', '__filename', '__dirname'];
const prefix = 'program-';
const digestLength = 32;

/**
 * Runs one CommonJS file with the code that an earlier start compiled, kept in `folder`. Node's own compile cache keeps a module as it
 * is before it runs, that is without the functions in it, which V8 compiles when they are first called: for the desk 2,400 of them,
 * a tenth of a second of each start. Kept code belongs to the file's content and to this V8; anything else is compiled anew.
 */
export function loadProgram<T>(file: string, folder: string): LoadedProgram<T> {
  const bytes = readFileSync(file);
  const kept = join(folder, `${prefix}${sha256(bytes).toString('hex').slice(0, 32)}`);
  const cachedData = readKept(kept);
  const script = new Script(`(function (${names.join(', ')}) {${bytes.toString('utf8')}\n})`, {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module: { exports: Partial<T> } = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));

  return {
    exported: module.exports,
    wasKept: cachedData !== null && script.cachedDataRejected !== true,
    keep() {
      mkdirSync(folder, { recursive: true });
      for (const old of readdirSync(folder)) if (old.startsWith(prefix)) rmSync(join(folder, old), { force: true });
      // Beside it first: a crash in the middle leaves nothing half.
      const data = script.createCachedData();
      writeFileSync(`${kept}.new`, Buffer.concat([sha256(data), data]));
      renameSync(`${kept}.new`, kept);
    },
  };
}

/** V8 trusts what it is given: a file that a disk broke must not reach it. So its digest stands in front. */
function readKept(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const data = bytes.subarray(digestLength);
    return sha256(data).equals(bytes.subarray(0, digestLength)) ? data : null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
