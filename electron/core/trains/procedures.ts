import { ok } from '#shared/contract/result.ts';
import { costOfDelay } from '#shared/domain/trains/delay.ts';
import type { TrainCommand } from '#shared/domain/trains/decision.ts';
import { heartbeatMs } from '../connections/read-model.ts';
import type { FeatureHandlers } from '../features.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';
import { type ToCommand, trainCommand } from './commands.ts';
import type { DeparturePlan } from './departure-plan.ts';
import type { TrainsDesk } from './desk.ts';
import type { HandBoarding } from './hand-boarding.ts';
import { trainIn } from './look.ts';
import type { TrainsPulse } from './pulse.ts';
import { reviewProcedures } from './reviews.ts';
import type { Ports } from '../core.ts';

interface ProcedureNeeds {
  readonly ci: Ports['ci'];
  readonly desk: TrainsDesk;
  readonly pulse: TrainsPulse;
  readonly byHand: HandBoarding;
  readonly planDeparture: DeparturePlan;
  /** Something may be driven now: this host tries, whether it stays or not. */
  readonly drive: (train: string) => void;
}

interface Asked {
  readonly train: string;
  readonly reason: string;
}

export function trainProcedures({ ci, desk, pulse, byHand, planDeparture, drive }: ProcedureNeeds): FeatureHandlers<'trains'> {
  const plain =
    <I extends Asked>(make: (input: I, auditId: string) => TrainCommand): ToCommand<I> =>
    async (input, _kept, auditId) =>
      ok(make(input, auditId));
  const driven = async (id: string): Promise<void> => drive(id);

  return {
    list: {
      kind: 'query',
      async run() {
        const looked = await desk.look();
        return looked.ok ? ok(await desk.list(looked.value)) : looked;
      },
    },
    show: {
      kind: 'query',
      async run({ train }, { signal }) {
        return showPage(desk, train, signal);
      },
    },
    watch: { kind: 'live', run: (_input, { signal }) => pulse.watch(signal, heartbeatMs) },
    watchOne: {
      kind: 'live',
      async *run({ train }, { signal }) {
        const first = await showPage(desk, train, signal);
        if (!first.ok) throw new SubscriptionRefused(first.error);
        yield* pulse.watchOne(first.value, signal, heartbeatMs);
      },
    },
    boardable: {
      kind: 'query',
      async run({ train }, { signal }) {
        const looked = await desk.look();
        if (!looked.ok) return looked;
        const kept = trainIn(looked.value, train);
        return kept.ok ? ok(await byHand.boardable(kept.value.train.plan, signal)) : kept;
      },
    },
    board: trainCommand(desk, 'board', byHand.toCommand, byHand.rideNext),
    leave: trainCommand<Asked & { service: string }>(
      desk,
      'leave',
      plain(({ service, reason }) => ({ do: 'leave', service, reason })),
    ),
    cut: trainCommand<Asked>(
      desk,
      'cut',
      plain(({ reason }) => ({ do: 'cut', reason })),
      async () => void (await desk.look()),
    ),
    hold: trainCommand<Asked & { until: number }>(desk, 'hold', async ({ train, until, reason }) => {
      const page = await desk.bare(train);
      return ok({ do: 'hold', until, reason, cost: page.ok ? page.value.costOfDelay : costOfDelay([]) });
    }),
    release: trainCommand<Asked>(
      desk,
      'release',
      plain(({ reason }) => ({ do: 'release', reason })),
    ),
    conduct: trainCommand<Asked & { until: number | null }>(
      desk,
      'conduct',
      plain(({ until, reason }) => ({ do: 'conduct', until, reason })),
    ),
    depart: trainCommand<Asked>(
      desk,
      'depart',
      async ({ reason }, kept, auditId, signal) => {
        const { legs, obstacles } = await planDeparture(kept.train, signal);
        return ok({ do: 'depart', reason, legs, obstacles, auditId });
      },
      driven,
    ),
    goOn: trainCommand<Asked & { service: string; region: string | null }>(
      desk,
      'goOn',
      plain(({ service, region, reason }, auditId) => ({ do: 'go-on', service, region, reason, auditId })),
      driven,
    ),
    halt: trainCommand<Asked & { rollBack: string | null }>(
      desk,
      'halt',
      plain(({ rollBack, reason }, auditId) => ({ do: 'halt', rollBack, reason, auditId })),
      driven,
    ),
    cancel: trainCommand<Asked>(
      desk,
      'cancel',
      plain(({ reason }) => ({ do: 'cancel', reason })),
    ),
    ...reviewProcedures({ ci, desk }),
  };
}

/** A page for whoever asks: what they may do is in it. */
async function showPage(desk: TrainsDesk, train: string, signal: AbortSignal): ReturnType<TrainsDesk['page']> {
  const looked = await desk.look();
  if (!looked.ok) return looked;
  const kept = trainIn(looked.value, train);
  if (!kept.ok) return kept;
  const { plan } = kept.value.train;
  const { person } = await desk.whoAsks(plan, signal);
  return desk.page(plan.id, person);
}
