import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { resultOf } from './result.ts';

/**
 * query: reads. command: changes something, so the dispatcher audits it. live: a subscription.
 * `audit` names a command's target for its entry; `gate` is the desk's own rule, asked before the intent is written.
 */
export interface ProcedureMeta extends Record<string, unknown> {
  readonly kind: 'query' | 'command' | 'live';
}

const base = oc.$meta<ProcedureMeta>({ kind: 'query' });

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return base.meta({ kind: 'query' }).input(input).output(resultOf(output));
}

/** A command's outcome goes to the audit log. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return base.meta({ kind: 'command' }).input(input).output(resultOf(output));
}

/**
 * A subscription: one snapshot, then patches merged per key, so a reader that falls behind gets the newest value of
 * each key and never a queue. `at` is the host's clock when the message was made (epoch ms): the reader's ages count from it.
 */
export function liveMessage<V extends z.ZodType>(value: V) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('snapshot'), at: z.number(), items: z.array(z.tuple([z.string(), value])) }),
    z.object({ type: z.literal('patch'), at: z.number(), set: z.array(z.tuple([z.string(), value])), removed: z.array(z.string()) }),
  ]);
}

export type LiveMessage<V> =
  | { type: 'snapshot'; at: number; items: [string, V][] }
  | { type: 'patch'; at: number; set: [string, V][]; removed: string[] };

export function live<I extends z.ZodType, V extends z.ZodType>(input: I, value: V) {
  return base
    .meta({ kind: 'live' })
    .input(input)
    .output(eventIterator(liveMessage(value)));
}
