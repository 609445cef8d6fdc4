import { beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { fail, ok } from '#shared/contract/result.ts';
import { promotedWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { CiDeployment } from '#shared/domain/trains/ci.ts';
import { exampleDigest } from '#shared/domain/trains/testing/example-train.ts';
import { exampleTimetableInput } from '#shared/domain/trains/testing/examples.ts';
import type { Records } from '../ports/records.ts';
import { createMemoryCi, emptyRepository, type MemoryCi } from '../ports/testing/memory-ci.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import { createTrainsDesk, type DeskNeeds } from './desk.ts';

const cut = Date.parse('2026-11-24T12:00:00Z');
const id = 'shop-2026-11-24';
let now: number;
let ci: MemoryCi;
let records: Records;
let timetable: string;

beforeEach(() => {
  now = cut - 3_600_000;
  ci = createMemoryCi({ now: () => now });
  for (const name of ['payments', 'checkout', 'catalog']) ci.repositories.set(`shop/${name}`, emptyRepository());
  records = createMemoryRecords({ now: () => now });
  timetable = stringify(exampleTimetableInput);
});

/** Only what a look asks of the world: files, CI, records, and a cluster that shows 2.14.0 everywhere. */
function desk() {
  const workload = promotedWorkload();
  const cluster = { identity: async () => fail('unreachable', 'not asked'), read: async () => ok(workload) };
  const needs = {
    ports: {
      ci,
      records,
      clock: { now: () => now, monotonic: () => now, sleep: async () => {} },
      clusters: { contexts: async () => fail('unreachable', 'not asked') },
      releaseFiles: { place: '/release', read: async () => ok([{ name: 'timetable.yaml', text: timetable }]), onChange() {} },
    },
    registry: { clusterOf: async () => ok(cluster) },
    policy: {
      read: async () => fail('storage', 'not asked'),
      rolesOf: async () => ({ roles: [], rolesVersion: 0, why: '' }),
      freezes: async () => [],
    },
    standing: async () => fail('unsupported', 'not asked'),
    stopping: new AbortController().signal,
  };
  return createTrainsDesk(needs as unknown as DeskNeeds);
}

function deploy(service: string, seed: number, updatedAt: number, more: Partial<CiDeployment> = {}): void {
  ci.repositories.get(`shop/${service}`)?.deployments.unshift({
    id: String(seed),
    repository: `shop/${service}`,
    environment: 'staging',
    commit: `c${seed}`,
    version: `3.${seed}.0`,
    image: `registry.example/${service}@${exampleDigest(seed)}`,
    digest: exampleDigest(seed),
    state: 'passed',
    words: 'success',
    by: 'ana',
    url: 'https://ci.example/1',
    createdAt: updatedAt - 30_000,
    updatedAt,
    ...more,
  });
}

const bare = async (of: ReturnType<typeof desk>, train = id) => {
  const page = await of.bare(train);
  if (!page.ok) throw new Error(page.error.message);
  return page.value;
};
const aboard = (page: Awaited<ReturnType<typeof bare>>) => page.passengers.map(({ service, toVersion }) => `${service} ${toVersion}`);

describe('a train that boards from CI', () => {
  it('takes 12:59:59 and sends 13:00:00 to the next train, whenever anybody looks', async () => {
    deploy('payments', 1, cut - 1_000);
    deploy('checkout', 2, cut);
    now = cut + 5 * 60_000;
    const trains = desk();
    const page = await bare(trains);
    expect(aboard(page)).toEqual(['payments 3.1.0']);
    expect(page.state).toBe('deciding');
    expect(page.notAboard).toMatchObject([
      { service: 'checkout', text: 'checkout 3.2.0 arrived at the cut. It boards shop-2026-12-01 by itself', next: 'shop-2026-12-01' },
    ]);
    expect(aboard(await bare(trains, 'shop-2026-12-01'))).toEqual(['checkout 3.2.0']);
  });

  it('carries the newest digest of a service, and what runs already not at all', async () => {
    deploy('payments', 1, cut - 7_200_000, { words: 'inactive', state: 'unknown' });
    deploy('payments', 2, cut - 60 * 60_000 - 1);
    deploy('catalog', 3, cut - 7_200_000, { version: '2.14.0' });
    expect(aboard(await bare(desk()))).toEqual(['payments 3.2.0']);
  });

  it('names a rebuild: another digest of the same commit than the one that was tested', async () => {
    deploy('payments', 1, cut - 7_200_000, { commit: 'same', words: 'inactive', state: 'unknown', createdAt: 1 });
    deploy('payments', 2, cut - 7_200_000 + 90_000, { commit: 'same' });
    const [passenger] = (await bare(desk())).passengers;
    expect(passenger?.rebuild).toBe('A rebuild: 00000000 was tested in staging, 00000000 would run');
    expect(passenger?.testedDigest).toBe(exampleDigest(1));
  });

  it('is frozen once, by whichever desk looks first', async () => {
    deploy('payments', 1, cut - 1_000);
    now = cut + 1_000;
    const desks = [desk(), desk(), desk()];
    await Promise.all(desks.map((one) => one.look()));
    const events = await records.read(`trains/${id}`);
    const types = (events.ok ? events.value : []).map(({ data }) => (data as { type: string }).type);
    expect(types.filter((type) => type === 'cut')).toHaveLength(1);
    expect(types.filter((type) => type === 'boarded')).toHaveLength(1);
    expect(types.filter((type) => type === 'manifest')).toHaveLength(1);
  });

  it('waits with its manifest for a CI that is silent at the cut, ten minutes at most, and then says so', async () => {
    const trains = desk();
    await trains.look();
    ci.failing = fail('unreachable', 'CI does not answer.');
    now = cut + 60_000;
    expect((await bare(trains)).state).toBe('cut');
    expect((await bare(trains)).problems.join(' ')).toContain('CI does not answer.');
    now = cut + 11 * 60_000;
    const page = await bare(trains);
    expect(page.state).toBe('deciding');
    expect(page.problems.join(' ')).toContain('Frozen without all of CI');
  });

  it('goes on by what its boarding opened with when the file breaks, and says what is wrong with it', async () => {
    const trains = desk();
    deploy('payments', 1, cut - 7_200_000);
    await trains.look();
    timetable = timetable.replace('at: 13:00', 'at: 25:00');
    now = cut + 1_000;
    const page = await bare(trains);
    expect(aboard(page)).toEqual(['payments 3.1.0']);
    expect(page.problems.join(' ')).toMatch(/timetable\.yaml:\d+: trains\.shop\.cut\.at: expected a time of day/);
  });
});
