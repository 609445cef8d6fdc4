import { randomFillSync } from 'node:crypto';
import type { Ids } from '#core/ports/ids.ts';

/** UUID v7 (RFC 9562): 48 bits of milliseconds, then 12 bits that count within one millisecond, then 62 random bits. Sorts by time. */
export function createRandomIds(now: () => number = Date.now): Ids {
  let last = 0;
  let count = 0;
  return {
    next() {
      const ms = Math.max(now(), last);
      count = ms === last ? count + 1 : 0;
      // 4,096 in one millisecond: borrow the next one, so that order holds.
      last = count > 0xfff ? ms + 1 : ms;
      count &= 0xfff;
      return uuid(last, count);
    },
  };
}

function uuid(ms: number, count: number): string {
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
