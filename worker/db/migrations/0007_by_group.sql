-- What a person has by a group is told apart from what he has himself: it goes with the group.
DROP VIEW readers;
DROP VIEW levels;

-- Every level that a person has in a space: his own (none for its owner) and those of his groups.
-- Both halves say TEXT for the group: SQLite looks into a view by an index only where its halves are of one kind.
CREATE VIEW levels (space, user, level, group_id) AS
  SELECT space, user, level, CAST(NULL AS TEXT) FROM memberships
  UNION ALL
  SELECT room_groups.space, group_members.user, room_groups.level, room_groups.group_id
  FROM room_groups JOIN group_members ON group_members.group_id = room_groups.group_id;

-- Who may read a space now. A person of several levels comes several times. Ownership of a room and the level of Room
-- manager give nothing to a User or Guest (shared/rights/holder.ts).
CREATE VIEW readers (space, user, level, group_id) AS
  SELECT levels.space, levels.user, levels.level, levels.group_id
  FROM levels
  JOIN users ON users.user = levels.user AND users.is_disabled = 0 AND users.is_removed = 0
  JOIN spaces ON spaces.space = levels.space AND spaces.is_removed = 0
  WHERE users.type IN ('Owner', 'DocSpaceAdmin', 'RoomAdmin')
    OR levels.level <> 'RoomManager'
    OR (levels.level IS NULL AND spaces.kind <> 'room');
