/** The newest layout this program writes and reads (`PRAGMA user_version`). */
export const schemaVersion = 1;

/** Marks the file as an audit log of this product (`PRAGMA application_id`): "RCCA". */
export const applicationId = 0x52434341;

/**
 * The canonical text is the entry, kept once. What filters need is derived from it in `log` when asked, so it cannot disagree
 * and costs an append nothing. An index would cost each append a second page on disk; `pairs` is that index, filled in hundreds.
 * The triggers hold on every connection, whoever opens the file: nothing changes, nothing goes, and only the next number
 * comes. That refuses INSERT OR REPLACE where recursive_triggers is off, and it lets a writer try without looking first.
 */
const version1 = `
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY,
  canonical TEXT NOT NULL
) STRICT;

CREATE VIEW log AS SELECT
  seq,
  canonical,
  json_extract(canonical, '$.hash') AS hash,
  json_extract(canonical, '$.auditId') AS audit_id,
  json_extract(canonical, '$.phase') AS phase,
  json_extract(canonical, '$.at') AS at,
  json_extract(canonical, '$.actor.name') AS actor,
  json_extract(canonical, '$.action') AS action,
  json_extract(canonical, '$.target') AS target,
  json_extract(canonical, '$.reason') AS reason
FROM entries;

CREATE TABLE checkpoints (
  seq INTEGER PRIMARY KEY REFERENCES entries (seq),
  canonical TEXT NOT NULL
) STRICT;

CREATE TABLE pairs (
  audit_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES entries (seq),
  phase TEXT NOT NULL,
  PRIMARY KEY (audit_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entries_append BEFORE INSERT ON entries
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
  BEGIN SELECT RAISE(ABORT, 'the audit log only grows at its end'); END;
CREATE TRIGGER entries_keep BEFORE DELETE ON entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER entries_fixed BEFORE UPDATE ON entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER pairs_keep BEFORE DELETE ON pairs
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER pairs_fixed BEFORE UPDATE ON pairs
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER checkpoints_append BEFORE INSERT ON checkpoints
  WHEN EXISTS (SELECT 1 FROM checkpoints WHERE seq >= NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'checkpoints only grow at their end'); END;
CREATE TRIGGER checkpoints_keep BEFORE DELETE ON checkpoints
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER checkpoints_fixed BEFORE UPDATE ON checkpoints
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;

/** One step a version: index n leads from version n to n + 1. */
export const migrations: readonly string[] = [version1];
