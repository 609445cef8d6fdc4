import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorOf, temporaryFolder, valueOf } from '../testing/contexts.ts';
import { createFileExecApprovals } from './file-exec-approvals.ts';

const approval = (fingerprint: string) => ({ fingerprint, commandLine: 'aws eks', context: 'prod', at: 1 });

describe('approvals in a file', () => {
  test('are remembered by the next desk, readable by their owner only', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'home', 'approvals.json');
    expect(await createFileExecApprovals(file).isApproved('a')).toBe(false);
    valueOf(await createFileExecApprovals(file).approve(approval('a')));
    expect(await createFileExecApprovals(file).isApproved('a')).toBe(true);
    expect(await createFileExecApprovals(file).isApproved('b')).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('given at the same time are all kept, and twice is once', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'approvals.json');
    const approvals = createFileExecApprovals(file);
    await Promise.all(['a', 'b', 'c', 'a'].map((each) => approvals.approve(approval(each))));
    const kept: { approvals: { fingerprint: string }[] } = JSON.parse(await readFile(file, 'utf8'));
    expect(kept.approvals.map((each) => each.fingerprint).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test.each(['', 'garbage', '{"version":2}', '{"version":1,"approvals":[{}]}'])(
    'a file that holds %j approves nothing and is not overwritten',
    async (text) => {
      await using folder = await temporaryFolder();
      const file = join(folder.path, 'approvals.json');
      await writeFile(file, text);
      const approvals = createFileExecApprovals(file);
      expect(await approvals.isApproved('a')).toBe(false);
      expect(errorOf(await approvals.approve(approval('a'))).kind).toBe('storage');
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  test('a place that cannot be written says so', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), '');
    expect(errorOf(await createFileExecApprovals(join(folder.path, 'file', 'approvals.json')).approve(approval('a')))).toMatchObject({
      kind: 'storage',
    });
  });
});
