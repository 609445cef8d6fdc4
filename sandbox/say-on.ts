import type { Writable } from 'node:stream';

/**
 * Says lines on a stream, until nobody listens any more. Without this a host that died leaves a broken pipe, the write to it
 * fails, the failure is "not caught", that is said, and so on for ever, on a whole core.
 */
export function sayOn(stream: Writable): (line: string) => void {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return (line) => {
    if (!closed) stream.write(`sandbox: ${line}\n`);
  };
}
