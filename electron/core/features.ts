import type { AnyContractProcedure, InferSchemaOutput } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Result } from '#shared/contract/result.ts';
import type { AuditedRunner } from './audited.ts';
import type { CallContext, CommandHandler, LiveHandler, QueryHandler } from './handlers.ts';

/** A command whose private facts are closed over: only the audited runner can run it. */
export interface BoundCommand<I, O> {
  readonly kind: 'command';
  run(runner: AuditedRunner, input: I, context: CallContext): Promise<Result<O>>;
}

export function command<I, O, F>(handler: CommandHandler<I, O, F>): BoundCommand<I, O> {
  return { kind: 'command', run: (runner, input, context) => runner.runCommand(handler, input, context) };
}

export type AnyHandler = QueryHandler<unknown, unknown> | BoundCommand<unknown, unknown> | LiveHandler<unknown, unknown>;

type InputOf<P extends AnyContractProcedure> = InferSchemaOutput<NonNullable<P['~orpc']['inputSchema']>>;
type OutputOf<P extends AnyContractProcedure> = InferSchemaOutput<NonNullable<P['~orpc']['outputSchema']>>;
type HandlerOf<P extends AnyContractProcedure> =
  OutputOf<P> extends AsyncIterable<infer M>
    ? M extends LiveMessage<infer V>
      ? LiveHandler<InputOf<P>, V>
      : never
    : OutputOf<P> extends Result<infer V>
      ? QueryHandler<InputOf<P>, V> | BoundCommand<InputOf<P>, V>
      : never;

/** What one feature must answer, by the contract. */
export type FeatureHandlers<Name extends keyof Contract> = {
  readonly [Procedure in keyof Contract[Name]]: Contract[Name][Procedure] extends AnyContractProcedure
    ? HandlerOf<Contract[Name][Procedure]>
    : never;
};

/** Every procedure of the contract has exactly one handler, or this does not compile. */
export type Features = { readonly [Name in keyof Contract]: FeatureHandlers<Name> };
