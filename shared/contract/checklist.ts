import { z } from 'zod';
import { ChecklistView, Verdict } from '../domain/checklist/views.ts';
import { command, live, query } from './procedure.ts';

const Train = z.string().trim().min(1, 'the name of a train');
const Item = z.string().trim().min(1, 'the id of an item');
const Text = z.string().trim().max(2_000);

export const checklist = {
  show: query(z.object({ train: Train }), ChecklistView),
  /** One key: `checklist`. */
  watch: live(z.object({ train: Train }), ChecklistView),
  /** A human item, by somebody whose role it is. */
  sign: command(z.object({ train: Train, item: Item, note: Text.default('') }), ChecklistView),
  /** Takes a sign-off of one's own back. */
  unsign: command(z.object({ train: Train, item: Item, note: Text.min(1, 'a reason') }), ChecklistView),
  /** A red item is let pass, by a role that may, with a reason, visible ever after. */
  waive: command(z.object({ train: Train, item: Item, reason: Text.min(1, 'a reason, for the record') }), ChecklistView),
  /**
   * The person's word on what they saw. `evidenceDigest` is the digest of the view they decided on: `stale` when it has
   * changed, except for a no-go. null: what holds now (a terminal).
   */
  decide: command(
    z.object({
      train: Train,
      verdict: Verdict,
      reason: Text.default(''),
      conditions: z.array(Text.min(1)).default([]),
      evidenceDigest: z.string().nullable().default(null),
    }),
    ChecklistView,
  ),
};
