import { fail, ok, type Result } from '#shared/contract/result.ts';
import { besideFile } from './beside-file.ts';

/** PEM text given in the kubeconfig, or the absolute path of a file that holds it and may be rotated. */
export type PemSource = { readonly type: 'data'; readonly pem: string } | { readonly type: 'file'; readonly path: string };

interface PemFields {
  /** `users[dev].client-key`, for messages. */
  readonly field: string;
  /** The kubeconfig file the fields stand in. */
  readonly file: string;
  readonly path: string | null;
  /** Base64 of the PEM. */
  readonly data: string | null;
}

/** One of `x` and `x-data`; kubectl refuses both together, so do we. Null where neither is set. */
export function pemSource({ field, file, path, data }: PemFields): Result<PemSource | null> {
  if (path !== null && data !== null)
    return fail('invalid', `${file}: ${field} and ${field}-data are both set. Remove one of them.`, { field });
  if (path !== null) return ok({ type: 'file', path: besideFile(file, path) });
  if (data === null) return ok(null);
  const compact = data.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    return fail('invalid', `${file}: ${field}-data is not base64. Expected the base64 of a PEM file.`, { field: `${field}-data` });
  }
  return ok({ type: 'data', pem: Buffer.from(compact, 'base64').toString('utf8') });
}
