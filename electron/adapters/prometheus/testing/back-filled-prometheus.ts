import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A counter that grew evenly: from 15 minutes ago until 10 minutes from now, so that a test has time. */
export interface CounterSeries {
  /** For example `http_requests_total{namespace="shop",pod="payments-a-x"}`. */
  readonly series: string;
  readonly perSecond: number;
}

/** Whether the machine has Prometheus and promtool. */
export function hasPrometheus(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['prometheus', 'promtool'].every((program) => folders.some((folder) => existsSync(join(folder, program))));
}

/** A real Prometheus, its store written by promtool before it starts. It scrapes nothing. `now` in epoch ms. */
export async function startBackFilledPrometheus(
  counters: readonly CounterSeries[],
  now: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-prometheus-'));
  writeFileSync(join(folder, 'series.txt'), openMetrics(counters, now));
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'series.txt'), join(folder, 'data')], {
    stdio: 'pipe',
  });
  writeFileSync(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');

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
  await untilReady(url, child);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openMetrics(counters: readonly CounterSeries[], now: number): string {
  const begin = Math.floor(now / 1_000) - 900;
  const times = Array.from({ length: 301 }, (_, index) => begin + index * 5);
  const lines = counters.flatMap(({ series, perSecond }) => times.map((time) => `${series} ${(time - begin) * perSecond} ${time}`));
  return ['# TYPE http_requests counter', ...lines, '# EOF', ''].join('\n');
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const ready = await fetch(`${url}/-/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((again) => setTimeout(again, 20));
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
