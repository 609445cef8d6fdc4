import { Agent, request } from 'undici';
import type { Sandbox } from '#core/ports/sandbox.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { SandboxState } from '#shared/domain/connections/sandbox.ts';

const deadlineMs = 30_000;

/** Steers a sandbox through its control server. `url` is the one it printed when it was ready; knowing it is the right to steer. */
export function createSandboxControl(url: string): Sandbox {
  const dispatcher = new Agent({ connect: { timeout: 2_000 }, headersTimeout: deadlineMs, bodyTimeout: deadlineMs });

  async function ask(method: 'GET' | 'POST', body: string | null, signal: AbortSignal): Promise<Result<SandboxState>> {
    try {
      const answer = await request(url, {
        method,
        body,
        signal,
        dispatcher,
        headers: body === null ? {} : { 'content-type': 'application/json' },
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) {
        return fail('invalid', 'The sandbox refused.', {
          upstream: { source: 'sandbox', text: upstreamText(text), status: answer.statusCode },
        });
      }
      const state = SandboxState.safeParse(JSON.parse(text));
      return state.success ? ok(state.data) : fail('internal', 'The sandbox answered something the desk does not know.');
    } catch (error) {
      if (signal.aborted) return fail('cancelled', 'Cancelled.');
      const words = error instanceof Error ? error.message : String(error);
      return fail('unreachable', 'The sandbox does not answer.', { upstream: { source: 'sandbox', text: upstreamText(words) } });
    }
  }

  return {
    state: (signal) => ask('GET', null, signal),
    steer: (order, signal) => ask('POST', JSON.stringify(order), signal),
  };
}
