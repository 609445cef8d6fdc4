import { z } from 'zod';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { fieldPath } from '../kubeconfig/parse-kubeconfig.ts';

/** What a plugin hands out. PEM where it is a certificate; `expiresAt` is epoch ms, null where it does not say. */
export interface ExecCredential {
  readonly token: string | null;
  readonly certificate: { readonly certificate: string; readonly key: string } | null;
  readonly expiresAt: number | null;
}

const Output = z.object({
  apiVersion: z.string(),
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.iso.datetime({ offset: true }).nullish(),
  }),
});

/** Reads a plugin's output. Every fault is `unauthenticated` and names the plugin; `stderr` goes along as its own words. */
export function parseExecCredential(command: string, apiVersion: string, stdout: string, stderr: string): Result<ExecCredential> {
  const bad = (what: string) => {
    const words = upstreamText(stderr);
    const more = words === '' ? {} : { upstream: { source: `exec ${command}`, text: words } };
    return fail('unauthenticated', `The credential plugin ${command} ${what}.`, more);
  };
  const json = readJson(stdout);
  if (json === undefined)
    return bad(stdout.trim() === '' ? 'printed nothing' : `did not print JSON, but ${stdout.length} characters${hint(stdout)}`);
  const parsed = Output.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return bad(`printed JSON that is not an ExecCredential: ${fieldPath(issue?.path ?? [])}: ${issue?.message ?? ''}`);
  }
  const { status } = parsed.data;
  if (parsed.data.apiVersion !== apiVersion)
    return bad(`answered in ${parsed.data.apiVersion}; the kubeconfig says ${apiVersion}. Change one of them`);
  if (((status.clientCertificateData ?? null) === null) !== ((status.clientKeyData ?? null) === null))
    return bad('gave a certificate without its key, or a key without its certificate');
  const { token, clientCertificateData: certificate, clientKeyData: key } = status;
  if (!token && !certificate) return bad('gave neither a token nor a client certificate');
  return ok({
    token: token || null,
    certificate: certificate && key ? { certificate, key } : null,
    expiresAt: status.expirationTimestamp ? Date.parse(status.expirationTimestamp) : null,
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The beginning of the output, but only where it reads like words: a bare token must not end up in a log. */
function hint(stdout: string): string {
  const start = upstreamText(stdout).slice(0, 80);
  return start.split(/\s+/).filter((word) => /^[A-Za-z,.:;!'"-]{1,20}$/.test(word)).length >= 2 ? `: ${start}` : '';
}
