import { z } from 'zod';
import type { FieldChange } from '#shared/domain/rollouts/field-change.ts';
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
        }),
      )
      .nullish(),
  }),
});

/** The newest write of each manager of an object as read; empty where it carries no managedFields. */
export function fieldChangesOf(raw: unknown): FieldChange[] {
  const object = Managed.safeParse(raw).data;
  return (object?.metadata.managedFields ?? []).flatMap(({ manager, operation, subresource, time }) => {
    const at = epochOf(time);
    if (at === null || object === undefined) return [];
    return [{ manager, operation, subresource: subresource ?? '', object: `${object.kind}/${object.metadata.name}`, at }];
  });
}
