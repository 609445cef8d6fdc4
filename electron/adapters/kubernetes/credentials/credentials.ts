import type { Clock } from '#core/ports/clock.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { ExecCredential } from '../exec/exec-credential.ts';
import { type ExecDeps, runExecPlugin } from '../exec/exec-plugin.ts';
import type { PemSource } from '../kubeconfig/pem-source.ts';
import type { ResolvedContext } from '../kubeconfig/resolve-context.ts';
import type { Impersonation } from '../kubeconfig/user-access.ts';
import { createExecSource, type ExecSource } from './exec-source.ts';
import { createFreshFiles } from './fresh-files.ts';

/** What one request is sent with. */
export interface Grant {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM. */
  readonly authority: string | null;
  readonly identification: { readonly certificate: string; readonly key: string } | null;
  readonly execCredential: ExecCredential | null;
}

export interface Credentials {
  current(signal: AbortSignal): Promise<Result<Grant>>;
  /** The server answered 401 to `used`. True where trying once more makes sense. */
  refused(used: Grant): boolean;
  dispose(): void;
}

/** The credentials of one context: files are re-read as they rotate, plugins run as their credentials expire. */
export function createCredentials(context: ResolvedContext, deps: { readonly clock: Clock; readonly exec: ExecDeps }): Credentials {
  const { method, clientCertificate, impersonate } = context.user;
  const files = createFreshFiles(deps.clock);
  const read = async (source: PemSource): Promise<Result<string>> =>
    source.type === 'data' ? ok(source.pem) : await files.read(source.path);
  const readAuthority = async () => (context.cluster.authority === null ? ok(null) : await read(context.cluster.authority));
  const plugin: ExecSource | null = method.type === 'exec' ? createExecSource(runPlugin, deps.clock) : null;

  async function runPlugin(signal: AbortSignal): Promise<Result<ExecCredential>> {
    const authority = await readAuthority();
    if (!authority.ok) return authority;
    if (method.type !== 'exec') throw new Error('a plugin without a plugin');
    return await runExecPlugin(
      { exec: method.exec, cluster: context.cluster, authority: authority.value, context: context.name },
      deps.exec,
      deps.clock,
      signal,
    );
  }

  async function identification(): Promise<Result<Grant['identification']>> {
    if (clientCertificate === null) return ok(null);
    const certificate = await read(clientCertificate.certificate);
    if (!certificate.ok) return certificate;
    const key = await read(clientCertificate.key);
    return key.ok ? ok({ certificate: certificate.value, key: key.value }) : key;
  }

  async function authorization(): Promise<Result<string | null>> {
    if (method.type === 'token') return ok(`Bearer ${method.token}`);
    if (method.type === 'basic') return ok(`Basic ${Buffer.from(`${method.username}:${method.password}`).toString('base64')}`);
    if (method.type !== 'token-file') return ok(null);
    const token = await files.read(method.path);
    return token.ok ? ok(`Bearer ${token.value.trim()}`) : token;
  }

  return {
    async current(signal) {
      const authority = await readAuthority();
      if (!authority.ok) return authority;
      const own = await identification();
      if (!own.ok) return own;
      const header = await authorization();
      if (!header.ok) return header;
      const given = plugin === null ? ok(null) : await plugin.current(signal);
      if (!given.ok) return given;
      const bearer = header.value ?? (given.value?.token ? `Bearer ${given.value.token}` : null);
      return ok({
        headers: { ...(bearer === null ? {} : { authorization: bearer }), ...impersonationHeaders(impersonate) },
        authority: authority.value,
        identification: given.value?.certificate ?? own.value,
        execCredential: given.value,
      });
    },
    refused(used) {
      if (plugin !== null && used.execCredential !== null) return plugin.refused(used.execCredential);
      files.forget();
      return method.type === 'token-file' || clientCertificate?.certificate.type === 'file';
    },
    dispose: () => plugin?.dispose(),
  };
}

/** client-go's headers; an extra's key is percent-encoded, since a header's name cannot hold everything. */
export function impersonationHeaders(impersonate: Impersonation | null): Record<string, string | string[]> {
  if (impersonate === null) return {};
  const extra = Object.entries(impersonate.extra).map(([key, values]) => [`impersonate-extra-${headerKey(key)}`, [...values]]);
  return {
    'impersonate-user': impersonate.user,
    ...(impersonate.uid === null ? {} : { 'impersonate-uid': impersonate.uid }),
    ...(impersonate.groups.length === 0 ? {} : { 'impersonate-group': [...impersonate.groups] }),
    ...Object.fromEntries(extra),
  };
}

function headerKey(key: string): string {
  return encodeURIComponent(key.toLowerCase()).replaceAll(/[()]/g, (character) => (character === '(' ? '%28' : '%29'));
}
