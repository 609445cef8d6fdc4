import { expect, it } from 'vitest';
import { singleValue } from './single-value.ts';

const series = (value: string) => ({ metric: {}, value: [1, value] satisfies [number, string] });

it.each([
  [{ resultType: 'vector', result: [series('0.25')] }, 0.25],
  [{ resultType: 'scalar', result: [1, '3'] }, 3],
  [{ resultType: 'vector', result: [] }, null],
  [{ resultType: 'vector', result: [series('NaN')] }, null],
  [{ resultType: 'vector', result: [series('+Inf')] }, null],
] satisfies [Parameters<typeof singleValue>[0], number | null][])('%#: one number, or nothing', (data, value) => {
  expect(singleValue(data)).toEqual({ ok: true, value });
});

it.each([
  [{ resultType: 'vector', result: [series('1'), series('2')] }, 'finds 2 series'],
  [{ resultType: 'matrix', result: [] }, 'answers with a matrix'],
] satisfies [Parameters<typeof singleValue>[0], string][])('%#: what is meant is not guessed', (data, words) => {
  expect(singleValue(data)).toMatchObject({
    ok: false,
    error: { kind: 'invalid', field: 'query', message: expect.stringContaining(words) },
  });
});
