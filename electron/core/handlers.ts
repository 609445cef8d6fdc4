import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import type { Actor, OutcomeState } from '#shared/domain/audit/entry.ts';
import type { Session } from './core.ts';
import type { Json } from './json.ts';

/** What every handler gets of its caller. */
export interface CallContext {
  readonly session: Session;
  readonly signal: AbortSignal;
}

export interface QueryHandler<I, O> {
  readonly kind: 'query';
  run(input: I, context: CallContext): Promise<Result<O>>;
}

export interface LiveHandler<I, V> {
  readonly kind: 'live';
  run(input: I, context: CallContext): AsyncIterable<LiveMessage<V>>;
}

/**
 * A command as the audit log will know it, gathered before anything is sent. `facts` is what `run` needs and the log does
 * not. `refusal`: the desk's own rule says no; it is audited and nothing is sent.
 */
export interface Described<F> {
  readonly action: string;
  readonly target: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly role: string;
  readonly detail: Record<string, Json>;
  readonly refusal: Failure | null;
  readonly facts: F;
}

/** What `run` may tell the log while it works. */
export interface ActAudit {
  readonly auditId: string;
  /** One more request of the same act is on disk before it leaves. */
  sent(detail: Record<string, Json>): Promise<Result<void>>;
  /** What was seen once the act had ended: written after its outcome, whenever it is told. */
  observed(detail: Record<string, Json>): Promise<void>;
}

export interface CommandHandler<I, O, F> {
  readonly kind: 'command';
  /** Reads; changes nothing. A failure here is not audited: nothing could have been sent. */
  describe(input: I, context: CallContext): Promise<Result<Described<F>>>;
  /** Never cancelled by a caller that goes away: what was sent is followed to its end. */
  run(input: I, described: Described<F>, audit: ActAudit): Promise<Result<O>>;
  /** The answer to a refusal by the desk's rule. */
  refused(input: I, described: Described<F>, failure: Failure, auditId: string): Result<O>;
  /** What the outcome entry says. */
  ended(output: O): { state: OutcomeState; detail: Record<string, Json> };
}
