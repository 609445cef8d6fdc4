import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { auditFileOf } from '#adapters/sqlite/audit-store.ts';
import { recordsFileOf } from '#adapters/sqlite/records-store.ts';
import type { StoredView } from '#shared/domain/connections/settings.ts';
import { settingsPath } from './settings-file.ts';

/** Everything this desk keeps on the machine it runs on, and how large it is. */
export async function storedIn(home: string): Promise<StoredView[]> {
  const audit = auditFileOf(home);
  const all = [
    { what: 'Audit log', path: audit, files: [audit, `${audit}-wal`], about: 'Every act, hash-chained and signed. Only ever appended to.' },
    { what: 'Signing key', path: join(home, 'keys', 'audit-ed25519.pem'), about: 'Signs the log. Readable by this account alone.' },
    { what: 'Records', path: recordsFileOf(home), about: 'Trains, incidents and their notes.' },
    { what: 'Settings', path: settingsPath(home), about: 'What this screen saves. It can be edited by hand.' },
    { what: 'Approved command lines', path: join(home, 'exec-approvals.json'), about: 'Exec plugins a person let run on this desk.' },
  ];
  return Promise.all(all.map(async ({ what, path, about, files = [path] }) => ({ what, path, about, bytes: await sizeOf(files) })));
}

/** Bytes of those that are there; null where the first is not. */
async function sizeOf(files: readonly string[]): Promise<number | null> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  );
  return sizes[0] === null || sizes[0] === undefined ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
