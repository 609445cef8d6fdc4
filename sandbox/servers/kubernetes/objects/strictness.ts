import type { Resource } from '../../../store/object-store.ts';
import { goTypeOf } from '../http/json.ts';
import { schemaOf } from '../schema/schema.ts';
import { badRequest, done, type FieldError, invalid, invalidObject, type Outcome } from '../status.ts';
import { conform, type WrongType } from './conform.ts';
import { type Doc, metadataOf, text } from './doc.ts';
import { goTypeName } from './go-values.ts';

export interface Strictness {
  /** `fieldValidation`: Strict refuses unknown fields, Warn tells of them, Ignore drops them in silence. */
  readonly mode: string;
  readonly warn: (text: string) => void;
  /** A patched object is refused in other words than one that was sent whole. */
  readonly patched: boolean;
  /** A configuration to apply may leave out what the object has already. */
  readonly partial?: boolean;
}

/** The document as its kind's schema has it, or the refusal of what does not fit. */
export function fitted(resource: Resource, doc: Doc, { mode, warn, patched, partial = false }: Strictness): Outcome<Doc> {
  const { doc: kept, unknown, wrong, missing } = conform(doc, schemaOf(resource.kind));
  const [first] = wrong;
  if (first) return resource.custom ? wrongInCustom(resource, doc, wrong) : wrongInBuiltIn(resource, doc, first, patched);
  if (unknown.length > 0 && mode === 'Strict') {
    const fields = unknown.map((path) => `unknown field "${path}"`).join(', ');
    if (patched) return invalidPatch(JSON.stringify(doc), `strict decoding error: ${fields}`);
    return badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${fields}`,
    );
  }
  if (mode !== 'Ignore') for (const path of unknown) warn(`unknown field "${path}"`);
  if (resource.custom && !partial && missing.length > 0) {
    const errors = missing.map((field): FieldError => ({ field, type: 'FieldValueRequired', message: 'Required value' }));
    return invalidObject(resource, text(metadataOf(doc), 'name'), [...errors, unchecked]);
  }
  return done(kept);
}

const unchecked: FieldError = {
  field: '<nil>',
  type: 'FieldValueInvalid',
  message:
    'Invalid value: "null": some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
};

/** A patch that does not lead to an object: 422 on a nameless thing, as the server has it. */
export function invalidPatch(shown: string, why: string) {
  return invalid('', '', '', [{ field: 'patch', type: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(shown)}: ${why}` }]);
}

function wrongInBuiltIn(resource: Resource, doc: Doc, { path, expected, value, struct }: WrongType, patched: boolean) {
  const field = `${struct.slice(struct.lastIndexOf('.') + 1)}.${path.replaceAll(/\[\d+\]/g, '')}`;
  const why = `json: cannot unmarshal ${goTypeOf(value)} into Go struct field ${field} of type ${goTypeName(expected)}`;
  if (patched) return invalidPatch(JSON.stringify(doc), why);
  return badRequest(`${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`);
}

function wrongInCustom(resource: Resource, doc: Doc, wrong: readonly WrongType[]) {
  const errors = wrong.flatMap(({ path, expected, value }): FieldError[] => {
    const got = Array.isArray(value) ? 'array' : typeof value === 'number' && !Number.isInteger(value) ? 'number' : typeof value;
    const message = `Invalid value: "${got}": ${path} in body must be of type ${expected}: "${got}"`;
    const scale: FieldError[] =
      path === 'spec.replicas' && resource.subresources.scale
        ? [
            {
              field: '.spec.replicas',
              type: 'FieldValueInvalid',
              message: `Invalid value: 0: .spec.replicas accessor error: ${String(value)} is of the type ${goTypeOf(value)}, expected int64`,
            },
          ]
        : [];
    return [{ field: path, type: 'FieldValueTypeInvalid', message }, ...scale];
  });
  return invalidObject(resource, text(metadataOf(doc), 'name'), [...errors, unchecked]);
}
