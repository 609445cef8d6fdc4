/** A label that is absent and one that is empty are the same: neither is ever stored empty. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] };

/** Samples of one series in order of time. From `endedAt` on an instant selector does not see it: Prometheus' staleness marker. */
export interface Series {
  readonly labels: Labels;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly endedAt: number | null;
}

const keys = new WeakMap<Labels, string>();

/** The same text for the same labels, whatever their order. */
export function keyOf(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  let key = '';
  for (const name of Object.keys(labels).toSorted()) key += `${name}\u0000${labels[name]}\u0000`;
  keys.set(labels, key);
  return key;
}

/** What is left of labels after an operation: never the metric's name. */
export function withoutName(labels: Labels): Labels {
  if (labels['__name__'] === undefined) return labels;
  const { __name__: _name, ...rest } = labels;
  return rest;
}

export function pick(labels: Labels, names: readonly string[]): Labels {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = labels[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

export function omit(labels: Labels, names: readonly string[]): Labels {
  const rest: Record<string, string> = {};
  for (const name of Object.keys(labels)) {
    const value = labels[name];
    if (name !== '__name__' && value !== undefined && !names.includes(name)) rest[name] = value;
  }
  return rest;
}
