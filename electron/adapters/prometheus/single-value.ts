import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { PrometheusData } from './answer.ts';

/** The one number an answer holds; null where there is no series, or where the value is none (NaN, infinite). */
export function singleValue(data: PrometheusData): Result<number | null> {
  if (data.resultType === 'scalar') return ok(finite(data.result[1]));
  if (data.resultType !== 'vector')
    return fail('invalid', `The query answers with a ${data.resultType}; it must give one number.`, { field: 'query' });
  if (data.result.length > 1)
    return fail('invalid', `The query finds ${data.result.length} series; it must give one number. Sum them.`, { field: 'query' });
  const text = data.result[0]?.value?.[1];
  return ok(text === undefined ? null : finite(text));
}

function finite(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
