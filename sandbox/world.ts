import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';
import { createSimClock } from './clock/create-sim-clock.ts';
import type { SimClock } from './clock/sim-clock.ts';
import { startControllers } from './controllers/start-controllers.ts';
import { createRandom } from './fleet/random.ts';
import { startFleet } from './fleet/start-fleet.ts';
import { fleetOf } from './scenarios/fleet-of.ts';
import { loadScenario, type Scenario, scenarioNames } from './scenarios/load-scenario.ts';
import { seedStore } from './scenarios/manifests-of.ts';
import { playScript } from './scenarios/play-script.ts';
import { storySoFar } from './scenarios/script-of.ts';
import { writeRelease } from './release/write-release.ts';
import { createShopCi, type ShopCi } from './servers/github/shop-ci.ts';
import { type GithubServer, startGithubServer } from './servers/github/start-github-server.ts';
import { type KubernetesServer, startKubernetesServer } from './servers/kubernetes/start-kubernetes-server.ts';
import { type PrometheusServer, startPrometheusServer } from './servers/prometheus/start-prometheus-server.ts';
import { emptyStore } from './store/empty-store.ts';
import { createObjectStore } from './store/memory-store.ts';

const fastest = 100;

export interface WorldOptions {
  readonly scenario: Scenario;
  readonly speed: number;
  readonly seed: number;
  /** Of the API server; 0 takes a free one. */
  readonly port: number;
  /** Where timetable, checklists, roles and policy are written, anew whenever a scenario begins. */
  readonly releaseFolder: string;
  /** Something of ours that threw; the sandbox goes on. */
  readonly onError: (error: unknown) => void;
}

/** The simulated world: one API server and one clock for as long as the process lives, one scenario at a time in them. */
export interface World {
  readonly kubernetes: KubernetesServer;
  readonly github: GithubServer;
  prometheus(): PrometheusServer;
  state(): SandboxState;
  steer(order: SandboxOrder): Promise<void>;
  stop(): Promise<void>;
}

interface Playing {
  readonly scenario: Scenario;
  readonly startedAt: number;
  readonly prometheus: PrometheusServer;
  readonly ci: ShopCi;
  stop(): Promise<void>;
}

export async function openWorld({ scenario, speed, seed, port, releaseFolder, onError }: WorldOptions): Promise<World> {
  // Begun in the past by as much as is run ahead, so that simulated time is the wall's when somebody looks.
  const clock = createSimClock({ start: Date.now() - scenario.opensAt * 1_000, speed: 1 });
  const store = createObjectStore({ now: clock.now });
  const kubernetes = await startKubernetesServer({ store, clock, port, random: createRandom(`names ${seed}`).next });
  let wanted = speed;
  let played = 0;
  let playing = await play(scenario, 0);
  const github = await startGithubServer({ ci: () => playing.ci, clock });

  async function play(next: Scenario, prometheusPort: number): Promise<Playing> {
    const startedAt = clock.now();
    seedStore(store, next, { now: startedAt, seed });
    const controllers = startControllers({ store, clock, random: createRandom(`controllers ${seed}`).next, onError });
    const onCrash = (namespace: string, pod: string) => void controllers.pods.fail(namespace, pod, { reason: 'Error', exitCode: 1 });
    const fleet = startFleet({ store, clock, scenario: fleetOf(next), seed, onCrash });
    const prometheus = await startPrometheusServer({ fleet, clock, port: prometheusPort });
    const ci = createShopCi({ scenario: next, clock, seed, world: played });
    const script = playScript({ scenario: next, store, clock, steering: fleet.steering, push: ci.push });
    writeRelease(releaseFolder, next, startedAt + next.opensAt * 1_000, played);
    played += 1;
    await runAhead(clock, startedAt + next.opensAt * 1_000, wanted);
    return {
      scenario: next,
      startedAt,
      prometheus,
      ci,
      async stop() {
        script.stop();
        controllers.stop();
        fleet.stop();
        await prometheus.stop();
      },
    };
  }

  async function playInstead(next: Scenario): Promise<void> {
    const prometheusPort = Number(new URL(playing.prometheus.url).port);
    await playing.stop();
    emptyStore(store);
    playing = await play(next, prometheusPort);
  }

  // One order after the other: two worlds at once would write into one store.
  let lastOrder: Promise<unknown> = Promise.resolve();
  async function carryOut(order: SandboxOrder): Promise<void> {
    switch (order.do) {
      case 'speed':
        wanted = order.speed;
        return clock.setSpeed(order.speed);
      case 'restart':
        return playInstead(playing.scenario);
      case 'scenario':
        return playInstead(scenarioOrThrow(order.name));
    }
  }

  return {
    kubernetes,
    github,
    prometheus: () => playing.prometheus,
    state: () => stateOf(playing, clock, wanted),
    steer(order) {
      const carriedOut = lastOrder.then(() => carryOut(order));
      lastOrder = carriedOut.catch(() => undefined);
      return carriedOut;
    },
    async stop() {
      await playing.stop();
      clock.stop();
      await Promise.all([kubernetes.stop(), github.stop()]);
    },
  };
}

/** The beginning of a story is run as fast as can be, before anybody looks; a timer ends it on the very instant. */
function runAhead(clock: SimClock, until: number, then: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(until - clock.now(), () => {
      clock.setSpeed(then);
      resolve();
    });
    clock.setSpeed(fastest);
  });
}

/** Of those that come with the sandbox: an order from the network reads no file it names. */
function scenarioOrThrow(name: string): Scenario {
  const known = scenarioNames();
  if (!known.includes(name)) throw new Error(`There is no scenario "${name}". Those there are: ${known.join(', ')}.`);
  const loaded = loadScenario(name);
  if (!loaded.ok) throw new Error(loaded.problem);
  return loaded.scenario;
}

function stateOf({ scenario, startedAt }: Playing, clock: SimClock, speed: number): SandboxState {
  const now = clock.now();
  return {
    scenario: scenario.name,
    title: scenario.title,
    simulated: scenario.simulated,
    story: storySoFar(scenario, now - startedAt).map(({ offsetMs, text }) => ({ at: startedAt + offsetMs, text })),
    speed,
    startedAt,
    now,
    scenarios: scenarioNames().flatMap((name) => {
      const loaded = loadScenario(name);
      return loaded.ok ? [{ name, title: loaded.scenario.title }] : [];
    }),
  };
}
