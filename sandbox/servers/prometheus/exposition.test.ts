import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../fleet/registry.ts';
import { exposition } from './exposition.ts';

describe('the text a Prometheus scrapes', () => {
  it('has a type and every series of each family, its labels escaped', () => {
    const registry = createRegistry();
    registry.add({ name: 'a_total', type: 'counter', help: 'One\nline \\ two.' }, { path: 'x"y\\z\n', code: '200' }).value = 1e21;
    registry.add({ name: 'b', type: 'gauge', help: 'B.' }, {}).value = Number.NaN;
    expect(exposition(registry).split('\n')).toEqual([
      '# HELP a_total One\\nline \\\\ two.',
      '# TYPE a_total counter',
      'a_total{path="x\\"y\\\\z\\n",code="200"} 1e+21',
      '# HELP b B.',
      '# TYPE b gauge',
      'b NaN',
      '',
    ]);
  });
});
