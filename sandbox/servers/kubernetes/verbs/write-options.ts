import type { Call } from '../context.ts';
import type { Writer } from '../patches/managed-fields.ts';
import { done, type FieldError, invalid, type Outcome } from '../status.ts';
import { apiVersionOf } from '../../../store/resources.ts';
import { timestamp } from '../../../store/memory-store.ts';

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldValidation: string;
  readonly force: boolean;
  readonly writer: Writer;
}

/** The options of a write in its query, refused as the server refuses them. `kind`: CreateOptions, PatchOptions, … */
export function readWriteOptions(call: Call, kind: string, now: number, apply = false): Outcome<WriteOptions> {
  const { query, subresource } = call.info;
  const errors: FieldError[] = [];
  const dryRun = query.getAll('dryRun').filter((value) => value !== '');
  const fieldManager = query.get('fieldManager') ?? '';
  const fieldValidation = query.get('fieldValidation') || 'Warn';
  const force = query.get('force');
  if (kind === 'PatchOptions') {
    if (apply && fieldManager === '')
      errors.push({ field: 'fieldManager', type: 'FieldValueRequired', message: 'Required value: is required for apply patch' });
    if (!apply && force !== null)
      errors.push({ field: 'force', type: 'FieldValueForbidden', message: 'Forbidden: may not be specified for non-apply patch' });
  }
  const dryRunError = checkDryRun(dryRun);
  if (dryRunError) errors.push(dryRunError);
  if (!['Ignore', 'Warn', 'Strict'].includes(fieldValidation)) {
    const message = `Unsupported value: "${fieldValidation}": supported values: "Ignore", "Strict", "Warn"`;
    errors.push({ field: 'fieldValidation', type: 'FieldValueNotSupported', message });
  }
  if (errors.length > 0) return invalid(kind, 'meta.k8s.io', '', errors);
  const manager = fieldManager || call.userAgent.split('/')[0] || 'unknown';
  const writer = { manager, apiVersion: apiVersionOf(call.resource), subresource, time: timestamp(now) };
  return done({ dryRun: dryRun.length > 0, fieldValidation, force: force === 'true' || force === '1', writer });
}

/** `All` is the only dry run there is. */
export function checkDryRun(dryRun: readonly string[]): FieldError | null {
  if (dryRun.every((value) => value === 'All')) return null;
  const shown = `[]string{${dryRun.map((value) => JSON.stringify(value)).join(', ')}}`;
  return { field: 'dryRun', type: 'FieldValueNotSupported', message: `Unsupported value: ${shown}: supported values: "All"` };
}
