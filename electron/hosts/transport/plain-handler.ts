import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import { StandardHandler, type StandardHandlerOptions, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard';
import { z } from 'zod';
import type { RpcContext, RpcRouter } from './router.ts';

/** An input as oRPC's client writes it: JSON, and which places of it are no JSON of themselves. */
const Call = z.object({
  json: z.unknown(),
  meta: z.array(z.tuple([z.number()], z.union([z.string(), z.number()]))).default([]),
});

/**
 * oRPC's own handler, but for one thing: what the contract answers is JSON through and through, so it is not walked and copied in
 * search of dates and maps before it is written. For a list of a thousand rollouts that walk costs more than the writing.
 */
export function createPlainHandler(router: RpcRouter, options: StandardHandlerOptions<RpcContext>): StandardHandler<RpcContext> {
  const json = new StandardRPCJsonSerializer();
  json.serialize = (data) => [data, [], [], []];
  const serializer = new StandardRPCSerializer(json);
  // What comes in has been parsed as JSON (`request-filter.ts`). To look for form data in it all the same would load Node's fetch.
  serializer.deserialize = (data) => {
    const call = Call.safeParse(data);
    return call.success ? json.deserialize(call.data.json, call.data.meta) : undefined;
  };
  return new StandardHandler(router, new StandardRPCMatcher(), new StandardRPCCodec(serializer), options);
}
