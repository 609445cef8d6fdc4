import { z } from 'zod';

/** The seven states of the screen; each has a shape, a word and a colour. */
export const Badge = z.enum(['healthy', 'progressing', 'paused', 'degraded', 'aborted', 'stale', 'unknown']);
export type Badge = z.infer<typeof Badge>;

/** Where a row stands in the list, and its two lines: what is, then what it needs or what comes next. */
export const Attention = z.object({
  group: z.enum(['needs-a-human', 'moving', 'silent', 'well']),
  badge: Badge,
  headline: z.string(),
  next: z.string(),
  /** Since when it waits or moves, epoch ms. */
  since: z.number().nullable(),
});
export type Attention = z.infer<typeof Attention>;

/** One step as shown. `endsAt`: when a timed pause that runs now will be over, epoch ms. */
export const StepView = z.object({
  number: z.number(),
  text: z.string(),
  state: z.enum(['done', 'current', 'next']),
  note: z.string(),
  endsAt: z.number().nullable(),
});
export type StepView = z.infer<typeof StepView>;
