import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clientOf, errorOf, forever, temporaryFolder, valueOf } from '../testing/contexts.ts';
import { json, refuse, serve } from '../testing/servers.ts';

/** A server that takes one token at a time, and notes what it was shown. */
async function gate() {
  const state = { good: 'Bearer one', shown: new Array<string>() };
  const server = await serve((request, response) => {
    const header = request.headers.authorization ?? '';
    state.shown.push(header);
    if (header === state.good) json(response, 200, {});
    else refuse(response, 401, 'Unauthorized', 'Unauthorized');
  });
  return { ...server, state };
}

describe('a tokenFile', () => {
  test('is read again when the server refuses the old token', async () => {
    const server = await gate();
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'token');
    await writeFile(file, 'one\n');
    const client = clientOf(server.url, { user: { tokenFile: file } });
    const get = () => client.request({ method: 'GET', path: '/x', signal: forever() });
    expect((await get()).ok).toBe(true);
    await writeFile(file, 'two\n');
    server.state.good = 'Bearer two';
    expect((await get()).ok).toBe(true);
    expect(server.state.shown).toEqual(['Bearer one', 'Bearer one', 'Bearer two']);
    await client.dispose();
    await server.close();
  });

  test('that is gone says so', async () => {
    const client = clientOf('http://127.0.0.1:1', { user: { tokenFile: '/gone/token' } });
    const error = errorOf(await client.request({ method: 'GET', path: '/x', signal: forever() }));
    expect(error).toMatchObject({ kind: 'unauthenticated', message: expect.stringContaining('/gone/token') });
  });
});

describe('a fixed token', () => {
  test('that is refused is not tried twice', async () => {
    const server = await gate();
    const client = clientOf(server.url, { user: { token: 'expired' } });
    expect(errorOf(await client.request({ method: 'GET', path: '/x', signal: forever() }))).toMatchObject({ kind: 'unauthenticated' });
    expect(server.state.shown).toEqual(['Bearer expired']);
    await client.dispose();
    await server.close();
  });
});

describe.skipIf(process.platform === 'win32')('a plugin behind a client', () => {
  test('runs once for many requests, once more after a 401, for requests and streams alike', async () => {
    const server = await gate();
    await using folder = await temporaryFolder();
    const command = join(folder.path, 'sign-in');
    // Each run hands out the next token of a list.
    await writeFile(join(folder.path, 'tokens'), 'one\ntwo\n');
    await writeFile(
      command,
      `#!/bin/sh\ncd ${folder.path}\nT=$(head -1 tokens); sed -i 1d tokens\necho '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$T'"}}'\n`,
    );
    await chmod(command, 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never', command };
    const client = clientOf(server.url, { user: { exec } });
    const get = () => client.request({ method: 'GET', path: '/x', signal: forever() });
    for (const result of await Promise.all([get(), get(), get()])) valueOf(result);
    server.state.good = 'Bearer two';
    expect((await client.stream({ path: '/x', signal: forever(), onLine: () => undefined })).ok).toBe(true);
    expect((await get()).ok).toBe(true);
    expect(server.state.shown).toEqual(['Bearer one', 'Bearer one', 'Bearer one', 'Bearer one', 'Bearer two', 'Bearer two']);
    await client.dispose();
    await server.close();
  });
});
