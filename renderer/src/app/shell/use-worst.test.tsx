// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Connection, ConnectionStatus } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { AttentionView } from '#shared/domain/rollouts/views.ts';
import { renderOnDesk, snapshotOf } from '../../testing/desk.tsx';
import { samplePage, sampleRow } from '../../testing/samples.ts';
import { galleryConnections } from '../gallery/gallery-samples.ts';
import { useWorst } from './use-worst.ts';

afterEach(cleanup);

function Probe(): ReactElement {
  const worst = useWorst();
  return <p data-testid="probe">{worst === null ? 'well' : `${worst.state}: ${worst.word}`}</p>;
}

const connection = (status: ConnectionStatus): [string, Connection][] => galleryConnections(false, status).slice(0, 1);
const row = (attention: Partial<AttentionView>): [string, RolloutRow] => {
  const sample = sampleRow(samplePage(), exampleNow);
  return [targetKey(sample.workload.target), { ...sample, attention: { ...sample.attention, ...attention } }];
};
const moving = row({ group: 'moving', state: 'progressing' });
const bad = row({ group: 'needs-a-human', state: 'degraded' });
const quiet = row({ group: 'silent', state: 'stale' });

test.each([
  ['live', moving, 'well'],
  ['reading', moving, 'progressing: Still being read'],
  ['live', bad, 'degraded: 1 needs a human'],
  ['reading', bad, 'degraded: 1 needs a human so far'],
  ['reading', quiet, 'stale: 1 rollout is silent so far'],
] as const)('a cluster that is %s: nothing is said of rollouts that are not read yet', async (status, one, says) => {
  renderOnDesk(<Probe />, { 'rollouts.watch': () => snapshotOf(one), 'connections.watch': () => snapshotOf(...connection(status)) });
  await waitFor(() => expect(screen.getByTestId('probe').textContent).toBe(says));
});
