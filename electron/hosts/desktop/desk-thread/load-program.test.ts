import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A start is a process of its own: one that has compiled a text already would not ask for what was kept. */
const start = `
const { loadProgram } = await import(process.argv[1]);
const program = loadProgram(process.argv[2], process.argv[3]);
const said = program.exported.greet();
if (!program.wasKept) program.keep();
process.stdout.write(JSON.stringify({ said, wasKept: program.wasKept }));
`;

function newProgram(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-program-'));
  const file = join(folder, 'index.cjs');
  const compiled = join(folder, 'compiled');
  const write = (source: string) => writeFileSync(file, source);
  write(text);
  const loader = join(import.meta.dirname, 'load-program.ts');
  const run = (): unknown =>
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', start, loader, file, compiled], { encoding: 'utf8' }));
  return { write, compiled, run };
}

const saying = (word: string) => `const { join } = require('node:path'); exports.greet = () => join('${word}', 'x');`;

test('the first start compiles, the next one finds it compiled', () => {
  const { run } = newProgram(saying('one'));
  expect(run()).toEqual({ said: 'one/x', wasKept: false });
  expect(run()).toEqual({ said: 'one/x', wasKept: true });
});

test('another program of the same length is compiled anew, and what the old one left is gone', () => {
  const { run, write, compiled } = newProgram(saying('one'));
  run();
  write(saying('two'));
  expect(run()).toEqual({ said: 'two/x', wasKept: false });
  expect(readdirSync(compiled)).toHaveLength(1);
});

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['with one bit turned', (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte))],
  ['empty', () => Buffer.alloc(0)],
])('kept code that a disk broke, %s, is not used', (_how, broken) => {
  const { run, compiled } = newProgram(saying('one'));
  run();
  for (const name of readdirSync(compiled)) writeFileSync(join(compiled, name), broken(readFileSync(join(compiled, name))));
  expect(run()).toEqual({ said: 'one/x', wasKept: false });
  expect(run()).toEqual({ said: 'one/x', wasKept: true });
});
