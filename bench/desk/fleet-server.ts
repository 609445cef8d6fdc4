// The sandbox's API server over TLS with a fleet that a benchmark moves, as a process of its own.
//   node bench/desk/fleet-server.ts COUNT      one JSON line when ready: { kubeconfig }
// Each line on stdin is a number: from then on so many watch events a second. It ends with its input.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSimClock } from '../../sandbox/clock/create-sim-clock.ts';
import { startKubernetesServer } from '../../sandbox/servers/kubernetes/start-kubernetes-server.ts';
import { createObjectStore } from '../../sandbox/store/memory-store.ts';
import type { StoredObject } from '../../sandbox/store/object-store.ts';
import { namespaces, replicasets, rollouts } from '../../sandbox/store/resources.ts';
import { kindOf, nameOf, namespace, replicaSetObject, rolloutObject } from './fleet-objects.ts';

const count = Number(process.argv[2] ?? '1000');
const revisions = 3;
/** One event in so many is of the rows at the top of the list: those a benchmark can see painted. */
const seenEvery = 8;
const seenRows = 10;
const turnMs = 10;

const clock = createSimClock();
const store = createObjectStore({ now: clock.now });
const kubernetes = await startKubernetesServer({ store, clock });
store.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
for (let number = 0; number < count; number += 1) {
  const made = store.create(rollouts, rolloutObject(number, revisions));
  if (!made.ok) throw new Error(`${nameOf(number)}: ${made.why}`);
  for (let revision = 1; revision <= revisions; revision += 1) {
    store.create(replicasets, replicaSetObject(number, made.object.metadata.uid, revision));
  }
}
const top = Array.from({ length: count }, (_, number) => number)
  .filter((number) => kindOf(number) === 'degraded')
  .slice(0, seenRows);

let written = 0;

/** One MODIFIED event. The store tells the server's watches synchronously: the stamp in it is when the server sends it. */
function writeNext(): void {
  const seen = written % seenEvery === 0;
  const number = seen ? (top[(written / seenEvery) % top.length] ?? 0) : (written * 7) % count;
  const current = store.get(rollouts, namespace, nameOf(number));
  if (current === undefined) throw new Error(`${nameOf(number)} is gone`);
  written += 1;
  const message = kindOf(number) === 'degraded' ? `sent ${(performance.timeOrigin + performance.now()).toFixed(1)}` : `event ${written}`;
  const changed: StoredObject = { ...current, status: { ...current.status, message } };
  store.update(rollouts, changed, { subresource: 'status' });
}

let perSecond = 0;
let owed = 0;
let last = performance.now();
// Spread over the second, a few at a time, as watches bring them: no faster after a pause of the machine.
setInterval(() => {
  const now = performance.now();
  owed = Math.min(owed + ((now - last) * perSecond) / 1_000, perSecond / 4);
  last = now;
  for (; owed >= 1; owed -= 1) writeNext();
}, turnMs);

const folder = mkdtempSync(join(tmpdir(), 'rcc-bench-fleet-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, kubernetes.kubeconfig(namespace), { mode: 0o600 });
createInterface(process.stdin)
  .on('line', (line) => {
    perSecond = Number(line);
    owed = 0;
  })
  .on('close', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
process.stdout.write(`${JSON.stringify({ kubeconfig })}\n`);
