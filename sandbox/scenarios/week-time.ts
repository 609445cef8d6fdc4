const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Monday 09:00` of a week long ago, as epoch milliseconds (UTC): only its place in the week matters. */
export function weekTime(text: string): number {
  const [day = '', time = '00:00'] = text.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  // The fourth of January 1970 was a Sunday.
  return Date.UTC(1970, 0, 4 + Math.max(0, days.indexOf(day)), hours, minutes);
}
