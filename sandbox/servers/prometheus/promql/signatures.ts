import type { ValueType } from './ast.ts';

export interface Signature {
  readonly takes: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  readonly gives: ValueType;
}

const vectorToVector: Signature = { takes: ['vector'], gives: 'vector' };
const rangeToVector: Signature = { takes: ['matrix'], gives: 'vector' };

/** Every function the sandbox evaluates. */
export const signatures: Readonly<Record<string, Signature>> = {
  rate: rangeToVector,
  irate: rangeToVector,
  increase: rangeToVector,
  delta: rangeToVector,
  idelta: rangeToVector,
  changes: rangeToVector,
  resets: rangeToVector,
  avg_over_time: rangeToVector,
  sum_over_time: rangeToVector,
  min_over_time: rangeToVector,
  max_over_time: rangeToVector,
  count_over_time: rangeToVector,
  last_over_time: rangeToVector,
  present_over_time: rangeToVector,
  abs: vectorToVector,
  ceil: vectorToVector,
  floor: vectorToVector,
  sqrt: vectorToVector,
  exp: vectorToVector,
  ln: vectorToVector,
  log2: vectorToVector,
  log10: vectorToVector,
  sgn: vectorToVector,
  round: { takes: ['vector', 'scalar'], optional: 1, gives: 'vector' },
  clamp: { takes: ['vector', 'scalar', 'scalar'], gives: 'vector' },
  clamp_min: { takes: ['vector', 'scalar'], gives: 'vector' },
  clamp_max: { takes: ['vector', 'scalar'], gives: 'vector' },
  histogram_quantile: { takes: ['scalar', 'vector'], gives: 'vector' },
  label_replace: { takes: ['vector', 'string', 'string', 'string', 'string'], gives: 'vector' },
  absent: vectorToVector,
  sort: vectorToVector,
  sort_desc: vectorToVector,
  timestamp: vectorToVector,
  scalar: { takes: ['vector'], gives: 'scalar' },
  vector: { takes: ['scalar'], gives: 'vector' },
  time: { takes: [], gives: 'scalar' },
};
