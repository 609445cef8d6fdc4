import type { Result } from '#shared/contract/result.ts';
import type { Json } from '../json.ts';

/** One thing that happened, as its feature wrote it. */
export interface RecordedEvent {
  readonly stream: string;
  /** 1, 2, 3 … within the stream. */
  readonly version: number;
  /** Epoch ms, the writer's clock. */
  readonly at: number;
  readonly data: Json;
}

/**
 * Streams of events that features decide over: `trains/48`, `incidents/INC-7`. Append-only, shared by every desk of this home
 * (a command in a terminal and a served desk see the same). `append` checks the version, so that of two deciders one wins:
 * the loser gets `conflict`, reads again and decides again.
 */
export interface Records {
  read(stream: string): Promise<Result<readonly RecordedEvent[]>>;
  /** Names of streams that begin with `prefix`, in the order of their first event. */
  streams(prefix: string): Promise<Result<readonly string[]>>;
  append(stream: string, expectedVersion: number, events: readonly Json[]): Promise<Result<{ readonly version: number }>>;
  /** Calls back with the names of streams that grew, by this process or another (within a second). */
  onChange(listener: (streams: readonly string[]) => void, signal: AbortSignal): void;
  close(): Promise<void>;
}
