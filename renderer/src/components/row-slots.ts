/**
 * Which of the elements at hand each row of a virtual list takes: a row that stays keeps its own, a new one takes over what
 * a row that left has set free, and only what is still missing is built. A scroll then changes words, it builds nothing.
 */
export function takeSlots(was: ReadonlyMap<string, number>, keys: readonly string[]): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  for (const key of keys) {
    const own = was.get(key);
    if (own !== undefined) slots.set(key, own);
  }
  const taken = new Set(slots.values());
  const free = [...was.values()].filter((slot) => !taken.has(slot)).toSorted((a, b) => b - a);
  let next = 0;
  const build = () => {
    while (taken.has(next)) next += 1;
    return next;
  };
  for (const key of keys) {
    if (slots.has(key)) continue;
    const slot = free.pop() ?? build();
    slots.set(key, slot);
    taken.add(slot);
  }
  return slots;
}
