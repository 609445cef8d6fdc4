import type { Field } from '../schema/schema.ts';

export type Schema = { readonly [key: string]: unknown };

/** The OpenAPI schemas of these fields: one component for each struct, found by its name. */
export function collectSchemas(roots: readonly Field[]): { [name: string]: Schema } {
  const found: { [name: string]: Schema } = {};
  for (const root of roots) write(root);
  return found;

  function write(field: Field): Schema {
    switch (field.shape) {
      case 'any':
        return { 'x-kubernetes-preserve-unknown-fields': true };
      case 'scalar':
        return { type: field.type };
      case 'map':
        return { type: 'object', additionalProperties: write(field.of), ...(field.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}) };
      case 'list':
        return { type: 'array', items: write(field.of), ...listHints(field) };
      case 'struct': {
        if (!(field.name in found)) {
          found[field.name] = {};
          found[field.name] = struct(field);
        }
        return { allOf: [{ $ref: `#/components/schemas/${field.name}` }], default: {} };
      }
    }
  }

  function struct(field: Extract<Field, { shape: 'struct' }>): Schema {
    const properties = Object.fromEntries(
      field.names().flatMap((name) => {
        const inner = field.field(name);
        return inner ? [[name, write(inner)]] : [];
      }),
    );
    return {
      type: 'object',
      ...(field.required.length > 0 ? { required: field.required } : {}),
      properties,
      ...(field.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
    };
  }
}

function listHints({ keys, patchKey, set }: Extract<Field, { shape: 'list' }>): Schema {
  return {
    ...(keys.length > 0 ? { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys } : {}),
    ...(set ? { 'x-kubernetes-list-type': 'set', 'x-kubernetes-patch-strategy': 'merge' } : {}),
    ...(patchKey ? { 'x-kubernetes-patch-merge-key': patchKey, 'x-kubernetes-patch-strategy': 'merge' } : {}),
  };
}
