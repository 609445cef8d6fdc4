import { z } from 'zod';
import data from './schemas.json' with { type: 'json' };

/**
 * What the API server knows of a field. `schemas.json` holds the fields of every served kind as the OpenAPI documents of
 * Kubernetes 1.33, Argo Rollouts, Gateway API and Istio name them: `list(KEYS;PATCH)` is a list merged by keys.
 */
export type Field =
  | { readonly shape: 'scalar'; readonly type: 'string' | 'integer' | 'number' | 'boolean' }
  | { readonly shape: 'any' }
  | {
      readonly shape: 'struct';
      readonly name: string;
      readonly atomic: boolean;
      readonly required: readonly string[];
      field(name: string): Field | undefined;
      names(): readonly string[];
    }
  | { readonly shape: 'map'; readonly atomic: boolean; readonly of: Field }
  | {
      readonly shape: 'list';
      readonly keys: readonly string[];
      readonly patchKey: string | null;
      readonly set: boolean;
      readonly of: Field;
    };

const Schemas = z.object({
  kinds: z.record(z.string(), z.string()),
  types: z.record(
    z.string(),
    z.object({ atomic: z.boolean().optional(), required: z.array(z.string()).optional(), fields: z.record(z.string(), z.string()) }),
  ),
});
const schemas = Schemas.parse(data);
const known = new Map<string, Field>();

/** A field nothing is known of: everything is allowed in it, and it is replaced whole. */
export const anyField: Field = { shape: 'any' };

/** The fields of a kind: of the object itself, `apiVersion` and `metadata` included. */
export function schemaOf(kind: string): Field {
  return fieldOf(schemas.kinds[kind] ?? 'any');
}

function fieldOf(reference: string): Field {
  const seen = known.get(reference);
  if (seen) return seen;
  const made = parse(reference);
  known.set(reference, made);
  return made;
}

function parse(reference: string): Field {
  const colon = reference.indexOf(':');
  if (colon < 0) return named(reference);
  const [outer, of] = [reference.slice(0, colon), fieldOf(reference.slice(colon + 1))];
  if (outer === 'map' || outer === 'atomicmap') return { shape: 'map', atomic: outer === 'atomicmap', of };
  const keyed = /^list\((.*);(.*)\)$/.exec(outer);
  const keys = keyed?.[1] ? keyed[1].split(',') : [];
  return { shape: 'list', keys, patchKey: keyed?.[2] ? keyed[2] : null, set: outer === 'set', of };
}

function named(name: string): Field {
  if (name === 'string' || name === 'integer' || name === 'number' || name === 'boolean') return { shape: 'scalar', type: name };
  const type = schemas.types[name];
  if (!type) return anyField;
  return {
    shape: 'struct',
    name,
    atomic: type.atomic ?? false,
    required: type.required ?? [],
    field(key) {
      const reference = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
      return reference === undefined ? undefined : fieldOf(reference);
    },
    names: () => Object.keys(type.fields),
  };
}
