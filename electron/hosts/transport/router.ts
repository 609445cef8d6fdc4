import type { AnyContractProcedure } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import { ORPCError, os } from '@orpc/server';
import { z } from 'zod';
import { streamHeader } from '#shared/contract/live-window.ts';
import { contract } from '#shared/contract/contract.ts';
import { Failure } from '#shared/contract/result.ts';
import type { Core, Session } from '#core/core.ts';
import type { StreamWindows } from './stream-window.ts';
import { withinWindow } from './stream-window.ts';

/** What a transport knows of a call. `windows`: the connection's, where there is one; `stream`: what the reader calls this call. */
export interface RpcContext {
  readonly session: Session;
  readonly windows?: StreamWindows;
  readonly stream?: string;
}

export interface RpcRouter {
  readonly [key: string]: RpcRouter | ReturnType<typeof procedure>;
}

const Meta = z.object({ kind: z.enum(['query', 'command', 'live']) });
const base = os.$context<RpcContext>();

/**
 * The contract as a router over `core`, whatever procedures it holds: a new one touches no host. The schemas stay behind:
 * the core parses every input itself and answers a bad one with `invalid`, and its outputs are of its own making.
 */
export function createRouter(core: Core): RpcRouter {
  return routerOf(contract, [], core);
}

function routerOf(node: object, path: readonly string[], core: Core): RpcRouter {
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      const at = [...path, key];
      return [key, isContractProcedure(child) ? procedure(child, at, core) : routerOf(child, at, core)];
    }),
  );
}

function procedure(contracted: AnyContractProcedure, path: readonly string[], core: Core) {
  const live = kindOf(contracted) === 'live';
  return base.handler(({ input, context, signal = neverAborts() }): Promise<unknown> | AsyncGenerator<unknown> =>
    live ? subscribe(core, path, input, context, signal) : core.call(path, input, context.session, signal),
  );
}

async function* subscribe(
  core: Core,
  path: readonly string[],
  input: unknown,
  { session, windows, stream }: RpcContext,
  signal: AbortSignal,
) {
  try {
    const messages = core.subscribe(path, input, session, signal);
    yield* windows !== undefined && stream !== undefined ? withinWindow(messages, windows.open(stream), signal) : messages;
  } catch (error) {
    throw refusalOf(error);
  }
}

export function kindOf(contracted: AnyContractProcedure): z.infer<typeof Meta>['kind'] {
  return Meta.parse(contracted['~orpc'].meta).kind;
}

/** A refused subscription crosses the wire as BAD_REQUEST with the Failure as its data; anything else is a bug. */
function refusalOf(error: unknown): unknown {
  const refused = z.object({ failure: Failure }).safeParse(error);
  return refused.success ? new ORPCError('BAD_REQUEST', { message: refused.data.failure.message, data: refused.data.failure }) : error;
}

function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

/** The stream's name out of a request's headers. */
export function streamOf(headers: Readonly<Record<string, unknown>>): { stream?: string } {
  const stream = headers[streamHeader];
  return typeof stream === 'string' ? { stream } : {};
}
