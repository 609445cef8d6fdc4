import type { ContextAccess } from '#shared/domain/connections/context-access.ts';
import { type ExecApprovals, execCommandOf } from '../exec/exec-approvals.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import type { PemSource } from './pem-source.ts';
import { resolveContext } from './resolve-context.ts';
import type { UserAccess } from './user-access.ts';

/** How a context is reached and signed in to, for people: no secret of the kubeconfig is in it. null: the context cannot work. */
export async function contextAccess(kubeconfig: Kubeconfig, name: string, approvals: ExecApprovals): Promise<ContextAccess | null> {
  const entry = kubeconfig.contexts.find((each) => each.name === name);
  const resolved = resolveContext(kubeconfig, name);
  if (entry === undefined || !resolved.ok) return null;
  const { cluster, user } = resolved.value;
  const command = execCommandOf(resolved.value);
  return {
    context: name,
    file: entry.file,
    cluster: cluster.name,
    server: cluster.server,
    user: user.name ?? '',
    signsIn: signsIn(user),
    exec: command === null ? null : { commandLine: command.commandLine, approved: await approvals.isApproved(command.fingerprint) },
    proxy: cluster.proxyUrl === null ? null : withoutLogin(cluster.proxyUrl),
    authority: cluster.insecure ? 'not checked' : placeOf(cluster.authority),
    tlsServerName: cluster.tlsServerName,
    insecure: cluster.insecure,
    impersonates: user.impersonate?.user ?? null,
  };
}

function signsIn({ method, clientCertificate }: UserAccess): string {
  const ways: Record<UserAccess['method']['type'], string> = {
    none: '',
    token: 'bearer token',
    'token-file': method.type === 'token-file' ? `token file ${method.path}` : '',
    basic: 'user name and password',
    exec: 'exec plugin',
  };
  const said = [ways[method.type], clientCertificate === null ? '' : 'client certificate'].filter((way) => way !== '');
  return said.length === 0 ? 'nothing' : said.join(' and ');
}

function placeOf(source: PemSource | null): string {
  if (source === null) return "the system's authorities";
  return source.type === 'file' ? source.path : 'in the kubeconfig';
}

/** A proxy's URL may hold a password. */
function withoutLogin(proxy: string): string {
  const url = new URL(proxy);
  url.username = '';
  url.password = '';
  return url.href;
}
