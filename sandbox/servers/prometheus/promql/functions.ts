import type { Call } from './ast.ts';
import { ranked } from './aggregate.ts';
import { histogramQuantile } from './histogram-quantile.ts';
import { labelReplace } from './label-replace.ts';
import { notEvaluated } from './refusal.ts';
import { type Labels, type Sample, type Value, withoutName } from './values.ts';

type PerSample = (value: number, parameters: readonly number[]) => number;

const perSample: Readonly<Record<string, PerSample>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sgn: Math.sign,
  round: (value, [to = 1]) => {
    // As Prometheus does, by the inverse: dividing by 0.1 would leave traces of it.
    const inverse = 1 / to;
    return Math.floor(value * inverse + 0.5) / inverse;
  },
  clamp: (value, [low = Number.NaN, high = Number.NaN]) => Math.max(low, Math.min(high, value)),
  clamp_min: (value, [low = Number.NaN]) => Math.max(low, value),
  clamp_max: (value, [high = Number.NaN]) => Math.min(high, value),
};

/** A function of evaluated arguments; `at` is the instant of evaluation in epoch ms. */
export function callFunction(call: Call, args: readonly Value[], at: number): Value {
  const { name } = call;
  const scalars = args.flatMap((arg) => (arg.type === 'scalar' ? [arg.value] : []));
  const texts = args.flatMap((arg) => (arg.type === 'string' ? [arg.value] : []));
  const samples = args.find((arg) => arg.type === 'vector')?.samples ?? [];
  const compute = perSample[name];
  if (compute) {
    if (name === 'clamp' && (scalars[0] ?? 0) > (scalars[1] ?? 0)) return vector([]);
    return vector(samples.map(({ labels, value }) => ({ labels: withoutName(labels), value: compute(value, scalars) })));
  }
  switch (name) {
    case 'time':
      return { type: 'scalar', value: at / 1_000 };
    case 'vector':
      return vector([{ labels: {}, value: scalars[0] ?? Number.NaN }]);
    case 'scalar':
      return { type: 'scalar', value: samples.length === 1 ? (samples[0]?.value ?? Number.NaN) : Number.NaN };
    case 'timestamp':
      return vector(samples.map(({ labels }) => ({ labels: withoutName(labels), value: at / 1_000 })));
    case 'sort':
      return vector(ranked(samples, 1));
    case 'sort_desc':
      return vector(ranked(samples, -1));
    case 'absent':
      return vector(samples.length > 0 ? [] : [{ labels: labelsOfAbsent(call), value: 1 }]);
    case 'histogram_quantile':
      return vector(histogramQuantile(scalars[0] ?? Number.NaN, samples));
    case 'label_replace':
      return vector(labelReplace(samples, texts));
    default:
      throw notEvaluated(`the function ${name}()`);
  }
}

function vector(samples: readonly Sample[]): Value {
  return { type: 'vector', samples };
}

/** What an absent series would be called: the labels its selector asks for by `=`, once each. */
function labelsOfAbsent({ args: [of] }: Call): Labels {
  if (of?.kind !== 'selector') return {};
  const asked = of.matchers.filter(({ operator, label }) => operator === '=' && label !== '__name__');
  const once = asked.filter(({ label, value }) => value !== '' && of.matchers.filter((other) => other.label === label).length === 1);
  return Object.fromEntries(once.map(({ label, value }) => [label, value]));
}
