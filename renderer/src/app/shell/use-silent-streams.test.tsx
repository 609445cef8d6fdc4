// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { useAuditHead, useConnections } from '../../lib/live-queries.ts';
import { handClock, renderOnDesk, snapshotOf } from '../../testing/desk.tsx';
import { useSilentStreams } from './use-silent-streams.ts';

afterEach(cleanup);

function Probe(): ReactElement {
  useConnections();
  const { state } = useAuditHead();
  return <p data-testid="probe">{`${state.status}: ${useSilentStreams()}`}</p>;
}

test('a stream that says nothing while the host speaks is named with its silence; a silent host is said elsewhere', async () => {
  const hand = handClock();
  renderOnDesk(<Probe />, { 'connections.watch': () => snapshotOf(), 'audit.watch': () => snapshotOf() }, hand);
  const text = () => screen.getByTestId('probe').textContent;
  await waitFor(() => expect(text()).toBe('live: '));
  act(() => hand.advance(5_000));
  act(() => hand.clock.heard(exampleNow + 5_000));
  expect(text()).toBe('live: ');
  act(() => hand.advance(1_000));
  act(() => hand.clock.heard(exampleNow + 6_000));
  act(() => hand.advance(0));
  expect(text()).toBe('live: clusters silent 6 s, audit silent 6 s');
  // The host itself: then no stream is to blame.
  act(() => hand.advance(20_000));
  expect(text()).toBe('live: ');
});
