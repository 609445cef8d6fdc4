// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { SandboxState } from '#shared/domain/connections/sandbox.ts';
import { type Answers, renderOnDesk, snapshotOf } from '../../../testing/desk.tsx';
import { sampleSandbox } from '../../../testing/sandbox-sample.ts';
import { SandboxBar } from './sandbox-bar.tsx';

/** A sandbox that keeps the orders it was sent, and answers them as told. */
function openSandbox(state: SandboxState = sampleSandbox(), steer: Answers[string] = () => Promise.resolve(ok(state))) {
  const orders: unknown[] = [];
  renderOnDesk(<SandboxBar />, {
    'connections.sandbox': () => snapshotOf(['sandbox', state]),
    'connections.steerSandbox': (input) => {
      orders.push(input);
      return steer(input);
    },
  });
  return orders;
}

const line = () => screen.findByRole('region', { name: 'Sandbox' });
/** With the keyboard: everything here has to be reachable by it. */
const press = (element: HTMLElement) => {
  element.focus();
  expect(document.activeElement).toBe(element);
  fireEvent.keyDown(element, { key: 'Enter' });
  fireEvent.keyUp(element, { key: 'Enter' });
};
const button = (name: string | RegExp) => screen.findByRole('button', { name });

afterEach(cleanup);

test('a real desk shows nothing of it', async () => {
  let asked = false;
  const { container } = renderOnDesk(<SandboxBar />, {
    'connections.sandbox': () => {
      asked = true;
      return snapshotOf<SandboxState>();
    },
  });
  await waitFor(() => expect(asked).toBe(true));
  expect(container.textContent).toBe('');
});

describe('what it says', () => {
  test('that nothing here is production, which scenario runs, and the latest line of its script with its place and its simulated age', async () => {
    openSandbox();
    const bar = await line();
    expect(bar.textContent).toContain('Sandbox, simulated. Nothing here is production.');
    expect(within(bar).getByText('A time-out nobody raised')).toBeTruthy();
    expect(within(bar).getByRole('status').textContent).toBe('Script, 0:52: 40% of payments on 2.14.0 answer 500.');
    expect(within(bar).getByText('46 s ago')).toBeTruthy();
  });

  test('the whole story, oldest first, and every scenario, under one button', async () => {
    const state = sampleSandbox();
    openSandbox(state);
    press(await button('Story'));
    const panel = await screen.findByRole('dialog', { name: state.title });
    const [story, scenarios] = within(panel).getAllByRole('list');
    expect(
      within(story as HTMLElement)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([`0:00${state.story[0]?.text}`, `0:04${state.story[1]?.text}`, `0:52${state.story[2]?.text}`]);
    expect(within(scenarios as HTMLElement).getAllByRole('listitem')).toHaveLength(state.scenarios.length);
    expect(within(panel).getByText(state.simulated)).toBeTruthy();
    expect(within(panel).getByText('runs now').parentElement?.textContent).toContain(state.title);
  });

  test('before the first event the line says that the script has not begun', async () => {
    openSandbox(sampleSandbox({ story: [] }));
    expect(within(await line()).getByRole('status').textContent).toBe('The script has not begun.');
  });
});

describe('steering, by keyboard', () => {
  test('a speed is sent at once', async () => {
    const orders = openSandbox();
    press(await button('Speed: 1×'));
    expect((await screen.findAllByRole('menuitemradio')).map((item) => item.textContent)).toEqual(['1×', '2×', '5×', '10×', '50×', '100×']);
    press(screen.getByRole('menuitemradio', { name: '50×' }));
    await waitFor(() => expect(orders).toEqual([{ order: { do: 'speed', speed: 50 } }]));
  });

  test('a restart asks first; Cancel sends nothing', async () => {
    const orders = openSandbox();
    press(await button('Restart'));
    expect(await screen.findByRole('heading', { name: 'Start this scenario again?' })).toBeTruthy();
    press(await button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Start this scenario again?' })).toBeNull());
    expect(orders).toEqual([]);
  });

  test('a restart says that it is starting again, takes no second order meanwhile, and then shows the new story', async () => {
    let finish = (_answer: unknown) => {};
    const orders = openSandbox(sampleSandbox(), () => new Promise((resolve) => (finish = resolve)));
    press(await button('Restart'));
    press(await button('Start again'));
    const bar = await line();
    await waitFor(() => expect(within(bar).getByRole('status').textContent).toBe('Starting again…'));
    expect((await button(/^Restart: off/)).getAttribute('aria-disabled')).toBe('true');
    finish(ok(sampleSandbox({ story: [{ at: sampleSandbox().startedAt, text: 'All is well.' }] })));
    await waitFor(() => expect(within(bar).getByRole('status').textContent).toBe('Script, 0:00: All is well.'));
    expect(orders).toEqual([{ order: { do: 'restart' } }]);
  });

  test('the next scenario is named before it starts', async () => {
    const orders = openSandbox();
    press(await button('Next scenario'));
    expect(await screen.findByRole('heading', { name: 'Start “One query for each row”?' })).toBeTruthy();
    press(await button('Start'));
    await waitFor(() => expect(orders).toEqual([{ order: { do: 'scenario', name: 'n-plus-one' } }]));
  });

  test('any scenario can be chosen from the list', async () => {
    const orders = openSandbox();
    press(await button('Story'));
    press(await button('Start: A quiet day'));
    expect(await screen.findByRole('heading', { name: 'Start “A quiet day”?' })).toBeTruthy();
    press(await button('Start'));
    await waitFor(() => expect(orders).toEqual([{ order: { do: 'scenario', name: 'healthy' } }]));
  });

  test('an order that fails is said in the line, which stays', async () => {
    openSandbox(sampleSandbox(), () => Promise.resolve(fail('unreachable', 'The sandbox does not answer.')));
    press(await button('Restart'));
    press(await button('Start again'));
    await waitFor(async () => expect(within(await line()).getByRole('status').textContent).toBe('The sandbox does not answer.'));
    expect((await line()).textContent).toContain('Nothing here is production.');
  });
});
