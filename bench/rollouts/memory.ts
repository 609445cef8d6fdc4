import { percentile } from '../row.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { take } from '../support/taken.ts';
import { rolloutCount } from './thousand-rollouts.ts';

const user = 'conductor';
const starts = 2;
const settleMs = 10_000;
const sampleMs = 250;
const samples = 40;

/** The desk on an empty cluster, and the same desk after the cluster was filled under its eyes. Median resident MB. */
export async function measureEmpty(kubeconfig: string, fill: () => Promise<void>): Promise<{ emptyMb: number; growingMb: number }> {
  const desk = await startDesk(kubeconfig, user);
  try {
    const list = await openList(desk);
    const emptyMb = await settledMb(desk);
    await fill();
    await list.holds(rolloutCount);
    return { emptyMb, growingMb: await settledMb(desk) };
  } finally {
    await desk.stop();
  }
}

/** Desks started on the full cluster, one after the other. */
export async function measureFilled(kubeconfig: string): Promise<number[]> {
  const medians: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const desk = await startDesk(kubeconfig, user);
    try {
      await (await openList(desk)).holds(rolloutCount);
      medians.push(await settledMb(desk));
    } finally {
      await desk.stop();
    }
  }
  return medians;
}

/** The list as a page keeps it open. `holds` resolves when it has shown so many rows. */
async function openList({ client }: Desk): Promise<{ holds(count: number): Promise<void> }> {
  const seen = new Set<string>();
  let check = () => {};
  const rows = await client.rollouts.watch({ contexts: null, namespace: null });
  void take(rows, ({ workload }) => {
    seen.add(workload.target.name);
    check();
  });
  return {
    holds: (count) =>
      new Promise((resolve) => {
        check = () => seen.size >= count && resolve();
        check();
      }),
  };
}

async function settledMb(desk: Desk): Promise<number> {
  await wait(settleMs);
  const taken: number[] = [];
  while (taken.length < samples) {
    taken.push(desk.residentMb());
    await wait(sampleMs);
  }
  return percentile(taken, 0.5);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
