-- People, invitations, groups and the portal's settings, as the portal's log has them. All of it is derived from signed
-- entries, but for the names and addresses that the log only commits to, and what a person keeps for himself.

-- `removed_email` keeps a removed person's address for the commitment; `email` then holds his id, so that the address is free.
ALTER TABLE users ADD COLUMN is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1));
ALTER TABLE users ADD COLUMN removed_email TEXT;
ALTER TABLE users ADD COLUMN invited_by TEXT REFERENCES users (user);
ALTER TABLE users ADD COLUMN joined_by TEXT REFERENCES invitations (invitation);
CREATE INDEX users_by_inviter ON users (invited_by) WHERE invited_by IS NOT NULL;
CREATE INDEX users_by_invitation ON users (joined_by) WHERE joined_by IS NOT NULL;
CREATE INDEX users_by_type ON users (type);

-- Two people never carry the same key (docs/format.md, user.join). Texts, so that they are found by their index.
ALTER TABLE users ADD COLUMN sign_public TEXT;
ALTER TABLE users ADD COLUMN kem_hash TEXT;
CREATE UNIQUE INDEX users_by_sign_public ON users (sign_public);
CREATE UNIQUE INDEX users_by_kem_hash ON users (kem_hash);

-- `admin_generation` is 0 and `admin_head` null before the first portal.key.
ALTER TABLE portal ADD COLUMN are_guests_allowed INTEGER NOT NULL DEFAULT 1 CHECK (are_guests_allowed IN (0, 1));
ALTER TABLE portal ADD COLUMN idle_lock_max_minutes INTEGER NOT NULL DEFAULT 240;
ALTER TABLE portal ADD COLUMN is_only_verified INTEGER NOT NULL DEFAULT 0 CHECK (is_only_verified IN (0, 1));
ALTER TABLE portal ADD COLUMN is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1));
ALTER TABLE portal ADD COLUMN admin_generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portal ADD COLUMN admin_head TEXT;

-- `invited_email` is for the inviter's own list; nothing is sent to it.
CREATE TABLE invitations (
  invitation TEXT PRIMARY KEY,
  invited_by TEXT NOT NULL REFERENCES users (user),
  invite_public BLOB NOT NULL CHECK (length(invite_public) = 32),
  type TEXT NOT NULL CHECK (type IN ('DocSpaceAdmin', 'RoomAdmin', 'User', 'Guest')),
  is_with_room INTEGER NOT NULL CHECK (is_with_room IN (0, 1)),
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'used', 'revoked')),
  invited_email TEXT,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_by_inviter ON invitations (invited_by, created_at_ms);
CREATE INDEX invitations_by_time ON invitations (created_at_ms);

-- Deleted groups stay as rows: an id is never used twice.
CREATE TABLE user_groups (
  group_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX user_groups_there ON user_groups (created_at_ms) WHERE is_deleted = 0;

CREATE TABLE group_members (
  group_id TEXT NOT NULL REFERENCES user_groups (group_id),
  user TEXT NOT NULL REFERENCES users (user),
  PRIMARY KEY (group_id, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_user ON group_members (user, group_id);

-- What a person chose for himself, sealed by him.
CREATE TABLE own_settings (
  user TEXT PRIMARY KEY REFERENCES users (user),
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- Sweeping counters whose minute is over.
CREATE INDEX rate_counters_by_period ON rate_counters (period);
