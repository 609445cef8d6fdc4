import { z } from 'zod';

/**
 * What a plan stands on: meaning, not version numbers. An active rollout changes resourceVersion about ten times in 8 s,
 * so a guard on it would refuse exactly during an incident.
 */
export const Basis = z.object({
  uid: z.string(),
  /** Pod hash of what rolls out (status.currentPodHash); empty for a Deployment. */
  currentHash: z.string(),
  /** status.stableRS; empty for a Deployment. */
  stableHash: z.string(),
  /** Our hash of spec.template. */
  templateHash: z.string(),
  /** Undo only: our hash of the template it goes to. */
  toTemplateHash: z.string().nullable(),
});
export type Basis = z.infer<typeof Basis>;

/** The same facts read anew, with what an undo needs for its test and an abort for its wait. */
export const BasisReading = Basis.omit({ toTemplateHash: true }).extend({
  resourceVersion: z.string(),
  generation: z.number(),
  observedGeneration: z.number().nullable(),
  paused: z.boolean(),
});
export type BasisReading = z.infer<typeof BasisReading>;

/** In a sentence, what moved under the plan; null while the basis holds. An abort asks only for the same object. */
export function basisChange(lever: 'abort' | 'undo', planned: Basis, now: BasisReading): string | null {
  if (planned.uid !== now.uid) return 'The object was deleted and created again.';
  if (lever === 'abort') return null;
  if (planned.templateHash !== now.templateHash) return 'Its template was changed: another version is rolling out.';
  // A lagging status may still be empty or old; the template already proved that what rolls out is the same.
  if (now.stableHash !== '' && planned.stableHash !== now.stableHash) return 'Another version became stable.';
  return null;
}
