import type { MetricServerDraft, MetricServerView } from '#shared/domain/connections/settings.ts';

/** What a form holds while a person types: every field as text, each part of a login on its own. */
export interface MetricDraft {
  readonly url: string;
  readonly auth: 'none' | 'bearer' | 'basic';
  readonly username: string;
  readonly secretFrom: 'file' | 'environment';
  readonly secretPlace: string;
  /** `value` null: the one that is set stays, and nobody here knows it. */
  readonly headers: readonly { readonly name: string; readonly value: string | null }[];
  readonly template: string;
  readonly errorTemplate: string;
  readonly latencyTemplate: string;
  readonly window: string;
}

export function draftOf(server: MetricServerView | null, usualTemplate: string): MetricDraft {
  const auth = server?.auth ?? { type: 'none' as const };
  const secret = auth.type === 'none' ? null : auth.secret;
  return {
    url: server?.url ?? '',
    auth: auth.type,
    username: auth.type === 'basic' ? auth.username : '',
    secretFrom: secret?.from ?? 'file',
    secretPlace: secret === null ? '' : secret.from === 'file' ? secret.path : secret.name,
    headers: (server?.headers ?? []).map((name) => ({ name, value: null })),
    template: server?.template ?? usualTemplate,
    errorTemplate: server?.errorTemplate ?? '',
    latencyTemplate: server?.latencyTemplate ?? '',
    window: server?.window ?? '1m',
  };
}

/** The draft as it is sent. What is missing is for the desk to say: it knows what was expected. */
export function serverOf(draft: MetricDraft): MetricServerDraft {
  const place = draft.secretPlace.trim();
  const secret = draft.secretFrom === 'file' ? { from: 'file' as const, path: place } : { from: 'environment' as const, name: place };
  const auth =
    draft.auth === 'none'
      ? { type: 'none' as const }
      : draft.auth === 'bearer'
        ? { type: 'bearer' as const, secret }
        : { type: 'basic' as const, username: draft.username.trim(), secret };
  const given = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    url: draft.url.trim(),
    auth,
    headers: draft.headers.filter(({ name }) => name.trim() !== '').map(({ name, value }) => ({ name: name.trim(), value })),
    template: draft.template.trim(),
    errorTemplate: given(draft.errorTemplate),
    latencyTemplate: given(draft.latencyTemplate),
    window: draft.window.trim(),
  };
}

/** Which field of the form a failure is about: the wire calls parts of a login by other names. */
export function fieldOf(field: string | undefined): keyof MetricDraft | null {
  const last = field?.split('.').at(-1) ?? '';
  if (['tokenFile', 'tokenEnv', 'passwordFile', 'passwordEnv', 'path', 'name', 'secret', 'auth'].includes(last)) return 'secretPlace';
  const fields = ['url', 'username', 'headers', 'template', 'errorTemplate', 'latencyTemplate', 'window'] as const;
  return fields.find((each) => each === last) ?? null;
}
