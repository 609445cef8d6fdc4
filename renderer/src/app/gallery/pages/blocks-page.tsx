import type { ReactElement } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import { exampleNow as now } from '#shared/domain/rollouts/testing/example-workload.ts';
import { PartialBlock, RefusedBlock, StaleBlock } from '../../../components/block-states.tsx';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Show } from '../show.tsx';

const nothing = () => {};
const exec = {
  source: 'exec aws-iam-authenticator',
  text: 'getting credentials: exec: executable aws-iam-authenticator failed with exit code 1: ExpiredToken',
  status: 1,
};
const forbidden = {
  source: 'kube-apiserver prod-eu-west',
  text: 'rollouts.argoproj.io "catalog" is forbidden: User "j.ferrari" cannot patch resource "rollouts/status" in namespace "shop"',
  status: 403,
};
const failures: readonly Failure[] = [
  { kind: 'unauthenticated', message: 'prod-ap-south does not let us in.', upstream: exec },
  {
    kind: 'unreachable',
    message: 'prod-ap-south does not answer.',
    upstream: { source: 'kube-apiserver prod-ap-south', text: 'connect ECONNREFUSED 10.0.0.1:6443' },
  },
  {
    kind: 'approval-needed',
    message: 'This context runs a command nobody has approved yet.',
    upstream: { source: 'kubeconfig', text: '/usr/local/bin/get-token' },
  },
  { kind: 'not-found', message: 'There is no Rollout payments in shop.' },
  {
    kind: 'conflict',
    message: 'It changed meanwhile.',
    upstream: { source: 'kube-apiserver', text: 'the object has been modified', status: 409 },
  },
  { kind: 'internal', message: 'The desk made a mistake. It is in the log under 01JDN4T3Q8.' },
];

export function BlocksPage(): ReactElement {
  return (
    <>
      <Show title="Empty, loading, stale" columns={3}>
        <Empty title="Nothing is moving in staging." actions={<Button onPress={nothing}>Show the 12</Button>}>
          12 rollouts are well. The last change ended 41 m ago: inventory 0.28.1.
        </Empty>
        <Loading
          title="Reading prod-us-east, 812 of 2,340"
          actions={
            <>
              <Button onPress={nothing}>Stop</Button> 2.1 s so far
            </>
          }
        />
        <StaleBlock
          title="prod-ap-south says nothing."
          at={now - 192_000}
          periodMs={2_500}
          upstream={exec}
          actions={<Button onPress={nothing}>Try again</Button>}
        >
          What was last known stands below.
        </StaleBlock>
      </Show>
      <Show title="Partial, refused, error" columns={3}>
        <PartialBlock title="2 of 3 clusters answered." missing={failures.slice(0, 1)} />
        <RefusedBlock title="You may look, not promote." upstream={forbidden}>
          M. Okafor and S. Novak may.
        </RefusedBlock>
        <Failed
          error={{ kind: 'forbidden', message: 'You may look, not roll back.', upstream: forbidden }}
          actions={
            <>
              <Button onPress={nothing}>Try again</Button> next try in 8 s
            </>
          }
        />
      </Show>
      <Show title="Error, by kind" columns={3}>
        {failures.map((error) => (
          <Failed key={error.kind} error={error} />
        ))}
      </Show>
    </>
  );
}
