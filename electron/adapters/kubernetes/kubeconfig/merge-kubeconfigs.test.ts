import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kubeconfig } from './kubeconfig.ts';
import { mergeKubeconfigs } from './merge-kubeconfigs.ts';
import { parseKubeconfig } from './parse-kubeconfig.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const file = fc.record({
  clusters: fc.uniqueArray(
    fc.record({
      name,
      cluster: fc.record({ server: fc.constantFrom('https://1', 'https://2'), 'tls-server-name': fc.option(fc.constant('x')) }),
    }),
    {
      selector: (entry) => entry.name,
    },
  ),
  contexts: fc.uniqueArray(fc.record({ name, context: fc.record({ cluster: name, user: name }) }), { selector: (entry) => entry.name }),
  'current-context': fc.option(name),
});
const files = fc.array(file, { maxLength: 5 }).map((all) =>
  all.map((content, index): Kubeconfig => {
    const parsed = parseKubeconfig(`/file-${index}`, JSON.stringify(content));
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.value;
  }),
);

describe('merging kubeconfigs', () => {
  test('every name of any file is there once, whole, from the first file that has it', () => {
    fc.assert(
      fc.property(files, (configs) => {
        const merged = mergeKubeconfigs(configs);
        for (const list of ['clusters', 'contexts'] as const) {
          const all = configs.flatMap((config) => [...config[list]]);
          expect(new Set(merged[list].map((entry) => entry.name))).toEqual(new Set(all.map((entry) => entry.name)));
          expect(merged[list].length).toBe(new Set(all.map((entry) => entry.name)).size);
          for (const entry of merged[list]) expect(entry).toBe(all.find((each) => each.name === entry.name));
        }
      }),
    );
  });

  test('the first file that sets current-context wins', () => {
    fc.assert(
      fc.property(files, (configs) => {
        const said = configs.map((config) => config.currentContext).filter((current) => current !== null);
        expect(mergeKubeconfigs(configs).currentContext).toBe(said[0] ?? null);
      }),
    );
  });

  test('merging in two steps is merging in one', () => {
    fc.assert(
      fc.property(files, files, (first, second) => {
        expect(mergeKubeconfigs([mergeKubeconfigs(first), mergeKubeconfigs(second)])).toEqual(mergeKubeconfigs([...first, ...second]));
      }),
    );
  });
});
