import type { Clock } from '../ports/clock.ts';
import type { KeptPlan } from './plan.ts';

const keptPlans = 100;
const keptMs = 30 * 60_000;

/** Plans that are on somebody's screen. A plan is pulled once: holding the same one twice cannot send it twice. */
export function createPlanShelf(clock: Clock): { keep(plan: KeptPlan): void; take(planId: string): KeptPlan | null } {
  const plans = new Map<string, KeptPlan>();
  return {
    keep(kept) {
      for (const [planId, { plan }] of plans) if (plans.size >= keptPlans || clock.now() - plan.at > keptMs) plans.delete(planId);
      plans.set(kept.plan.planId, kept);
    },
    take(planId) {
      const kept = plans.get(planId);
      if (kept === undefined) return null;
      plans.delete(planId);
      return clock.now() - kept.plan.at > keptMs ? null : kept;
    },
  };
}
