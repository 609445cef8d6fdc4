import type { IncidentPage, IncidentSummary, TimelineEntry } from '#shared/domain/incidents/views.ts';
import { exampleNow, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';

const minute = 60_000;
const opened = exampleNow - 11 * minute;
const { target } = exampleWorkload();

function entry(id: string, after: number, more: Partial<TimelineEntry>): TimelineEntry {
  return {
    id,
    at: opened + after * 1_000,
    originalAt: null,
    precisionMs: 1,
    source: 'desk',
    who: null,
    tone: 'neutral',
    text: '',
    detail: null,
    target,
    pinned: false,
    hidden: false,
    annotations: [],
    audit: null,
    url: null,
    seen: null,
    ...more,
  };
}

const hash = '9f2c4be1'.repeat(8);

/** For tests and the gallery: INC-118, payments 2.14.0, the story of the drawings. */
export function sampleIncident(more: Partial<IncidentPage> = {}): IncidentPage {
  return {
    id: 'INC-118',
    title: 'payments 2.14.0 rolled back',
    severity: 1,
    state: 'open',
    openedAt: opened,
    openedBy: 'desk',
    cause: 'rollback act-7f3a',
    targets: [target],
    closedAt: null,
    clock: { from: 'harm', at: opened, precisionMs: 15_000, text: '2.14.0 fails more than 2.13.4: 40.1% against 0.2%' },
    sentence: 'Back on 2.13.4; traffic is still seen on 2.14.0',
    since: opened - minute,
    entries: [
      entry('weight', -6, { source: 'route', tone: 'moving', who: 'argo-rollouts', text: 'payments 2.14.0 gets 5% of traffic' }),
      entry('breach', 0, {
        source: 'metrics',
        precisionMs: 15_000,
        tone: 'bad',
        who: 'prometheus',
        pinned: true,
        text: '2.14.0 fails more than 2.13.4: 40.1% against 0.2%',
        detail: 'prometheus, 1 m, beyond what chance explains',
      }),
      entry('raised', 12, { tone: 'bad', who: 'desk', text: 'The desk raised payments as degraded' }),
      entry('chatter', 3, { source: 'kubernetes', text: 'Rollout is paused (CanaryPauseStep)', who: 'rollouts-controller', hidden: true }),
      entry('edit', 530, {
        source: 'outside',
        tone: 'outside',
        pinned: true,
        text: 'HTTPRoute payments edited outside the desk. The cluster does not say who.',
        detail: 'manager kubectl-edit, field spec.rules[0].filters',
      }),
      entry('page', 595, {
        source: 'note',
        tone: 'person',
        who: 'L. Marsh',
        text: 'Page acknowledged, from the phone',
        originalAt: exampleNow + 2_000,
      }),
      entry('refused', 602, {
        source: 'kubernetes',
        tone: 'bad',
        who: 'rollouts-controller',
        text: 'Writes to HTTPRoute payments refused with 409, 4 times',
        detail: 'the object has been modified; please apply your changes to the latest version and try again',
      }),
      entry('held', 640, {
        source: 'audit',
        tone: 'person',
        who: 'M. Okafor',
        pinned: true,
        text: 'Abort held. “40% of payments fail on 2.14.0”',
        audit: { seq: 48_213, hash },
        seen: {
          at: opened + 640_000,
          figures: [
            { label: 'Share requested', value: '5%', at: opened + 639_600, source: 'spec, step 1 of 8' },
            { label: 'Share accepted', value: '5%', at: opened + 638_900, source: 'HTTPRoute payments' },
            { label: 'Share observed', value: '5.3%', at: opened + 634_000, source: 'request rate, 1 m' },
            { label: 'Errors on 2.14.0', value: '40.1%', at: opened + 634_000, source: 'prometheus' },
            { label: 'Errors on 2.13.4', value: '0.2%', at: opened + 634_000, source: 'prometheus' },
          ],
        },
        annotations: [
          {
            kind: 'said',
            by: 'R. Costa',
            at: opened + 700_000,
            text: 'PSP_TIMEOUT_MS went from 1000 to 500 here',
            audit: { seq: 48_219, hash },
          },
        ],
      }),
      entry('back', 643, { source: 'route', tone: 'good', who: 'HTTPRoute payments', text: 'Weight read back: 0% on 2.14.0' }),
    ],
    silences: [{ from: opened + 3_000, to: opened + 530_000, text: 'Nobody acted' }],
    differences: [
      {
        target,
        hash: 'new',
        from: '2.13.4',
        to: '2.14.0',
        lines: [
          {
            section: 'image',
            path: 'containers[payments].image',
            before: 'registry.example/payments:2.13.4',
            after: 'registry.example/payments:2.14.0',
          },
          { section: 'env', path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '1000', after: '500' },
        ],
        notes: ['ConfigMap payments-flags cannot be read, so its content is not compared'],
        at: opened - 2_000,
      },
    ],
    cost: {
      amount: 2_342,
      perMinute: 210,
      currency: 'EUR',
      formula: 'declared revenue a minute × share of requests on the bad version × share of those that failed, over time',
      worked: ['10500 EUR × 11.15 minutes × 5% × 40% = 2341.50 EUR'],
      inputs: [
        { label: 'Declared revenue', value: '10,500 EUR a minute', source: 'timetable.yaml' },
        { label: 'Minutes with requests on the bad version of payments', value: '11.15', source: 'metrics' },
        { label: 'Average share of requests on it', value: '5%', source: 'metrics' },
        { label: 'Average share of those that failed', value: '40%', source: 'metrics' },
      ],
      points: Array.from({ length: 12 }, (_, index) => ({
        at: opened + index * minute,
        perMinute: index === 6 ? null : 205 + ((index * 7) % 11),
      })),
      failedRequests: 1_124,
      unknownMinutes: 1,
      at: exampleNow - 4_000,
    },
    costProblem: null,
    people: [
      { name: 'M. Okafor', did: 'rolled back', lastAt: exampleNow - 20_000 },
      { name: 'L. Marsh', did: 'wrote a note', lastAt: exampleNow - 65_000 },
    ],
    review: null,
    gaps: [{ source: 'ci', text: 'GitHub does not answer: connect ECONNREFUSED 127.0.0.1:443' }],
    at: exampleNow - 2_000,
    ...more,
  };
}

export function sampleIncidents(): readonly IncidentSummary[] {
  const closed = (id: string, title: string, days: number): IncidentSummary => ({
    ...sampleIncident(),
    id,
    title,
    severity: 2,
    state: 'closed',
    openedAt: exampleNow - days * 86_400_000,
    closedAt: exampleNow - days * 86_400_000 + 21 * minute,
    sentence: 'Closed after 21 m',
  });
  return [sampleIncident(), closed('INC-117', 'search 1.43.0 rolled back', 19), closed('INC-116', 'catalog pods out of memory', 33)];
}

/** A long night: the same incident with so many entries more, one every few seconds. */
export function longIncident(entries: number): IncidentPage {
  const page = sampleIncident();
  const more = Array.from({ length: entries }, (_, index) =>
    entry(`event ${index}`, 20 + index * 2.5, {
      source: 'kubernetes',
      precisionMs: 1_000,
      who: 'kubelet',
      tone: index % 7 === 0 ? 'bad' : 'neutral',
      text: `Unhealthy on Pod/payments-6dd9759c8-${index}`,
      detail: index % 3 === 0 ? 'Readiness probe failed: HTTP probe failed with statuscode: 503' : null,
    }),
  );
  return { ...page, silences: [], entries: [...page.entries, ...more].toSorted((one, other) => one.at - other.at) };
}
