import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { fail, ok, type Result } from '#shared/contract/result.ts';

/** The certificates of a PEM file, each by itself. Errors: `invalid` with field `file`, in the system's words where it has any. */
export async function readCertificates(file: string): Promise<Result<readonly string[]>> {
  try {
    const found = (await readFile(file, 'utf8')).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0)
      return fail('invalid', `${file}: expected certificates in PEM (-----BEGIN CERTIFICATE-----). Nothing was saved.`, { field: 'file' });
    // Node passes over what it cannot read, and would then blame the server.
    for (const pem of found) new X509Certificate(pem);
    return ok(found);
  } catch (error) {
    return fail('invalid', `${file} cannot be read as certificates in PEM. Nothing was saved.`, {
      field: 'file',
      upstream: { source: file, text: error instanceof Error ? error.message : String(error) },
    });
  }
}

/** Whom this desk trusts when nobody names an authority: Node's own list, the system's, NODE_EXTRA_CA_CERTS, and the desk's. */
export function allAuthorities(further: readonly string[]): readonly string[] {
  // Older Node (the CLI runs on 20) cannot ask the system.
  const known =
    typeof tls.getCACertificates === 'function'
      ? [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
      : tls.rootCertificates;
  return [...new Set([...known, ...further])];
}
