import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { artifactOf } from './artifact.ts';
import { pollPeriodMs } from './pace.ts';
import { CiSettings } from './settings.ts';
import { stateOfDeployment, stateOfRun, stateOfStatus } from './states.ts';

const digest = `sha256:${'ab'.repeat(32)}`;

describe('which artifact a deployment is of', () => {
  it.each([
    [{ image: `registry.example/shop/payments:2.14.0@${digest}`, version: '2.14.0' }, digest, '2.14.0'],
    [JSON.stringify({ image: `registry.example/shop/payments@${digest}`, version: '2.14.0' }), digest, '2.14.0'],
    [{ image: `registry.example:5000/shop/payments:2.14.0@${digest}` }, digest, '2.14.0'],
    [{ image: 'registry.example/shop/payments:latest', version: '2.14.0' }, null, '2.14.0'],
    [{ image: 'registry.example:5000/shop/payments' }, null, '1.9'],
    [{ image: 'shop/payments:2.14.0@sha256:abc' }, null, '2.14.0'],
    [{ image: 7 }, null, '1.9'],
    ['{', null, '1.9'],
    [null, null, '1.9'],
  ])('%j', (payload, named, version) => {
    expect(artifactOf(payload, 'refs/tags/v1.9')).toMatchObject({ digest: named, version });
  });

  test.prop([fc.anything(), fc.string()])('nothing but a whole digest is one, whatever comes', (payload, ref) => {
    const { digest: named, image } = artifactOf(payload, ref);
    if (named !== null) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  });
});

describe('states', () => {
  test.prop([fc.string(), fc.option(fc.string())])('only the word success is a pass', (status, conclusion) => {
    if (stateOfRun(status, conclusion).state === 'passed') expect([status, conclusion]).toEqual(['completed', 'success']);
    if (stateOfStatus(status).state === 'passed') expect(status).toBe('success');
    if (stateOfDeployment(status).state === 'passed') expect(status).toBe('success');
  });

  it.each([
    ['completed', 'success', 'passed'],
    ['completed', 'timed_out', 'failed'],
    ['completed', 'stale', 'unknown'],
    ['completed', null, 'unknown'],
    ['completed', 'toString', 'unknown'],
    ['waiting', null, 'waiting'],
    ['in_progress', 'success', 'running'],
    ['brand_new_word', null, 'unknown'],
  ])('%s, %s is %s', (status, conclusion, state) => {
    expect(stateOfRun(status, conclusion).state).toBe(state);
  });
});

describe('how long to wait between polls', () => {
  const known = { now: 10_000_000, movedAt: 10_000_000, limit: 5_000, remaining: 4_000, resetAt: 13_600_000 };

  it('ten seconds while things move, a minute when nothing does', () => {
    expect(pollPeriodMs(known)).toBe(10_000);
    expect(pollPeriodMs({ ...known, movedAt: known.now - 300_000 })).toBe(20_000);
    expect(pollPeriodMs({ ...known, movedAt: known.now - 3_600_000 })).toBe(60_000);
  });

  test.prop([fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 3_600_000 })])(
    'the less is left, the slower; never longer than a quarter of an hour',
    (remaining, untilReset) => {
      const at = (left: number) => pollPeriodMs({ ...known, remaining: left, resetAt: known.now + untilReset });
      expect(at(remaining)).toBeGreaterThanOrEqual(at(Math.min(5_000, remaining + 100)));
      expect(at(remaining)).toBeGreaterThanOrEqual(10_000);
      expect(at(remaining)).toBeLessThanOrEqual(900_000);
    },
  );
});

describe('settings', () => {
  it.each([
    'http://github.example/api/v3',
    'ftp://github.example',
    'https://me:secret@github.example/api/v3',
    'https://github.example/api/v3?x=1',
    'github.example',
  ])('%s is refused', (baseUrl) => {
    expect(CiSettings.safeParse({ github: { baseUrl } }).success).toBe(false);
  });

  it('GitHub.com when nothing is said; an Enterprise server by its URL; a loopback one in the clear', () => {
    expect(CiSettings.parse({ github: {} }).github.baseUrl).toBe('https://api.github.com');
    expect(CiSettings.parse({ github: { baseUrl: 'https://github.example/api/v3/' } }).github.baseUrl).toBe(
      'https://github.example/api/v3',
    );
    expect(CiSettings.safeParse({ github: { baseUrl: 'http://127.0.0.1:8080/api/v3' } }).success).toBe(true);
    expect(CiSettings.safeParse({ github: { token: 'ghp_x' } }).success).toBe(false);
    expect(CiSettings.safeParse({ github: { proxy: 'http://me:secret@proxy:3128' } }).success).toBe(false);
  });
});
