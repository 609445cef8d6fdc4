import { expect, test } from 'vitest';
import { createPinoLog } from './pino-log.ts';

function logged(say: (log: ReturnType<typeof createPinoLog>) => void, level: 'debug' | 'warn' = 'debug'): Record<string, unknown>[] {
  const lines: string[] = [];
  say(createPinoLog(level, (line) => lines.push(line)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a message is one JSON line with time, level and facts', () => {
  const [line] = logged((log) => log.warn('the watch was closed', { context: 'prod', attempt: 3 }));
  expect(line).toMatchObject({ level: 'warn', msg: 'the watch was closed', context: 'prod', attempt: 3 });
  expect(Date.parse(String(line?.['time']))).not.toBeNaN();
});

test('what is named like a secret is not written, however deep', () => {
  const facts = {
    user: { token: 's3cret', tokenFile: '/run/token' },
    headers: [{ Authorization: 'Bearer s3cret' }],
    'client-key-data': 's3cret',
  };
  const [line] = logged((log) => log.error('failed', facts));
  expect(JSON.stringify(line)).not.toContain('s3cret');
  expect(JSON.stringify(line)).toContain('/run/token');
});

test('what looks like a secret inside a sentence is not written', () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
  const error = new Error(`GET http://ann:hunter22@prom/ with Bearer abcdefghijk and ${jwt} at http://127.0.0.1:1/?token=abcdef`);
  const text = JSON.stringify(logged((log) => log.error('failed', { error })));
  for (const secret of ['hunter22', 'abcdefghijk', jwt, '=abcdef']) expect(text).not.toContain(secret);
  expect(text).toContain('127.0.0.1:1');
});

test('an error keeps its name, message and stack; a circle ends', () => {
  const facts: Record<string, unknown> = { error: new TypeError('x is not a function') };
  facts['self'] = facts;
  const [line] = logged((log) => log.error('a bug', facts));
  expect(line?.['error']).toMatchObject({ name: 'TypeError', message: 'x is not a function' });
});

test('what is below the level is not said', () => {
  expect(logged((log) => log.info('connected'), 'warn')).toEqual([]);
});
