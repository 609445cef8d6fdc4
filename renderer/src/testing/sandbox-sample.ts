import type { SandboxState } from '#shared/domain/connections/sandbox.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';

/** For tests and the gallery: the default scenario a minute and a half in, at its own speed. */
export function sampleSandbox(more: Partial<SandboxState> = {}): SandboxState {
  const startedAt = exampleNow - 98_000;
  return {
    scenario: 'payments-timeout',
    title: 'A time-out nobody raised',
    simulated: 'A shop of 12 services, their traffic, Kubernetes with Argo Rollouts, and Prometheus.',
    story: [
      { at: startedAt, text: 'payments 2.14.0 asks the card issuer twice. The call takes 600 ms now, the time-out stays at 500 ms.' },
      { at: startedAt + 4_000, text: 'payments 2.14.0 gets 5% of the traffic.' },
      { at: startedAt + 52_000, text: '40% of payments on 2.14.0 answer 500.' },
    ],
    speed: 1,
    startedAt,
    now: exampleNow,
    scenarios: [
      { name: 'payments-timeout', title: 'A time-out nobody raised' },
      { name: 'n-plus-one', title: 'One query for each row' },
      { name: 'weekend-pass', title: 'It passed on Sunday' },
      { name: 'thundering-herd', title: 'Stable scaled down too early' },
      { name: 'dark-pool', title: 'Nobody sees it, the pool does' },
      { name: 'healthy', title: 'A quiet day' },
    ],
    ...more,
  };
}
