import { expect, test } from 'vitest';
import { requestText } from './request-text.ts';

test('a request reads as what is patched, of which API, and the body as it is sent', () => {
  expect(
    requestText({
      method: 'PATCH',
      path: '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status',
      contentType: 'application/merge-patch+json',
      body: { status: { abort: true } },
      summary: '',
    }),
  ).toBe('PATCH rollouts/payments/status   namespace shop\nmerge patch, argoproj.io/v1alpha1\n\n{"status":{"abort":true}}');
});

test('a JSON patch has one operation a line', () => {
  const text = requestText({
    method: 'PATCH',
    path: '/api/v1/elsewhere',
    contentType: 'application/json-patch+json',
    body: [
      { op: 'test', path: '/a', value: 1 },
      { op: 'replace', path: '/b' },
    ],
    summary: '',
  });
  expect(text).toBe('PATCH /api/v1/elsewhere\nJSON patch\n\n[{"op":"test","path":"/a","value":1},\n {"op":"replace","path":"/b"}]');
});
