import type { ChecklistItem, ChecklistView } from '#shared/domain/checklist/views.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';

const services = ['payments', 'checkout', 'catalog', 'search', 'accounts'];

function item(id: string, title: string, service: string | null, more: Partial<ChecklistItem> = {}): ChecklistItem {
  return {
    id: service === null ? id : `${id}:${service}`,
    title,
    kind: 'automatic',
    service,
    state: 'passed',
    text: 'as it should be',
    evidence: [],
    at: exampleNow - 8_000,
    role: 'admin',
    signOff: null,
    waiver: null,
    ...more,
  };
}

const checks: readonly (readonly [string, string])[] = [
  ['digest-equal', 'Digest equal from test to cluster'],
  ['no-freeze', 'No freeze'],
  ['error-budget', 'Error budget left'],
  ['stable-capacity', 'Stable can carry 100%'],
  ['no-open-incident', 'No open incident'],
];

/** For tests and the gallery: one check stops it, one source is silent, two people have not answered, one waiver. */
export function sampleChecklist(more: Partial<ChecklistView> = {}): ChecklistView {
  return {
    train: 'shop-2026-11-24',
    label: 'shop, 24 Nov 13:00',
    departsAt: exampleNow + 17 * 60_000 + 48_000,
    departedAt: null,
    services: 5,
    changes: 39,
    tier: 1,
    items: [
      item('ci-green', 'CI is red at this commit', 'search', {
        state: 'failed',
        text: 'unit tests failed',
        evidence: [
          {
            label: 'unit tests',
            value: 'completed, failure',
            source: 'GitHub',
            at: exampleNow - 11_000,
            url: 'https://github.example/shop/search/runs/7',
          },
        ],
      }),
      item('error-budget', 'Error budget is not known', 'catalog', {
        state: 'unknown',
        text: 'The query of its error budget finds no series',
        evidence: [{ label: 'of 99.9% over 28 days', value: '?', source: 'prometheus', at: exampleNow - 8_000, url: null }],
      }),
      item('on-call-watch', 'On-call takes the watch until 16:00', null, {
        kind: 'human',
        state: 'waiting',
        text: 'on-call has not answered',
        role: 'on-call',
        at: null,
      }),
      item('release-notes', 'Support has read the release notes', null, {
        kind: 'human',
        state: 'waiting',
        text: 'support has not answered',
        role: 'support',
        at: null,
      }),
      item('rollback-drilled', 'Rollback is not drilled', 'accounts', {
        state: 'waived',
        text: '41 d ago, limit is 30 d',
        waiver: {
          by: 'A. Lindqvist',
          role: 'admin',
          reason: 'it only adds a column; the drill is booked for Monday',
          at: exampleNow - 48 * 60_000,
        },
      }),
      ...services.filter((one) => one !== 'search').map((one) => item('ci-green', 'CI green at this commit', one)),
      ...services.filter((one) => one !== 'accounts').map((one) => item('rollback-drilled', 'Rollback drilled', one)),
      ...checks.flatMap(([id, title]) =>
        services.filter((one) => !(id === 'error-budget' && one === 'catalog')).map((one) => item(id, title, one)),
      ),
    ],
    evidenceDigest: '7f3a91c4'.repeat(8),
    standing: { state: 'cannot-go', sentence: 'Cannot go yet', detail: '1 check stops it, 1 is unknown, 2 answers are missing' },
    quorum: [
      { role: 'conductor', by: 'M. Okafor', verdict: 'go', at: exampleNow - 160_000 },
      { role: 'owner', by: 'R. Costa', verdict: 'go', at: exampleNow - 70_000 },
      { role: 'on-call', by: null, verdict: null, at: null },
    ],
    decisions: [],
    me: { name: 'M. Okafor', roles: ['conductor', 'admin'], why: 'M. Okafor, by roles.yaml version 3' },
    problems: [],
    at: exampleNow - 2_000,
    ...more,
  };
}

function goodTitle({ id, title }: ChecklistItem): string {
  const [, good] = [...checks, ['ci-green', 'CI green at this commit'] as const].find(([check]) => id.startsWith(`${check}:`)) ?? [];
  return good ?? title;
}

/** The same train when everything is green and everybody has said go. */
export function sampleGo(): ChecklistView {
  const view = sampleChecklist();
  return {
    ...view,
    items: view.items.map((one) =>
      one.state === 'waived' ? one : { ...one, state: 'passed', text: 'as it should be', title: goodTitle(one) },
    ),
    standing: { state: 'can-go', sentence: 'Can go', detail: 'no word yet from on-call' },
  };
}

/** What it left on, an hour later: nothing is asked any more, the waiver stays. */
export function sampleLeft(): ChecklistView {
  const view = sampleGo();
  return {
    ...view,
    departedAt: view.departsAt - 103_000,
    standing: { state: 'left', sentence: 'Left on: Go', detail: 'M. Okafor said depart; the train is halted now' },
    quorum: view.quorum.map((one) => ({ ...one, by: one.by ?? 'S. Novak', verdict: 'go', at: one.at ?? exampleNow - 30_000 })),
  };
}
