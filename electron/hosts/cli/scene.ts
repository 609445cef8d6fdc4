import type { Result } from '#shared/contract/result.ts';
import type { Client } from '../transport/local-client.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './output/terminal.ts';
import type { Invocation } from './parse-arguments.ts';
import type { Options } from './read-options.ts';

/** What every verb has: what was asked, where to speak, when to stop. */
export interface Scene {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  /** Fires on Ctrl-C; for a verb that only reads, also when --timeout is over. */
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
}

/** A verb that asks the desk: the same core every host runs, in this process. */
export interface DeskScene extends Scene {
  readonly client: Client;
}

/** Answers with an exit code, having spoken; or with a failure, which the caller reports the way the verb promised. */
export type Verb = (scene: Scene) => Promise<Result<ExitCode>>;
export type DeskVerb = (scene: DeskScene) => Promise<Result<ExitCode>>;

/** An opened desk. `close` finishes what runs (2 s at most). */
export interface Desk {
  readonly client: Client;
  close(): Promise<void>;
}
export type OpenDesk = (options: Options) => Promise<Result<Desk>>;
