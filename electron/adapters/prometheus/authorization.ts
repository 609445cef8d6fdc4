import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { PrometheusSettings } from './settings.ts';

/** The headers a server wants, its secret read anew. Errors: `unauthenticated` when the file cannot be read or is empty. */
export async function requestHeaders(settings: PrometheusSettings): Promise<Result<Readonly<Record<string, string>>>> {
  const { auth, headers } = settings;
  if (auth.type === 'none') return ok(headers);
  const secret = await readSecret(auth.type === 'bearer' ? auth.tokenFile : auth.passwordFile);
  if (!secret.ok) return secret;
  const authorization =
    auth.type === 'bearer' ? `Bearer ${secret.value}` : `Basic ${Buffer.from(`${auth.username}:${secret.value}`).toString('base64')}`;
  return ok({ ...headers, authorization });
}

async function readSecret(path: string): Promise<Result<string>> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret === '') return fail('unauthenticated', `${path}, the secret for the metric server, is empty.`);
    if (/\p{Cc}/u.test(secret)) return fail('unauthenticated', `${path}, the secret for the metric server, holds more than one line.`);
    return ok(secret);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return fail('unauthenticated', `${path}, the secret for the metric server, cannot be read.`, { upstream: { source: path, text } });
  }
}
