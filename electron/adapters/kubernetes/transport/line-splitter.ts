const newline = 0x0a;

export interface LineSplitter {
  /** Hands every line that `chunk` completes to the reader, in order. Throws RangeError past `maxBytes`. */
  push(chunk: Uint8Array): void;
  /** A last line without its newline. */
  end(): void;
}

/**
 * Cuts a byte stream into lines of UTF-8 text. Cutting on the newline's byte keeps characters whole wherever a chunk
 * ends, and the pieces of a long line are joined once, so a line costs time linear in its length.
 * `maxBytes` bounds what one unfinished line may hold.
 */
export function createLineSplitter(onLine: (line: string) => void, maxBytes = 64 * 1024 * 1024): LineSplitter {
  let pieces: Uint8Array[] = [];
  let held = 0;

  function flush(): void {
    const first = pieces[0];
    if (first === undefined) return;
    const bytes = pieces.length === 1 ? Buffer.from(first.buffer, first.byteOffset, first.byteLength) : Buffer.concat(pieces, held);
    pieces = [];
    held = 0;
    const line = bytes.toString('utf8').trimEnd();
    if (line !== '') onLine(line);
  }

  function hold(piece: Uint8Array): void {
    if (piece.byteLength === 0) return;
    held += piece.byteLength;
    if (held > maxBytes) throw new RangeError(`one line is longer than ${maxBytes} bytes`);
    pieces.push(piece);
  }

  return {
    push(chunk) {
      let start = 0;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, start)) {
        hold(chunk.subarray(start, at));
        flush();
        start = at + 1;
      }
      hold(chunk.subarray(start));
    },
    end: flush,
  };
}
