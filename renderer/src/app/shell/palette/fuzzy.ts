/**
 * How well `query` fits `text`, both lower case: higher is better, null is not at all. Every word of the query has to be
 * found in order of its letters; whole words and beginnings of words count for more than letters that lie apart.
 */
export function fuzzyScore(query: readonly string[], text: string): number | null {
  let total = 0;
  for (const word of query) {
    const score = wordScore(word, text);
    if (score === null) return null;
    total += score;
  }
  // Of two that fit alike the shorter is the likelier.
  return total - text.length / 100;
}

/** A word as it is searched for: lower case, no empty ones. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function wordScore(word: string, text: string): number | null {
  let best: number | null = null;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const score = isStart(text, at) ? (end === text.length || isStart(text, end + 1) ? 40 : 30) : 15;
    // The beginning of all is the best place a word can be found in.
    const placed = at === 0 ? score + 5 : score;
    if (best === null || placed > best) best = placed;
  }
  return best ?? scattered(word, text);
}

/** Letters in order but apart, as in `pay` for `prod analytics yearly`: only from a start, and each gap costs. */
function scattered(word: string, text: string): number | null {
  if (word.length < 2) return null;
  let best: number | null = null;
  const first = word.charAt(0);
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    if (!isStart(text, start)) continue;
    let at = start;
    let gaps = 0;
    let whole = true;
    for (let index = 1; index < word.length; index += 1) {
      const next = text.indexOf(word.charAt(index), at + 1);
      if (next === -1) {
        whole = false;
        break;
      }
      if (next !== at + 1) gaps += isStart(text, next) ? 1 : 3;
      at = next;
    }
    const score = 12 - gaps;
    if (whole && score > 0 && (best === null || score > best)) best = score;
  }
  return best;
}

const boundary = /[\s/._:-]/;

function isStart(text: string, at: number): boolean {
  return at === 0 || boundary.test(text.charAt(at - 1));
}

/** The best `most` of `items`, best first; of equals the earlier. Keeps no more than it gives back: it runs on every letter typed. */
export function bestOf<T>(items: Iterable<T>, scoreOf: (item: T) => number | null, most: number): T[] {
  const kept: { readonly item: T; readonly score: number }[] = [];
  for (const item of items) {
    const score = scoreOf(item);
    if (score === null) continue;
    const last = kept.at(-1);
    if (kept.length === most && last !== undefined && last.score >= score) continue;
    const place = kept.findIndex((other) => other.score < score);
    kept.splice(place === -1 ? kept.length : place, 0, { item, score });
    if (kept.length > most) kept.pop();
  }
  return kept.map(({ item }) => item);
}
