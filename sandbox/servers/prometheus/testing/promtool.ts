import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export const hasPrometheus = ['prometheus', 'promtool'].every((program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program))),
);

export interface RealPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** The machine's Prometheus on a free loopback port: over fixed samples (OpenMetrics text), or scraping `host:port/metrics` each second. */
export async function startRealPrometheus(of: { openMetrics?: string; scrape?: string }): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-parity-'));
  const data = join(folder, 'data');
  if (of.openMetrics !== undefined) {
    writeFileSync(join(folder, 'samples.txt'), of.openMetrics);
    execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.txt'), data], { stdio: 'pipe' });
  }
  // YAML holds JSON.
  const jobs = of.scrape === undefined ? [] : [{ job_name: 'sandbox', static_configs: [{ targets: [of.scrape] }] }];
  const config = { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: jobs };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null && !(await isReady(url))) await new Promise((again) => setTimeout(again, 50));
  if (child.exitCode !== null) throw new Error(`prometheus ended with ${child.exitCode} before it was ready`);
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/-/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
