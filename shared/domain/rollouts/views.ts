import { z } from 'zod';

/** The seven states of the screen; each has a shape, a word and a colour. */
export const Badge = z.enum(['healthy', 'progressing', 'paused', 'degraded', 'aborted', 'stale', 'unknown']);
export type Badge = z.infer<typeof Badge>;

/** The wire form of `attentionOf` (attention.ts): where a row stands in the list, its state, and one sentence. */
export const AttentionView = z.object({
  group: z.enum(['needs-a-human', 'moving', 'silent', 'well']),
  state: Badge,
  /** What it needs, or what comes next. */
  sentence: z.string(),
  /** Since when it is so, epoch ms. */
  since: z.number().nullable(),
});
export type AttentionView = z.infer<typeof AttentionView>;

/** The wire form of `stepsOf` (steps.ts). */
export const StepRow = z.object({
  /** From 0. */
  index: z.number(),
  text: z.string(),
  state: z.enum(['done', 'current', 'next']),
  /** `waits for a person`, an analysis' own phase, or nothing. */
  detail: z.string(),
  /** When a timed pause that runs now will be over, epoch ms. */
  endsAt: z.number().nullable(),
});
export type StepRow = z.infer<typeof StepRow>;
