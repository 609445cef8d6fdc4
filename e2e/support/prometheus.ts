import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startRequestCounters, type RequestCounters } from './request-counters.ts';

export interface RunningPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whether the machine has a Prometheus. */
export function hasPrometheus(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'prometheus')));
}

/**
 * Debian's own Prometheus on a free loopback port, scraping `host:port/metrics` every second. Resolves once it has
 * scraped: Prometheus itself waits 5 s before its first scrape.
 */
export async function startPrometheus({ scrapeTarget }: { scrapeTarget: string }): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-e2e-prometheus-'));
  const job = { job_name: 'pods', static_configs: [{ targets: [scrapeTarget] }] };
  // YAML holds JSON.
  writeFileSync(
    join(folder, 'prometheus.yml'),
    JSON.stringify({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: [job] }),
  );
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;
  await untilScraped(url, child);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Traffic that a test steers, seen through a real Prometheus. A rate shows within two seconds of `setRate`; how soon an old
 * one is forgotten is the window of the desk's metrics settings: give it `5s` (Prometheus' own default, 1m, is a long test).
 */
export async function startMeteredTraffic(): Promise<RunningPrometheus & Pick<RequestCounters, 'setRate' | 'remove'>> {
  const counters = await startRequestCounters();
  const prometheus = await startPrometheus({ scrapeTarget: counters.scrapeTarget });
  return {
    url: prometheus.url,
    setRate: counters.setRate,
    remove: counters.remove,
    stop: async () => {
      await prometheus.stop();
      await counters.stop();
    },
  };
}

async function untilScraped(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const up = await fetch(`${url}/api/v1/query?query=up%3D%3D1`).then(
      (answer) => answer.text(),
      () => '',
    );
    if (up.includes('"value"')) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error(`prometheus ended with ${child.exitCode} before it was ready`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
