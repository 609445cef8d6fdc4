import { PassThrough } from 'node:stream';
import { createTerminal, type Terminal } from '../output/terminal.ts';

/** A terminal that remembers what was said on it. */
export interface CapturedTerminal extends Terminal {
  stdout(): string;
  stderr(): string;
}

export function capturedTerminal(options: { isTTY?: boolean; noColour?: string } = {}): CapturedTerminal {
  const [stdout, out] = remembering();
  const [stderr, err] = remembering();
  const terminal = createTerminal({ stdout: Object.assign(stdout, { isTTY: options.isTTY ?? false }), stderr, noColour: options.noColour });
  return { ...terminal, stdout: out, stderr: err };
}

function remembering(): [PassThrough, () => string] {
  const stream = new PassThrough();
  let said = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    said += text;
  });
  return [stream, () => said];
}
