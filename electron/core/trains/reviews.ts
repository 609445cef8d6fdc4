import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import type { Plan } from '#shared/domain/trains/events.ts';
import type { TrainApproval } from '#shared/domain/trains/views.ts';
import { toDetail } from '../acts/evidence.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import type { TrainsDesk } from './desk.ts';
import { trainIn } from './look.ts';

/** Runs of one repository that are asked what they wait for, newest first: older ones are nobody's passenger any more. */
const runsAsked = 5;

interface ReviewNeeds {
  readonly ci: Ports['ci'];
  readonly desk: TrainsDesk;
}

type Review = { train: string; service: string; environment: string | null; verdict: 'approved' | 'rejected'; reason: string };

/** What waits for a reviewer on its way to this train, and the reviewer's word. The word is the one thing the desk ever sends to CI. */
export function reviewProcedures({ ci, desk }: ReviewNeeds): Pick<FeatureHandlers<'trains'>, 'approvals' | 'review'> {
  async function ofService(service: string, repository: string, signal: AbortSignal): Promise<Result<TrainApproval[]>> {
    const runs = await ci.runs(repository, {}, signal);
    if (!runs.ok) return runs;
    const waiting = runs.value.value.filter(({ state }) => state === 'waiting').slice(0, runsAsked);
    const found: TrainApproval[] = [];
    for (const { id, workflow, commit, url } of waiting) {
      const asked = await ci.approvals(repository, id, signal);
      if (!asked.ok) return asked;
      found.push(...asked.value.value.map((approval) => ({ ...approval, service, repository, workflow, commit, url })));
    }
    return ok(found);
  }

  async function all(plan: Plan, signal: AbortSignal): Promise<Result<TrainApproval[]>> {
    if (ci.health() === null) return fail('unsupported', 'No CI is configured: name one under ci in settings.json.');
    const asked = await Promise.all(Object.entries(plan.services).map(([name, { repository }]) => ofService(name, repository, signal)));
    const found: TrainApproval[] = [];
    for (const answer of asked) {
      if (!answer.ok) return answer;
      found.push(...answer.value);
    }
    return ok(found);
  }

  async function planOf(train: string): Promise<Result<Plan>> {
    const looked = await desk.look();
    if (!looked.ok) return looked;
    const kept = trainIn(looked.value, train);
    return kept.ok ? ok(kept.value.train.plan) : kept;
  }

  return {
    approvals: {
      kind: 'query',
      async run({ train }, { signal }) {
        const plan = await planOf(train);
        return plan.ok ? all(plan.value, signal) : plan;
      },
    },
    review: command<Review, TrainApproval[], { plan: Plan; wanted: readonly TrainApproval[]; by: string }>({
      kind: 'command',
      async describe({ train, service, environment, verdict, reason }, { signal }) {
        const plan = await planOf(train);
        if (!plan.ok) return plan;
        const rule = Object.hasOwn(plan.value.services, service) ? plan.value.services[service] : undefined;
        if (rule === undefined) return fail('invalid', `${service} does not ride ${plan.value.timetable}.`, { field: 'service' });
        if (ci.health() === null) return fail('unsupported', 'No CI is configured: name one under ci in settings.json.');
        const asking = await desk.whoAsks(plan.value, signal);
        const { person, actor } = asking;
        const waiting = await ofService(service, rule.repository, signal);
        if (!waiting.ok) return waiting;
        const named = waiting.value.filter((one) => environment === null || one.environment === environment);
        const wanted = environment === null ? named.filter(({ mayApprove }) => mayApprove) : named;
        return ok({
          action: 'trains.review',
          target: `train/${plan.value.id}`,
          reason,
          actor,
          role: person.roles.join(', ') || 'none',
          detail: toDetail({ service, verdict, repository: rule.repository, waiting: named, conductorBy: asking.why }),
          refusal: obstacle(person, service, named, wanted),
          facts: { plan: plan.value, wanted, by: person.name },
        });
      },
      async run({ verdict, reason }, { facts: { plan, wanted, by } }) {
        for (const runId of new Set(wanted.map((one) => one.runId))) {
          const ofRun = wanted.filter((one) => one.runId === runId);
          const environmentIds = ofRun.map(({ environmentId }) => environmentId);
          // CI knows the token's user alone: who said it stands in the comment.
          const review = { environmentIds, state: verdict, comment: `${by}: ${reason}` };
          const sent = await ci.review(ofRun[0]?.repository ?? '', runId, review, desk.stopping);
          if (!sent.ok) return sent;
        }
        return all(plan, desk.stopping);
      },
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: (waiting) => ({ state: 'done', detail: toDetail({ stillWaiting: waiting }) }),
    }),
  };
}

function obstacle(
  { name, roles }: { name: string; roles: readonly string[] },
  service: string,
  named: readonly TrainApproval[],
  wanted: readonly TrainApproval[],
): Failure | null {
  if (roles.length === 0) return { kind: 'refused-by-policy', message: `${name} has no role: roles.yaml says who has.` };
  if (named.length === 0)
    return { kind: 'not-found', message: `${service} waits for nobody: it was answered, it expired, or its run ended.` };
  const closed = wanted.find(({ mayApprove }) => !mayApprove) ?? (wanted.length === 0 ? named[0] : undefined);
  if (closed === undefined) return null;
  const reviewers = closed.reviewers.length === 0 ? 'nobody named' : closed.reviewers.join(', ');
  return { kind: 'forbidden', message: `The user of the desk's token may not review ${closed.environment}. Its reviewers: ${reviewers}.` };
}
