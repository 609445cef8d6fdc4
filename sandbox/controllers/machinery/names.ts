/** The alphabet of Kubernetes' generated names: no vowels and no look-alikes, so that no word appears. */
const safe = 'bcdfghjklmnpqrstvwxz2456789';

/** Five random characters, as pods' names end. */
export function nameSuffix(random: () => number): string {
  return Array.from({ length: 5 }, () => safe.charAt(Math.floor(random() * safe.length))).join('');
}

/** A number written in that alphabet: template and step hashes. */
export function safeEncoded(value: number): string {
  return [...String(value)].map((digit) => safe.charAt(digit.charCodeAt(0) % safe.length)).join('');
}

/** FNV-1a, 32 bits. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
