import { describe, expect, it } from 'vitest';
import { readReleasePolicy } from './read-release-policy.ts';

const files = (roles: string | null, policy: string | null) => [
  ...(roles === null ? [] : [{ name: 'roles.yaml', text: roles }]),
  ...(policy === null ? [] : [{ name: 'policy.yaml', text: policy }]),
];
const freeze = `version: 1
freezes:
  - name: Black Friday
    zone: Europe/Berlin
    from: 2026-11-26T22:00
    until: 2026-11-30T06:00
`;

describe('the rules in the release folder', () => {
  it('freezes stand on the clocks of their zone', () => {
    expect(readReleasePolicy(files(null, freeze))).toMatchObject({
      freezes: [{ name: 'Black Friday', from: Date.UTC(2026, 10, 26, 21), to: Date.UTC(2026, 10, 30, 5), services: null }],
      policy: { drills: { maxAgeDays: 30 } },
      problems: [],
    });
  });

  it('no file declares nothing; a broken one is not nothing', () => {
    expect(readReleasePolicy([])).toMatchObject({ roles: null, policy: { freezes: [] }, freezes: [], problems: [] });
    expect(readReleasePolicy(files('version: 1\nroles: {conductor: {user: [a]}}', 'freezes: []'))).toMatchObject({
      roles: null,
      policy: null,
      problems: ['roles.yaml:2: roles.conductor: there is no key user here', 'policy.yaml:1: version: expected a whole number'],
    });
  });

  it.each([
    [
      freeze.replace('Europe/Berlin', 'Mars/Base'),
      'policy.yaml:3: freezes[0]: expected an IANA time zone such as Europe/Berlin; there is no Mars/Base',
    ],
    [freeze.replace('11-30', '11-20'), 'policy.yaml:3: freezes[0]: Black Friday ends before it begins'],
  ])('a freeze that cannot be understood is not a freeze that is not there', (text, problem) => {
    expect(readReleasePolicy(files(null, text))).toMatchObject({ policy: null, problems: [problem] });
  });
});
