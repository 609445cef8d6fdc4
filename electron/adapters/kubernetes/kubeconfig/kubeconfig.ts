import type { ClusterFields, ContextFields, UserFields } from './kubeconfig-schema.ts';

/** A named entry and the file it came from: relative paths in it start there. */
export interface Entry<F> {
  readonly name: string;
  /** Absolute path of the kubeconfig file. */
  readonly file: string;
  readonly fields: F;
}

/** What kubectl would see after merging: each list in the order of first appearance, names unique. */
export interface Kubeconfig {
  /** The files that were read, absolute, in order. */
  readonly files: readonly string[];
  readonly currentContext: string | null;
  readonly clusters: readonly Entry<ClusterFields>[];
  readonly users: readonly Entry<UserFields>[];
  readonly contexts: readonly Entry<ContextFields>[];
}
