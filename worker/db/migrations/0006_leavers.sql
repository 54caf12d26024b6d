-- Deleting a group once noted all of its people as leavers, those too who read nothing because they were disabled before the
-- room's newest key was made. No client takes them for holders of it, and the room would wait for a new key for ever.
-- Who is disabled and was not disabled after the entry that started the generation has been so all the time since. Rows of
-- entries are numbered in the order in which they came; what the portal's log says of a person ends with the name of the
-- operation and his id, which is also in his bundle behind its signature.
DELETE FROM leavers WHERE EXISTS (
  SELECT 1 FROM users
  JOIN spaces ON spaces.space = leavers.space
  JOIN entries started ON started.space = spaces.space AND started.hash = spaces.generation_head
  WHERE users.user = leavers.user AND users.is_disabled = 1
    AND NOT EXISTS (
      SELECT 1 FROM portal JOIN entries ON entries.space = portal.space
      WHERE entries.rowid > started.rowid
        AND hex(substr(entries.wire, -31)) = hex(x'6C757365722E64697361626C658150') || hex(substr(users.bundle, 68, 16))
    )
);
