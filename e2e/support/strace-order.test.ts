import { describe, expect, it } from 'vitest';
import { type Call, parseStrace, whyNotDurableFirst } from './strace-order.ts';

const wal = '21</home/audit.db-wal>';
const intent = `70 pwrite64(${wal}, "\\r\\0{\\"auditId\\":\\"act-1\\"}", 4096, 56) = 4096`;
const sync = `70 fdatasync(${wal}) = 0`;
const send = '70 write(24<socket:[99]>, "PATCH /apis\\r\\n", 12) = 12';
const order = { log: /audit\.db-wal$/, intent: 'act-1', sends: (call: Call) => call.args.includes('PATCH') };
const judge = (...lines: string[]) => whyNotDurableFirst(parseStrace(lines.join('\n')), order);

describe('a trace of system calls', () => {
  it('is read call by call: descriptors with their files, what was returned', () => {
    expect(parseStrace(`${intent}\n70 +++ exited with 0 +++\n71 --- SIGCHLD {si_signo=SIGCHLD} ---\n${send}`)).toEqual([
      expect.objectContaining({ pid: 70, name: 'pwrite64', file: '/home/audit.db-wal', returned: '4096', beganAt: 1, endedAt: 1 }),
      expect.objectContaining({ name: 'write', file: 'socket:[99]', returned: '12', beganAt: 4 }),
    ]);
  });

  it('knows where an interrupted call ended, and which never did', () => {
    const calls = parseStrace(`70 fsync(${wal} <unfinished ...>\n71 fsync(5</x> <unfinished ...>\n${send}\n70 <... fsync resumed>) = 0`);
    expect(calls).toMatchObject([
      { pid: 70, beganAt: 1, endedAt: 4, returned: '0', file: '/home/audit.db-wal' },
      { pid: 71, endedAt: null, returned: null },
      { name: 'write' },
    ]);
  });

  it('reads errors and sockets with arrows in their names', () => {
    expect(parseStrace('70 write(24<TCP:[127.0.0.1:5->127.0.0.1:6]>, "x", 1) = -1 EPIPE (Broken pipe)')).toMatchObject([
      { file: 'TCP:[127.0.0.1:5->127.0.0.1:6]', returned: '-1 EPIPE (Broken pipe)' },
    ]);
  });
});

describe('the intent is on disk before the request leaves', () => {
  it('written, synced, sent: proved', () => {
    expect(judge(intent, sync, send)).toBeNull();
  });

  it.each([
    ['sent before the sync', [intent, send, sync], 'before the sync returned'],
    [
      'sent while the sync runs',
      [intent, `70 fsync(${wal} <unfinished ...>`, send, '70 <... fsync resumed>) = 0'],
      'before the sync returned',
    ],
    ['synced before it was written', [sync, intent, send], 'never synced'],
    ['another file synced', [intent, '70 fsync(20</home/audit.db>) = 0', send], 'never synced'],
    ['a sync that failed', [intent, `70 fsync(${wal}) = -1 EIO (Input/output error)`, send], 'never synced'],
    ['never written', [sync, send], 'never written'],
    ['never sent', [intent, sync], 'never sent'],
  ])('%s: not proved', (_, lines, why) => {
    expect(judge(...lines)).toContain(why);
  });
});
