import type { Writable } from 'node:stream';

/** Where a verb speaks. stdout holds the answer and nothing else; everything said along the way goes to stderr. */
export interface Terminal {
  /** The answer, as it is. Resolves once the reader has taken it, so that a long export waits for a slow pipe. */
  out(text: string): Promise<void>;
  /** One line for the person, on stderr. */
  note(line: string): void;
  /** Whether the reader of stdout is gone (`| head`): a long answer may stop. */
  closed(): boolean;
  /** Colours, or plain text where nobody would see them. */
  readonly paint: Paint;
}

export type Colour = 'good' | 'moving' | 'waiting' | 'bad' | 'dim' | 'strong';
export type Paint = (colour: Colour, text: string) => string;

const codes: Readonly<Record<Colour, string>> = { good: '32', moving: '36', waiting: '33', bad: '31', dim: '2', strong: '1' };

export const plain: Paint = (_colour, text) => text;
export const coloured: Paint = (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;

interface Streams {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  /** https://no-color.org: set and not empty means no colour. */
  readonly noColour: string | undefined;
}

/** A terminal over two streams. A broken pipe closes it quietly: an act that runs must reach its end whoever listens. */
export function createTerminal({ stdout, stderr, noColour }: Streams): Terminal {
  let closed = false;
  stdout.on('error', () => {
    closed = true;
  });
  stderr.on('error', () => {});
  const colour = stdout.isTTY === true && (noColour === undefined || noColour === '');
  return {
    paint: colour ? coloured : plain,
    closed: () => closed,
    note: (line) => {
      stderr.write(`${line}\n`);
    },
    out: (text) =>
      new Promise((resolve) => {
        if (closed) resolve();
        else stdout.write(text, () => resolve());
      }),
  };
}
