-- What the Worker keeps. Logs, lockboxes and bundles are kept as sent; what is derived from a log (heads, nodes, versions)
-- only serves speed and is derived again by every client. Ids are base64url texts, wires are BLOBs, times are ms since 1970.

-- At most one row: a second setup fails on the primary key.
CREATE TABLE portal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  space TEXT NOT NULL,
  is_private_room_on INTEGER NOT NULL CHECK (is_private_room_on IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;

-- Keys the made-up salts of unknown addresses and the names of rate counters. Made once, at first use; opens nothing.
CREATE TABLE server_secret (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

-- `email` is normalised (shared/crypto/profile.ts); `salt` belongs to the profile's commitment in the portal's log.
CREATE TABLE users (
  user TEXT PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('Owner', 'DocSpaceAdmin', 'RoomAdmin', 'User', 'Guest')),
  is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
  bundle BLOB NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  created_at_ms INTEGER NOT NULL
) STRICT;

-- One way to sign in each; the Argon2id cost is null for the recovery kit.
CREATE TABLE logins (
  user TEXT NOT NULL REFERENCES users (user),
  kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'kit')),
  login_public BLOB NOT NULL CHECK (length(login_public) = 32),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  memory_kib INTEGER,
  passes INTEGER,
  lanes INTEGER,
  slot BLOB NOT NULL,
  PRIMARY KEY (user, kind),
  CHECK ((kind = 'kit') = (memory_kib IS NULL) AND (kind = 'kit') = (passes IS NULL) AND (kind = 'kit') = (lanes IS NULL))
) STRICT;

-- `subject` is a keyed hash of the address, so that a challenge for an address that nobody has looks like any other.
CREATE TABLE challenges (
  challenge TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'kit')),
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX challenges_by_expiry ON challenges (expires_at_ms);

-- Ending a session deletes its row. The token itself is never stored.
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES users (user),
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user);
CREATE INDEX sessions_by_expiry ON sessions (expires_at_ms);

CREATE TABLE spaces (
  space TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('portal', 'personal')),
  owner TEXT NOT NULL REFERENCES users (user),
  generation INTEGER NOT NULL,
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL
) STRICT;

CREATE TABLE memberships (
  user TEXT NOT NULL REFERENCES users (user),
  space TEXT NOT NULL REFERENCES spaces (space),
  PRIMARY KEY (user, space)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  space TEXT NOT NULL REFERENCES spaces (space),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  wire BLOB NOT NULL,
  PRIMARY KEY (space, seq)
) STRICT;

CREATE TABLE lockboxes (
  space TEXT NOT NULL REFERENCES spaces (space),
  member TEXT NOT NULL REFERENCES users (user),
  generation INTEGER NOT NULL,
  wire BLOB NOT NULL,
  PRIMARY KEY (space, member, generation)
) STRICT;

-- Deleted nodes stay as rows: an id is never used twice. `version_number` is 0 for a folder.
CREATE TABLE nodes (
  space TEXT NOT NULL REFERENCES spaces (space),
  node TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('folder', 'file')),
  parent TEXT,
  revision INTEGER NOT NULL,
  version_number INTEGER NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  PRIMARY KEY (space, node)
) STRICT;
CREATE INDEX nodes_by_parent ON nodes (space, parent) WHERE is_deleted = 0;
CREATE INDEX nodes_by_node ON nodes (node);

-- `open` takes parts, `named` is a version's content for good, `doomed` waits to be removed from R2.
CREATE TABLE blobs (
  blob TEXT PRIMARY KEY,
  space TEXT NOT NULL REFERENCES spaces (space),
  author TEXT NOT NULL REFERENCES users (user),
  header BLOB NOT NULL CHECK (length(header) = 152),
  padded_size INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'named', 'doomed')),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX blobs_in_passing ON blobs (state, created_at_ms) WHERE state <> 'named';
CREATE INDEX blobs_open_by_author ON blobs (author) WHERE state = 'open';

CREATE TABLE versions (
  space TEXT NOT NULL,
  node TEXT NOT NULL,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL UNIQUE REFERENCES blobs (blob),
  PRIMARY KEY (space, node, number),
  FOREIGN KEY (space, node) REFERENCES nodes (space, node)
) STRICT;

-- A row follows its R2 object, never the other way round.
CREATE TABLE parts (
  blob TEXT NOT NULL REFERENCES blobs (blob),
  part INTEGER NOT NULL,
  PRIMARY KEY (blob, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE rate_counters (
  bucket TEXT NOT NULL,
  period INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (bucket, period)
) STRICT, WITHOUT ROWID;

-- First row of a batch: a condition that does not hold breaks the constraint, and with it the batch. Always empty otherwise.
CREATE TABLE guards (ok INTEGER NOT NULL CONSTRAINT guard_holds CHECK (ok = 1)) STRICT;
