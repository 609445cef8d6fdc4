import type { Resource } from '../../store/object-store.ts';

export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

/** A `Status` object as the API server answers it. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** What a verb comes to: a value, or the Status it is refused with. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: Status };
export type Refused = { readonly ok: false; readonly status: Status };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: number, reason: string | null, message: string, details?: StatusDetails): Refused {
  return {
    ok: false,
    status: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === null ? {} : { reason }),
      ...(details ? { details } : {}),
      code,
    },
  };
}

export const badRequest = (message: string) => refuse(400, 'BadRequest', message);
/** What nothing answers to: an unknown resource of a known group. */
export const noSuchResource = () => refuse(404, 'NotFound', 'the server could not find the requested resource', {});
export const methodNotAllowed = () =>
  refuse(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
export const expired = (message: string) => refuse(410, 'Expired', message);

/** `rollouts.argoproj.io`, as messages name a resource. */
export function qualified({ group, plural }: Pick<Resource, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

export function detailsOf(resource: Resource, name: string): StatusDetails {
  return { ...(name ? { name } : {}), ...(resource.group ? { group: resource.group } : {}), kind: resource.plural };
}

export function notFound(resource: Resource, name: string): Refused {
  return refuse(404, 'NotFound', `${qualified(resource)} "${name}" not found`, detailsOf(resource, name));
}

export function alreadyExists(resource: Resource, name: string): Refused {
  return refuse(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, detailsOf(resource, name));
}

const modified = 'the object has been modified; please apply your changes to the latest version and try again';

export function conflict(resource: Resource, name: string, why = modified): Refused {
  return refuse(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`, detailsOf(resource, name));
}

/** A field the server does not accept; `kind` and `group` as the answer names them. */
export interface FieldError {
  readonly field: string;
  readonly type:
    | 'FieldValueInvalid'
    | 'FieldValueRequired'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueTypeInvalid'
    | 'FieldValueTooLong';
  readonly message: string;
}

/** 422 with its causes; `more` errors are listed in brackets as the API server joins them. */
export function invalid(kind: string, group: string, name: string, errors: readonly FieldError[]): Refused {
  const texts = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))];
  const joined = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  const causes = errors.map(({ field, type, message }) => ({ reason: type, message, field }));
  const details = { ...(name ? { name } : {}), ...(group ? { group } : {}), ...(kind ? { kind } : {}), causes };
  return refuse(422, 'Invalid', `${group ? `${kind}.${group}` : kind} "${name}" is invalid: ${joined}`, details);
}

export function invalidObject(resource: Resource, name: string, errors: readonly FieldError[]): Refused {
  return invalid(resource.kind, resource.group, name, errors);
}
