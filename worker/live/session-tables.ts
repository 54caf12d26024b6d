/**
 * Tables of one document's sessions, made with the first one. `beginner` is the socket whose seed is not whole yet, `changed_at`
 * the position of the newest update, `generation` the newest frame's; a connection's row is its last frame.
 */
export const SESSION_TABLES = `
CREATE TABLE IF NOT EXISTS sessions (
  space TEXT PRIMARY KEY,
  node TEXT NOT NULL,
  session TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  beginner TEXT,
  seed_left INTEGER NOT NULL,
  seed_until_ms INTEGER NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL DEFAULT 0,
  snapshot_up_to INTEGER NOT NULL DEFAULT 0,
  saved_up_to INTEGER NOT NULL DEFAULT 0,
  saved_version INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 0,
  trimmed_up_to INTEGER NOT NULL DEFAULT 0,
  frame_count INTEGER NOT NULL DEFAULT 0,
  size_bytes INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS connections (
  space TEXT NOT NULL,
  connection TEXT NOT NULL,
  author TEXT NOT NULL,
  clock INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (space, connection)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS frames (
  space TEXT NOT NULL,
  position INTEGER NOT NULL,
  connection TEXT NOT NULL,
  clock INTEGER NOT NULL,
  hash BLOB NOT NULL,
  wire BLOB NOT NULL,
  PRIMARY KEY (space, position)
) STRICT;
CREATE INDEX IF NOT EXISTS frames_by_clock ON frames (space, connection, clock);`;

/** A session's row, by its names in `Session`. */
export const SESSION = `SELECT space, node, session, base_version AS baseVersion, beginner, seed_left AS seedLeft,
  seed_until_ms AS seedUntilMs, position, changed_at AS changedAt, snapshot_up_to AS snapshotUpTo,
  saved_up_to AS savedUpTo, saved_version AS savedVersion, trimmed_up_to AS trimmedUpTo, frame_count AS frameCount, size_bytes AS sizeBytes,
  generation FROM sessions`;

/** What tables of before do not have yet. */
export function addColumns(sql: SqlStorage): void {
  const names = sql.exec<{ name: string }>("SELECT name FROM pragma_table_info('sessions')").toArray();
  for (const column of ["saved_version", "generation"])
    if (!names.some(({ name }) => name === column))
      sql.exec(`ALTER TABLE sessions ADD COLUMN ${column} INTEGER NOT NULL DEFAULT 0`);
}
