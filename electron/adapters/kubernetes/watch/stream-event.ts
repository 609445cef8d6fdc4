import type { Failure } from '#shared/contract/result.ts';

/**
 * What a list-watch tells its reader. `at` is epoch ms. A snapshot replaces all the reader knows. Every event but
 * `silent` is a sign of life; `silent` says why there is none since `since`, and the stream goes on trying by itself.
 * Where a list has several pages, `part` brings the first of them before the first snapshot.
 */
export type StreamEvent<T> =
  | { readonly type: 'part'; readonly items: readonly T[]; readonly at: number }
  | { readonly type: 'snapshot'; readonly items: readonly T[]; readonly at: number }
  | { readonly type: 'upsert'; readonly item: T; readonly at: number }
  | { readonly type: 'remove'; readonly key: string; readonly at: number }
  | { readonly type: 'alive'; readonly at: number }
  | { readonly type: 'silent'; readonly error: Failure; readonly since: number; readonly at: number };

/** How a reader wants a collection: which, and as what. */
export interface Collection<T> {
  /** `/apis/argoproj.io/v1alpha1/rollouts`, or below a namespace. */
  readonly path: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** The slim item the reader keeps; the raw object is dropped at once. null: not of interest. */
  readonly parse: (raw: unknown) => T | null;
  readonly keyOf: (item: T) => string;
}
