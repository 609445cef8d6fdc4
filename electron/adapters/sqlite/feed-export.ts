import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { ChainVerifier } from '#shared/domain/audit/verify-chain.ts';

/** An entry is a few kilobytes; a line beyond this was never written by us and is not taken into memory whole. */
const longestLine = 64 * 1024 * 1024;
const newline = 0x0a;

/** Feeds a JSONL export line by line, holding one block and one line. Stops at the first flaw. Throws what the file system throws. */
export async function feedExport(path: string, verifier: ChainVerifier): Promise<void> {
  let line = 0;
  let carried: Buffer[] = [];
  let carriedBytes = 0;

  const feedLines = (bytes: Buffer): boolean => {
    if (!isUtf8(bytes)) return feedUntilBadBytes(bytes);
    for (const text of bytes.toString('utf8').split('\n')) if (!verifier.feed(text, { line: ++line })) return false;
    return true;
  };

  /** Decoding would turn bad bytes into U+FFFD, and two different files into one. */
  const feedUntilBadBytes = (bytes: Buffer): boolean => {
    for (let from = 0; from <= bytes.length; ) {
      const end = bytes.indexOf(newline, from);
      const one = bytes.subarray(from, end === -1 ? bytes.length : end);
      line += 1;
      if (!isUtf8(one)) return verifier.reject({ line }, 'This line is not UTF-8 text: it was changed, or this file is no export.');
      if (!verifier.feed(one.toString('utf8'), { line })) return false;
      from += one.length + 1;
    }
    return true;
  };

  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = block;
    const end = bytes.lastIndexOf(newline);
    if (end === -1) {
      carried.push(bytes);
      carriedBytes += bytes.length;
      if (carriedBytes > longestLine) {
        verifier.reject({ line: line + 1 }, 'This line is longer than 64 MB: it was never part of a log.');
        return;
      }
      continue;
    }
    if (!feedLines(Buffer.concat([...carried, bytes.subarray(0, end)]))) return;
    carried = [bytes.subarray(end + 1)];
    carriedBytes = bytes.length - end - 1;
  }
  const rest = Buffer.concat(carried);
  if (rest.length > 0) feedLines(rest);
  else if (line === 0) verifier.reject({ line: 1 }, 'The file is empty: it holds no log.');
}
