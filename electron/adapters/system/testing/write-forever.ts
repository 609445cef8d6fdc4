// Run by tests as a process of its own: writes FILE again and again, each time SIZE times one other letter, until it is killed.
import { writeWhole } from '../write-whole.ts';

const [file = '', size = '0'] = process.argv.slice(2);
for (let round = 0; ; round += 1) {
  const written = await writeWhole(file, String.fromCodePoint(97 + (round % 26)).repeat(Number(size)));
  if (!written.ok) throw new Error(written.error.message);
}
