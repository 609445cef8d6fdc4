import type { Result } from '#shared/contract/result.ts';

export type World = 'sandbox' | 'kubeconfig';

/** What a desk can look at: clusters of the kubeconfig, or the sandbox with a home of its own. */
export interface Worlds {
  readonly now: World;
  /** For a terminal: starts such a desk on the sandbox. */
  readonly command: string;
  /** Resolves when the other world is up; this one then finishes what runs and ends. Errors leave everything as it was. */
  enter(world: World): Promise<Result<void>>;
}
