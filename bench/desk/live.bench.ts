import { type Bench, type BenchRow, percentile } from '../row.ts';
import { rawApi } from '../support/raw-api.ts';
import { showBareList } from './bare-list.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { desktop, type Host, inBrowser } from './open-desk.ts';
import { watchPaint } from './painted.ts';
import { electronVariable, wait, withScreen } from './screen.ts';
import { mainThreadTasks, type Task } from './tasks.ts';
import { useList } from './use-list.ts';

const rollouts = 1_000;
const manyRows = 5_000;
const eventsPerSecond = 500;
const settleMs = 3_000;
const watchMs = 12_000;

/** The list while production moves: how late an event is on the screen, and how long a click may have to wait. */
export const bench: Bench = {
  name: `the list, ${eventsPerSecond} events a second`,
  needs: [electronVariable],
  run: () =>
    withScreen(async (env) => {
      const hosts = [desktop(env), inBrowser];
      const rows: BenchRow[] = [];
      for (const host of hosts) rows.push(await paintedRow(host));
      for (const host of hosts) rows.push(...(await taskRows(host)));
      return rows;
    }),
};

async function paintedRow(host: Host): Promise<BenchRow> {
  const fleet = await startFleet(rollouts);
  try {
    const desk = await host.open(fleet.kubeconfig);
    try {
      await desk.page.getByText('service-0000').first().waitFor();
      const bare = await bareWatch(fleet);
      fleet.move(eventsPerSecond);
      await wait(settleMs);
      const painted = percentile(await watchPaint(desk.page, watchMs), 0.95);
      const inHand = percentile(await bare.stop(), 0.95);
      return {
        name: `event sent to row painted, ${rollouts} rollouts, ${host.name}, p95`,
        unit: 'ms',
        ours: painted,
        baseline: inHand,
        ratio: painted / inHand,
        limit: { upTo: 100 },
        against: 'the same event in the hand of a bare watch',
      };
    } finally {
      await desk.close();
    }
  } finally {
    await fleet.stop();
  }
}

/** What a bare watch of the same events sees of them: milliseconds from sent to a line in hand. */
async function bareWatch(fleet: Fleet): Promise<{ stop(): Promise<number[]> }> {
  const api = rawApi(fleet.kubeconfig, 'admin');
  const leaving = new AbortController();
  const seen: number[] = [];
  const onLine = (line: string) => {
    const sent = /"message":"sent (\d+\.\d)"/.exec(line)?.[1];
    if (sent !== undefined) seen.push(performance.timeOrigin + performance.now() - Number(sent));
  };
  await api.watch('/apis/argoproj.io/v1alpha1/rollouts?watch=true&resourceVersion=0', onLine, leaving.signal);
  return {
    async stop() {
      leaving.abort();
      await api.close();
      return seen;
    },
  };
}

async function taskRows(host: Host): Promise<BenchRow[]> {
  const blank = await host.openBlank();
  await showBareList(blank.page, manyRows);
  const bare = mainThreadTasks(await blank.traced(() => useList(blank.page)));
  await blank.close();
  const fleet = await startFleet(manyRows);
  try {
    const desk = await host.open(fleet.kubeconfig);
    try {
      await desk.page.getByText('service-0000').first().waitFor();
      await wait(settleMs);
      const ours = mainThreadTasks(await desk.traced(() => useList(desk.page)));
      return [
        taskRow(host, 'longest task', longest(ours, 'wallMs'), longest(bare, 'wallMs')),
        taskRow(host, 'most processor time of one task', longest(ours, 'cpuMs'), longest(bare, 'cpuMs')),
      ];
    } finally {
      await desk.close();
    }
  } finally {
    await fleet.stop();
  }
}

const longest = (tasks: readonly Task[], time: keyof Task) => Math.max(...tasks.map((task) => task[time]));

function taskRow(host: Host, what: string, ours: number, baseline: number): BenchRow {
  return {
    name: `${what}, scrolling and searching ${manyRows} rows, ${host.name}`,
    unit: 'ms',
    ours,
    baseline,
    ratio: ours / baseline,
    limit: { upTo: 32 },
    against: 'a bare list of as many rows',
  };
}
