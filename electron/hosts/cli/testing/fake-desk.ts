import type { Core } from '#core/core.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { createLocalClient } from '../../transport/local-client.ts';
import type { Options } from '../read-options.ts';
import type { OpenDesk } from '../scene.ts';

/** What a fake desk answers, by procedure: `rollouts.list`. A procedure that is not given is a failing test. */
export interface FakeDesk {
  readonly calls?: Readonly<Record<string, (input: unknown, signal: AbortSignal) => Result<unknown> | Promise<Result<unknown>>>>;
  readonly streams?: Readonly<Record<string, (input: unknown) => readonly LiveMessage<unknown>[]>>;
}

export interface OpenedFake {
  readonly openDesk: OpenDesk;
  readonly asked: { path: string; input: unknown }[];
  readonly opened: Options[];
  closed(): number;
}

/** A desk whose core answers from a table, behind the real client: what a verb asks is checked against the contract's paths. */
export function fakeDesk({ calls = {}, streams = {} }: FakeDesk): OpenedFake {
  const asked: { path: string; input: unknown }[] = [];
  const opened: Options[] = [];
  let closed = 0;
  const core: Core = {
    async call(path, input, _session, signal) {
      const name = path.join('.');
      asked.push({ path: name, input });
      return calls[name]?.(input, signal) ?? fail('internal', `This test did not expect ${name}.`);
    },
    async *subscribe(path, input) {
      yield* streams[path.join('.')]?.(input) ?? [];
    },
    start: async () => ok(undefined),
    stop: async () => {},
  };
  const client = createLocalClient(core, { id: 'test', host: 'cli' });
  const openDesk: OpenDesk = async (options) => {
    opened.push(options);
    return ok({
      client,
      close: async () => {
        closed += 1;
      },
    });
  };
  return { openDesk, asked, opened, closed: () => closed };
}
