/** An integer or a percentage of `total`, as maxSurge (rounded up) and maxUnavailable (rounded down) say it. */
export function resolveCount(value: number | string, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  if (!value.endsWith('%')) return Number.parseInt(value, 10) || 0;
  const share = (total * (Number.parseFloat(value) || 0)) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}

/** Both bounds of an update; both zero could never move, so one may then be missing. */
export function boundsOf(
  maxSurge: number | string,
  maxUnavailable: number | string,
  replicas: number,
): { surge: number; unavailable: number } {
  const surge = resolveCount(maxSurge, replicas, 'up');
  const unavailable = Math.min(replicas, resolveCount(maxUnavailable, replicas, 'down'));
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}
