import type { Change, Manifested, Plan, TrainEvent } from '../events.ts';
import { type Happened, type Train, trainOf } from '../train.ts';
import { exampleTimetable } from './examples.ts';

const at = (text: string) => Date.parse(text);

/** The run of 24 Nov 13:00 of the example timetable, and the one a week later. */
export function examplePlan(week: 0 | 1 = 0): Plan {
  const timetable = exampleTimetable();
  const shift = week * 7 * 86_400_000;
  return {
    id: week === 0 ? 'shop-2026-11-24' : 'shop-2026-12-01',
    label: week === 0 ? 'shop, 24 Nov 13:00' : 'shop, 1 Dec 13:00',
    timetable: 'shop',
    boardsAt: at('2026-11-17T12:00:00Z') + shift,
    cutAt: at('2026-11-24T12:00:00Z') + shift,
    departsAt: at('2026-11-26T09:30:00Z') + shift,
    next: week === 0 ? 'shop-2026-12-01' : 'shop-2026-12-08',
    nextCutAt: at('2026-12-01T12:00:00Z') + shift,
    rule: timetable.trains['shop']!,
    services: timetable.services,
    paths: timetable.paths,
  };
}

export function exampleDigest(seed: number): string {
  return `sha256:${seed.toString(16).padStart(64, '0')}`;
}

/** A change of a service, number `seed`, tested in staging. */
export function exampleChange(service: string, seed: number, more: Partial<Change> = {}): Change {
  return {
    service,
    repository: `shop/${service}`,
    version: `1.${seed}.0`,
    commit: `c${seed}`,
    image: `registry.example/${service}@${exampleDigest(seed)}`,
    digest: exampleDigest(seed),
    testedIn: 'staging',
    testedDigest: exampleDigest(seed),
    arrivedAt: at('2026-11-23T10:00:00Z'),
    by: 'ci',
    url: null,
    ...more,
  };
}

export function manifestedOf(change: Change): Manifested {
  const { service, repository, version, commit, image, digest, testedDigest, testedIn, arrivedAt, url } = change;
  return {
    service,
    repository,
    tier: 1,
    fromVersion: '1.0.0',
    toVersion: version,
    image,
    digest,
    testedDigest,
    testedIn,
    rebuild: null,
    commit,
    fromCommit: 'c0',
    changes: 3,
    versusUsual: null,
    commits: [
      { sha: commit, author: 'ana', title: 'fix: rounding', at: arrivedAt },
      { sha: `${commit}a`, author: 'ben', title: 'Vouchers', at: arrivedAt },
    ],
    authors: ['ana', 'ben'],
    migrations: [],
    configs: [],
    truncated: false,
    boardedAt: arrivedAt,
    needs: [],
    group: null,
    url,
  };
}

/** The legs of a plan's services, as a departure makes them. */
export function legsOf(plan: Plan, services: readonly string[]) {
  return services.flatMap((service) =>
    (plan.services[service]?.targets ?? []).map(({ region, container, ...target }) => ({
      service,
      region,
      target,
      container: container ?? null,
    })),
  );
}

/** A train made of events that all happened at one instant. */
export function trainFrom(events: readonly TrainEvent[], when = at('2026-11-26T10:00:00Z')): Train {
  const happened: Happened[] = events.map((event) => ({ at: when, event }));
  const train = trainOf([{ at: when, event: { type: 'opened', plan: examplePlan() } }, ...happened]);
  if (train === null) throw new Error('a train that was opened is there');
  return train;
}

/** Departed with payments (two regions), checkout and catalog. */
export function departedTrain(more: readonly TrainEvent[] = []): Train {
  const plan = examplePlan();
  const changes = ['payments', 'checkout', 'catalog'].map((service, index) => exampleChange(service, index + 1));
  return trainFrom([
    ...changes.map((change) => ({ type: 'boarded' as const, change, by: 'CI', reason: '' })),
    { type: 'cut', by: 'timetable', reason: '', note: '' },
    { type: 'manifest', passengers: changes.map(manifestedOf) },
    {
      type: 'departed',
      by: 'm.okafor',
      reason: 'go',
      decision: 'go',
      waves: [['payments', 'catalog'], ['checkout']],
      legs: legsOf(plan, ['payments', 'checkout', 'catalog']),
      auditId: 'depart-1',
    },
    ...more,
  ]);
}
