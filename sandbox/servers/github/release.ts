import { createHash } from 'node:crypto';
import { imageDigest } from '../../controllers/pods/pod-status.ts';
import type { Random } from '../../fleet/random.ts';
import type { Commit, Deployment, Gate, Job, Repository, Run } from './model.ts';

/** A version on its way: pushed, built, tested, deployed to staging; `releasedAt`: when production got it, if it did. */
export interface Release {
  readonly tag: string;
  readonly cause: string;
  readonly by: string;
  readonly pushedAt: number;
  readonly releasedAt: number | null;
  readonly commits: number;
  readonly files: readonly string[];
  /** end-to-end fails at first; a second try passes, by hand or by itself after a while. */
  readonly red: boolean;
  /** Built a second time from the same commit: the digest on staging is another than the tested one. */
  readonly rebuilt: boolean;
  /** Staging waits for a reviewer. */
  readonly approval: boolean;
  /** Part of what its digest follows from; empty: the image's name alone. */
  readonly build: string;
}

const people = ['mira', 'jonas', 'aylin', 'tomasz', 'grace', 'ken'];
const redUntilMs = 20 * 60_000;

/** Image with tag and digest, as a pipeline that pins names it. */
export function pinnedImage(repository: Repository, tag: string, build = ''): string {
  const image = `registry.example/${repository.owner}/${repository.name}:${tag}`;
  return `${image}@${imageDigest(build === '' ? image : `${image} ${build}`)}`;
}

/** Adds a release to a repository: its commits, runs and deployments, from its push to as far as it will get. */
export function addRelease(repository: Repository, release: Release, random: Random, nextId: () => number): void {
  const commits = commitsOf(repository, release, random);
  repository.commits.push(...commits);
  const head = commits.at(-1);
  if (head === undefined) return;
  const base = { branch: 'main', sha: head.sha, title: head.title, by: head.by, gates: [], rejectedAt: null };
  const job = (name: string, seconds: number): Job => ({
    id: nextId(),
    name,
    seconds: seconds * (0.9 + random.next() * 0.2),
    attempts: [],
  });

  const deploy = job('deploy to staging', 30);
  const build: Run = {
    ...base,
    id: nextId(),
    workflow: 'build',
    createdAt: release.pushedAt,
    jobs: [job('build', 40), job('unit tests', 50), job('image', 20), deploy],
  };
  let at = release.pushedAt + 4_000;
  for (const each of build.jobs) {
    const startAt = each === deploy && release.approval ? Infinity : at;
    each.attempts = [{ startAt, endAt: startAt + each.seconds * 1_000, conclusion: 'success' }];
    at = startAt + each.seconds * 1_000 + 2_000;
  }
  if (release.approval) build.gates = gatesOf(release.pushedAt + 120_000, nextId);

  const check = job('end-to-end', 45);
  const tests: Run = { ...base, id: nextId(), workflow: 'end-to-end', createdAt: release.pushedAt + 60_000, jobs: [check] };
  const endAt = tests.createdAt + check.seconds * 1_000;
  check.attempts = [{ startAt: tests.createdAt, endAt, conclusion: release.red ? 'failure' : 'success' }];
  if (release.red) {
    const again = endAt + redUntilMs;
    check.attempts.push({ startAt: again, endAt: again + check.seconds * 1_000, conclusion: 'success' });
  }
  repository.runs.push(build, tests);
  repository.deployments.push(...deploymentsOf(repository, release, head, deploy, at, nextId));
}

function deploymentsOf(
  repository: Repository,
  release: Release,
  head: Commit,
  deploy: Job,
  deployedAt: number,
  nextId: () => number,
): Deployment[] {
  const { tag, releasedAt, rebuilt, build } = release;
  const one = { sha: head.sha, ref: `v${tag}` };
  const tested = { image: pinnedImage(repository, tag, build), version: tag };
  const again = { image: pinnedImage(repository, tag, `${build} built again`.trim()), version: tag };
  return [
    { ...one, id: nextId(), environment: 'staging', payload: tested, by: head.by, from: { job: deploy } },
    ...(rebuilt
      ? [{ ...one, id: nextId(), environment: 'staging', payload: again, by: 'nightly-rebuild', from: { at: deployedAt + 90_000 } }]
      : []),
    ...(releasedAt === null
      ? []
      : // The API gives a payload as text where it was sent as text: both happen.
        [
          {
            ...one,
            id: nextId(),
            environment: 'production',
            payload: JSON.stringify(tested),
            by: 'release-desk',
            from: { at: releasedAt },
          },
        ]),
  ];
}

function commitsOf({ name }: Repository, release: Release, random: Random): Commit[] {
  return Array.from({ length: release.commits }, (_, index) => {
    const last = index === release.commits - 1;
    const title = last ? release.cause : (smallWork[Math.floor(random.next() * smallWork.length)] ?? 'Tidy');
    return {
      sha: createHash('sha1').update(`${name} ${release.tag} ${index}`).digest('hex'),
      at: release.pushedAt - (release.commits - 1 - index) * 1_500_000,
      by: last ? release.by : (people[Math.floor(random.next() * people.length)] ?? 'mira'),
      title,
      files: last ? [`src/${name}.ts`, `src/${name}.test.ts`, ...release.files] : [`src/${name}.ts`],
    };
  });
}

function gatesOf(since: number, nextId: () => number): Gate[] {
  return [
    {
      id: nextId(),
      environment: 'staging',
      since,
      mayApprove: true,
      reviewers: [
        { type: 'Team', name: 'release-managers' },
        { type: 'User', name: 'release-desk' },
      ],
    },
    { id: nextId(), environment: 'load-lab', since, mayApprove: false, reviewers: [{ type: 'User', name: 'lab-lead' }] },
  ];
}

/** Who pushes what, where nobody says. */
export function somebody(random: Random): string {
  return people[Math.floor(random.next() * people.length)] ?? 'mira';
}

const smallWork = ['Clearer log lines', 'Update dependencies', 'Tests for the empty case', 'Rename for readers', 'Remove dead code'];
export const branchWork = ['Try a smaller cache', 'Spike: retries', 'Fix flaky test', 'Docs', 'Upgrade the linter', 'Measure start-up'];
