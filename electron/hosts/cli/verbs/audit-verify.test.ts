import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { canonicalText } from '#shared/domain/audit/canonical.ts';
import { genesisHash } from '#shared/domain/audit/entry.ts';
import { runLine } from '../testing/run-line.ts';

function entryLine(seq: number, previousHash: string): { line: string; hash: string } {
  const unhashed = {
    seq,
    previousHash,
    auditId: `a${seq}`,
    phase: 'outcome',
    outcome: 'refused',
    at: '2026-11-26T10:12:00.000Z',
    role: 'viewer',
    actor: { name: 'ann', source: 'SelfSubjectReview' },
    action: 'rollouts.abort',
    target: 't',
    reason: 'errors',
    writer: { host: 'h', pid: 1, startedAt: 's' },
    detail: {},
  };
  const hash = createHash('sha256').update(canonicalText(unhashed)).digest('hex');
  return { line: canonicalText({ ...unhashed, hash }), hash };
}

const first = entryLine(1, genesisHash);
const second = entryLine(2, first.hash);

function exported(...lines: string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rcc-export-')), 'log.jsonl');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

describe('rcc audit verify FILE', () => {
  test('an intact export ends with 0, with its head and what a file alone cannot exclude', async () => {
    const { code, stdout, opened } = await runLine(['audit', 'verify', exported(first.line, second.line)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^intact .*: 2 entries/);
    expect(stdout).toContain(`head         2:${second.hash}`);
    expect(stdout).toContain('cannot exclude');
    expect(opened).toEqual([]);
  });

  test('a changed entry ends with 1 and is named', async () => {
    const file = exported(first.line, second.line.replace('errors', 'nothing'));
    expect(await runLine(['audit', 'verify', file])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^broken .*: entry 2, line 2: /),
    });
    const { code, stdout } = await runLine(['audit', 'verify', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ intact: false, firstBad: { seq: 2, line: 2 } });
  });

  test('a cut tail is found once the head was noted', async () => {
    const file = exported(first.line);
    expect((await runLine(['audit', 'verify', file])).code).toBe(0);
    expect((await runLine(['audit', 'verify', file, '--head', `2:${second.hash}`])).code).toBe(1);
  });

  test('what an exported incident cites is looked up in the log', async () => {
    const log = exported(first.line, second.line);
    const cites = (entries: object[]) => {
      const file = join(mkdtempSync(join(tmpdir(), 'rcc-cites-')), 'INC-1.json');
      writeFileSync(file, JSON.stringify({ citations: { entries, head: null, fingerprint: null }, incident: { entries: [] } }));
      return file;
    };
    expect(await runLine(['audit', 'verify', log, '--cites', cites([{ seq: 2, hash: second.hash }])])).toMatchObject({ code: 0 });
    const wrong = cites([
      { seq: 1, hash: second.hash },
      { seq: 9, hash: first.hash },
    ]);
    const { code, stdout } = await runLine(['audit', 'verify', log, '--cites', wrong, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      intact: true,
      cites: {
        found: 0,
        wrong: [
          { seq: 1, cited: second.hash, found: first.hash },
          { seq: 9, cited: first.hash, found: null },
        ],
      },
    });
    expect(await runLine(['audit', 'verify', log, '--cites', log])).toMatchObject({ code: 64 });
    expect(await runLine(['audit', 'verify', log, '--cites', '/nowhere/INC-1.html'])).toMatchObject({ code: 1 });
  });

  test('a file that is not there ends with 1, in words', async () => {
    const { code, stderr } = await runLine(['audit', 'verify', '/nowhere/log.jsonl']);
    expect(code).toBe(1);
    expect(stderr).toContain('/nowhere/log.jsonl');
  });
});

test('without FILE it is about the log in --home, and makes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-verify-'));
  const home = join(folder, 'home');
  const { code, stderr } = await runLine(['audit', 'verify', '--home', home]);
  expect(code).toBe(1);
  expect(stderr).toContain(home);
  expect(existsSync(home)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
