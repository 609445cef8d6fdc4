import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

const ignored = ['node_modules/**', 'out/**', 'dist/**', '.git/**', 'coverage/**', 'test-results/**', 'playwright-report/**'];

/** Every file that is, or would be, committed. Outside a git checkout: every file that is not generated. */
export function filesOfTheHouse(): string[] {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8' });
  const listed = git.status === 0 ? git.stdout.split('\0').filter(Boolean) : globSync('**/*', { exclude: ignored });
  return listed.filter((file) => existsSync(file));
}
