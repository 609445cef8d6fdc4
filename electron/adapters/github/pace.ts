const quick = 10_000;
const slow = 60_000;
/** Nothing moved for this long: slower. */
const quietAfterMs = 120_000;
const asleepAfterMs = 600_000;
/** Of the allowance, the share that is kept for people who click. */
const kept = 0.2;
/** Questions one poll of a train's worth of repositories may cost. */
const perPoll = 30;

/**
 * How long to wait between polls, milliseconds: 10 s while things move, up to a minute when nothing does, longer when the allowance
 * would not last until it is renewed. All times epoch ms; null: not known yet.
 */
export function pollPeriodMs(known: {
  readonly now: number;
  readonly movedAt: number | null;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
}): number {
  const { now, movedAt, limit, remaining, resetAt } = known;
  const quietMs = movedAt === null ? 0 : now - movedAt;
  const wanted = quietMs < quietAfterMs ? quick : quietMs < asleepAfterMs ? quick * 2 : slow;
  if (limit === null || remaining === null || resetAt === null || resetAt <= now) return wanted;
  const polls = Math.floor((remaining - limit * kept) / perPoll);
  // Half of the allowance spent is no worry yet: what lasts costs nothing when it is 304.
  if (remaining > limit / 2) return wanted;
  const untilReset = resetAt - now;
  return Math.max(wanted, polls <= 0 ? Math.min(untilReset, 900_000) : Math.min(untilReset / polls, 900_000));
}
