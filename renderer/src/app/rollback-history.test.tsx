// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { App } from './app.tsx';
import { frozenClock } from './gallery/frozen-clock.ts';
import { galleryBackend } from './gallery/gallery-backend.ts';
import { createServices } from './services.ts';

// The whole desk is drawn: on a busy machine that takes its time.
beforeAll(() => configure({ asyncUtilTimeout: 30_000 }));
afterEach(() => {
  cleanup();
  window.history.replaceState(null, '', '/');
});

const rollout = '#/rollouts/prod-eu-west/shop/Rollout/payments';

/** The desk at an address, over fixed samples. */
async function openAt(hash: string) {
  window.history.pushState(null, '', `/${hash}`);
  render(<App services={createServices(galleryBackend(new URLSearchParams()), frozenClock(exampleNow, false))} />);
  await waitFor(() => expect(document.querySelector('main, [role=dialog]')).not.toBeNull());
}

const at = (hash: string) => waitFor(() => expect(window.location.hash).toBe(hash));
const press = (key: string) => fireEvent.keyDown(document.body, { key });

test('a rollback opened on the rollout’s page and closed is gone back from: Back does not come to it', { timeout: 90_000 }, async () => {
  await openAt(rollout);
  const before = window.history.length;
  await screen.findByRole('heading', { level: 1 });
  press('r');
  await at(`${rollout}/rollback`);
  await screen.findByRole('dialog');
  press('Escape');
  await at(rollout);
  expect(window.history.length).toBeLessThanOrEqual(before + 1);
});

test('a rollback opened by its address and closed is replaced: it is in no history', { timeout: 90_000 }, async () => {
  await openAt(`${rollout}/rollback`);
  const before = window.history.length;
  await screen.findByRole('dialog');
  press('Escape');
  await at(rollout);
  expect(window.history.length).toBe(before);
});
