import type { SecretName, SecretPlace, Secrets } from '#core/ports/secrets.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { OsStore } from './os-store.ts';
import { readSecretFile } from './secret-file.ts';

/** Where a person said a secret is. */
export type SecretSource =
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'environment'; readonly name: string }
  | { readonly from: 'os-store' };

export interface SecretsNeeds {
  /** What the settings say of each; a name without one is looked for in the OS store, then in the usual variables. */
  readonly sources: Partial<Readonly<Record<SecretName, SecretSource>>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** null on a host that has none: a server, the CLI. */
  readonly osStore: OsStore | null;
}

const usualVariables: Readonly<Record<SecretName, readonly string[]>> = { 'github-token': ['RCC_GITHUB_TOKEN', 'GITHUB_TOKEN'] };
/** A header must be able to carry it. */
const oneWord = /^[\x21-\x7e]{1,4096}$/;

interface Found {
  readonly place: SecretPlace;
  readonly value: Result<string | null>;
}

/** The Secrets port. Nothing is remembered: a rotated or forgotten secret is so at once. */
export function createSecrets({ sources, env, osStore }: SecretsNeeds): Secrets {
  function fromEnvironment(names: readonly string[]): Found | null {
    const name = names.find((each) => (env[each] ?? '') !== '');
    return name === undefined ? null : { place: { kind: 'environment', text: name, writable: false }, value: ok(env[name] ?? null) };
  }

  async function fromOsStore(name: SecretName): Promise<Found | null> {
    if (osStore === null) return null;
    return { place: { kind: 'os-store', text: await osStore.place(), writable: true }, value: await osStore.get(name) };
  }

  async function find(name: SecretName): Promise<Found> {
    const source = sources[name];
    const nowhere: Found = { place: { kind: 'none', text: 'nowhere', writable: osStore !== null }, value: ok(null) };
    switch (source?.from) {
      case 'file':
        return { place: { kind: 'file', text: source.path, writable: false }, value: await readSecretFile(source.path) };
      case 'environment':
        return fromEnvironment([source.name]) ?? { ...nowhere, place: { kind: 'environment', text: source.name, writable: false } };
      case 'os-store': {
        const missing = fail(
          'unsupported',
          'This host has no secret store: it is the desktop that has one. Name a file or a variable instead.',
        );
        return (await fromOsStore(name)) ?? { ...nowhere, value: missing };
      }
      case undefined: {
        const kept = await fromOsStore(name);
        if (kept !== null && (!kept.value.ok || kept.value.value !== null)) return kept;
        return fromEnvironment(usualVariables[name]) ?? kept ?? nowhere;
      }
    }
  }

  return {
    async get(name) {
      const { place, value } = await find(name);
      if (!value.ok || value.value === null || oneWord.test(value.value)) return value;
      return fail('unauthenticated', `What ${place.text} holds is no token: it must be one word of plain characters.`);
    },
    async set(name, value) {
      const source = sources[name];
      if (source !== undefined && source.from !== 'os-store')
        return fail(
          'unsupported',
          `settings.json says that the token is kept in ${source.from === 'file' ? source.path : source.name}. Change it there.`,
        );
      if (osStore === null)
        return fail('unsupported', 'This host keeps no secrets. Set RCC_GITHUB_TOKEN, or name a file in settings.json.');
      if (value !== null && !oneWord.test(value)) return fail('invalid', 'A token is one word of plain characters.', { field: 'value' });
      return osStore.set(name, value);
    },
    where: async (name) => (await find(name)).place,
  };
}
