import { z } from 'zod';
import type { SimClock } from '../../sandbox/clock/sim-clock.ts';
import { loadScenario } from '../../sandbox/scenarios/load-scenario.ts';
import { createShopCi } from '../../sandbox/servers/github/shop-ci.ts';
import { startGithubServer } from '../../sandbox/servers/github/start-github-server.ts';

/** The sandbox's GitHub as a server of its own, with the six pipelines of its release train: the world outside a real cluster. */
export interface ShopGithub {
  readonly url: string;
  readonly token: string;
  /** The image that production got last, as GitHub's deployments have it. */
  productionImage(service: string): string;
  /** What a developer does on GitHub: tries the failed jobs of this service again. */
  rerunFailed(service: string): Promise<void>;
  /** GitHub's own time goes on by this much at once: pipelines end that would take minutes. */
  passes(seconds: number): void;
  stop(): Promise<void>;
}

const Runs = z.object({ workflow_runs: z.array(z.object({ id: z.number(), conclusion: z.string().nullable() })) });
const Payload = z.object({ image: z.string() });

export async function startShopGithub(): Promise<ShopGithub> {
  const loaded = loadScenario('release-train');
  if (!loaded.ok) throw new Error(loaded.problem);
  let ahead = 0;
  const clock: SimClock = {
    now: () => Date.now() + ahead,
    speed: () => 1,
    setSpeed: () => undefined,
    after: () => ({ cancel: () => undefined }),
    stop: () => undefined,
  };
  const ci = createShopCi({ scenario: loaded.scenario, clock, seed: 1 });
  const github = await startGithubServer({ ci: () => ci, clock });
  const headers = { authorization: `token ${github.token}` };

  return {
    url: github.url,
    token: github.token,
    productionImage(service) {
      const deployed = ci.repositories().get(`shop/${service}`)?.deployments ?? [];
      const last = deployed.findLast(({ environment }) => environment === 'production');
      return Payload.parse(JSON.parse(String(last?.payload))).image;
    },
    async rerunFailed(service) {
      const runs = `${github.url}/repos/shop/${service}/actions/runs`;
      const listed = Runs.parse(await (await fetch(`${runs}?branch=main`, { headers })).json());
      const failed = listed.workflow_runs.filter(({ conclusion }) => conclusion === 'failure');
      if (failed.length === 0) throw new Error(`nothing of ${service} has failed`);
      for (const { id } of failed) {
        const answer = await fetch(`${runs}/${id}/rerun-failed-jobs`, { method: 'POST', headers });
        if (answer.status !== 201) throw new Error(`GitHub answered ${answer.status}`);
      }
    },
    passes(seconds) {
      ahead += seconds * 1_000;
    },
    stop: github.stop,
  };
}
