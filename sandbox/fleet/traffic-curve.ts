/** Requests by the hour of a weekday (UTC), relative to its busiest: quiet nights, a rise till noon, an evening of its own. */
const weekday = [
  0.34, 0.3, 0.28, 0.28, 0.3, 0.36, 0.48, 0.64, 0.82, 0.93, 0.98, 1, 0.99, 0.96, 0.94, 0.93, 0.92, 0.93, 0.96, 0.97, 0.9, 0.76, 0.58, 0.43,
];
/** Monday's morning brings ten times the weekend's traffic, says the source of the stories. Sunday is 0. */
const days = [0.1, 1, 0.97, 0.98, 0.97, 0.94, 0.1];
const hourMs = 3_600_000;

/** How busy a shop of office customers is at an instant (epoch ms, UTC): 1 is Monday at 11:00. Changes smoothly, days as well as hours. */
export function trafficAt(at: number): number {
  const hours = at / hourMs;
  const hour = Math.floor(hours);
  const share = smooth(hours - hour);
  return level(hour) * (1 - share) + level(hour + 1) * share;
}

function level(hour: number): number {
  const date = new Date(hour * hourMs);
  return (weekday[date.getUTCHours()] ?? 1) * (days[date.getUTCDay()] ?? 1);
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
