import { expect, test } from 'vitest';
import { createLateLog } from './late-log.ts';

test('what was said before there is a log is said by it in order, and what comes after goes straight to it', () => {
  const { log, found } = createLateLog();
  const heard: unknown[] = [];
  const own = (level: string) => (message: string, facts?: Readonly<Record<string, unknown>>) => void heard.push([level, message, facts]);
  log.warn('first', { url: 'x' });
  log.info('second');
  expect(heard).toEqual([]);
  found({ debug: own('debug'), info: own('info'), warn: own('warn'), error: own('error') });
  log.error('third');
  expect(heard).toEqual([
    ['warn', 'first', { url: 'x' }],
    ['info', 'second', undefined],
    ['error', 'third', undefined],
  ]);
});
