import { hash } from 'node:crypto';

/** SHA-256 of UTF-8 text, hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text);
}
