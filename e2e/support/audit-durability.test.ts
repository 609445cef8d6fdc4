import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { parseStrace, straceArguments, whyNotDurableFirst } from './strace-order.ts';

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
const program = join(import.meta.dirname, '../../electron/adapters/sqlite/testing/append-then-send.ts');

describe.skipIf(!hasStrace)('the audit store, watched by strace', () => {
  it("an append's fsync returns before the next byte leaves the process", async () => {
    const home = mkdtempSync(join(tmpdir(), 'rcc-strace-'));
    const server = createServer((socket) => socket.on('data', () => socket.write('ok\n'))).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? String(address?.port) : '';
      const trace = join(home, 'trace');
      const child = spawn('strace', [...straceArguments(trace), process.execPath, program, join(home, 'desk'), port, '3'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [errors] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      expect(errors).toBe('');
      const calls = parseStrace(readFileSync(trace, 'utf8'));
      for (const act of ['act-1', 'act-2', 'act-3']) {
        const sends = (call: { args: string }) => call.args.includes(`PATCH ${act}`);
        expect(whyNotDurableFirst(calls, { log: /audit\.db-wal$/, intent: act, sends })).toBeNull();
      }
    } finally {
      server.close();
      rmSync(home, { recursive: true });
    }
  });
});
