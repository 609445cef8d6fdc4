import type { Expression, Selector } from './ast.ts';
import { aggregate } from './aggregate.ts';
import { binary } from './binary.ts';
import { callFunction } from './functions.ts';
import { overRange } from './over-time.ts';
import { cannotExecute } from './refusal.ts';
import { countUntil, type Lookup, lookbackMs } from './sample-source.ts';
import { keyOf, type Sample, type Value, withoutName } from './values.ts';

/** The value of a checked expression at one instant (epoch ms), as Prometheus 2.42 has it. Throws a refusal (see `refusalOf`). */
export function evaluate(expression: Expression, at: number, lookup: Lookup): Value {
  switch (expression.kind) {
    case 'number':
      return { type: 'scalar', value: expression.value };
    case 'string':
      return { type: 'string', value: expression.value };
    case 'selector':
      return { type: 'vector', samples: instant(expression, at, lookup).map(({ sample }) => sample) };
    case 'negative':
      return negated(evaluate(expression.of, at, lookup));
    case 'aggregate': {
      const parameter = expression.parameter ? evaluate(expression.parameter, at, lookup) : null;
      return { type: 'vector', samples: unique(aggregate(expression, samplesOf(evaluate(expression.of, at, lookup)), parameter)) };
    }
    case 'binary':
      return binary(expression, evaluate(expression.left, at, lookup), evaluate(expression.right, at, lookup));
    case 'call':
      return call(expression, at, lookup);
    case 'range':
      throw cannotExecute('a range vector has no value at one instant');
  }
}

function call(expression: Extract<Expression, { kind: 'call' }>, at: number, lookup: Lookup): Value {
  const [first] = expression.args;
  if (first?.kind === 'range') return { type: 'vector', samples: unique(overRange(expression.name, first, at, lookup)) };
  if (expression.name === 'timestamp' && first?.kind === 'selector') {
    const samples = instant(first, at, lookup).map(({ sample, time }) => ({ labels: withoutName(sample.labels), value: time / 1_000 }));
    return { type: 'vector', samples: unique(samples) };
  }
  const args = expression.args.map((each) => evaluate(each, at, lookup));
  const value = callFunction(expression, args, at);
  return value.type === 'vector' ? { type: 'vector', samples: unique(value.samples) } : value;
}

/** Of every series its newest sample, unless it is too old or the series has ended. */
function instant(selector: Selector, at: number, lookup: Lookup): { sample: Sample; time: number }[] {
  const seen: { sample: Sample; time: number }[] = [];
  const reference = at - selector.offsetMs;
  for (const { labels, times, values, endedAt } of lookup.of(selector, lookbackMs)) {
    if (endedAt !== null && endedAt <= reference) continue;
    const last = countUntil(times, reference) - 1;
    const [time, value] = [times[last], values[last]];
    if (time === undefined || value === undefined || time <= reference - lookbackMs) continue;
    seen.push({ sample: { labels, value }, time });
  }
  return seen;
}

function negated(value: Value): Value {
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  return { type: 'vector', samples: unique(samplesOf(value).map((each) => ({ labels: withoutName(each.labels), value: -each.value }))) };
}

function samplesOf(value: Value): readonly Sample[] {
  return value.type === 'vector' ? value.samples : [];
}

/** Two samples with the same labels have no place in a vector. */
function unique(samples: readonly Sample[]): readonly Sample[] {
  const seen = new Set(samples.map(({ labels }) => keyOf(labels)));
  if (seen.size !== samples.length) throw cannotExecute('vector cannot contain metrics with the same labelset');
  return samples;
}
