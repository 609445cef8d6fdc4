// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { renderOnDesk } from '../testing/desk.tsx';
import { PartialBlock, RefusedBlock, StaleBlock } from './block-states.tsx';

afterEach(cleanup);

const upstream = { source: 'exec aws-iam-authenticator', text: 'failed with exit code 1:\n  ExpiredToken', status: 1 };

test('stale says since when, in whose words, and is read out', () => {
  renderOnDesk(<StaleBlock title="prod-ap-south says nothing." at={exampleNow - 192_000} periodMs={2_500} upstream={upstream} />);
  const block = screen.getByRole('status');
  expect(block.textContent).toContain('silent 3 m 12 s');
  expect(block.querySelector('blockquote')?.textContent).toBe(upstream.text);
  expect(block.textContent).toContain('exec aws-iam-authenticator, 1');
});

test('partial names every part that is missing, each in the words of whoever refused it', () => {
  renderOnDesk(
    <PartialBlock
      title="1 of 3 clusters answered."
      missing={[
        { kind: 'unauthenticated', message: 'prod-ap-south does not let us in.', upstream },
        { kind: 'unreachable', message: 'staging does not answer.' },
      ]}
    />,
  );
  const parts = screen.getAllByRole('listitem').map((item) => item.querySelector('p')?.textContent);
  expect(parts).toEqual(['prod-ap-south does not let us in.', 'staging does not answer.']);
  expect(screen.getByText(/ExpiredToken/).tagName).toBe('BLOCKQUOTE');
});

test('refused carries the refusal verbatim and what would change it', () => {
  renderOnDesk(
    <RefusedBlock title="You may look, not promote." upstream={{ source: 'kube-apiserver', text: 'forbidden', status: 403 }}>
      M. Okafor may.
    </RefusedBlock>,
  );
  expect(screen.getByRole('status').textContent).toBe('You may look, not promote.forbiddenkube-apiserver, 403M. Okafor may.');
});
