import type { Result } from '#shared/contract/result.ts';

/** A file of the release folder, as a person wrote it. */
export interface ReleaseFile {
  /** Within the folder: `timetable.yaml`, `checklists/tier-1.yaml`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The folder a team keeps its releases' rules in: timetable, checklists, roles, freezes, budgets. People edit it, under
 * version control; the desk only reads it.
 */
export interface ReleaseFiles {
  /** For people: the folder's path. */
  readonly place: string;
  /** Every YAML file, by name. A folder that is not there is empty; one that cannot be read is `storage`. */
  read(): Promise<Result<readonly ReleaseFile[]>>;
  /** Calls back when something in the folder may have changed, within a second or two. Says so once too often rather than once too seldom. */
  onChange(listener: () => void, signal: AbortSignal): void;
}
