import { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { Failure } from '#shared/contract/result.ts';

// What Electron's main thread and the thread of the desk say to each other. Both are this program; what is parsed here is what keeps
// a change on one side from being half a change.

/** What only Electron's main thread can do, and the desk asks of it. */
export const Question = z.discriminatedUnion('what', [
  z.object({ what: z.literal('cipher-available') }),
  z.object({ what: z.literal('cipher-backend') }),
  z.object({ what: z.literal('encrypt'), text: z.string() }),
  z.object({ what: z.literal('decrypt'), bytes: z.instanceof(Uint8Array) }),
  z.object({ what: z.literal('sandbox-start'), args: z.array(z.string()) }),
  z.object({ what: z.literal('sandbox-stop'), sandbox: z.number() }),
]);
export type Question = z.infer<typeof Question>;

export const Answer = z.object({ id: z.number(), value: z.unknown(), error: z.string().nullable() });
export type Answer = z.infer<typeof Answer>;

/** To the desk. */
export const ToDesk = z.discriminatedUnion('type', [
  /** Only now may it touch the home: no other desk has it. */
  z.object({ type: z.literal('open'), argv: z.array(z.string()), home: z.string(), packaged: z.boolean() }),
  /** A page's port: the desk serves it until either side closes it. */
  z.object({ type: z.literal('page'), session: z.string(), port: z.instanceof(MessagePort) }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({ type: z.literal('answer'), answer: Answer }),
  z.object({ type: z.literal('stop') }),
]);
export type ToDesk = z.infer<typeof ToDesk>;

/** From the desk. */
export const FromDesk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  z.object({ type: z.literal('refused'), error: Failure }),
  z.object({ type: z.literal('ask'), id: z.number(), question: Question }),
  z.object({ type: z.literal('stopped') }),
]);
export type FromDesk = z.infer<typeof FromDesk>;
