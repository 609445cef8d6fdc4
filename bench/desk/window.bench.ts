import { type Bench, type BenchRow, percentile } from '../row.ts';
import { type Started, startBlank, startDesktop } from './cold-start.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { memoryOf, processorSeconds } from './processes.ts';
import { electronVariable, newFolder, wait, withScreen } from './screen.ts';

const rollouts = 1_000;
const eventsPerSecond = 500;
const starts = 5;
const restMs = 1_000;
/** V8 tidies up after a start for half a minute. That is not rest, and no desk is left alone as long as it is at rest. */
const settleMs = 60_000;
const busyMs = 15_000;
const idleSeconds = 20;

/** The desktop beside an empty window of the same Electron: its start, its memory, and what it costs at rest. */
export const bench: Bench = {
  name: 'the desktop beside a blank window',
  needs: [electronVariable],
  run: () =>
    withScreen(async (env) => {
      const fleet = await startFleet(rollouts);
      const [blankHome, deskHome] = [newFolder(), newFolder()];
      const blank = () => startBlank(blankHome.path, env);
      const desk = () => startDesktop(fleet.kubeconfig, deskHome.path, env);
      try {
        const cold = await coldStarts(blank, desk);
        return [cold, ...(await atRest(fleet, blank, desk))];
      } finally {
        await fleet.stop();
        blankHome.remove();
        deskHome.remove();
      }
    }),
};

type Start = () => Promise<Started>;

/** Turn by turn; the first of each fills the caches of a machine that has never seen it, and is not counted. */
async function coldStarts(blank: Start, desk: Start): Promise<BenchRow> {
  const times = { blank: [] as number[], desk: [] as number[] };
  for (let round = 0; round <= starts; round += 1) {
    for (const [side, start] of [
      ['blank', blank],
      ['desk', desk],
    ] as const) {
      const started = await start();
      if (round > 0) times[side].push(started.tookMs);
      await wait(restMs);
      await started.stop();
    }
  }
  const [ours, baseline] = [percentile(times.desk, 0.5), percentile(times.blank, 0.5)];
  const name = `start to live rows painted, ${rollouts} rollouts, median of ${starts}`;
  return { name, unit: 'ms', ours, baseline, ratio: ours / baseline, limit: { atMost: 2 }, against: 'a blank window, ready to show' };
}

async function atRest(fleet: Fleet, blank: Start, desk: Start): Promise<BenchRow[]> {
  const empty = await measured(blank, async () => {});
  const full = await measured(desk, async () => {
    fleet.move(eventsPerSecond);
    await wait(busyMs);
  });
  fleet.move(0);
  const memory = (what: string, ours: number, baseline: number): BenchRow => ({
    name: `${what} memory of all processes, ${rollouts} rollouts, ${eventsPerSecond} events a second`,
    unit: 'MB',
    ours,
    baseline,
    ratio: ours / baseline,
    limit: { atMost: 1.6 },
    against: 'a blank window',
  });
  return [
    memory('resident', full.residentMb, empty.residentMb),
    memory('proportional', full.proportionalMb, empty.proportionalMb),
    {
      name: `processor at rest, ${rollouts} rollouts, nothing changes, ${idleSeconds} s`,
      unit: '% of a core',
      ours: full.idlePercent,
      baseline: empty.idlePercent,
      ratio: full.idlePercent / empty.idlePercent,
      limit: { upTo: 2 },
      against: 'a blank window',
    },
  ];
}

/** At rest first, then under `load`: what is kept of a busy time counts as memory. */
async function measured(start: Start, load: () => Promise<void>) {
  const started = await start();
  try {
    await wait(settleMs);
    const before = processorSeconds(started.pid);
    await wait(idleSeconds * 1_000);
    const idlePercent = ((processorSeconds(started.pid) - before) / idleSeconds) * 100;
    await load();
    return { idlePercent, ...memoryOf(started.pid) };
  } finally {
    await started.stop();
  }
}
