import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Result } from '#shared/contract/result.ts';
import type { AuditStore, Processes } from './ports/audit-store.ts';
import type { Ci } from './ports/ci.ts';
import type { Clock } from './ports/clock.ts';
import type { Clusters } from './ports/cluster.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Metrics } from './ports/metrics.ts';
import type { Records } from './ports/records.ts';
import type { ReleaseFiles } from './ports/release-files.ts';
import type { Sandbox } from './ports/sandbox.ts';
import type { SettingsStore } from './ports/settings.ts';
import type { Worlds } from './ports/worlds.ts';
import type { Secrets } from './ports/secrets.ts';

/** The named points of an act at which a host may be killed and nothing may be lost. Tests kill it there. */
export type FaultPoint = 'before-intent' | 'after-intent' | 'after-patch' | 'before-outcome';

/** All that the core needs of the world. */
export interface Ports {
  readonly clusters: Clusters;
  readonly metrics: Metrics;
  readonly ci: Ci;
  readonly secrets: Secrets;
  /** null on every desk that looks at the real world. */
  readonly sandbox: Sandbox | null;
  readonly settings: SettingsStore;
  /** null: this host cannot change the world it looks at while it runs. */
  readonly worlds: Worlds | null;
  readonly auditStore: AuditStore;
  /** What trains, checklists and incidents went through. */
  readonly records: Records;
  /** Timetable, checklists, roles and freezes, as the team wrote them. */
  readonly releaseFiles: ReleaseFiles;
  /** SHA-256 of UTF-8 text, hex. */
  readonly sha256: (text: string) => string;
  /** This host stays: it boards, cuts and drives trains by itself. A command that ends at once only does what it was asked. */
  readonly automates: boolean;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** IANA name of this machine's zone: sentences made here name times in it. */
  readonly timeZone: string;
  /** Called at each point. Does nothing outside tests. */
  readonly reached: (point: FaultPoint) => void;
}

/** Who is asking, through which host. One per window, browser session or command. */
export interface Session {
  readonly id: string;
  readonly host: 'desktop' | 'headless' | 'cli';
}

/** The same core behind every host. `path` is a contract path, for example ['rollouts', 'list']; `input` is not trusted. */
export interface Core {
  call(path: readonly string[], input: unknown, session: Session, signal: AbortSignal): Promise<Result<unknown>>;
  /** Ends when the signal fires. Bad input ends it with one thrown `SubscriptionRefused`. */
  subscribe(path: readonly string[], input: unknown, session: Session, signal: AbortSignal): AsyncIterable<LiveMessage<unknown>>;
  /** Finds orphans of an earlier crash and begins checkpoints. Connects to nothing. */
  start(): Promise<Result<void>>;
  /** Finishes what runs (2 s at most), signs a checkpoint, closes everything. */
  stop(): Promise<void>;
}
