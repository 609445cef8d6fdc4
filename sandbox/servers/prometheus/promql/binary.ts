import { type Binary, comparisons, type Matching, setOperators } from './ast.ts';
import { cannotExecute } from './refusal.ts';
import { keyOf, type Labels, omit, pick, type Sample, type Value, withoutName } from './values.ts';

/** An operator between two values, series paired one to one. */
export function binary(node: Binary, left: Value, right: Value): Value {
  if (left.type === 'scalar' && right.type === 'scalar') {
    const compared = comparisons.has(node.operator);
    return {
      type: 'scalar',
      value: compared ? Number(compare(node.operator, left.value, right.value)) : compute(node.operator, left.value, right.value),
    };
  }
  if (left.type === 'vector' && right.type === 'vector') {
    const pair = setOperators.has(node.operator) ? setOperation : oneToOne;
    return { type: 'vector', samples: pair(node, left.samples, right.samples) };
  }
  if (left.type === 'vector' && right.type === 'scalar')
    return { type: 'vector', samples: withScalar(node, left.samples, right.value, false) };
  if (left.type === 'scalar' && right.type === 'vector')
    return { type: 'vector', samples: withScalar(node, right.samples, left.value, true) };
  throw cannotExecute('binary expression must contain only scalar and instant vector types');
}

function withScalar(node: Binary, samples: readonly Sample[], scalar: number, scalarLeft: boolean): Sample[] {
  return samples.flatMap(({ labels, value }) => {
    const result = operate(node, scalarLeft ? scalar : value, scalarLeft ? value : scalar, value);
    return result === null ? [] : [{ labels: resultLabels(node, labels), value: result }];
  });
}

function oneToOne(node: Binary, left: readonly Sample[], right: readonly Sample[]): Sample[] {
  const others = new Map<string, Sample>();
  for (const sample of right) {
    const key = keyOf(matched(node.matching, sample.labels));
    const earlier = others.get(key);
    if (earlier) {
      throw cannotExecute(
        `found duplicate series for the match group ${shown(matched(node.matching, sample.labels))} on the right hand-side of the operation: ` +
          `[${shown(sample.labels)}, ${shown(earlier.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
    others.set(key, sample);
  }
  const taken = new Set<string>();
  return left.flatMap(({ labels, value }) => {
    const key = keyOf(matched(node.matching, labels));
    const other = others.get(key);
    const result = other ? operate(node, value, other.value, value) : null;
    if (result === null) return [];
    if (taken.has(key)) throw cannotExecute('multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)');
    taken.add(key);
    const kept = resultLabels(node, labels);
    const { on, labels: names } = node.matching;
    return [{ labels: on ? pick(kept, names) : names.length === 0 ? kept : dropped(kept, names), value: result }];
  });
}

function setOperation({ operator, matching }: Binary, left: readonly Sample[], right: readonly Sample[]): Sample[] {
  const keyed = (samples: readonly Sample[]) => new Set(samples.map(({ labels }) => keyOf(matched(matching, labels))));
  const isIn = (keys: ReadonlySet<string>) => (sample: Sample) => keys.has(keyOf(matched(matching, sample.labels)));
  if (operator === 'or') {
    const known = isIn(keyed(left));
    return [...left, ...right.filter((sample) => !known(sample))];
  }
  const other = isIn(keyed(right));
  return left.filter((sample) => other(sample) === (operator === 'and'));
}

/** null: a comparison that filters the sample out. `kept`: the value a comparison lets through. */
function operate(node: Binary, left: number, right: number, kept: number): number | null {
  if (!comparisons.has(node.operator)) return compute(node.operator, left, right);
  const holds = compare(node.operator, left, right);
  if (node.bool) return Number(holds);
  return holds ? kept : null;
}

function compute(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return power(left, right);
  }
}

/** IEEE 754, which Go follows where JavaScript says NaN. */
function power(base: number, exponent: number): number {
  return base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)) ? 1 : base ** exponent;
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    default:
      return left <= right;
  }
}

/** A comparison that filters keeps the metric's name; everything else makes another metric. */
function resultLabels(node: Binary, labels: Labels): Labels {
  return comparisons.has(node.operator) && !node.bool ? labels : withoutName(labels);
}

function matched({ on, labels: names }: Matching, labels: Labels): Labels {
  if (on) return pick(labels, names);
  return names.length === 0 ? withoutName(labels) : omit(labels, names);
}

function dropped(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

function shown(labels: Labels): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.keys(rest)
    .toSorted()
    .map((label) => `${label}=${JSON.stringify(rest[label])}`);
  return `${name}{${pairs.join(', ')}}`;
}
