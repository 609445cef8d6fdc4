import { expect, test } from 'vitest';
import { listStateOf, stateWord, stateWords } from './state-word.ts';

test('a pause that a timer ends and a pause that a person ends are two words', () => {
  const timed = { group: 'moving', state: 'paused' } as const;
  const person = { group: 'needs-a-human', state: 'paused' } as const;
  expect([timed, person].map(stateWord)).toEqual(['Paused', 'Waits']);
  expect([timed, person].map(stateWords)).toEqual(['Paused, goes on by itself', 'Waits for a person']);
  expect([timed, person].map(listStateOf)).toEqual(['paused', 'waits']);
});

test('every other state is one word in every group', () => {
  for (const group of ['needs-a-human', 'moving', 'silent', 'well'] as const) {
    expect(stateWord({ group, state: 'degraded' })).toBe('Degraded');
    expect(stateWords({ group, state: 'aborted' })).toBe('Aborted');
  }
});
