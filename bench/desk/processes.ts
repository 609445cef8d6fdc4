import { readdirSync, readFileSync } from 'node:fs';

// All processes of a program: Electron is six of them. Linux tells of each under /proc.

/** The process and everything it started, by id. */
function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(fieldsOf(Number(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (const queue = [pid]; queue.length > 0; ) {
    const next = queue.pop();
    if (next === undefined) break;
    found.push(next);
    queue.push(...(children.get(next) ?? []));
  }
  return found;
}

/** What follows the name in /proc/PID/stat, from the state on; null once it has ended. */
function fieldsOf(pid: number): string[] | null {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Memory of a program's processes, MB. Resident counts what they share once for each of them, proportional once for all. */
export function memoryOf(pid: number): { residentMb: number; proportionalMb: number } {
  const texts = treeOf(pid).map((each) => read(`/proc/${each}/smaps_rollup`));
  const sum = (name: string) =>
    texts.reduce((total, text) => total + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0), 0) / 1024;
  return { residentMb: sum('Rss'), proportionalMb: sum('Pss') };
}

const ticksPerSecond = 100;

/** Processor time a program's processes took so far, seconds. */
export function processorSeconds(pid: number): number {
  const ticks = treeOf(pid).map((each) => {
    const fields = fieldsOf(each);
    return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  });
  return ticks.reduce((total, each) => total + each, 0) / ticksPerSecond;
}
