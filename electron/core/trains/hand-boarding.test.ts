import { beforeEach, describe, expect, it } from 'vitest';
import type { CiDeployment } from '#shared/domain/trains/ci.ts';
import { exampleDigest, trainFrom } from '#shared/domain/trains/testing/example-train.ts';
import { createMemoryCi, emptyRepository, type MemoryCi } from '../ports/testing/memory-ci.ts';
import type { TrainsDesk } from './desk.ts';
import { createHandBoarding } from './hand-boarding.ts';
import type { RunningNow } from './passenger.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const signal = new AbortController().signal;
const kept = { train: trainFrom([]), happened: [], version: 1 };
const imageOf = (seed: number) => `registry.example/payments@${exampleDigest(seed)}`;

let ci: MemoryCi;
/** By region. */
let running: Record<string, RunningNow>;

beforeEach(() => {
  ci = createMemoryCi({ now: () => now });
  for (const name of ['payments', 'checkout', 'catalog']) ci.repositories.set(`shop/${name}`, emptyRepository());
  const old = { image: imageOf(1), version: '1.1.0', commit: 'c1' };
  running = { 'eu-west': old, 'us-east': old };
});

function tested(seed: number): void {
  const deployment: CiDeployment = {
    id: String(seed),
    repository: 'shop/payments',
    environment: 'staging',
    commit: `c${seed}`,
    version: `1.${seed}.0`,
    image: imageOf(seed),
    digest: exampleDigest(seed),
    state: 'passed',
    words: 'success',
    by: 'ana',
    url: 'https://ci.example/1',
    createdAt: now - 60_000,
    updatedAt: now - 30_000,
  };
  ci.repositories.get('shop/payments')?.deployments.unshift(deployment);
}

function byHand() {
  // Only what a boarding by hand asks of the desk is there.
  const desk = {
    runningOf: async ({ targets }: { targets: readonly { region: string }[] }) => running[targets[0]?.region ?? ''],
  };
  return createHandBoarding({ ci, clock: { now: () => now, monotonic: () => now, sleep: async () => {} } }, desk as unknown as TrainsDesk);
}
const board = (image: string | null = null) =>
  byHand().toCommand({ train: 'shop', service: 'payments', image, reason: 'it was forgotten' }, kept, '', signal);

describe('a service put aboard by hand', () => {
  it('is refused where what was tested last runs already everywhere, with that reason', async () => {
    tested(1);
    const refused = {
      kind: 'refused-by-policy',
      message: expect.stringMatching(/^payments 1\.1\.0 already runs in eu-west and us-east, and staging/),
    };
    expect(await board()).toMatchObject({ error: refused });
    expect(await board(imageOf(1))).toMatchObject({ error: refused });
  });

  it('is refused by its commit where the cluster names no digest', async () => {
    tested(1);
    const byTag = { image: 'registry.example/payments:1.1.0', version: '1.1.0', commit: 'c1' };
    running = { 'eu-west': byTag, 'us-east': byTag };
    expect(await board()).toMatchObject({ ok: false });
  });

  it('boards what is newer, what one region still lacks, and what runs nobody knows where', async () => {
    tested(2);
    expect(await board()).toMatchObject({ value: { do: 'board', change: { version: '1.2.0' } } });
    running = { ...running, 'eu-west': { image: imageOf(2), version: '1.2.0', commit: 'c2' } };
    expect(await board()).toMatchObject({ ok: true });
    running = { 'eu-west': { image: null, version: null, commit: null }, 'us-east': { image: null, version: null, commit: null } };
    expect(await board()).toMatchObject({ ok: true });
  });

  it('has a form that lists the timetable’s services, each with what would board or why nothing would', async () => {
    tested(2);
    expect(await byHand().boardable(kept.train.plan, signal)).toEqual([
      { service: 'payments', fromVersion: '1.1.0', toVersion: '1.2.0', digest: exampleDigest(2), refusal: null },
      ...['checkout', 'catalog'].map((service) => ({
        service,
        fromVersion: '1.1.0',
        toVersion: null,
        digest: null,
        refusal: `CI has deployed nothing of ${service} to staging. Name the image with its digest.`,
      })),
    ]);
  });
});
