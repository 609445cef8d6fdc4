// After `npm ci`: build once, so that `npx rcc` and `npm start` begin at once. A failed build does not fail the install:
// both build again, and say what is wrong, when they are first used. Plain JavaScript, because Node 20 may be what runs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

if (!process.features.typescript) {
  say(`Not built: this is Node ${process.versions.node}, and the Node 24 of the optional dependencies was not installed here.`);
} else if (!existsSync(join(root, 'node_modules/vite'))) {
  say('Not built: the development dependencies are not installed.');
} else {
  const { status } = spawnSync(process.execPath, [join(root, 'tools/build/build.ts')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) say('Not built. `npm run build` tries again.');
}
