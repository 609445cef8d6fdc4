// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { abortedWorkload, exampleNow, promotedWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { dialOf } from '#shared/domain/rollouts/dial.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { renderOnDesk } from '../../../testing/desk.tsx';
import { samplePage } from '../../../testing/samples.ts';
import { TakeBack } from './take-back.tsx';

afterEach(cleanup);

/** How the way back looks for a workload nobody contradicts. */
function lookOf(workload: Workload | null, disagreement: string | null = null): string {
  const page = samplePage(exampleNow, { disagreement });
  const dial = workload === null ? page.dial : dialOf({ workload, routes: [], rates: null, clusterAt: exampleNow });
  const detail = workload === null ? page.detail : { ...page.detail, workload };
  renderOnDesk(<TakeBack page={{ ...page, dial, detail }} onRollBack={vi.fn()} />);
  const { className } = screen.getByRole('button', { name: /Roll back/ });
  cleanup();
  return className;
}

test('a canary that has traffic is taken back in red', () => {
  expect(lookOf(null)).not.toContain('hold-well');
});

test('once an abort has the traffic back, or everything is promoted and well, the way back is quiet', () => {
  expect(lookOf(abortedWorkload())).toContain('hold-well');
  expect(lookOf({ ...promotedWorkload(), phase: 'Healthy' })).toContain('hold-well');
});

test('an abort whose route still gives traffic stays red', () => {
  expect(lookOf(abortedWorkload(), 'Aborted. The route still gives 5%.')).not.toContain('hold-well');
});
