import type { Scenario } from '../scenarios/load-scenario.ts';

const always = [{ check: 'ci-green' }, { check: 'digest-equal' }, { check: 'no-freeze' }, { check: 'error-budget' }];
const watched = { ask: 'Somebody watches the graphs until arrival', id: 'on-call-watch', role: 'on-call' };

/** One template a tier: the stricter, the more has to hold. */
export const checklists = {
  version: 1,
  tiers: {
    '1': {
      items: [
        ...always,
        { check: 'stable-capacity' },
        { check: 'rollback-drilled' },
        { check: 'no-open-incident' },
        { ask: 'Migrations are backward compatible', id: 'migrations', role: 'conductor', each: 'service' },
        watched,
      ],
      quorum: ['conductor', 'on-call'],
      waivers: ['admin'],
    },
    '2': {
      items: [...always, { check: 'stable-capacity' }, { check: 'no-open-incident' }, watched],
      quorum: ['conductor'],
      waivers: ['admin', 'conductor'],
    },
    '3': {
      items: [{ check: 'ci-green' }, { check: 'digest-equal' }, { check: 'no-freeze' }],
      quorum: ['conductor'],
      waivers: ['conductor'],
    },
  },
};

/** The sandbox's kubeconfig has a context for each of them. */
export const roles = {
  version: 1,
  roles: {
    admin: { users: ['admin'] },
    conductor: { users: ['admin', 'conductor'] },
    'on-call': { users: ['admin', 'on-call'] },
  },
};

/** No freeze, and an error budget for every service: two requests in a hundred may fail. */
export function policy({ namespace, services }: Scenario): object {
  const budget = ({ name }: Scenario['services'][number]) => {
    const series = (more: string) => `sum(rate(http_requests_total{namespace="${namespace}",service="${name}"${more}}[5m]))`;
    return { objectivePercent: 98, query: `1 - ${series(',code=~"2.."')} / ${series('')}`, window: '5 minutes' };
  };
  return {
    version: 1,
    freezes: [],
    errorBudgets: Object.fromEntries(services.map((service) => [service.name, budget(service)])),
    drills: { maxAgeDays: 30 },
  };
}
