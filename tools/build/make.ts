import { type BuildPart, exists, parts } from './parts.ts';
import { isFresh, stamped } from './stamp.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function makePart(part: BuildPart): Promise<string | null> {
  try {
    await stamped(part, async () => {
      const { build } = await import('vite');
      await build(await part.config());
    });
    return null;
  } catch (error) {
    return `${part.name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Builds what is missing or older than its sources, from the repository's root; says so on stderr, and nothing when
 * all is fresh. Returns what could not be built, in words: an empty list is a good build.
 */
export async function make(): Promise<string[]> {
  for (const part of parts.filter((missing) => !exists(missing))) say(`${part.name}: ${part.entry} is not written yet; skipped.`);
  const old = parts.filter((part) => exists(part) && !isFresh(part));
  if (old.length === 0) return [];
  const started = performance.now();
  say(`Building ${old.map(({ name }) => name).join(', ')}.`);
  const failures = (await Promise.all(old.map(makePart))).filter((failure) => failure !== null);
  if (failures.length === 0) say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return failures;
}
