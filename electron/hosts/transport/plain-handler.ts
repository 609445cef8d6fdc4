import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import { StandardHandler, type StandardHandlerOptions, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard';
import type { RpcContext, RpcRouter } from './router.ts';

/**
 * oRPC's own handler, but for one thing: what the contract answers is JSON through and through, so it is not walked and copied in
 * search of dates and maps before it is written. For a list of a thousand rollouts that walk costs more than the writing.
 */
export function createPlainHandler(router: RpcRouter, options: StandardHandlerOptions<RpcContext>): StandardHandler<RpcContext> {
  const json = new StandardRPCJsonSerializer();
  json.serialize = (data) => [data, [], [], []];
  return new StandardHandler(router, new StandardRPCMatcher(), new StandardRPCCodec(new StandardRPCSerializer(json)), options);
}
