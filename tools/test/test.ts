// `npm test`: build, check, unit and conformance tests, end-to-end tests. `npm test -- unit` runs one part.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { make } from '../build/make.ts';
import { installedElectron, noDisplay } from '../lib/electron.ts';
import { whenOrphaned } from '../lib/orphan.ts';
import { findBrowser } from './browser.ts';
import { columns, conformanceFiles } from './conformance.ts';
import { add, closingLine, failure, labelled, nothing, readPlaywright, readVitest, type Tally } from './reports.ts';
import { type Service, startControlPlane, startDisplay, startSandbox } from './services.ts';
import { isOnPath, wants } from './wants.ts';

process.chdir(join(import.meta.dirname, '../..'));
const asked = process.argv.slice(2);
const wanted = (part: string) => asked.length === 0 || asked.includes(part);
const requireAll = process.env['RCC_TEST_REQUIRE_ALL'] === '1';
const reports = mkdtempSync(join(tmpdir(), 'rcc-reports-'));
const env: NodeJS.ProcessEnv = { ...process.env };
if (!process.stdout.isTTY) {
  delete env['FORCE_COLOR'];
  env['NO_COLOR'] = '1';
}
const services: Service<unknown>[] = [];
const children = new Set<ReturnType<typeof spawn>>();

async function stopAll(): Promise<void> {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(services.splice(0).map((service) => service.stop()));
  rmSync(reports, { recursive: true, force: true });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stopAll().then(() => process.exit(130)));
}

whenOrphaned(() => process.kill(process.pid, 'SIGTERM'));

/** Runs one of the installed tools in this terminal; resolves with its exit code. */
function tool(script: string, ...args: string[]): Promise<number> {
  return toolIn(env, script, ...args);
}

function toolIn(childEnv: NodeJS.ProcessEnv, script: string, ...args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env: childEnv });
    children.add(child);
    child.on('error', () => resolve(127));
    child.on('exit', (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

function read(name: string, path: string, reader: (json: unknown) => Tally): Tally {
  if (!existsSync(path)) return failure(`${name} left no report`);
  return reader(JSON.parse(readFileSync(path, 'utf8')));
}

async function check(): Promise<Tally> {
  return (await tool('tools/check/check.ts')) === 0 ? nothing : failure('npm run check');
}

async function unit(): Promise<Tally> {
  const report = join(reports, 'vitest.json');
  // Those on a real cluster wait for pods: while they do, others work, though there are two cores.
  await tool('node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=4', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`);
  return add([read('vitest', report, readVitest), await onSandbox(report)]);
}

/** The conformance cases once more, with the sandbox as their cluster; `real` is the report of the run before. Prints both columns. */
async function onSandbox(real: string): Promise<Tally> {
  const report = join(reports, 'sandbox.json');
  try {
    const sandbox = await startSandbox('healthy');
    services.push(sandbox);
    const arranged = { ...env, RCC_TEST_KUBECONFIG: sandbox.value };
    // These do little else: all side by side.
    const args = ['--maxWorkers=8', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
    await toolIn(arranged, 'node_modules/vitest/vitest.mjs', 'run', ...args, ...conformanceFiles());
    await sandbox.stop();
  } catch (error) {
    return failure(`the sandbox ${error instanceof Error ? error.message : String(error)}`);
  }
  const both = [report, real].map((path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null));
  if (both.every((json) => json !== null)) for (const line of columns(both[0], both[1])) console.log(line);
  return labelled('sandbox', read('vitest on the sandbox', report, readVitest));
}

async function e2e(browser: string | null): Promise<Tally> {
  if (!existsSync('e2e/playwright.config.ts')) return nothing;
  const report = join(reports, 'playwright.json');
  env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = report;
  if (browser) env['RCC_TEST_BROWSER'] = browser;
  await tool('node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json');
  return read('playwright', report, readPlaywright);
}

async function offerCluster(): Promise<Tally> {
  const program = env['RCC_TEST_CONTROL_PLANE'];
  if (env['RCC_TEST_KUBECONFIG'] || !program) return nothing;
  try {
    const plane = await startControlPlane(program);
    services.push(plane);
    env['RCC_TEST_KUBECONFIG'] = plane.value.kubeconfig;
    env['RCC_TEST_CONTROL_PLANE_READY'] = plane.value.line;
    return nothing;
  } catch (error) {
    return failure(`the control plane ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function offerElectron(): Promise<void> {
  const here = installedElectron();
  if (!env['RCC_TEST_ELECTRON'] && here) env['RCC_TEST_ELECTRON'] = dirname(here);
  if (!env['RCC_TEST_ELECTRON'] || !noDisplay(env) || !isOnPath('Xvfb')) return;
  const display = await startDisplay();
  services.push(display);
  env['DISPLAY'] = display.value;
}

/** Where the machine has everything, a test on a real cluster, Prometheus or desktop that is skipped all the same is a failure. */
function skippedAnyway(tallies: readonly Tally[], missing: number): Tally[] {
  const unexplained = add(tallies).notes.filter((note) => /^skipped: (e2e\/|\S*real)/.test(note));
  return missing === 0 ? unexplained.map((note) => failure(`${note}, although this machine has everything`)) : [];
}

async function main(): Promise<Tally> {
  const failures = await make();
  if (failures.length > 0) return add(failures.map((words) => failure(`build of ${words}`)));
  const tallies: Tally[] = [];
  const tests = wanted('unit') || wanted('e2e');
  // A cluster takes as long to start as the code to be checked.
  const [checked, offered] = await Promise.all([wanted('check') ? check() : nothing, tests ? offerCluster() : nothing]);
  tallies.push(checked, offered);
  if (tests) {
    await offerElectron();
    const browser = wanted('e2e') ? await findBrowser() : null;
    if (wanted('unit')) tallies.push(await unit());
    if (wanted('e2e')) tallies.push(await e2e(browser));
    const missing = wants({
      browser: wanted('e2e') ? browser : 'not asked for',
      electron: env['RCC_TEST_ELECTRON'] ?? null,
      display: noDisplay(env) === null ? 'here' : null,
      cluster: Boolean(env['RCC_TEST_KUBECONFIG']),
      prometheus: isOnPath('prometheus') && isOnPath('promtool'),
      strace: isOnPath('strace'),
    });
    for (const { skipped, how } of missing) console.log(`Skipped: ${skipped}. To have them: ${how}.`);
    if (requireAll) tallies.push(...missing.map(({ skipped }) => failure(skipped)), ...skippedAnyway(tallies, missing.length));
  }
  return add(tallies);
}

let tally: Tally;
try {
  tally = await main();
} finally {
  await stopAll();
}
for (const note of tally.notes) console.log(note);
const nothingRan = tally.passed + tally.failed === 0 && (wanted('unit') || wanted('e2e'));
if (nothingRan) console.log('No test ran.');
console.log(closingLine(tally));
process.exitCode = tally.failed > 0 || nothingRan ? 1 : 0;
