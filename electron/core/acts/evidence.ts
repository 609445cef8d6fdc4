import { type AuditDraft, AuditDraft as AuditDraftSchema, type OutcomeState } from '#shared/domain/audit/entry.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { ActOrder } from './act.ts';

/** Anything of ours as the JSON an audit entry holds: undefined members fall away, the rest must be JSON. */
export function toDetail(value: object): AuditDraft['detail'] {
  return AuditDraftSchema.shape.detail.parse(JSON.parse(JSON.stringify(value)));
}

/** What stood before the act: enough to say later, from the cluster alone, whether it took effect. */
export function intentDetail(order: ActOrder): AuditDraft['detail'] {
  const { before, command, writes, to, plan, seen } = order;
  return toDetail({
    command,
    writes: plan === null ? writes : plan.writes,
    to,
    before,
    ...(seen === undefined ? {} : { seen }),
    ...(plan === null
      ? {}
      : { plan: { planId: plan.planId, at: plan.at, lever: plan.lever, basis: plan.basis, prediction: plan.prediction, dial: plan.dial } }),
  });
}

export function actDetail(act: Act): AuditDraft['detail'] {
  const { command, routing, clock, missing, sent, again, left, error, after, trafficSeen } = act;
  return toDetail({ command, routing, clock, missing, sent, again, left, error, after, trafficSeen });
}

export function outcomeOf(act: Act): OutcomeState {
  return act.state === 'waiting' || act.state === 'running' ? 'unknown' : act.state;
}
