// `npm run check`: types, lint, format, architecture, dead code and the house's own rules, side by side.
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { survey } from '../architecture/cruise.ts';
import { filesOfTheHouse } from '../lib/files.ts';
import { breaches } from './house-rules.ts';

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}
interface Part {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Runs one program under this Node and keeps what it prints. */
function program(name: string, script: string, ...args: string[]): Part {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (chunk) => (text += chunk));
        child.stderr.on('data', (chunk) => (text += chunk));
        child.on('error', (error) => resolve({ ok: false, text: error.message }));
        child.on('close', (code) => resolve({ ok: code === 0, text }));
      }),
  };
}

const typeParts = globSync(['{shared,electron,renderer,sandbox,e2e,bench,tools}/**/tsconfig*.json', 'tsconfig.tests.json'], {
  exclude: ['**/node_modules/**'],
}).map((config) => {
  const remembered = `node_modules/.cache/types/${config.replaceAll('/', '-')}.tsbuildinfo`;
  const args = ['-p', config, '--incremental', '--tsBuildInfoFile', remembered];
  return program(`types ${config.replace(/\/tsconfig\.json$/, '')}`, 'node_modules/typescript7/bin/tsc', ...args);
});

const architecture: Part = {
  name: 'architecture',
  run: async () => {
    const { modules, violations } = await survey(process.cwd());
    // With a TypeScript it cannot use, dependency-cruiser sees no module and calls that clean.
    const expected = filesOfTheHouse().filter(
      (file) => /^(shared|electron|renderer)\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
    ).length;
    if (modules < expected) return { ok: false, text: `It looked at ${modules} files of at least ${expected}.` };
    const text = violations.map(({ rule, from, to, why }) => `${from} → ${to}\n    ${rule}: ${why}`).join('\n');
    return { ok: violations.length === 0, text };
  },
};

const houseRules: Part = {
  name: 'house rules',
  run: async () => {
    const found = filesOfTheHouse().flatMap((file) => breaches(file, readFileSync(file, 'utf8')));
    return { ok: found.length === 0, text: found.map(({ file, line, rule }) => `${file}:${line} ${rule}`).join('\n') };
  },
};

const parts: Part[] = [
  program('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  program('dead code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  architecture,
  ...typeParts,
  program('format', 'node_modules/@biomejs/biome/bin/biome', 'format', '--colors=off', '.'),
  houseRules,
];

async function worker(queue: Part[], failed: string[]): Promise<void> {
  for (let part = queue.shift(); part; part = queue.shift()) {
    const started = performance.now();
    const { ok, text } = await part.run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${ok ? '✓' : '✗'} ${part.name} ${seconds} s${ok ? '' : `\n${text.trim()}\n`}`);
    if (!ok) failed.push(part.name);
  }
}

const only = process.argv[2];
const queue = parts.filter(({ name }) => only === undefined || name.startsWith(only));
const failed: string[] = [];
const started = performance.now();
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, () => worker(queue, failed)));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(failed.length === 0 ? `All of it holds (${seconds} s).` : `${failed.length} failed: ${failed.join(', ')} (${seconds} s).`);
process.exitCode = failed.length === 0 ? 0 : 1;
