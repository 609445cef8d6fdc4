import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { sayOn } from './say-on.ts';

it('falls silent when its listener is gone, and throws nothing', async () => {
  const heard: string[] = [];
  const pipe = new Writable({
    write(chunk, _encoding, done) {
      heard.push(String(chunk));
      done(heard.length === 2 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
    },
  });
  const say = sayOn(pipe);
  say('one');
  const broken = once(pipe, 'error');
  say('two');
  await broken;
  say('three');
  expect(heard).toEqual(['sandbox: one\n', 'sandbox: two\n']);
});
