import type { StoredObject } from '../../../store/object-store.ts';
import { objectText } from '../objects/encode.ts';
import { columnsOf } from './kinds.ts';

export interface TableOptions {
  readonly plural: string;
  readonly now: number;
  /** `includeObject`: what goes with each row. */
  readonly include: string;
  /** A watch names its columns once, with its first event. */
  readonly headless?: boolean;
}

/** A `Table` of these objects, as JSON text. */
export function tableText(objects: readonly StoredObject[], metadata: { readonly [key: string]: unknown }, options: TableOptions): string {
  const columns = columnsOf(options.plural);
  const definitions = options.headless
    ? 'null'
    : JSON.stringify(columns.map(({ name, type, format, priority }) => ({ name, type, format, description: describe(name), priority })));
  const rows = objects.map((object) => {
    const cells = JSON.stringify(columns.map(({ cell }) => cell(object, options.now)));
    return `{"cells":${cells},"object":${included(object, options.include)}}`;
  });
  const head = `"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(metadata)}`;
  return `{${head},"columnDefinitions":${definitions},"rows":[${rows.join(',')}]}`;
}

function included(object: StoredObject, include: string): string {
  if (include === 'None') return 'null';
  if (include === 'Object') return objectText(object);
  return JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata });
}

function describe(name: string): string {
  return name === 'Name' ? 'Name must be unique within a namespace.' : `${name} of the object.`;
}
