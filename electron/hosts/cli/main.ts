import { runMain } from './program.ts';

await runMain();
