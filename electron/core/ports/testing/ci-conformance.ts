import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#shared/contract/result.ts';
import { CiApproval, CiCheck, CiDeployment, CiJob, CiRange, CiRun } from '#shared/domain/trains/ci.ts';
import type { Ci, CiReading } from '../ci.ts';

/** A CI that holds a repository with a past, and a run that waits for two environments of which the token's user may review one. */
export interface CiUnderTest {
  readonly ci: Ci;
  readonly repository: string;
  /** A run of it waits for reviewers. */
  readonly waitingRepository: string;
  close(): Promise<void>;
}

/** What every CI promises. */
export function describeCi(name: string, open: () => Promise<CiUnderTest>): void {
  describe(`CI: ${name}`, () => {
    let under: CiUnderTest;
    let ci: Ci;
    const signal = new AbortController().signal;
    beforeAll(async () => {
      under = await open();
      ci = under.ci;
    });
    afterAll(async () => under.close());

    const value = <T>(reading: Result<CiReading<T>>): T => {
      if (!reading.ok) throw new Error(JSON.stringify(reading.error));
      expect(reading.value.at).toBeGreaterThan(0);
      return reading.value.value;
    };
    const staging = async () => value(await ci.deployments(under.repository, { environment: 'staging' }, signal));

    it('lists runs newest first, those of one commit when asked', async () => {
      const runs = value(await ci.runs(under.repository, {}, signal));
      expect(runs.length).toBeGreaterThan(1);
      for (const run of runs) CiRun.parse(run);
      expect(runs.map(({ startedAt }) => startedAt ?? 0)).toEqual(runs.map(({ startedAt }) => startedAt ?? 0).toSorted((a, b) => b - a));
      const commit = runs[0]?.commit ?? '';
      const those = value(await ci.runs(under.repository, { commit }, signal));
      expect(those.length).toBeGreaterThan(0);
      expect(new Set(those.map((run) => run.commit))).toEqual(new Set([commit]));
      expect(new Set(those.map((run) => run.repository))).toEqual(new Set([under.repository]));
    });

    it('knows the jobs of a run, and none of a run that is not there', async () => {
      const [run] = value(await ci.runs(under.repository, {}, signal));
      const jobs = value(await ci.jobs(under.repository, run?.id ?? '', signal));
      expect(jobs.length).toBeGreaterThan(0);
      for (const job of jobs) CiJob.parse(job);
      expect(await ci.jobs(under.repository, '999999999', signal)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    });

    it('knows the checks of a commit', async () => {
      const [deployment] = await staging();
      const checks = value(await ci.checks(under.repository, deployment?.commit ?? '', signal));
      expect(checks.length).toBeGreaterThan(0);
      for (const check of checks) expect(CiCheck.parse(check).commit).toBe(deployment?.commit);
    });

    it('knows which artifact went to an environment, newest first, by digest', async () => {
      const deployments = await staging();
      expect(deployments.length).toBeGreaterThan(1);
      for (const deployment of deployments) {
        expect(CiDeployment.parse(deployment).environment).toBe('staging');
        expect(deployment.image).toContain(deployment.digest ?? 'no digest');
        expect(deployment.image).toContain(deployment.version);
      }
      const times = deployments.map(({ createdAt }) => createdAt);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      const commit = deployments.at(-1)?.commit ?? '';
      const those = value(await ci.deployments(under.repository, { environment: 'staging', commit }, signal));
      expect(those.map((each) => each.id)).toEqual(deployments.filter((each) => each.commit === commit).map((each) => each.id));
    });

    it('says what lies between two commits: the first excluded, the last included, oldest first', async () => {
      const deployments = await staging();
      const [from, to] = [deployments.at(-1)?.commit ?? '', deployments[0]?.commit ?? ''];
      const range = CiRange.parse(value(await ci.compare(under.repository, from, to, signal)));
      expect(range.commits.at(-1)?.sha).toBe(to);
      expect(range.commits.map(({ sha }) => sha)).not.toContain(from);
      expect(range).toMatchObject({ from, to, total: range.commits.length, truncated: false });
      expect(range.files.length).toBeGreaterThan(0);
      const times = range.commits.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(value(await ci.compare(under.repository, to, to, signal))).toMatchObject({ commits: [], files: [], total: 0 });
      expect(await ci.compare(under.repository, 'f'.repeat(40), to, signal)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    });

    it('takes a review where the user may say it, once, with a comment', async () => {
      const at = under.waitingRepository;
      const runs = value(await ci.runs(at, {}, signal));
      const waiting = runs.find(({ state }) => state === 'waiting')?.id ?? '';
      const approvals = value(await ci.approvals(at, waiting, signal));
      for (const approval of approvals) CiApproval.parse(approval);
      const may = approvals.find(({ mayApprove }) => mayApprove)?.environmentId ?? '';
      const mayNot = approvals.find(({ mayApprove }) => !mayApprove)?.environmentId ?? '';
      const review = (environmentId: string, comment: string) =>
        ci.review(at, waiting, { environmentIds: [environmentId], state: 'approved', comment }, signal);
      expect(await review(may, '  ')).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      expect(await review(mayNot, 'Tested by hand.')).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
      expect(value(await ci.approvals(at, waiting, signal))).toHaveLength(approvals.length);
      expect(await review(may, 'Tested by hand.')).toEqual({ ok: true, value: undefined });
      expect(value(await ci.approvals(at, waiting, signal)).map(({ environmentId }) => environmentId)).not.toContain(may);
      // Answered already, or expired upstream: the same words.
      expect(await review(may, 'Tested by hand.')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    });

    it.each(['nobody/nothing', `shop/${'x'.repeat(90)}`])('a repository %s that is not there is not found', async (repository) => {
      expect(await ci.runs(repository, {}, signal)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    });

    it.each(['', 'shop', '../..', 'shop/..', 'a/b/c', 'shop/pay ments', 'shop/%2e%2e'])('%j is no repository', async (repository) => {
      expect(await ci.runs(repository, {}, signal)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'repository' } });
    });

    it('a question nobody waits for any more is cancelled', async () => {
      const gone = AbortSignal.abort();
      expect(await ci.runs(under.repository, {}, gone)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
      expect(await ci.checks(under.repository, 'main', gone)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    });

    it('says how it stands', async () => {
      await ci.runs(under.repository, {}, signal);
      const health = ci.health();
      expect(health?.source).not.toBe('');
      expect(health?.aliveAt).toBeGreaterThan(0);
      expect(health?.periodMs).toBeGreaterThanOrEqual(1_000);
    });
  });
}
