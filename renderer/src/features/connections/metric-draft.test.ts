import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MetricServerDraft, type MetricServerView } from '#shared/domain/connections/settings.ts';
import { draftOf, fieldOf, serverOf } from './metric-draft.ts';

const view: MetricServerView = {
  url: 'https://prom',
  auth: { type: 'basic', username: 'desk', secret: { from: 'environment', name: 'PASSWORD' } },
  headers: ['X-Key'],
  template: 'sum(up{v="{{hash}}"})',
  errorTemplate: null,
  latencyTemplate: 'x',
  window: '5m',
};

describe('a metric server in a form', () => {
  test('is what it was when nothing is changed; values that are set stay set and unseen', () => {
    expect(serverOf(draftOf(view, 'usual'))).toEqual({ ...view, headers: [{ name: 'X-Key', value: null }] });
  });

  test('starts empty with the usual query', () => {
    expect(serverOf(draftOf(null, 'usual'))).toMatchObject({
      url: '',
      auth: { type: 'none' },
      headers: [],
      template: 'usual',
      window: '1m',
    });
  });

  test('a row without a name is not sent, and a query without words is none', () => {
    const draft = { ...draftOf(view, 'usual'), headers: [{ name: ' ', value: 'a' }], latencyTemplate: '  ' };
    expect(serverOf(draft)).toMatchObject({ headers: [], latencyTemplate: null });
  });

  test('whatever is typed, a failure finds its field or none', () => {
    expect(fieldOf('change.server.auth.secret.path')).toBe('secretPlace');
    expect(fieldOf('tokenEnv')).toBe('secretPlace');
    expect(fieldOf('change.server.url')).toBe('url');
    expect(fieldOf('home')).toBeNull();
    fc.assert(
      fc.property(fc.string(), (field) => {
        expect([null, 'secretPlace', ...Object.keys(draftOf(null, ''))]).toContain(fieldOf(field));
      }),
    );
  });

  test('what a form sends is what the desk takes, once its fields say something', () => {
    expect(
      MetricServerDraft.safeParse(serverOf({ ...draftOf(view, 'usual'), auth: 'bearer', secretFrom: 'file', secretPlace: '/token' }))
        .success,
    ).toBe(true);
  });
});
