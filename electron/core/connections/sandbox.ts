import { fail, ok } from '#shared/contract/result.ts';
import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';
import { toDetail } from '../acts/evidence.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import { createLiveChannel } from '../live-channel.ts';

const lookEveryMs = 1_000;

/** The sandbox bar: what is simulated, and how to steer it. On a real desk there is nothing to show and nothing to steer. */
export function sandboxProcedures(ports: Ports): Pick<FeatureHandlers<'connections'>, 'sandbox' | 'steerSandbox'> {
  const { clock, sandbox } = ports;
  return {
    sandbox: {
      kind: 'live',
      async *run(_input, { signal }) {
        const channel = createLiveChannel<SandboxState>(clock);
        const look = async () => {
          const state = await sandbox?.state(signal);
          if (state?.ok === true) channel.set('sandbox', state.value);
        };
        const follow = async () => {
          while (sandbox !== null && !signal.aborted) {
            await clock.sleep(lookEveryMs, signal);
            if (!signal.aborted) await look();
          }
        };
        await look();
        void follow();
        yield* channel.subscribe(signal);
      },
    },
    steerSandbox: command<{ order: SandboxOrder }, SandboxState, null>({
      kind: 'command',
      async describe({ order }) {
        if (sandbox === null) return fail('invalid', 'This desk is not connected to a sandbox.');
        return ok({
          action: 'connections.steerSandbox',
          target: 'sandbox',
          reason: `practice: ${order.do}`,
          actor: { name: `${ports.processes.self().host} session`, source: 'session' },
          role: 'session',
          detail: toDetail({ order }),
          refusal: null,
          facts: null,
        });
      },
      run: async ({ order }) =>
        sandbox?.steer(order, new AbortController().signal) ?? fail('invalid', 'This desk is not connected to a sandbox.'),
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: ({ scenario, speed }) => ({ state: 'done', detail: { scenario, speed } }),
    }),
  };
}
