import { join } from 'node:path';
import { createGithubCi } from '#adapters/github/github-ci.ts';
import { type CiSettings, GithubSettings } from '#adapters/github/settings.ts';
import { createOsStore } from '#adapters/secrets/os-store.ts';
import { createSecrets, type SecretSource } from '#adapters/secrets/secrets.ts';
import type { Ci } from '#core/ports/ci.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { createNoCi } from '#core/ports/no-ci.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Env, HostOptions } from './host-options.ts';

export interface OpenCiNeeds {
  readonly options: Pick<HostOptions, 'github' | 'osCipher'>;
  readonly home: string;
  /** The part `ci` of settings.json. A sandbox has its own GitHub, whatever the file says. */
  readonly settings: CiSettings | undefined;
  readonly env: Env;
  readonly authorities: () => readonly string[] | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** CI and the token it takes, as the settings or the sandbox say. Sends nothing. Errors: `invalid`. */
export function openCi({ options, home, settings, env, authorities, clock, log }: OpenCiNeeds): Result<{ ci: Ci; secrets: Secrets }> {
  const { github: sandbox, osCipher } = options;
  const parsed = sandbox === undefined ? null : GithubSettings.safeParse({ baseUrl: sandbox.baseUrl });
  if (parsed !== null && !parsed.success) return fail('invalid', `The sandbox's GitHub has no URL: ${parsed.error.issues[0]?.message}.`);
  const github = parsed === null ? settings?.github : parsed.data;
  const source: SecretSource | undefined = sandbox === undefined ? github?.tokenFrom : { from: 'file', path: sandbox.tokenFile };
  const secrets = createSecrets({
    sources: source === undefined ? {} : { 'github-token': source },
    env,
    osStore: osCipher === undefined ? null : createOsStore({ cipher: osCipher, file: join(home, 'secrets.json') }),
  });
  const ci = github === undefined ? createNoCi() : createGithubCi({ settings: github, secrets, authorities, clock, log });
  return ok({ ci, secrets });
}
