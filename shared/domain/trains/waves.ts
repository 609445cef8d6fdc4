/** For each service, the services it needs. Names that are not a key are ignored: they do not travel. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** One round of services that need each other, each needing the next, the first again at the end; null when there is none. */
export function cycleIn(needs: Needs): string[] | null {
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const trail: string[] = [];
    const found = walk(start, needs, trail, done);
    if (found !== null) return found;
  }
  return null;
}

function walk(name: string, needs: Needs, trail: string[], done: Set<string>): string[] | null {
  const seen = trail.indexOf(name);
  if (seen >= 0) return [...trail.slice(seen), name];
  if (done.has(name)) return null;
  trail.push(name);
  for (const needed of needs.get(name) ?? []) {
    const found = needs.has(needed) ? walk(needed, needs, trail, done) : null;
    if (found !== null) return found;
  }
  trail.pop();
  done.add(name);
  return null;
}

/**
 * The order of departure: everyone in a wave has what it needs in the waves before. Within a wave the order is that of the
 * timetable. A cycle, which no checked timetable has, leaves together last.
 */
export function wavesOf(needs: Needs): string[][] {
  const waves: string[][] = [];
  const left = new Set(needs.keys());
  while (left.size > 0) {
    const free = [...left].filter((name) => !(needs.get(name) ?? []).some((needed) => needed !== name && left.has(needed)));
    const wave = free.length > 0 ? free : [...left];
    waves.push(wave);
    for (const name of wave) left.delete(name);
  }
  return waves;
}
