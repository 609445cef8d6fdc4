import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from './load-scenario.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'rcc-scenario-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = `title: Mine
simulated: One service.
story: Nothing happens.
traffic: { from: 'Monday 09:00' }
opensAt: 5s
services:
  - name: web
    peakRps: 10
    profile:
      latencyMs: 50
      errorRate: 0.01
      capacityRps: 20
    workload:
      kind: Deployment
      replicas: 2
      revisions: [{ tag: 1.0.0, hoursAgo: 5 }]
script:
  - at: 10s
    say: A deploy.
    deploy: { workload: web, tag: 1.1.0 }
`;

function problemOf(text: string): string {
  const file = join(folder, 'mine.yaml');
  writeFileSync(file, text);
  const result = loadScenario(file);
  return result.ok ? 'no problem' : result.problem.replace(folder, '');
}

describe('a scenario file', () => {
  it('of one’s own is read', () => {
    expect(problemOf(good)).toBe('no problem');
  });

  it.each([
    [
      'a text where a number belongs',
      good.replace('peakRps: 10', 'peakRps: many'),
      '/mine.yaml:8: services[0].peakRps: expected number, received string',
    ],
    ['a key nobody knows', good.replace('capacityRps', 'capacity'), '/mine.yaml:10: services[0].profile: unknown capacity'],
    [
      'no such day',
      good.replace('Monday 09:00', 'Noday 9'),
      '/mine.yaml:4: traffic.from: expected a weekday and a time, such as Monday 09:00',
    ],
    ['a time that is none', good.replace('at: 10s', 'at: soon'), '/mine.yaml:18: script[0].at: expected a time such as 45s, 2m or 1m30s'],
    [
      'a service that does not exist',
      good.replace('workload: web', 'workload: wep'),
      '/mine.yaml: script[0]: no service is called wep; there are web',
    ],
    ['broken YAML', good.replace('opensAt: 5s', 'opensAt: [5s'), '/mine.yaml:6: '],
    ['a cast that does not exist', good.replace('opensAt', 'cast: nobody\nopensAt'), 'nobody.cast.yaml'],
    ['nothing at all', '', '/mine.yaml:1: '],
  ])('with %s is refused by file, line and what was expected', (_, text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it('that is not there, and a name that is none', () => {
    expect(loadScenario(join(folder, 'gone.yaml'))).toMatchObject({ ok: false, problem: expect.stringContaining('ENOENT') });
    expect(loadScenario('paymentz')).toEqual({
      ok: false,
      problem:
        'There is no scenario "paymentz". There are: payments-timeout, n-plus-one, weekend-pass, thundering-herd, dark-pool, healthy, release-train.',
    });
    expect(loadScenario('shop.cast')).toMatchObject({ ok: false });
  });
});
