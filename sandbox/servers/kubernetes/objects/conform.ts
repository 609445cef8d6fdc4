import { isRecord } from '../../../store/json.ts';
import { define } from '../patches/merge-patch.ts';
import type { Field } from '../schema/schema.ts';
import type { Doc } from './doc.ts';

export interface WrongType {
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
  /** The struct the field belongs to, as Go's decoder names it. */
  readonly struct: string;
}

export interface Conformed {
  readonly doc: Doc;
  /** Paths the schema does not know; they are not in `doc`. */
  readonly unknown: readonly string[];
  readonly wrong: readonly WrongType[];
  /** Fields the schema requires and the document does not have. */
  readonly missing: readonly string[];
}

/** Keeps what the schema knows, and says what it does not know and what has the wrong type. Nulls are left out, as the server does. */
export function conform(doc: Doc, schema: Field): Conformed {
  const unknown: string[] = [];
  const wrong: WrongType[] = [];
  const missing: string[] = [];
  const kept = keep(doc, schema, '', '');
  return { doc: isRecord(kept) ? kept : {}, unknown: unknown.toSorted(), wrong, missing };

  function keep(value: unknown, field: Field, path: string, struct: string): unknown {
    if (value === null || value === undefined || field.shape === 'any') return value;
    const mismatch = (expected: string) => {
      wrong.push({ path, expected, value, struct });
      return value;
    };
    switch (field.shape) {
      case 'scalar':
        return isScalar(value, field.type) ? value : mismatch(field.type);
      case 'list':
        if (!Array.isArray(value)) return mismatch('array');
        return value.map((item, index) => keep(item, field.of, `${path}[${index}]`, struct));
      case 'map':
        if (!isRecord(value)) return mismatch('object');
        return eachEntry(value, (key, inner) => (inner === null ? emptyOf(field.of) : keep(inner, field.of, `${path}.${key}`, struct)));
      case 'struct':
        if (!isRecord(value)) return mismatch('object');
        for (const name of field.required)
          if (value[name] === undefined || value[name] === null) missing.push(path === '' ? name : `${path}.${name}`);
        return eachEntry(value, (key, inner) => {
          const known = field.field(key);
          const at = path === '' ? key : `${path}.${key}`;
          if (known) return inner === null ? nullOf(known) : keep(inner, known, at, field.name);
          unknown.push(at);
          return undefined;
        });
    }
  }
}

/** A null says "not given", but in what the schema knows nothing of. */
function nullOf(field: Field): null | undefined {
  return field.shape === 'any' ? null : undefined;
}

/** In a map a null is the value nothing was said of. */
function emptyOf(field: Field): string | null {
  return field.shape === 'scalar' && field.type === 'string' ? '' : null;
}

function eachEntry(value: Doc, change: (key: string, inner: unknown) => unknown): Doc {
  const out: Doc = {};
  for (const [key, inner] of Object.entries(value)) {
    const next = change(key, inner);
    if (next !== undefined) define(out, key, next);
  }
  return out;
}

function isScalar(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
