// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { createDeskHistory } from './desk-history.ts';

afterEach(() => window.history.replaceState(null, '', '/'));

test('what stands before the # is no part of the address, and stays where it is', () => {
  window.history.replaceState(null, '', '/?gallery=list&rows=5000#/rollouts?q=payments');
  const history = createDeskHistory();
  expect(history.location).toMatchObject({ pathname: '/rollouts', search: '?q=payments', hash: '' });
  expect(history.createHref('/audit?entry=7')).toBe('/?gallery=list&rows=5000#/audit?entry=7');
  history.destroy();
});

test('without a # it is the first page; a question mark in a search is searched for', () => {
  const history = createDeskHistory();
  expect(history.location).toMatchObject({ pathname: '/', search: '' });
  history.destroy();
  window.history.replaceState(null, '', '/#/rollouts?q=who?');
  const other = createDeskHistory();
  expect(other.location).toMatchObject({ pathname: '/rollouts', search: '?q=who?' });
  other.destroy();
});
