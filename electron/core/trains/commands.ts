import { fail, ok, type Result } from '#shared/contract/result.ts';
import { decide } from '#shared/domain/trains/decide.ts';
import type { TrainCommand, TrainFacts } from '#shared/domain/trains/decision.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { toDetail } from '../acts/evidence.ts';
import { type BoundCommand, command } from '../features.ts';
import type { TrainsDesk } from './desk.ts';
import { trainIn } from './look.ts';
import type { KeptTrain } from './train-store.ts';

interface Asked {
  readonly train: string;
  readonly reason: string;
}

/** What a command becomes once the train, its passengers and the clock are known. */
export type ToCommand<I> = (input: I, kept: KeptTrain, auditId: string, signal: AbortSignal) => Promise<Result<TrainCommand>>;

interface Facts {
  readonly id: string;
  readonly facts: TrainFacts;
  readonly kept: KeptTrain;
}

/** One word about a train: judged on what holds now, audited, decided on the record, and the page as it then is. */
export function trainCommand<I extends Asked>(
  desk: TrainsDesk,
  name: string,
  toCommand: ToCommand<I>,
  then: (id: string, command: TrainCommand, signal: AbortSignal) => Promise<void> = async () => {},
): BoundCommand<I, TrainPage> {
  return command<I, TrainPage, Facts>({
    kind: 'command',
    async describe(input, { signal }) {
      const looked = await desk.look();
      if (!looked.ok) return looked;
      const kept = trainIn(looked.value, input.train);
      if (!kept.ok) return kept;
      const { train } = kept.value;
      const asking = await desk.whoAsks(train.plan, signal);
      const asked = await toCommand(input, kept.value, '', signal);
      const facts = await desk.factsFor(train, asking.person, asked.ok ? asked.value : null, looked.value, signal);
      const decision = asked.ok ? decide(train, asked.value, facts) : { events: [], refusal: asked.error };
      return ok({
        action: `trains.${name}`,
        target: `train/${train.plan.id}`,
        reason: input.reason,
        actor: asking.actor,
        role: asking.person.roles.join(', ') || 'none',
        detail: toDetail({
          command: asked.ok ? asked.value : { do: name },
          version: kept.value.version,
          standing: facts.standing,
          conductorBy: asking.why,
        }),
        // What leaves a trace in the train's own record is refused there, when it is written.
        refusal: decision.events.length > 0 ? null : decision.refusal,
        facts: { id: train.plan.id, facts, kept: kept.value },
      });
    },
    async run(input, { facts: { id, facts, kept } }, { auditId }) {
      if (kept.version === 0) return fail('refused-by-policy', 'Its boarding has not opened.');
      const asked = await toCommand(input, kept, auditId, desk.stopping);
      if (!asked.ok) return asked;
      const decided = await desk.store.decide(id, (train) => decide(train, asked.value, { ...facts, now: desk.now() }));
      if (!decided.ok) return decided;
      await then(id, asked.value, desk.stopping);
      return desk.page(id, facts.who);
    },
    refused: (_input, _described, failure) => ({ ok: false, error: failure }),
    ended: (page) => ({ state: 'done', detail: toDetail({ state: page.state, aboard: page.aboard, sentence: page.sentence }) }),
  });
}
