-- Rooms and shared files: their people, levels, generations, settings and trash, as their logs have them.

-- SQLite changes no check of a table that is there: its rows go through a copy, and what refers to them waits meanwhile.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE spaces_before AS SELECT * FROM spaces;
DROP TABLE spaces;

-- `generation_head` is the hash of the entry that started the newest generation, to which lockboxes are bound; the portal's
-- lies in `portal`. `portal_seq` is the newest portal entry that the log points at. `settings_seq`: the newest room.settings.
-- A removed room stays as a row: an id is never used twice.
CREATE TABLE spaces (
  space TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('portal', 'personal', 'room', 'file')),
  owner TEXT NOT NULL REFERENCES users (user),
  generation INTEGER NOT NULL,
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  generation_head TEXT,
  generation_author TEXT REFERENCES users (user),
  portal_seq INTEGER NOT NULL DEFAULT 0,
  room_type TEXT CHECK (room_type IN ('Collaboration', 'Custom', 'FormFilling', 'VirtualDataRoom', 'Public')),
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  is_download_denied INTEGER NOT NULL DEFAULT 0 CHECK (is_download_denied IN (0, 1)),
  settings_revision INTEGER NOT NULL DEFAULT 0,
  settings_seq INTEGER,
  file_node TEXT,
  CHECK ((kind = 'room') = (room_type IS NOT NULL)),
  CHECK ((kind = 'file') = (file_node IS NOT NULL))
) STRICT;

INSERT INTO spaces (space, kind, owner, generation, item_count, head_seq, head_hash, generation_head, generation_author)
  SELECT space, kind, owner, generation, item_count, head_seq, head_hash,
    CASE kind WHEN 'portal' THEN NULL ELSE space END, CASE kind WHEN 'portal' THEN NULL ELSE owner END
  FROM spaces_before;
DROP TABLE spaces_before;
CREATE INDEX spaces_by_owner ON spaces (owner);
CREATE INDEX rooms_there ON spaces (is_archived, space) WHERE kind = 'room' AND is_removed = 0;

-- A space's owner has a row without a level. Who joined by an invitation has its level as his own from then on.
ALTER TABLE memberships ADD COLUMN level TEXT CHECK (level IN
  ('Viewer', 'FormFiller', 'Commenter', 'Reviewer', 'Editor', 'ContentCreator', 'RoomManager', 'FullAccess'));
CREATE INDEX memberships_by_space ON memberships (space, user);

CREATE TABLE room_groups (
  space TEXT NOT NULL REFERENCES spaces (space),
  group_id TEXT NOT NULL REFERENCES user_groups (group_id),
  level TEXT NOT NULL,
  PRIMARY KEY (space, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_groups_by_group ON room_groups (group_id, space);

CREATE TABLE room_invitations (
  space TEXT NOT NULL REFERENCES spaces (space),
  invitation TEXT NOT NULL REFERENCES invitations (invitation),
  level TEXT NOT NULL,
  PRIMARY KEY (space, invitation)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_invitations_by_invitation ON room_invitations (invitation, space);

-- Who lost his right to read after the newest generation began. A space is stale while one of them is no reader.
CREATE TABLE leavers (
  space TEXT NOT NULL REFERENCES spaces (space),
  user TEXT NOT NULL REFERENCES users (user),
  PRIMARY KEY (space, user)
) STRICT, WITHOUT ROWID;

-- A person's own list.
CREATE TABLE room_flags (
  user TEXT NOT NULL REFERENCES users (user),
  space TEXT NOT NULL REFERENCES spaces (space),
  is_pinned INTEGER NOT NULL CHECK (is_pinned IN (0, 1)),
  is_muted INTEGER NOT NULL CHECK (is_muted IN (0, 1)),
  PRIMARY KEY (user, space)
) STRICT, WITHOUT ROWID;

-- `trashed_by` stands at the node that was put into the trash, not at those below it. `shared_space`: where a file lives now.
ALTER TABLE nodes ADD COLUMN created_by TEXT REFERENCES users (user);
ALTER TABLE nodes ADD COLUMN trashed_by TEXT REFERENCES users (user);
ALTER TABLE nodes ADD COLUMN shared_space TEXT REFERENCES spaces (space);
UPDATE nodes SET created_by = (SELECT owner FROM spaces WHERE spaces.space = nodes.space);

-- Every level that a person has in a space: his own (none for its owner) and those of his groups.
CREATE VIEW levels (space, user, level) AS
  SELECT space, user, level FROM memberships
  UNION ALL
  SELECT room_groups.space, group_members.user, room_groups.level
  FROM room_groups JOIN group_members ON group_members.group_id = room_groups.group_id;

-- Who may read a space now. A person of several levels comes several times. Ownership of a room and the level of Room
-- manager give nothing to a User or Guest (shared/rights/holder.ts).
CREATE VIEW readers (space, user, level) AS
  SELECT levels.space, levels.user, levels.level
  FROM levels
  JOIN users ON users.user = levels.user AND users.is_disabled = 0 AND users.is_removed = 0
  JOIN spaces ON spaces.space = levels.space AND spaces.is_removed = 0
  WHERE users.type IN ('Owner', 'DocSpaceAdmin', 'RoomAdmin')
    OR levels.level <> 'RoomManager'
    OR (levels.level IS NULL AND spaces.kind <> 'room');
