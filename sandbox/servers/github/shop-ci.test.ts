import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../controllers/testing/manual-clock.ts';
import { imageDigest } from '../../controllers/pods/pod-status.ts';
import { scriptOf } from '../../scenarios/script-of.ts';
import { loaded } from '../../scenarios/testing/stage.ts';
import { jobAt, type Repository, runAt, spanOf, stepsAt } from './model.ts';
import { createShopCi } from './shop-ci.ts';

const minute = 60_000;

function shop(seed = 1, scenario = 'release-train') {
  const clock = createManualClock();
  const ci = createShopCi({ scenario: loaded(scenario), clock, seed });
  const of = (name: string): Repository => {
    const found = ci.repositories().get(`shop/${name}`);
    if (found === undefined) throw new Error(`no repository ${name}`);
    return found;
  };
  const stagings = (name: string) =>
    of(name)
      .deployments.filter((each) => each.environment === 'staging' && stepsAt(each, of(name), clock.now()) !== null)
      .toSorted((a, b) => spanOf(b, clock.now())[0] - spanOf(a, clock.now())[0]);
  return { clock, ci, of, stagings };
}

describe("the shop's pipelines", () => {
  it('are twelve repositories, whose production deployments are what the cluster runs', () => {
    const { ci, of, clock } = shop();
    expect(ci.repositories().size).toBe(12);
    const payments = of('payments');
    const [running] = payments.deployments.filter(({ environment }) => environment === 'production').slice(-1);
    const image = 'registry.example/shop/payments:2.13.4';
    expect(JSON.parse(String(running?.payload))).toEqual({ image: `${image}@${imageDigest(image)}`, version: '2.13.4' });
    expect(running === undefined ? null : stepsAt(running, payments, clock.now())?.[0]?.state).toBe('success');
  });

  it('the same seed is the same shop, another is another', () => {
    const runs = (seed: number) => {
      const { ci, clock } = shop(seed);
      clock.run(60 * minute);
      return JSON.stringify([...ci.repositories()].map(([name, { runs: all }]) => [name, all]));
    };
    expect(runs(3)).toBe(runs(3));
    expect(runs(3)).not.toBe(runs(4));
  });

  it('played again, what waits for a train is another build; what production runs is not', () => {
    const payloads = (world: number, environment: string) => {
      const ci = createShopCi({ scenario: loaded('release-train'), clock: createManualClock(), seed: 1, world });
      return ci
        .repositories()
        .get('shop/inventory')
        ?.deployments.filter((each) => each.environment === environment)
        .map(({ payload }) => JSON.stringify(payload));
    };
    expect(payloads(1, 'production')).toEqual(payloads(0, 'production'));
    expect(payloads(1, 'staging')?.at(-1)).not.toBe(payloads(0, 'staging')?.at(-1));
  });

  it('a push runs through build, tests and image to staging, in its time', () => {
    const { clock, ci, of, stagings } = shop();
    const before = stagings('accounts').length;
    ci.push('accounts', { tag: '9.3.0', cause: 'Names', commits: 2, files: [], checks: 'green', rebuilt: false, approval: false });
    const states = () => of('accounts').runs.findLast(({ workflow }) => workflow === 'build');
    const run = states();
    if (run === undefined) throw new Error('no run');
    const seen: string[] = [];
    for (let at = 0; at < 5 * minute; at += 5_000) {
      const { status, conclusion } = runAt(run, clock.now());
      const said = `${status} ${conclusion}`;
      if (seen.at(-1) !== said) seen.push(said);
      clock.run(5_000);
    }
    expect(seen).toEqual(['queued null', 'in_progress null', 'completed success']);
    expect(stagings('accounts')).toHaveLength(before + 1);
    expect(stagings('accounts')[0]?.payload).toMatchObject({ version: '9.3.0' });
  });

  it('a late change is on staging only after the train was cut', () => {
    const { clock, ci, stagings } = shop();
    const late = scriptOf(loaded('release-train')).flatMap(({ offsetMs, actions }) =>
      actions.flatMap((action) => (action.do === 'change' ? [{ offsetMs, ...action }] : [])),
    );
    const [change] = late;
    if (change === undefined) throw new Error('the story has a late change');
    clock.run(change.offsetMs);
    ci.push(change.service, change.change);
    const cutAfterMs = loaded('release-train').opensAt * 1_000 + 3 * minute;
    clock.run(cutAfterMs - change.offsetMs);
    expect(stagings('accounts')[0]?.payload).toMatchObject({ version: '9.2.0' });
    clock.run(3 * minute);
    expect(stagings('accounts')[0]?.payload).toMatchObject({ version: '9.2.1' });
  });

  it('a red check turns green when somebody tries again, or by itself after a while', () => {
    for (const again of [true, false]) {
      const { clock, ci, of } = shop();
      const run = of('notifications').runs.findLast(({ workflow }) => workflow === 'end-to-end');
      if (run === undefined) throw new Error('no run');
      expect(runAt(run, clock.now())).toMatchObject({ status: 'completed', conclusion: 'failure' });
      if (again) expect(ci.rerun(of('notifications'), run)).toBe(true);
      clock.run(again ? minute : 5 * minute);
      expect(runAt(run, clock.now()).conclusion).toBe(again ? 'success' : 'failure');
      clock.run(20 * minute);
      expect(runAt(run, clock.now()).conclusion).toBe('success');
      expect(ci.rerun(of('notifications'), run)).toBe(false);
    }
  });

  it('a rebuild is the same commit under another digest, and takes the place of the first', () => {
    const { stagings, of, clock } = shop();
    const [second, first] = stagings('shipping');
    expect(second?.sha).toBe(first?.sha);
    expect(JSON.stringify(second?.payload)).not.toBe(JSON.stringify(first?.payload));
    const states = [second, first].map((each) => (each === undefined ? null : stepsAt(each, of('shipping'), clock.now())?.[0]?.state));
    expect(states).toEqual(['success', 'inactive']);
  });

  it('staging waits for a reviewer; a yes lets it go on, a no ends it', () => {
    for (const state of ['approved', 'rejected'] as const) {
      const { clock, ci, of, stagings } = shop();
      const run = of('recommendations').runs.findLast(({ gates }) => gates.length > 0);
      if (run === undefined) throw new Error('no run waits');
      expect(runAt(run, clock.now()).status).toBe('waiting');
      const before = stagings('recommendations').length;
      ci.review(run, [run.gates.find(({ mayApprove }) => mayApprove)?.id ?? 0], state);
      clock.run(minute);
      expect(runAt(run, clock.now())).toMatchObject({ status: 'completed', conclusion: state === 'approved' ? 'success' : 'failure' });
      expect(stagings('recommendations')).toHaveLength(before + (state === 'approved' ? 1 : 0));
      expect(run.jobs.every((job) => jobAt(job, run, clock.now()).status === 'completed')).toBe(true);
    }
  });

  it('work on branches goes on and never reaches staging', () => {
    const { clock, of, stagings } = shop();
    const [runs, deployed] = [of('search').runs.length, stagings('search').length];
    clock.run(6 * 60 * minute);
    expect(of('search').runs.length).toBeGreaterThan(runs);
    expect(stagings('search')).toHaveLength(deployed);
  });
});
