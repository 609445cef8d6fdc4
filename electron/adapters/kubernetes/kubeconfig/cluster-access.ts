import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Entry } from './kubeconfig.ts';
import type { ClusterFields, UserFields } from './kubeconfig-schema.ts';
import { type PemSource, pemSource } from './pem-source.ts';

export interface ClusterAccess {
  readonly name: string;
  /** The URL of the API server without a slash at the end; may hold a path (`https://rancher/k8s/clusters/c-1`). */
  readonly server: string;
  /** null: the system's authorities count. */
  readonly authority: PemSource | null;
  readonly insecure: boolean;
  readonly tlsServerName: string | null;
  /** `http:`, `https:` or `socks5:`, as a URL. */
  readonly proxyUrl: string | null;
  /** The cluster extension an exec plugin is handed as `spec.cluster.config`. */
  readonly execConfig: unknown;
}

const proxyProtocols = new Set(['http:', 'https:', 'socks5:', 'socks:']);

/** Checks a cluster entry. Errors name the file and the field: `invalid`, or `unsupported` for a proxy we cannot speak to. */
export function clusterAccess(entry: Entry<ClusterFields>, user: Entry<UserFields> | null): Result<ClusterAccess> {
  const { fields, file, name } = entry;
  const at = (field: string) => `clusters[${name}].${field}`;
  const authority = pemSource({
    field: at('certificate-authority'),
    file,
    path: fields['certificate-authority'],
    data: fields['certificate-authority-data'],
  });
  if (!authority.ok) return authority;
  const insecure = fields['insecure-skip-tls-verify'];
  if (insecure && authority.value) {
    return fail(
      'invalid',
      `${file}: ${at('insecure-skip-tls-verify')} and a certificate-authority exclude each other. Remove one of them.`,
      {
        field: at('insecure-skip-tls-verify'),
      },
    );
  }
  const server = serverUrl(fields, user);
  if (server === null) {
    return fail(
      'invalid',
      `${file}: ${at('server')} is ${fields.server === null ? 'not set' : `"${fields.server}"`}. Expected an http or https URL.`,
      {
        field: at('server'),
      },
    );
  }
  const proxyUrl = fields['proxy-url'];
  const proxy = proxyUrl === null ? null : parseUrl(proxyUrl);
  if (proxyUrl !== null && (proxy === null || !proxyProtocols.has(proxy.protocol))) {
    return fail('unsupported', `${file}: ${at('proxy-url')} is "${proxyUrl}". Expected an http, https or socks5 URL.`, {
      field: at('proxy-url'),
    });
  }
  return ok({
    name,
    server,
    authority: authority.value,
    insecure,
    tlsServerName: fields['tls-server-name'],
    proxyUrl,
    execConfig: fields.extensions.find((each) => each.name === 'client.authentication.k8s.io/exec')?.extension ?? null,
  });
}

/** Like client-go: an address without a scheme is https as soon as anything about TLS is configured. */
function serverUrl(fields: ClusterFields, user: Entry<UserFields> | null): string | null {
  if (fields.server === null) return null;
  const certificate = user !== null && (user.fields['client-certificate'] !== null || user.fields['client-certificate-data'] !== null);
  const tls =
    fields['certificate-authority'] ?? fields['certificate-authority-data'] ?? (fields['insecure-skip-tls-verify'] || certificate);
  const text = fields.server.includes('://') ? fields.server : `${tls ? 'https' : 'http'}://${fields.server}`;
  const url = parseUrl(text);
  if (url === null || url.hostname === '' || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
