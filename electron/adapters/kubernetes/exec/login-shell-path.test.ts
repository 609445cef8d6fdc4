import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fastClock } from '../testing/clocks.ts';
import { silentLog, temporaryFolder } from '../testing/contexts.ts';
import { createLoginShellPath, mergePaths } from './login-shell-path.ts';

async function pathOf(shellScript: string, factor = 1): Promise<string> {
  await using folder = await temporaryFolder();
  const shell = join(folder.path, 'shell');
  await writeFile(shell, `#!/bin/sh\n${shellScript}\n`);
  await chmod(shell, 0o755);
  return await createLoginShellPath({ env: { PATH: '/usr/bin:/bin', SHELL: shell }, clock: fastClock(factor), log: silentLog })();
}

describe.skipIf(process.platform === 'win32')('the PATH of the login shell', () => {
  test('is what the shell says, whatever its profile prints, and then our own', async () => {
    expect(await pathOf('echo Welcome; export PATH=/opt/tools:/bin; [ "$1" = -lic ] && eval "$2"; echo bye')).toBe(
      '/opt/tools:/bin:/usr/bin',
    );
  });

  test.each([
    ['fails', 'exit 1', 1],
    ['says nothing', 'true', 1],
    ['hangs', 'sleep 30', 100],
  ])('is our own where the shell %s', async (_name, script, factor) => {
    expect(await pathOf(script, factor)).toBe('/usr/bin:/bin');
  });

  test.each([{ SHELL: '/no/such/shell' }, { SHELL: '' }, {}])('is our own with %j', async (env) => {
    expect(await createLoginShellPath({ env: { PATH: '/a', ...env }, clock: fastClock(), log: silentLog })()).toBe('/a');
  });

  test('is asked once', async () => {
    await using folder = await temporaryFolder();
    const shell = join(folder.path, 'shell');
    await writeFile(shell, '#!/bin/sh\nPATH=/bin:/usr/bin:/run-$$; export PATH; eval "$2"\n');
    await chmod(shell, 0o755);
    const path = createLoginShellPath({ env: { PATH: '/bin', SHELL: shell }, clock: fastClock(), log: silentLog });
    expect(await path()).toMatch(/run-\d+/);
    expect(await path()).toBe(await path());
  });

  test('merging keeps every entry once, the shell first', () => {
    const entries = fc.array(fc.constantFrom('/a', '/b', '/c', '/d'));
    fc.assert(
      fc.property(entries, entries, (theirs, ours) => {
        const merged = mergePaths(theirs.join(':'), ours.join(':'))
          .split(':')
          .filter((part) => part !== '');
        expect(merged).toEqual([...new Set([...theirs, ...ours])]);
      }),
    );
  });
});
