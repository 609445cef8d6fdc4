import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readYaml } from './read-yaml.ts';
import { CastFile, ScenarioFile, type ScenarioService } from './schema.ts';

export interface Scenario extends Omit<ScenarioFile, 'cast'> {
  /** Of the file, without `.yaml`. */
  readonly name: string;
  readonly services: ScenarioService[];
}

export type LoadedScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problem: string };

export const defaultScenario = 'payments-timeout';
/** In the order in which one leads to the next. */
const order = ['payments-timeout', 'n-plus-one', 'weekend-pass', 'thundering-herd', 'dark-pool', 'healthy', 'release-train'];

/** A scenario by its name, or from a file of one's own (anything with a slash or ending in .yaml). `problem`: file, line and what was expected. */
export function loadScenario(nameOrFile: string): LoadedScenario {
  const isFile = /[\\/]|\.ya?ml$/.test(nameOrFile);
  const path = isFile ? resolve(nameOrFile) : join(storiesFolder(), `${nameOrFile}.yaml`);
  if (!isFile && !scenarioNames().includes(nameOrFile)) {
    return { ok: false, problem: `There is no scenario ${JSON.stringify(nameOrFile)}. There are: ${scenarioNames().join(', ')}.` };
  }
  const text = textOf(path);
  if (!text.ok) return text;
  const shown = isFile ? nameOrFile : basename(path);
  const read = readYaml(shown, text.text, ScenarioFile);
  if (!read.ok) return { ok: false, problem: read.problems.join('\n') };
  const { cast, ...file } = read.value;
  const others = cast === undefined ? { ok: true as const, services: [] } : readCast(cast, isFile ? dirname(path) : storiesFolder());
  if (!others.ok) return others;
  const own = new Set(file.services.map((each) => each.name));
  const services = [...others.services.filter((each) => !own.has(each.name)), ...file.services];
  const problem = inconsistency(shown, { ...file, services });
  return problem === null
    ? { ok: true, scenario: { ...file, services, name: basename(path).replace(/\.ya?ml$/, '') } }
    : { ok: false, problem };
}

/** Names of the scenarios that come with the sandbox, in the order of the next-scenario button. */
export function scenarioNames(): readonly string[] {
  const found = readdirSync(storiesFolder())
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.cast.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return found.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function readCast(name: string, folder: string): { ok: true; services: readonly ScenarioService[] } | { ok: false; problem: string } {
  const beside = join(folder, `${name}.cast.yaml`);
  const text = textOf(existsSync(beside) ? beside : join(storiesFolder(), `${name}.cast.yaml`));
  if (!text.ok) return text;
  const read = readYaml(`${name}.cast.yaml`, text.text, CastFile);
  return read.ok ? { ok: true, services: read.value.services } : { ok: false, problem: read.problems.join('\n') };
}

/** What no shape can say: names that mean each other. */
function inconsistency(file: string, { services, script }: Pick<Scenario, 'services' | 'script'>): string | null {
  const names = services.map((each) => each.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `${file}: services: ${twice} is there twice`;
  if (names.length === 0) return `${file}: services: expected at least one, here or in a cast`;
  for (const [index, { deploy, change, load }] of script.entries()) {
    const meant = deploy?.workload ?? change?.service ?? load?.service ?? null;
    if (meant !== null && !names.includes(meant))
      return `${file}: script[${index}]: no service is called ${meant}; there are ${names.join(', ')}`;
  }
  return null;
}

function textOf(path: string): { ok: true; text: string } | { ok: false; problem: string } {
  try {
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Beside this file in the sources; beside the program (or its chunks) when it is built. */
function storiesFolder(): string {
  const here = import.meta.dirname;
  const candidates = [join(here, 'stories'), here, dirname(here)];
  return candidates.find((folder) => existsSync(join(folder, 'shop.cast.yaml'))) ?? join(here, 'stories');
}
