const thousands = new Intl.NumberFormat('en-GB');

/** `48,212` */
export function countText(count: number): string {
  return thousands.format(count);
}

/** `1 rollout`, `47 rollouts`. */
export function countedText(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
