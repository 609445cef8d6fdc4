import { describe, expect, it } from 'vitest';
import type { ChecklistItem } from '#shared/domain/checklist/views.ts';
import { groupsOf, nameOf, personText } from './groups.ts';

const item = (id: string, state: ChecklistItem['state'], more: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id,
  title: id.split(':')[0] ?? '',
  kind: 'automatic',
  service: id.split(':')[1] ?? null,
  state,
  text: 'said',
  evidence: [],
  at: 5,
  role: null,
  signOff: null,
  waiver: null,
  ...more,
});

describe('a checklist on the screen', () => {
  it('puts red before unknown, and neither among what passed', () => {
    const groups = groupsOf([
      item('ci:a', 'unknown'),
      item('ci:b', 'failed'),
      item('ci:c', 'passed'),
      item('watch', 'waiting'),
      item('drill:a', 'waived'),
    ]);
    expect(groups.stops.map(({ id }) => id)).toEqual(['ci:b', 'ci:a']);
    expect(groups.waits.map(({ id }) => id)).toEqual(['watch']);
    expect(groups.waived.map(({ id }) => id)).toEqual(['drill:a']);
    expect(groups.passed).toMatchObject([{ title: 'ci', text: '1 of 3' }]);
  });

  it('a check is as old as its oldest fact; a signed question names who answered', () => {
    const signed = item('watch', 'passed', { signOff: { by: 'li', role: 'on-call', note: '', at: 9 } });
    expect(groupsOf([item('ci:a', 'passed', { at: 9 }), item('ci:b', 'passed', { at: 3 }), signed]).passed).toMatchObject([
      { title: 'ci', text: '2 of 2', at: 3 },
      { title: 'watch', text: 'li' },
    ]);
  });

  it('counts a check by what it is, not by its words: a red one carries others', () => {
    const [only] = groupsOf([item('ci:a', 'passed', { title: 'CI green' }), item('ci:b', 'failed', { title: 'CI is red' })]).passed;
    expect(only).toMatchObject({ title: 'CI green', text: '1 of 2', whole: false });
  });

  it('says a person and a role once where they are one word', () => {
    expect(personText('admin', 'admin')).toBe('admin');
    expect(personText('al', 'admin')).toBe('al, admin');
  });

  it('names the service it is about', () => {
    expect(nameOf(item('ci:a', 'failed'))).toBe('a: ci');
    expect(nameOf(item('watch', 'waiting'))).toBe('watch');
  });
});
