import { createHash } from 'node:crypto';
import type { SimClock } from '../../clock/sim-clock.ts';
import { createRandom, type Random } from '../../fleet/random.ts';
import type { Scenario } from '../../scenarios/load-scenario.ts';
import type { Change } from '../../scenarios/schema.ts';
import type { Repository, Run } from './model.ts';
import { addRelease, branchWork, type Release, somebody } from './release.ts';

/** The shop's pipelines: one repository a service, on the simulated clock. */
export interface ShopCi {
  /** By `owner/name`, as they stand now. */
  repositories(): ReadonlyMap<string, Repository>;
  /** A change that comes late: pushed now. */
  push(service: string, change: Omit<Change, 'minutesAgo'>): void;
  /** Tries again what failed; it then passes. False: nothing failed. */
  rerun(repository: Repository, run: Run): boolean;
  /** A reviewer's word; a job whose gates are all open begins. */
  review(run: Run, environments: readonly number[], state: 'approved' | 'rejected'): void;
}

const minute = 60_000;
const hour = 60 * minute;
const mostRuns = 300;
/** Minutes between two pushes to branches of one repository. */
const branchEvery = 25;

/** `world`: how many scenarios were played before. Work that waits for a train is built anew in each: what travelled once does not board again. */
export function createShopCi(needs: { scenario: Scenario; clock: SimClock; seed: number; world?: number }): ShopCi {
  const { scenario, clock, seed, world = 0 } = needs;
  const build = world === 0 ? '' : `world ${world}`;
  const startedAt = clock.now();
  const chance = createRandom(`ci ${seed}`);
  const made = new Map(
    scenario.services.map((service, index) => {
      const repository: Repository = {
        owner: scenario.namespace,
        name: service.name,
        id: index + 1,
        commits: [],
        runs: [],
        deployments: [],
      };
      const random = chance.fork(service.name);
      let id = (index + 1) * 1_000_000;
      const nextId = () => (id += 1);
      for (const release of releasesOf(scenario, service, { startedAt, build }, random)) addRelease(repository, release, random, nextId);
      const branches = { nextAt: startedAt - 3 * hour + random.next() * branchEvery * minute };
      return [`${repository.owner}/${repository.name}`, { repository, random, nextId, branches }] as const;
    }),
  );

  type Made = typeof made extends Map<string, infer Each> ? Each : never;

  /** Work that never reaches a train goes on all the while. */
  function branchesUntil(now: number, { repository, random, nextId, branches }: Made): void {
    while (branches.nextAt <= now) {
      repository.runs.push(branchRun(repository, branches.nextAt, random, nextId));
      branches.nextAt += -Math.log(1 - random.next()) * branchEvery * minute + 10_000;
    }
    if (repository.runs.length > mostRuns)
      repository.runs = repository.runs.filter((run, at, all) => run.branch === 'main' || at > all.length - 150);
  }

  return {
    repositories() {
      const now = clock.now();
      for (const each of made.values()) branchesUntil(now, each);
      return new Map([...made].map(([name, { repository }]) => [name, repository]));
    },
    push(service, change) {
      const found = made.get(`${scenario.namespace}/${service}`);
      if (found === undefined) return;
      const { repository, random, nextId } = found;
      addRelease(repository, { ...released(change, random), build, pushedAt: clock.now(), releasedAt: null }, random, nextId);
    },
    rerun(_repository, run) {
      const now = clock.now();
      const failed = run.jobs.filter(({ attempts }) => attempts.findLast(({ startAt }) => startAt <= now)?.conclusion === 'failure');
      for (const job of failed) {
        const startAt = now + 3_000;
        const begun = job.attempts.filter((attempt) => attempt.startAt <= now);
        job.attempts = [...begun, { startAt, endAt: startAt + job.seconds * 1_000, conclusion: 'success' }];
      }
      return failed.length > 0;
    },
    review(run, environments, state) {
      const now = clock.now();
      run.gates = run.gates.filter(({ id }) => !environments.includes(id));
      if (state === 'rejected') {
        run.gates = [];
        run.rejectedAt = now;
        return;
      }
      // What a person of another team would have to say does not hold staging back.
      if (run.gates.some(({ mayApprove }) => mayApprove)) return;
      for (const job of run.jobs) {
        if (job.attempts.every(({ startAt }) => startAt === Infinity))
          job.attempts = [{ startAt: now + 2_000, endAt: now + 2_000 + job.seconds * 1_000, conclusion: 'success' }];
      }
    },
  };
}

/** In the order in which they were pushed: what lies behind us, what the script will deploy, what waits for a train. */
function releasesOf(
  scenario: Scenario,
  service: Scenario['services'][number],
  at: { startedAt: number; build: string },
  random: Random,
): Release[] {
  const { startedAt, build } = at;
  const plain = { by: somebody(random), commits: 3, files: [], checks: 'green' as const, rebuilt: false, approval: false };
  const past = service.workload.revisions.map(({ tag, hoursAgo, cause = `Version ${tag}` }) => {
    const releasedAt = startedAt - hoursAgo * hour;
    return { ...released({ ...plain, tag, cause }, random), pushedAt: releasedAt - (1 + random.next() * 4) * hour, releasedAt };
  });
  const scripted = scenario.script.flatMap(({ at: seconds, deploy }) => {
    if (deploy?.workload !== service.name) return [];
    const { tag, cause = `Version ${tag}` } = deploy;
    const releasedAt = startedAt + seconds * 1_000;
    return [{ ...released({ ...plain, tag, cause }, random), pushedAt: releasedAt - (70 + random.next() * 60) * minute, releasedAt }];
  });
  const waiting = service.changes.map(({ minutesAgo, ...change }) => ({
    ...released(change, random),
    build,
    pushedAt: startedAt - minutesAgo * minute,
    releasedAt: null,
  }));
  return [...past, ...scripted, ...waiting].toSorted((a, b) => a.pushedAt - b.pushedAt);
}

function released(change: Omit<Change, 'minutesAgo'>, random: Random): Omit<Release, 'pushedAt' | 'releasedAt'> {
  const { tag, cause, by, commits, files, checks, rebuilt, approval } = change;
  return { tag, cause, by: by ?? somebody(random), commits, files, red: checks === 'red-at-first', rebuilt, approval, build: '' };
}

function branchRun({ name }: Repository, at: number, random: Random, nextId: () => number): Run {
  const title = branchWork[Math.floor(random.next() * branchWork.length)] ?? 'Docs';
  const names = ['build', 'unit tests'];
  let startAt = at + 5_000;
  const jobs = names.map((job, index) => {
    const seconds = 40 + random.next() * 80;
    const fails = index === names.length - 1 && random.next() < 0.2;
    const attempt = { startAt, endAt: startAt + seconds * 1_000, conclusion: fails ? ('failure' as const) : ('success' as const) };
    startAt = attempt.endAt + 2_000;
    return { id: nextId(), name: job, seconds, attempts: [attempt] };
  });
  const sha = createHash('sha1').update(`${name} branch ${at}`).digest('hex');
  const branch = title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  return { id: nextId(), workflow: 'build', branch, sha, title, by: somebody(random), createdAt: at, jobs, gates: [], rejectedAt: null };
}
