import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTemplate, templateHash } from './template-hash.ts';
import { configMapNames } from './template-leaves.ts';
import { differenceOf } from './version-difference.ts';
import { imageLabel, versionLabel } from './version-label.ts';

const stable = {
  metadata: { labels: { app: 'payments', 'rollouts-pod-template-hash': 'e2b80f15' }, creationTimestamp: null },
  spec: {
    containers: [
      {
        name: 'payments',
        image: 'registry:5000/payments:2.13.4',
        args: ['--pool', '40'],
        env: [
          { name: 'PSP_TIMEOUT_MS', value: '1000' },
          { name: 'REGION', value: 'eu' },
          { name: 'PSP_KEY', valueFrom: { secretKeyRef: { name: 'psp', key: 'token' } } },
        ],
        envFrom: [{ configMapRef: { name: 'payments-v1' } }],
        resources: { limits: { memory: '512Mi' } },
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      },
      { name: 'proxy', image: 'envoy:1.30' },
    ],
    volumes: [{ name: 'config', configMap: { name: 'files-v1' } }],
  },
};
const hashes = new Map<string, string | null>([
  ['payments-v1', 'aaaaaaaaaaaa'],
  ['payments-v2', 'bbbbbbbbbbbb'],
  ['files-v1', null],
]);
function compare(change: (template: typeof stable) => void) {
  const changed = structuredClone(stable);
  change(changed);
  return differenceOf({ label: '2.13.4', template: stable }, { label: '2.14.0', template: changed }, hashes);
}
function lines(change: (container: Record<string, unknown>, template: typeof stable) => void) {
  return compare((template) => change(template.spec.containers[0] ?? {}, template)).lines;
}

describe('the difference of two versions', () => {
  it('shows an image, a changed, an added and a removed variable, the telling ones first', () => {
    const found = lines((container) => {
      container['image'] = 'registry:5000/payments:2.14.0';
      container['env'] = [
        { name: 'PSP_TIMEOUT_MS', value: '500' },
        { name: 'NEW', value: '' },
        { name: 'PSP_KEY', valueFrom: { secretKeyRef: { name: 'psp', key: 'token2' } } },
      ];
    });
    expect(found).toEqual([
      {
        section: 'image',
        path: 'containers[payments].image',
        before: 'registry:5000/payments:2.13.4',
        after: 'registry:5000/payments:2.14.0',
      },
      { section: 'env', path: 'containers[payments].env.NEW', before: null, after: '' },
      { section: 'env', path: 'containers[payments].env.PSP_KEY', before: 'Secret psp key token', after: 'Secret psp key token2' },
      { section: 'env', path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '1000', after: '500' },
      { section: 'env', path: 'containers[payments].env.REGION', before: 'eu', after: null },
    ]);
  });

  it('shows args whole, resources and probes by field', () => {
    const found = lines((container) => {
      container['args'] = ['--pool', '20'];
      container['resources'] = { limits: { memory: '256Mi' } };
      container['readinessProbe'] = { httpGet: { path: '/ok', port: 8080 } };
    });
    expect(found.map(({ section, path, after }) => [section, path, after])).toEqual([
      ['args', 'containers[payments].args', '["--pool","20"]'],
      ['resources', 'containers[payments].resources.limits.memory', '256Mi'],
      ['probes', 'containers[payments].readinessProbe.httpGet.path', '/ok'],
    ]);
  });

  it('shows referenced ConfigMaps with a hash of their content, and says which cannot be read', () => {
    const found = compare((template) => {
      Object.assign(template.spec.containers[0] ?? {}, { envFrom: [{ configMapRef: { name: 'payments-v2' } }] });
    });
    expect(found.lines).toEqual([
      {
        section: 'config',
        path: 'containers[payments].envFrom[0]',
        before: 'ConfigMap payments-v1 (aaaaaaaa)',
        after: 'ConfigMap payments-v2 (bbbbbbbb)',
      },
    ]);
    expect(found.notes).toEqual(['ConfigMap files-v1 cannot be read, so its content is not compared']);
    expect(configMapNames(stable)).toEqual(['payments-v1', 'files-v1']);
  });

  it('ignores the hash label, sees a removed field as real', () => {
    expect(compare((template) => void (template.metadata.labels['rollouts-pod-template-hash'] = 'other')).lines).toEqual([]);
    expect(lines((container) => void delete container['resources'])).toHaveLength(1);
    expect(sameTemplate(stable, structuredClone(stable))).toBe(true);
    const without = structuredClone(stable);
    Reflect.deleteProperty(without.spec.containers[0] ?? {}, 'resources');
    expect(sameTemplate(without, stable)).toBe(false);
    expect(sameTemplate(stable, without)).toBe(false);
  });

  it('says when only an order differs', () => {
    const found = compare((template) => void template.spec.containers.reverse());
    expect(found).toMatchObject({
      lines: [],
      notes: [expect.stringContaining('ConfigMap files-v1'), "Only the order of list entries or a value's type differs"],
    });
  });

  it('of anything with itself is empty, and any two unequal templates say something', () => {
    const template = fc.record({ metadata: fc.constant({}), spec: fc.object({ maxDepth: 4 }) });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(differenceOf({ label: 'a', template: value }, { label: 'b', template: value }, new Map()).lines).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(template, template, (one, other) => {
        const found = differenceOf({ label: 'a', template: one }, { label: 'b', template: other }, new Map());
        const json = (value: unknown) => templateHash(JSON.parse(JSON.stringify(value)), (text) => text);
        if (json(one) !== json(other)) expect(found.lines.length + found.notes.length).toBeGreaterThan(0);
      }),
    );
  });

  it('every changed variable appears', () => {
    const env = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,8}$/), fc.string(), { maxKeys: 6 });
    fc.assert(
      fc.property(env, env, (one, other) => {
        const of = (vars: Record<string, string>) => ({
          spec: { containers: [{ name: 'app', env: Object.entries(vars).map(([name, value]) => ({ name, value })) }] },
        });
        const found = differenceOf({ label: 'a', template: of(one) }, { label: 'b', template: of(other) }, new Map());
        const expected = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);
        expect(
          found.lines
            .filter((line) => line.section === 'env')
            .map((line) => line.path)
            .sort(),
        ).toEqual(expected.map((name) => `containers[app].env.${name}`).sort());
      }),
    );
  });
});

describe('what a person calls a version', () => {
  it.each([
    ['registry:5000/payments:2.14.0', '2.14.0'],
    ['payments@sha256:9c41e07dfeedbeef', '9c41e07d'],
    ['payments:2.14.0@sha256:9c41e07dfeedbeef', '2.14.0'],
    ['registry:5000/payments', 'latest'],
  ])('%s is %s', (image, label) => expect(imageLabel(image)).toBe(label));

  it('is the tag of the container that changed', () => {
    const one = [
      { container: 'proxy', image: 'envoy:1.30' },
      { container: 'app', image: 'app:1' },
    ];
    const two = [
      { container: 'proxy', image: 'envoy:1.30' },
      { container: 'app', image: 'app:2' },
    ];
    expect(versionLabel(two, [one, two])).toBe('2');
    expect(versionLabel(two, [two])).toBe('1.30');
    expect(versionLabel([])).toBe('no image');
  });
});
