import { isRecord } from '../../../store/json.ts';
import type { Call } from '../context.ts';
import { decodeObject } from '../decode/object-body.ts';
import { at } from '../objects/doc.ts';
import { done, type FieldError, invalid, type Outcome } from '../status.ts';
import { checkDryRun } from './write-options.ts';

export interface DeleteOptions {
  readonly dryRun: boolean;
  readonly propagation: '' | 'Foreground' | 'Background' | 'Orphan';
  readonly grace: number | null;
  readonly uid: string | null;
  readonly resourceVersion: string | null;
}

/** How something is to be deleted: from the body where there is one, else from the query. */
export function readDeleteOptions(call: Call): Outcome<DeleteOptions> {
  const { query } = call.info;
  const decoded = call.body.length > 0 ? decodeObject(call.body, call.contentType, 'DeleteOptions') : done({});
  if (!decoded.ok) return decoded;
  const body = decoded.value;
  const policy = at(body, 'propagationPolicy') ?? query.get('propagationPolicy') ?? '';
  const given = at(body, 'dryRun');
  const dryRun = Array.isArray(given) ? given.map(String) : query.getAll('dryRun').filter((value) => value !== '');
  const orphan = at(body, 'orphanDependents');
  const grace = at(body, 'gracePeriodSeconds') ?? query.get('gracePeriodSeconds');
  const errors: FieldError[] = [];
  const propagation = policy === '' && orphan === true ? 'Orphan' : policy;
  if (propagation !== '' && propagation !== 'Foreground' && propagation !== 'Background' && propagation !== 'Orphan') {
    const message = `Unsupported value: ${JSON.stringify(propagation)}: supported values: "Foreground", "Background", "Orphan", "nil"`;
    errors.push({ field: 'propagationPolicy', type: 'FieldValueNotSupported', message });
  }
  const dryRunError = checkDryRun(dryRun);
  if (dryRunError) errors.push(dryRunError);
  if (errors.length > 0) return invalid('DeleteOptions', 'meta.k8s.io', '', errors);
  const preconditions = isRecord(body) ? at(body, 'preconditions') : undefined;
  const [uid, resourceVersion] = [at(preconditions, 'uid'), at(preconditions, 'resourceVersion')];
  return done({
    dryRun: dryRun.length > 0,
    propagation: propagation === 'Foreground' || propagation === 'Background' || propagation === 'Orphan' ? propagation : '',
    grace: grace === null || grace === undefined || grace === '' ? null : Number(grace),
    uid: typeof uid === 'string' ? uid : null,
    resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : null,
  });
}
