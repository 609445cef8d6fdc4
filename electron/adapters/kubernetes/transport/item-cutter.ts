const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

export interface ItemCutter {
  push(chunk: Uint8Array): void;
  /** The text of the list without its items, once all is in: `{"metadata":{…},"items":[]}`. */
  rest(): string;
}

/**
 * Cuts a Kubernetes list that arrives in chunks into its items' JSON texts, so that a page of 500 objects is never in
 * memory as a whole: parsed one by one they die young, parsed together they make the heap grow by a hundred MB.
 * Only objects directly in the top-level `items` are cut out; all other bytes are kept for `rest`.
 */
export function createItemCutter(onItem: (text: string) => void): ItemCutter {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let inItems = false;
  /** The last string at depth 1, as far as it can matter. */
  let key = '';
  let pieces: Uint8Array[] = [];
  const rest: Uint8Array[] = [];

  function finishItem(): void {
    const text = Buffer.concat(pieces).toString('utf8');
    pieces = [];
    onItem(text);
  }

  function push(chunk: Uint8Array): void {
    const { length } = chunk;
    /** Where the bytes begin that belong to what is being collected now: an item, or the rest. */
    let from = 0;
    let at = 0;
    const collect = (into: Uint8Array[]): void => {
      if (at > from) into.push(chunk.subarray(from, at));
      from = at;
    };
    while (at < length) {
      if (inString) {
        if (escaped) {
          escaped = false;
          at += 1;
        }
        const start = at;
        // Most bytes of a list are passed here: nothing but two comparisons.
        while (at < length && chunk[at] !== quote && chunk[at] !== backslash) at += 1;
        if (depth === 1 && key.length < 6) key += Buffer.from(chunk.subarray(start, Math.min(at, start + 6))).toString('latin1');
        if (at === length) break;
        escaped = chunk[at] === backslash;
        inString = escaped;
        at += 1;
        continue;
      }
      const byte = chunk[at];
      if (byte === quote) {
        inString = true;
        key = '';
      } else if (byte === openBrace || byte === openBracket) {
        // What stands between two items is commas and spaces.
        if (inItems && depth === 2) from = at;
        depth += 1;
        if (depth === 2 && byte === openBracket && key === 'items') {
          at += 1;
          collect(rest);
          inItems = true;
          continue;
        }
      } else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
        if (inItems && depth === 2) {
          at += 1;
          collect(pieces);
          finishItem();
          continue;
        }
        if (inItems && depth === 1) {
          from = at;
          inItems = false;
        }
      }
      at += 1;
    }
    if (inItems && depth === 2) return;
    collect(inItems ? pieces : rest);
  }

  return { push, rest: () => Buffer.concat(rest).toString('utf8') };
}
