import { z } from 'zod';
import { startDesk } from '../support/desk.ts';
import { mergePatch, type RawApi, rawApi } from '../support/raw-api.ts';
import { namespace, statusPath } from '../support/rollouts.ts';
import { take } from '../support/taken.ts';
import { nameOf, rolloutCount } from './thousand-rollouts.ts';

const user = 'conductor';
const writesPerSecond = 20;
const writes = 1_000;
const warmUp = 100;
const quietMs = 3_000;

const Line = z.object({ object: z.object({ status: z.object({ message: z.string().nullish() }).nullish() }) });

/**
 * Statuses are patched at a steady rate, each with a message of its own. Milliseconds from the moment its request is sent
 * until a bare watch has the line, and until a page's subscription has the row: one write, two readers.
 */
export async function measureWatch(kubeconfig: string, admin: RawApi): Promise<{ ours: number[]; raw: number[] }> {
  const desk = await startDesk(kubeconfig, user);
  const bare = rawApi(kubeconfig, user);
  const leaving = new AbortController();
  const sentAt = new Map<string, number>();
  const times = { ours: new Map<string, number>(), raw: new Map<string, number>() };
  const note = (side: Map<string, number>, message: string, at: number) => {
    const sent = sentAt.get(message);
    if (sent !== undefined && !side.has(message)) side.set(message, at - sent);
  };
  try {
    const rows = await desk.client.rollouts.watch({ contexts: null, namespace: null }, { signal: leaving.signal });
    void take(rows, ({ workload }) => note(times.ours, workload.message, performance.now()));
    const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts?watch=true&resourceVersion=0&allowWatchBookmarks=true`;
    await bare.watch(
      path,
      (line) => {
        const at = performance.now();
        note(times.raw, Line.safeParse(JSON.parse(line)).data?.object.status?.message ?? '', at);
      },
      leaving.signal,
    );
    await wait(quietMs);
    await write(admin, sentAt);
    await wait(quietMs);
    // A row that changed again before its reader took it would be merged: no Rollout is written twice in that time.
    if (times.ours.size < writes || times.raw.size < writes) throw new Error(`Seen ${times.ours.size} and ${times.raw.size} of ${writes}.`);
    return { ours: [...times.ours.values()].slice(warmUp), raw: [...times.raw.values()].slice(warmUp) };
  } finally {
    leaving.abort();
    await desk.stop();
    await bare.close();
  }
}

async function write(admin: RawApi, sentAt: Map<string, number>): Promise<void> {
  const answers: Promise<unknown>[] = [];
  const from = performance.now();
  for (let number = 0; number < writes; number += 1) {
    await wait(Math.max(0, from + (number * 1_000) / writesPerSecond - performance.now()));
    const message = `bench ${number}`;
    sentAt.set(message, performance.now());
    answers.push(admin.send('PATCH', statusPath(nameOf((number * 7) % rolloutCount)), { status: { message } }, mergePatch));
  }
  await Promise.all(answers);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
