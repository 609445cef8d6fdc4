/** Who rides the story's train, where, and after whom. */
export const riders = {
  accounts: { regions: ['eu', 'us'], needs: [] },
  inventory: { regions: ['eu'], needs: [] },
  cart: { regions: ['eu'], needs: ['inventory'] },
  notifications: { regions: ['eu'], needs: [] },
  shipping: { regions: ['eu'], needs: [] },
  recommendations: { regions: ['eu'], needs: [] },
} as const;
export type Rider = keyof typeof riders;

const dayMs = 86_400_000;

/** The release folder of the story, file by file, and the id of the run that is cut in so many seconds. */
export function releaseOf(namespaces: Readonly<Record<'eu' | 'us', string>>, cutInSeconds: number) {
  // A zone without clock changes in which the run does not go over midnight.
  const hour = new Date().getUTCHours();
  const [zone, offsetMs] = hour >= 1 && hour < 20 ? (['UTC', 0] as const) : (['Asia/Tokyo', 9 * 3_600_000] as const);
  const local = (seconds: number) => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + offsetMs + seconds * 1_000).toISOString();
  const clock = (seconds: number) => local(seconds).slice(11, 19);
  const day = local(0).slice(0, 10);
  const names = Object.keys(riders);

  const service = (name: string, { regions, needs }: (typeof riders)[Rider]) => ({
    repository: `shop/${name}`,
    tier: 1,
    targets: regions.map((region) => ({ region, context: 'conductor', namespace: namespaces[region], kind: 'Rollout', name })),
    needs,
    breach: { errorRatePercent: 4, minRequests: 0.5, readings: 1 },
    revenuePerMinute: { amount: 3_100, currency: 'EUR' },
  });
  const series = (name: string, more = '') => `sum(rate(http_requests_total{namespace="${namespaces.eu}",service="${name}"${more}}[5s]))`;
  const budget = (name: string) => ({
    objectivePercent: 99.9,
    window: '28 days',
    query: `${series(name, ',code=~"5.."')} / ${series(name)}`,
  });
  const users = (...who: string[]) => ({ users: who });

  return {
    train: `shop-${day}`,
    files: {
      timetable: {
        services: Object.fromEntries(Object.entries(riders).map(([name, rider]) => [name, service(name, rider)])),
        trains: {
          shop: {
            zone,
            cut: { every: 'day', at: clock(cutInSeconds) },
            departs: { at: clock(cutInSeconds + 600) },
            services: names,
            conductors: {
              turns: { every: 'week', from: `${new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10)}T00:00`, users: ['conductor'] },
            },
          },
        },
      },
      roles: {
        version: 1,
        roles: {
          admin: { groups: ['system:masters'] },
          conductor: users('conductor'),
          'on-call': users('on-call'),
          owner: users('responder'),
        },
      },
      checklists: {
        version: 1,
        tiers: {
          '1': {
            items: [
              { check: 'ci-green' },
              { check: 'digest-equal' },
              { check: 'no-freeze' },
              { check: 'error-budget' },
              { check: 'stable-capacity' },
              { check: 'rollback-drilled' },
              { check: 'no-open-incident' },
              { ask: 'The version difference is reviewed', id: 'difference-reviewed', role: 'owner', each: 'service' },
              { ask: 'On-call takes the watch', id: 'on-call-watch', role: 'on-call' },
            ],
            quorum: ['conductor', 'on-call'],
            waivers: ['admin'],
          },
        },
      },
      policy: {
        version: 1,
        freezes: [],
        errorBudgets: Object.fromEntries(names.map((name) => [name, budget(name)])),
        drills: { maxAgeDays: 30 },
      },
    },
  };
}
