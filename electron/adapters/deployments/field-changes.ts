import { z } from 'zod';
import type { FieldChange, UndatedChange } from '#shared/domain/rollouts/field-change.ts';
import { epochOf } from './object-meta.ts';

const Managed = z.object({
  kind: z.string().default(''),
  metadata: z.object({
    name: z.string().default(''),
    managedFields: z
      .array(
        z.object({
          manager: z.string().default(''),
          operation: z.string().default(''),
          subresource: z.string().nullish(),
          time: z.string().nullish(),
          fieldsV1: z.unknown().optional(),
        }),
      )
      .nullish(),
  }),
});

type Written = UndatedChange & { readonly at: number | null };

/** The newest write of each manager of an object as read; empty where it carries no managedFields. */
export function fieldChangesOf(raw: unknown): FieldChange[] {
  return writtenOn(raw).flatMap(({ at, ...change }) => (at === null ? [] : [{ ...change, at }]));
}

/** Writes whose time the cluster does not keep. */
export function undatedChangesOf(raw: unknown): UndatedChange[] {
  return writtenOn(raw).flatMap(({ at, ...change }) => (at === null ? [change] : []));
}

function writtenOn(raw: unknown): Written[] {
  const object = Managed.safeParse(raw).data;
  if (object === undefined) return [];
  return (object.metadata.managedFields ?? []).map(({ manager, operation, subresource, time, fieldsV1 }) => ({
    manager,
    operation,
    subresource: subresource ?? '',
    object: `${object.kind}/${object.metadata.name}`,
    at: epochOf(time),
    ...(fieldsV1 === undefined ? {} : { fields: fieldPaths(fieldsV1) }),
  }));
}

const deepest = 12;
const most = 8;

/**
 * Paths in the words of the object (`spec.template.spec.containers[payments].image`), most told: eight, then `…`.
 * Source: FieldsV1, where `f:` is a field, `k:` the keys of a list's item, `.` the item itself.
 */
export function fieldPaths(fieldsV1: unknown): string[] {
  const paths: string[] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (paths.length > most) return;
    const inner = Object.entries(Object(value)).filter(([key]) => key !== '.');
    if (inner.length === 0 || depth > deepest) {
      if (path !== '') paths.push(path);
      return;
    }
    for (const [key, child] of inner) walk(child, `${path}${stepOf(key, path === '')}`, depth + 1);
  };
  walk(fieldsV1, '', 0);
  return paths.length > most ? [...paths.slice(0, most), '…'] : paths;
}

function stepOf(key: string, first: boolean): string {
  const name = key.slice(2);
  if (key.startsWith('f:')) return first ? name : `.${name}`;
  const quoted = /^\{"[^"]+":"?([^",}]*)"?/.exec(name)?.[1];
  return `[${quoted ?? name}]`;
}
