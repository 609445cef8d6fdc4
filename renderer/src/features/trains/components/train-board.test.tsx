// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { renderOnDesk, snapshotOf } from '../../../testing/desk.tsx';
import { sampleApprovals, sampleDeparted, sampleTrain } from '../../../testing/train-sample.ts';
import { TrainBoard } from './train-board.tsx';

afterEach(cleanup);

const show = async (page: TrainPage) => {
  const board = <TrainBoard train={page.id} leaving={null} onChecklist={vi.fn()} onClose={vi.fn()} onTrain={vi.fn()} />;
  renderOnDesk(board, { 'trains.watchOne': () => snapshotOf(['page', page]), 'trains.approvals': () => ok(sampleApprovals()) });
  await screen.findByRole('heading', { level: 1 });
};

describe('a train’s board', () => {
  it('says the go that the checklist says, and no red beside it', async () => {
    await show(sampleTrain({ standing: { state: 'go', sentence: 'Go', detail: '' }, needsHuman: 0 }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Go');
    expect(screen.getByText('Go / no-go').parentElement?.textContent).toBe('Go / no-go Go');
    expect(screen.queryByText(/needs? a human/)).toBeNull();
  });

  it('shows when it was cut and when it left, with the plan beside', async () => {
    const page = sampleDeparted();
    await show({ ...page, wasCutAt: page.cutAt - 84_000 });
    const line = screen.getByRole('img', { name: /^Boards/ }).getAttribute('aria-label') ?? '';
    expect(line).toMatch(/, cut [^,]+, planned [^,]+, departed [^,]+, planned [^,]+, now/);
  });

  it('keeps its waivers after the departure: in the passenger’s row and among what there is to know', async () => {
    await show(sampleDeparted());
    expect(screen.getByRole('row', { name: /^accounts/ }).textContent).toContain('1 waived by A. Lindqvist');
    expect(screen.getByRole('region', { name: 'On its way' }).textContent).toContain('Waived by A. Lindqvist: only the base image differs');
    expect(screen.queryByText('after the cut')).toBeNull();
  });

  it('once halted has no button that leads nowhere, and names who waits', async () => {
    await show(sampleDeparted());
    expect(screen.queryByRole('button', { name: /^Depart/ })).toBeNull();
    expect(screen.queryByText(/^Depart is off/)).toBeNull();
    expect(screen.getByText('Waits for a person').parentElement?.textContent).toContain('catalog in us-east');
  });

  it('does not say that nobody was turned away while it still boards', async () => {
    await show(sampleTrain({ state: 'boarding', standing: null, wasCutAt: null, notAboard: [] }));
    const region = screen.getByRole('region', { name: 'Did not board' });
    expect(region.textContent).toContain('It is not cut yet');
    expect(region.textContent).not.toContain('Nobody was turned away');
  });

  it('names the reviewers a pipeline waits for, with the word only where the desk’s token may give it', async () => {
    await show(sampleTrain());
    const region = await screen.findByRole('region', { name: 'Waits for a reviewer' });
    expect(region.textContent).toContain('recommendations waits for M. Okafor to approve staging');
    expect(within(region).getByRole('button', { name: 'Approve recommendations, staging' })).toBeDefined();
    expect(within(region).queryByRole('button', { name: 'Approve inventory, staging' })).toBeNull();
    expect(region.textContent).toContain('may not review staging. It takes S. Novak.');
  });
});
