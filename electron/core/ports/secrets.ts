import type { Result } from '#shared/contract/result.ts';

/** Secrets the desk holds for its owner. A name is a word of ours; a value never leaves the host's process. */
export const secretNames = ['github-token'] as const;
export type SecretName = (typeof secretNames)[number];

/** Where a secret comes from, without it. `text` is for people: `the keyring of this desktop (gnome_libsecret)`, `RCC_GITHUB_TOKEN`. */
export interface SecretPlace {
  readonly kind: 'os-store' | 'environment' | 'file' | 'none';
  readonly text: string;
  /** Whether `set` can keep a value there. */
  readonly writable: boolean;
}

/**
 * Where tokens are kept: the operating system's secret store on the desktop, environment or a file on a server. Values go to the
 * adapter that needs them and nowhere else: not into logs, exports, answers to the page or the audit.
 */
export interface Secrets {
  /** null: there is none. Errors: `unauthenticated` for a place that cannot be read or that others can read. */
  get(name: SecretName): Promise<Result<string | null>>;
  /** null forgets it. Errors: `unsupported` where a person keeps the secret elsewhere, `storage` when it cannot be kept safely. */
  set(name: SecretName, value: string | null): Promise<Result<void>>;
  where(name: SecretName): Promise<SecretPlace>;
}
