-- Who may have a socket in which document: written before a ticket is given, removed when his last socket there is closed.
-- So whoever loses the right to read is found, wherever he sits.
CREATE TABLE live_places (
  space TEXT NOT NULL REFERENCES spaces (space),
  user TEXT NOT NULL REFERENCES users (user),
  node TEXT NOT NULL,
  PRIMARY KEY (space, user, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX live_places_by_user ON live_places (user, space);
