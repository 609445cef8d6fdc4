import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Story {
  /** The sandbox's context, or a cluster's. */
  readonly context: string;
  readonly namespace: string;
  /** `needs`: who has to arrive before. */
  readonly services: Readonly<Record<string, { readonly kind: 'Rollout' | 'Deployment'; readonly needs: readonly string[] }>>;
  /** Seconds from now. */
  readonly cutIn: number;
  readonly departsIn: number;
}

/** A release folder whose one train is cut and departs within the minute. YAML is a superset of JSON. */
export function releaseFolder({ context, namespace, services, cutIn, departsIn }: Story): {
  readonly folder: string;
  readonly train: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-release-'));
  mkdirSync(folder, { recursive: true });
  // A zone without clock changes in which the run does not go over midnight.
  const hour = new Date().getUTCHours();
  const [zone, offsetMs] = hour >= 1 && hour < 20 ? (['UTC', 0] as const) : (['Asia/Tokyo', 9 * 3_600_000] as const);
  const clock = (seconds: number) =>
    new Date(Math.ceil(Date.now() / 1_000) * 1_000 + offsetMs + seconds * 1_000).toISOString().slice(11, 19);
  const day = new Date(Date.now() + offsetMs).toISOString().slice(0, 10);
  const write = (name: string, content: object) => writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  write('timetable.yaml', {
    services: Object.fromEntries(
      Object.entries(services).map(([name, { kind, needs }]) => [
        name,
        {
          repository: `${namespace}/${name}`,
          tier: 2,
          targets: [{ region: 'eu-west', context, namespace, kind, name }],
          needs,
          image: `registry.example/${namespace}/${name}`,
          revenuePerMinute: { amount: 3_100, currency: 'EUR' },
          breach: { errorRatePercent: 4, minRequests: 0.5, readings: 2 },
        },
      ]),
    ),
    trains: {
      noon: {
        zone,
        boards: { at: clock(-1_800) },
        cut: { every: 'day', at: clock(cutIn) },
        departs: { at: clock(departsIn) },
        tier: 2,
        services: Object.keys(services),
        conductors: { turns: { every: 'week', from: `${day}T00:00`, users: ['admin'] } },
      },
    },
  });
  write('checklists.yaml', {
    version: 1,
    tiers: {
      '2': {
        items: [
          { check: 'ci-green' },
          { check: 'digest-equal' },
          { check: 'no-freeze' },
          { check: 'stable-capacity' },
          { check: 'no-open-incident' },
          { ask: 'On-call takes the watch', id: 'on-call-watch', role: 'on-call' },
        ],
        quorum: ['conductor'],
        waivers: ['admin'],
      },
    },
  });
  write('roles.yaml', {
    version: 1,
    roles: { admin: { users: ['admin'] }, conductor: { users: ['admin'] }, 'on-call': { users: ['admin'] } },
  });
  write('policy.yaml', { version: 1 });
  return { folder, train: `noon-${day}` };
}
