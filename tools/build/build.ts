// `npm run build`: what is missing or old under out/.
import { join } from 'node:path';
import { make } from './make.ts';

process.chdir(join(import.meta.dirname, '../..'));
const failures = await make();
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
