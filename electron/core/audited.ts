import type { Failure, Result } from '#shared/contract/result.ts';
import { fail, ok } from '#shared/contract/result.ts';
import type { AuditPhase, OutcomeState } from '#shared/domain/audit/entry.ts';
import type { Ports } from './core.ts';
import type { CallContext, CommandHandler, Described } from './handlers.ts';
import type { Json } from './json.ts';

/** What the audited way needs of the ports. */
export type AuditedNeeds = Pick<Ports, 'clock' | 'ids' | 'log' | 'reached'> & {
  readonly auditStore: Pick<Ports['auditStore'], 'append'>;
  readonly processes: Pick<Ports['processes'], 'self'>;
};

/**
 * The audited way through a command: describe → the desk's rule → intent on disk → run → outcome on disk. A feature cannot
 * forget the log, because this is the only way a command runs.
 */
export function createAuditedRunner({ auditStore, clock, ids, log, processes, reached }: AuditedNeeds) {
  const write = <F>(
    auditId: string,
    phase: AuditPhase,
    described: Described<F>,
    outcome: OutcomeState | null,
    detail: Record<string, Json>,
  ) =>
    auditStore.append({
      auditId,
      phase,
      at: new Date(clock.now()).toISOString(),
      actor: described.actor,
      role: described.role,
      action: described.action,
      target: described.target,
      reason: described.reason,
      outcome,
      writer: processes.self(),
      detail,
    });

  async function runCommand<I, O, F>(handler: CommandHandler<I, O, F>, input: I, context: CallContext): Promise<Result<O>> {
    const described = await handler.describe(input, context);
    if (!described.ok) return described;
    const auditId = ids.next();
    if (described.value.refusal !== null) return refuse(handler, input, described.value, described.value.refusal, auditId);

    reached('before-intent');
    const intent = await write(auditId, 'intent', described.value, null, described.value.detail);
    if (!intent.ok) return intent;
    reached('after-intent');

    const ended = Promise.withResolvers<void>();
    const result = await guarded(() =>
      handler.run(input, described.value, {
        auditId,
        async observed(detail) {
          await ended.promise;
          const entry = await write(auditId, 'observed', described.value, null, detail);
          if (!entry.ok) log.error('What was seen of an act could not be written to the audit log', { auditId, error: entry.error });
        },
        async sent(detail) {
          const entry = await write(auditId, 'sent', described.value, null, detail);
          return entry.ok ? ok(undefined) : entry;
        },
      }),
    );

    reached('before-outcome');
    const ending = result.ok ? handler.ended(result.value) : { state: endOf(result.error), detail: { error: errorDetail(result.error) } };
    const outcome = await write(auditId, 'outcome', described.value, ending.state, ending.detail);
    // The act itself is done and cannot be taken back by a full disk: its intent stays open and is reconciled later.
    if (!outcome.ok) log.error('The outcome of an act could not be written to the audit log', { auditId, error: outcome.error });
    ended.resolve();
    return result;
  }

  /** A refusal is evidence too, but it does not depend on the log: nothing was sent. */
  async function refuse<I, O, F>(handler: CommandHandler<I, O, F>, input: I, described: Described<F>, failure: Failure, auditId: string) {
    const entry = await write(auditId, 'outcome', described, 'refused', { ...described.detail, error: errorDetail(failure) });
    if (!entry.ok) log.error('A refusal could not be written to the audit log', { auditId, error: entry.error });
    return handler.refused(input, described, failure, auditId);
  }

  async function guarded<O>(run: () => Promise<Result<O>>): Promise<Result<O>> {
    try {
      return await run();
    } catch (error) {
      log.error('A command failed by a bug of ours', { error });
      return fail('internal', 'A bug of ours stopped this act after it began. Look at the cluster before you act again.');
    }
  }

  return { runCommand };
}

/** What the rule refused when it was written (somebody else's word came first) is as refused as what it refused at once. */
function endOf({ kind }: Failure): OutcomeState {
  return kind === 'refused-by-policy' ? 'refused' : 'failed';
}

export function errorDetail(failure: Failure): Json {
  return {
    kind: failure.kind,
    message: failure.message,
    ...(failure.upstream === undefined
      ? {}
      : {
          upstream: {
            source: failure.upstream.source,
            text: failure.upstream.text,
            ...(failure.upstream.status === undefined ? {} : { status: failure.upstream.status }),
          },
        }),
  };
}

export type AuditedRunner = ReturnType<typeof createAuditedRunner>;
