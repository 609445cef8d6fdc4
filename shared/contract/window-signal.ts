import { z } from 'zod';
import { Badge } from '../domain/rollouts/views.ts';

/** A place on the page, as its own address writes it. */
export const PageRoute = z
  .string()
  .max(2_000)
  .regex(/^#\/[^\s]*$/);

const Words = z.string().max(300);

/**
 * What the page tells the desktop around it, beside the desk's own port: the worst state for the tray, and notices for
 * whoever looks elsewhere. Nothing can be asked or done with it.
 */
export const WindowSignal = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('rcc:worst'),
    /** healthy: all is well. */
    state: Badge,
    /** `3 need a human` */
    words: Words,
    /** What needs a human, longest wait first. */
    waiting: z.array(z.object({ text: Words, route: PageRoute })).max(10),
  }),
  z.object({ type: z.literal('rcc:notice'), title: Words, body: Words, route: PageRoute }),
]);
export type WindowSignal = z.infer<typeof WindowSignal>;
