import { expect, it } from 'vitest';
import { ok, type Result } from '#shared/contract/result.ts';
import { waitForTurn } from './wait-for-turn.ts';

const busy: Result<string> = {
  ok: false,
  error: { kind: 'storage', message: 'held', upstream: { source: 'sqlite', text: 'database is locked', status: 261 } },
};

/** A clock that each rest moves on by a second. */
function seconds() {
  let at = 0;
  return { now: () => at * 1_000, rest: async () => void (at += 1), at: () => at };
}

it('waits as long as others get through, however long that is', async () => {
  const clock = seconds();
  const work = () => (clock.at() < 60 ? busy : ok('written'));
  expect(await waitForTurn(work, () => clock.at(), clock)).toEqual(ok('written'));
});

it('gives up when nobody got through for 5 s, in the words of SQLite', async () => {
  const clock = seconds();
  const moved = () => Math.min(clock.at(), 10);
  expect(await waitForTurn(() => busy, moved, clock)).toBe(busy);
  expect(clock.at()).toBe(15);
});

it('hands on every other failure at once', async () => {
  const clock = seconds();
  const full: Result<string> = {
    ok: false,
    error: { kind: 'storage', message: 'full', upstream: { source: 'sqlite', text: '', status: 13 } },
  };
  expect(
    await waitForTurn(
      () => full,
      () => 0,
      clock,
    ),
  ).toBe(full);
  expect(clock.at()).toBe(0);
});
