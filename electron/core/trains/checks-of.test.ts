import { expect, it } from 'vitest';
import type { ChecklistItem } from '#shared/domain/checklist/views.ts';
import { exampleState, red } from '#shared/domain/checklist/testing/examples.ts';
import { checksOf } from './checks-of.ts';

it('counts what is a passenger’s own and what is everybody’s, and names every waiver with who and why', () => {
  const by = { by: 'al', roles: ['admin'], rolesVersion: 1, at: 7 };
  const { items } = exampleState(
    [{ type: 'waived', item: 'ci-green:search', role: 'admin', reason: 'flaky', about: null, ...by }],
    (check, service) => (check === 'ci-green' && service === 'search' ? red : { state: 'passed', text: '', evidence: [], basis: '' }),
  );
  const list: readonly ChecklistItem[] = items;
  expect(checksOf(list, 'search')).toEqual({
    passed: 1,
    waived: 1,
    failed: 0,
    waiting: 2,
    total: 4,
    waivers: [{ item: 'ci-green:search', title: 'CI is red at this commit', by: 'al', role: 'admin', reason: 'flaky', at: 7 }],
  });
  expect(checksOf(list, 'payments')).toMatchObject({ passed: 2, waived: 0, waivers: [] });
});
