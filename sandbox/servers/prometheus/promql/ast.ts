export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** Compiled once: regular expressions are anchored at both ends, a label that is not there reads as the empty text. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
  readonly matches: (value: string) => boolean;
}

export interface Grouping {
  readonly without: boolean;
  readonly labels: readonly string[];
}

/** How the two sides of an operator find each other: by these labels only (`on`) or by all but these. */
export interface Matching {
  readonly on: boolean;
  readonly labels: readonly string[];
}

/** A selector is one object for the whole query: what is looked up for it is kept by identity. */
export interface Selector {
  readonly kind: 'selector';
  readonly matchers: readonly Matcher[];
  readonly offsetMs: number;
}

export interface Range {
  readonly kind: 'range';
  readonly selector: Selector;
  readonly rangeMs: number;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly operator: string;
  readonly parameter: Expression | null;
  readonly of: Expression;
  readonly grouping: Grouping;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool: boolean;
  readonly matching: Matching;
}

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'negative'; readonly of: Expression }
  | Selector
  | Range
  | Call
  | Aggregate
  | Binary;

export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

export const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless']);
export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
