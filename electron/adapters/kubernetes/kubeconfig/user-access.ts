import { fail, ok, type Result } from '#shared/contract/result.ts';
import { besideFile } from './beside-file.ts';
import { type ExecConfig, execConfig } from './exec-config.ts';
import type { Entry } from './kubeconfig.ts';
import type { UserFields } from './kubeconfig-schema.ts';
import { type PemSource, pemSource } from './pem-source.ts';

/** How the Authorization header comes about. A token beats an exec plugin, as in kubectl. */
export type AuthMethod =
  | { readonly type: 'none' }
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'token-file'; readonly path: string }
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'exec'; readonly exec: ExecConfig };

export interface Impersonation {
  readonly user: string;
  readonly uid: string | null;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

export interface UserAccess {
  /** null where the context names no user. */
  readonly name: string | null;
  readonly method: AuthMethod;
  readonly clientCertificate: { readonly certificate: PemSource; readonly key: PemSource } | null;
  readonly impersonate: Impersonation | null;
}

/** Checks a user entry. Errors name the file and the field. */
export function userAccess(entry: Entry<UserFields> | null): Result<UserAccess> {
  if (entry === null) return ok({ name: null, method: { type: 'none' }, clientCertificate: null, impersonate: null });
  const method = authMethod(entry);
  if (!method.ok) return method;
  const clientCertificate = certificateOf(entry);
  if (!clientCertificate.ok) return clientCertificate;
  const impersonate = impersonationOf(entry);
  if (!impersonate.ok) return impersonate;
  return ok({ name: entry.name, method: method.value, clientCertificate: clientCertificate.value, impersonate: impersonate.value });
}

function authMethod({ fields, file, name }: Entry<UserFields>): Result<AuthMethod> {
  const at = (field: string) => `users[${name}].${field}`;
  const basic = fields.username !== null || fields.password !== null;
  const token = fields.token !== null || fields.tokenFile !== null;
  if (basic && token) {
    return fail('invalid', `${file}: ${at('token')} and a username are both set; a cluster takes one of them. Remove one.`, {
      field: at('token'),
    });
  }
  if (fields.tokenFile !== null) return ok({ type: 'token-file', path: besideFile(file, fields.tokenFile) });
  if (fields.token !== null) return ok({ type: 'token', token: fields.token });
  if (basic) return ok({ type: 'basic', username: fields.username ?? '', password: fields.password ?? '' });
  const provider = fields['auth-provider'];
  if (provider !== null) {
    return fail(
      'unsupported',
      `${file}: ${at('auth-provider')} "${provider.name}" was removed from Kubernetes in 1.26. ${insteadOf(provider.name)}`,
      {
        field: at('auth-provider'),
      },
    );
  }
  if (fields.exec === null) return ok({ type: 'none' });
  const exec = execConfig(file, name, fields.exec);
  return exec.ok ? ok({ type: 'exec', exec: exec.value }) : exec;
}

function insteadOf(provider: string): string {
  if (provider === 'gcp') return 'Use the exec plugin gke-gcloud-auth-plugin: gcloud container clusters get-credentials CLUSTER writes it.';
  if (provider === 'azure') return 'Use the exec plugin kubelogin: kubelogin convert-kubeconfig writes it.';
  if (provider === 'oidc') return 'Use the exec plugin kubectl oidc-login (int128/kubelogin), or a token.';
  return 'Use an exec plugin or a token.';
}

function certificateOf({ fields, file, name }: Entry<UserFields>): Result<UserAccess['clientCertificate']> {
  const source = (field: string, path: string | null, data: string | null) =>
    pemSource({ field: `users[${name}].${field}`, file, path, data });
  const certificate = source('client-certificate', fields['client-certificate'], fields['client-certificate-data']);
  if (!certificate.ok) return certificate;
  const key = source('client-key', fields['client-key'], fields['client-key-data']);
  if (!key.ok) return key;
  if (certificate.value === null && key.value === null) return ok(null);
  if (certificate.value !== null && key.value !== null) return ok({ certificate: certificate.value, key: key.value });
  const missing = certificate.value === null ? 'client-certificate' : 'client-key';
  return fail('invalid', `${file}: users[${name}].${missing} is not set. A client certificate needs its key, and a key its certificate.`, {
    field: `users[${name}].${missing}`,
  });
}

function impersonationOf({ fields, file, name }: Entry<UserFields>): Result<Impersonation | null> {
  const { as: user, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = fields;
  if (user !== null) return ok({ user, uid, groups, extra });
  if (uid === null && groups.length === 0 && Object.keys(extra).length === 0) return ok(null);
  return fail('invalid', `${file}: users[${name}] impersonates a uid, groups or extra without \`as\`. Set \`as\` to a user name.`, {
    field: `users[${name}].as`,
  });
}
