import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { refusedCaller } from './caller-check.ts';

test('a request without Host is not answered', () => {
  expect(refusedCaller({ host: undefined, origin: undefined })?.status).toBe(421);
  expect(refusedCaller({ host: '', origin: undefined })?.status).toBe(421);
});

test.prop([fc.domain(), fc.option(fc.integer({ min: 1, max: 65_535 }))])('no name out of DNS is a loopback name', (name, port) => {
  const host = port === null ? name : `${name}:${port}`;
  expect(refusedCaller({ host, origin: `http://${host}` })).toMatchObject({ status: 421 });
});

test.prop([fc.webUrl()])('no page elsewhere is this page', (url) => {
  expect(refusedCaller({ host: '127.0.0.1:7420', origin: new URL(url).origin })).toMatchObject({ status: 403 });
});
