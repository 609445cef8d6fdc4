import { type Bench, type BenchRow, percentile } from '../row.ts';
import { showBareBoard } from './bare-board.ts';
import { serveSamples } from './gallery.ts';
import { inBrowser, type OpenPage } from './open-desk.ts';
import { wait } from './screen.ts';
import { mainThreadTasks, type Task } from './tasks.ts';
import { useBoard } from './use-board.ts';

const passengers = 200;
const settleMs = 1_000;
const rounds = 3;

/** A train's board with every passenger a shop may have: how long a key may have to wait. The desk's own page over samples. */
export const bench: Bench = {
  name: `a train's board, ${passengers} passengers`,
  async run() {
    const gallery = await serveSamples();
    try {
      const sides: { bare: Task[]; ours: Task[] } = { bare: [], ours: [] };
      // Turn by turn, each on a new page: the first press of a key, whose code is not warm yet, is a press as well.
      for (let round = 0; round < rounds; round += 1) {
        sides.bare.push(await longestOf(({ page }) => showBareBoard(page, passengers)));
        sides.ours.push(
          await longestOf(async ({ page }) => {
            await page.goto(`${gallery.url}?gallery=train-${passengers}#/trains/shop-2026-11-24`);
            await page.locator('tbody button').first().waitFor();
          }),
        );
      }
      return [row('longest task', 'wallMs', sides), row('most processor time of one task', 'cpuMs', sides)];
    } finally {
      await gallery.stop();
    }
  },
};

/** The longest task of one use of a page, by each clock. */
async function longestOf(open: (opened: OpenPage) => Promise<void>): Promise<Task> {
  const opened = await inBrowser.openBlank();
  try {
    await open(opened);
    await wait(settleMs);
    const tasks = mainThreadTasks(await opened.traced(() => useBoard(opened.page)));
    return { wallMs: Math.max(...tasks.map(({ wallMs }) => wallMs)), cpuMs: Math.max(...tasks.map(({ cpuMs }) => cpuMs)) };
  } finally {
    await opened.close();
  }
}

function row(what: string, time: keyof Task, { ours, bare }: Readonly<Record<'ours' | 'bare', readonly Task[]>>): BenchRow {
  const median = (tasks: readonly Task[]) =>
    percentile(
      tasks.map((task) => task[time]),
      0.5,
    );
  return {
    name: `${what}, keys on a board of ${passengers} passengers, median of ${rounds}`,
    unit: 'ms',
    ours: median(ours),
    baseline: median(bare),
    ratio: median(ours) / median(bare),
    limit: { upTo: 32 },
    against: 'a bare table of as many rows',
  };
}
