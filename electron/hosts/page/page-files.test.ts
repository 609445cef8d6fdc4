import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createPageReader, findPageFolder } from './page-files.ts';

const outside = mkdtempSync(join(tmpdir(), 'page-'));
const folder = join(outside, 'out', 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
mkdirSync(join(outside, 'out', 'renderer-of-another'));
writeFileSync(join(folder, 'index.html'), '<div id="root"></div>');
writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {}');
writeFileSync(join(folder, 'settings.yaml'), 'not a page file');
writeFileSync(join(outside, 'secret.json'), '"secret"');
writeFileSync(join(outside, 'out', 'renderer-of-another', 'x.js'), '"secret"');
symlinkSync(join(outside, 'secret.json'), join(folder, 'link.json'));
const read = createPageReader(folder);

describe("the page's files", () => {
  test('/ is index.html, never kept; built assets are kept for ever', async () => {
    expect(await read('/')).toMatchObject({ contentType: 'text/html; charset=utf-8', immutable: false });
    expect(await read('/assets/app-1a2b.js')).toMatchObject({ contentType: 'text/javascript; charset=utf-8', immutable: true });
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/%2e%2e/secret.json',
    '/assets/../../../secret.json',
    '/..\\secret.json',
    '/assets/..%5c..%5csecret.json',
    '//etc/passwd',
    '/../renderer-of-another/x.js',
    '/link.json',
    '/settings.yaml',
    '/assets',
    '/index.html%00.js',
    '/%',
    '',
  ])('%s leads nowhere', async (path) => {
    expect(await read(path)).toBeNull();
  });

  test.prop([fc.array(fc.constantFrom('..', '.', '/', '%2e', '%2f', '\\', '%5c', 'secret.json', 'assets', '%00', ''), { maxLength: 12 })])(
    'no path whatever gives a file from outside',
    async (parts) => {
      const found = await read(`/${parts.join('')}`);
      expect(Buffer.from(found?.body ?? []).toString()).not.toContain('secret');
    },
  );
});

test('the built page is found from anywhere below its project', () => {
  expect(findPageFolder(join(outside, 'out', 'cli', 'chunks'))).toBe(folder);
  expect(findPageFolder(tmpdir())).toBeNull();
});
