import { randomBytes } from 'node:crypto';

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The five people of the kubeconfig; admin comes first and is current. */
export const userNames = ['admin', 'conductor', 'on-call', 'responder', 'viewer'] as const;
export type UserName = (typeof userNames)[number];
export type Tokens = { readonly [name in UserName]: string };

export const anonymous: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

export function makeTokens(): Tokens {
  const token = () => randomBytes(16).toString('hex');
  return { admin: token(), conductor: token(), 'on-call': token(), responder: token(), viewer: token() };
}

/** Who sends this Authorization header: anonymous without one, null for a token nobody has. */
export function authenticate(tokens: Tokens, header: string | undefined): User | null {
  if (!header) return anonymous;
  const [scheme = '', token = ''] = header.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return anonymous;
  const name = userNames.find((each) => tokens[each] === token);
  if (!name) return null;
  return { name, groups: [name === 'admin' ? 'system:masters' : 'release-desk', 'system:authenticated'] };
}

/** A kubeconfig (JSON, which is YAML) with a context for each user, each in `namespace`, and the authority's certificate inside. */
export function kubeconfigText(url: string, ca: string, tokens: Tokens, cluster = 'sandbox', namespace?: string): string {
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'admin',
      clusters: [{ name: cluster, cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
      users: userNames.map((name) => ({ name, user: { token: tokens[name] } })),
      contexts: userNames.map((name) => ({ name, context: { cluster, user: name, ...(namespace ? { namespace } : {}) } })),
    },
    null,
    2,
  )}\n`;
}
