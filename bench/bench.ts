// `npm run bench [part of a name]`: every *.bench.ts below, one after the other, each against its baseline in the same run.
import { globSync } from 'node:fs';
import { cpus, type CpuInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, type BenchRow, holds } from './row.ts';

const wanted = process.argv[2] ?? '';
const cores: readonly CpuInfo[] = cpus();
console.log(
  `Machine: ${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, Node ${process.versions.node}, ${process.platform}\n`,
);

const files = globSync('**/*.bench.ts', { cwd: import.meta.dirname }).toSorted();
const rows: BenchRow[] = [];
for (const file of files.filter((name) => name.includes(wanted))) {
  const { bench }: { bench: Bench } = await import(pathToFileURL(join(import.meta.dirname, file)).href);
  const missing = (bench.needs ?? []).filter((name) => process.env[name] === undefined);
  if (missing.length > 0) {
    console.log(`SKIPPED ${bench.name} (${dirname(file)}): set ${missing.join(' and ')}`);
    continue;
  }
  console.log(`${bench.name} …`);
  rows.push(...(await bench.run()));
}

console.log('');
const table = rows.map((row) => ({
  what: row.name,
  ours: `${figure(row.ours)} ${row.unit}`,
  baseline: `${figure(row.baseline)} ${row.unit}`,
  ratio: row.ratio.toFixed(2),
  limit: limitText(row),
  holds: holds(row) ? 'yes' : 'NO',
  against: row.against,
}));
print(table);

function limitText({ limit, unit }: BenchRow): string {
  if ('upTo' in limit) return `≤ ${limit.upTo} ${unit}`;
  if ('atMostMore' in limit) return `≤ +${limit.atMostMore} ${unit}`;
  return 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

function print(lines: readonly Readonly<Record<string, string>>[]): void {
  const columns = Object.keys(lines[0] ?? {});
  const width = new Map(columns.map((column) => [column, Math.max(column.length, ...lines.map((line) => line[column]?.length ?? 0))]));
  const row = (cell: (column: string) => string) => columns.map((column) => cell(column).padEnd(width.get(column) ?? 0)).join('  ');
  console.log(row((column) => column).trimEnd());
  for (const line of lines) console.log(row((column) => line[column] ?? '').trimEnd());
}
