import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract } from './contract.ts';
import { fail, ok, type Result } from './result.ts';

/** A property of the object itself: `constructor` and its kind are no procedures. */
export function ownProperty(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

/** The input schema of a contract path such as ['rollouts', 'list']; null when there is no such procedure. */
export function inputSchemaAt(path: readonly string[]): z.ZodType | null {
  const [feature, name, ...rest] = path;
  if (feature === undefined || name === undefined || rest.length > 0) return null;
  const procedure = ownProperty(ownProperty(contract, feature), name);
  if (!isContractProcedure(procedure)) return null;
  const schema = procedure['~orpc'].inputSchema;
  return schema instanceof z.ZodType ? schema : null;
}

/** Parses untrusted input; a failure names the field and what was expected. */
export function parseInput(schema: z.ZodType, input: unknown): Result<unknown> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  return fail('invalid', `${field === '' ? 'The input' : field}: ${issue?.message ?? 'not understood'}.`, { field });
}
