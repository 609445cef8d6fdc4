import { readFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { mergeKubeconfigs } from './merge-kubeconfigs.ts';
import { type ParseKubeconfig, parseKubeconfig } from './parse-kubeconfig.ts';

export interface KubeconfigPlaces {
  /** --kubeconfig; null where it was not given. Beats KUBECONFIG, and every file must exist. */
  readonly files: readonly string[] | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  /** Files a person added on this desk: after the others, and only where --kubeconfig names none. One that is missing or broken is passed over. */
  readonly further?: () => readonly string[];
}

/**
 * Reads the kubeconfig as kubectl does: --kubeconfig, else the KUBECONFIG list (missing files in it are skipped),
 * else ~/.kube/config. Errors: `not-found` when there is no file at all, `invalid` with file and place when one is broken.
 */
export async function loadKubeconfig(places: KubeconfigPlaces, parse: ParseKubeconfig = parseKubeconfig): Promise<Result<Kubeconfig>> {
  const { files, skipMissing, from } = kubeconfigFiles(places);
  const configs: Kubeconfig[] = [];
  for (const file of files) {
    const text = await readText(file);
    if (!text.ok && text.error.kind === 'not-found' && skipMissing) continue;
    if (!text.ok) return text;
    const config = parse(file, text.value);
    if (!config.ok) return config;
    configs.push(config.value);
  }
  for (const file of furtherFiles(places)) {
    const text = await readText(file);
    const config = text.ok ? parse(file, text.value) : text;
    if (config.ok) configs.push(config.value);
  }
  if (configs.length > 0) return ok(mergeKubeconfigs(configs));
  return fail('not-found', `There is no kubeconfig: ${from}. Set KUBECONFIG, or give --kubeconfig FILE.`);
}

/** Which files count, and whether a missing one may be skipped. */
export function kubeconfigFiles(places: KubeconfigPlaces): { files: readonly string[]; skipMissing: boolean; from: string } {
  if (places.files !== null) return { files: absolute(places.files), skipMissing: false, from: '--kubeconfig names no file' };
  const listed = absolute((places.env['KUBECONFIG'] ?? '').split(delimiter).filter((part) => part !== ''));
  if (listed.length > 0) return { files: listed, skipMissing: true, from: `KUBECONFIG names ${listed.join(', ')}, which does not exist` };
  const usual = join(places.homeDir, '.kube', 'config');
  return { files: [usual], skipMissing: true, from: `KUBECONFIG is not set and ${usual} does not exist` };
}

/** The files a person added that count now and are not among the others. */
export function furtherFiles(places: KubeconfigPlaces): readonly string[] {
  if (places.files !== null) return [];
  const { files } = kubeconfigFiles(places);
  return absolute(places.further?.() ?? []).filter((file) => !files.includes(file));
}

function absolute(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => resolve(file)))];
}

/** Errors: `not-found`, or `invalid` with the system's words. */
export async function readText(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const missing = text.includes('ENOENT') || text.includes('ENOTDIR');
    return missing
      ? fail('not-found', `The kubeconfig ${file} does not exist.`)
      : fail('invalid', `The kubeconfig ${file} cannot be read.`, { upstream: { source: file, text } });
  }
}
