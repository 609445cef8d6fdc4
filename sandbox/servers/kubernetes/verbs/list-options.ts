import type { RequestInfo } from '../http/request-info.ts';
import { isTrue } from '../http/request-info.ts';
import { done, type FieldError, invalid, type Outcome } from '../status.ts';

const forbidden = (field: string, message: string): FieldError => ({
  field,
  type: 'FieldValueForbidden',
  message: `Forbidden: ${message}`,
});

/** Refuses combinations of `resourceVersion`, `resourceVersionMatch` and `sendInitialEvents` that mean nothing. */
export function checkListOptions({ query }: RequestInfo, watch: boolean): Outcome<null> {
  const match = query.get('resourceVersionMatch') ?? '';
  const version = query.get('resourceVersion') ?? '';
  const initial = query.get('sendInitialEvents');
  const errors = watch ? watchErrors(match, initial) : listErrors(match, version, query.has('continue'), initial);
  return errors.length === 0 ? done(null) : invalid('ListOptions', 'meta.k8s.io', '', errors);
}

function listErrors(match: string, version: string, continued: boolean, initial: string | null): FieldError[] {
  if (initial !== null) return [forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list')];
  if (match === '') return [];
  if (version === '') return [forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden unless resourceVersion is provided')];
  if (continued) return [forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided')];
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    const message = `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`;
    return [{ field: 'resourceVersionMatch', type: 'FieldValueNotSupported', message }];
  }
  return match === 'Exact' && version === '0'
    ? [forbidden('resourceVersionMatch', 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')]
    : [];
}

function watchErrors(match: string, initial: string | null): FieldError[] {
  const errors: FieldError[] = [];
  if (initial === null) {
    return match === ''
      ? []
      : [forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')];
  }
  if (match !== 'NotOlderThan')
    errors.push(forbidden('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
  // The feature gate WatchList is off in 1.33, as in the control plane this one copies.
  if (isTrue(initial))
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled'));
  return errors;
}
