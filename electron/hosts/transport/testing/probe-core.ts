import type { LiveMessage } from '#shared/contract/procedure.ts';
import { fail, ok } from '#shared/contract/result.ts';
import type { Core, Session } from '#core/core.ts';

/** A core that tells what reached it. `watch` subscriptions produce as fast as they are pulled; `pulled` counts. */
export function probeCore() {
  const seen: { path: string; input: unknown; session: Session }[] = [];
  const state = { pulled: 0, open: 0 };
  const core: Core = {
    async call(path, input, session) {
      seen.push({ path: path.join('.'), input, session });
      if (path.join('.') === 'rollouts.get') return fail('invalid', 'target: expected an object', { field: 'target' });
      if (path.join('.') === 'audit.verify') throw new Error('a bug');
      return ok(path.join('.'));
    },
    async *subscribe(_path, input, _session, signal): AsyncGenerator<LiveMessage<unknown>> {
      if (JSON.stringify(input)?.includes('refuse me')) {
        throw Object.assign(new Error('refused'), { failure: { kind: 'invalid', message: 'target: expected an object', field: 'target' } });
      }
      state.open += 1;
      try {
        while (!signal.aborted) {
          state.pulled += 1;
          yield { type: 'patch', at: state.pulled, set: [], removed: [] };
          // One turn of the loop, so that a greedy transport could run away here if it were one.
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        state.open -= 1;
      }
    },
    start: async () => ok(undefined),
    stop: async () => {},
  };
  return { core, seen, state };
}

export const silentLog = { debug() {}, info() {}, warn() {}, error() {} };
