import type { Scenario } from '../scenarios/load-scenario.ts';

type Service = Scenario['services'][number];

const minute = 60_000;
const cutAfter = 3 * minute;
const departsAfter = 5 * minute;
/** A workload that the script deploys sooner than this would change under its train. */
const leftAloneMs = 12 * minute;
const tierOne = ['payments', 'checkout'];
const tierTwo = ['storefront', 'orders', 'cart', 'accounts', 'catalog'];
/** Who has to arrive before. */
const needs: Readonly<Record<string, readonly string[]>> = { cart: ['inventory'], checkout: ['cart'], shipping: ['inventory'] };
const groups: Readonly<Record<string, string>> = { inventory: 'warehouse', shipping: 'warehouse' };
const revenue: Readonly<Record<string, number>> = { payments: 10_500, checkout: 10_500, cart: 3_100, orders: 6_800 };

/**
 * The timetable of a scenario: one train a day, whose next run boards now. A scenario that is played again on the same day has
 * a train of another name: the desk remembers where the first one went.
 */
export function timetable(scenario: Scenario, lookedAt: number, world = 0): object {
  const riding = scenario.services.filter((service) => service.changes.length > 0 && !deployedSoon(scenario, service));
  const names = new Set(riding.map(({ name }) => name));
  const { zone, offsetMs } = zoneFor(lookedAt);
  // To the second: a train that is cut in three minutes is cut in three minutes.
  const clock = (at: number) => new Date(Math.ceil(at / 1_000) * 1_000 + offsetMs).toISOString().slice(11, 19);
  const day = new Date(lookedAt + offsetMs).toISOString().slice(0, 10);
  return {
    services: Object.fromEntries(riding.map((service) => [service.name, serviceOf(scenario, service, names)])),
    trains:
      riding.length === 0
        ? {}
        : {
            [world === 0 ? 'shop' : `shop-${world + 1}`]: {
              zone,
              boards: { at: clock(lookedAt - 30 * minute) },
              cut: { every: 'day', at: clock(lookedAt + cutAfter) },
              departs: { at: clock(lookedAt + departsAfter) },
              tier: 2,
              services: [...names],
              conductors: { turns: { every: 'week', from: `${day}T00:00`, users: ['admin', 'conductor'] } },
            },
          },
  };
}

function serviceOf({ namespace }: Scenario, { name, workload }: Service, riding: ReadonlySet<string>): object {
  const needed = (needs[name] ?? []).filter((each) => riding.has(each));
  const group = groups[name];
  const amount = revenue[name];
  const kind = workload.kind === 'Deployment' ? 'Deployment' : 'Rollout';
  return {
    repository: `${namespace}/${name}`,
    tier: tierOne.includes(name) ? 1 : tierTwo.includes(name) ? 2 : 3,
    targets: [{ region: 'eu-west', context: 'admin', namespace, kind, name }],
    ...(needed.length === 0 ? {} : { needs: needed }),
    ...(group === undefined ? {} : { group }),
    image: `registry.example/${namespace}/${name}`,
    ...(amount === undefined ? {} : { revenuePerMinute: { amount, currency: 'EUR' } }),
    breach: { errorRatePercent: 4, minRequests: 0.5, readings: 3 },
  };
}

function deployedSoon({ script, opensAt }: Scenario, { name }: Service): boolean {
  return script.some(({ at, deploy }) => deploy?.workload === name && (at - opensAt) * 1_000 < leftAloneMs);
}

/** A zone without clock changes in which the run's hours do not go over midnight. */
function zoneFor(at: number): { zone: string; offsetMs: number } {
  const hour = new Date(at).getUTCHours();
  return hour >= 1 && hour < 20 ? { zone: 'UTC', offsetMs: 0 } : { zone: 'Asia/Tokyo', offsetMs: 9 * 3_600_000 };
}
