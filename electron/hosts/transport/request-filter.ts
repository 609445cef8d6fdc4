import { z } from 'zod';
import { streamHeader } from '#shared/contract/live-window.ts';

/** Far above any request of ours; a page that sends more is not our page. */
export const longestMessage = 1_048_576;

// A call as oRPC's link writes it (i: id, u: path, b: body, h: headers) and its cancellation (t: 4). Of the headers only ours passes.
const Call = z.object({
  i: z.string().min(1).max(64),
  p: z.object({
    u: z.string().startsWith('/').max(512),
    h: z.object({ [streamHeader]: z.string().max(64).optional() }).optional(),
    b: z.unknown(),
  }),
});
const Cancel = z.object({ i: z.string().min(1).max(64), t: z.literal(4) });
const Taken = z.object({ taken: z.string().max(64) });

/** What a reader may send on a socket or port. */
export type Incoming = { type: 'request'; text: string } | { type: 'taken'; stream: string } | { type: 'garbage' };

/**
 * Parses a raw message before oRPC sees it: on a message port its handler would turn garbage into an unhandled rejection.
 * A request is written anew from what was understood, so nothing else of it goes on.
 */
export function parseIncoming(raw: unknown): Incoming {
  if (typeof raw !== 'string' || raw.length > longestMessage) return { type: 'garbage' };
  const json = parseJson(raw);
  const taken = Taken.safeParse(json);
  if (taken.success) return { type: 'taken', stream: taken.data.taken };
  const cancel = Cancel.safeParse(json);
  if (cancel.success) return { type: 'request', text: JSON.stringify(cancel.data) };
  // `t` of any other kind (a client's own event stream) is nothing our contract has.
  const call = z
    .looseObject({ t: z.literal(1).optional() })
    .pipe(Call)
    .safeParse(json);
  return call.success ? { type: 'request', text: JSON.stringify(call.data) } : { type: 'garbage' };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
