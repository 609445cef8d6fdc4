import type { Result } from '#shared/contract/result.ts';
import type { SettingsChange, SettingsView } from '#shared/domain/connections/settings.ts';

/** What this desk is set to, as its host knows it: all of the view but what the core knows itself. */
export type HostSettings = Omit<SettingsView, 'access' | 'fingerprint' | 'world'>;

/** The settings of this desk's home. Secrets go in, and never come out. */
export interface SettingsStore {
  read(): Promise<Result<HostSettings>>;
  /** Whether this change would be taken: `invalid` names the field and what was expected. Writes nothing. */
  check(change: SettingsChange): Promise<Result<void>>;
  /** Writes the whole file or nothing, then counts at once. Errors: those of `check`, and `storage`. */
  save(change: SettingsChange): Promise<Result<HostSettings>>;
}
