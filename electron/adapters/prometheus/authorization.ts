import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { PrometheusSettings } from './settings.ts';

/** The environment, as data. */
type Env = Readonly<Record<string, string | undefined>>;

/** The headers a server wants, its secret read anew. Errors: `unauthenticated` when the secret cannot be read or is empty. */
export async function requestHeaders(
  settings: PrometheusSettings,
  env: Env = process.env,
): Promise<Result<Readonly<Record<string, string>>>> {
  const { auth, headers } = settings;
  if (auth.type === 'none') return ok(headers);
  const [file, variable = ''] = auth.type === 'bearer' ? [auth.tokenFile, auth.tokenEnv] : [auth.passwordFile, auth.passwordEnv];
  const secret = file === undefined ? secretOf(`The environment variable ${variable}`, env[variable] ?? '') : await readSecret(file);
  if (!secret.ok) return secret;
  const authorization =
    auth.type === 'bearer' ? `Bearer ${secret.value}` : `Basic ${Buffer.from(`${auth.username}:${secret.value}`).toString('base64')}`;
  return ok({ ...headers, authorization });
}

async function readSecret(path: string): Promise<Result<string>> {
  try {
    return secretOf(path, await readFile(path, 'utf8'));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return fail('unauthenticated', `${path}, the secret for the metric server, cannot be read.`, { upstream: { source: path, text } });
  }
}

/** The secret, or why it cannot be one: it never stands in the message. */
function secretOf(place: string, text: string): Result<string> {
  const secret = text.trim();
  if (secret === '') return fail('unauthenticated', `${place}, the secret for the metric server, is empty.`);
  if (/\p{Cc}/u.test(secret)) return fail('unauthenticated', `${place}, the secret for the metric server, holds more than one line.`);
  return ok(secret);
}
