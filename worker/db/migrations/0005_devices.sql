-- So that a person knows his sessions apart, and can end those of other devices. An ended one stays until it would have been
-- over: its device is told that it was ended, and does not sign in again by itself.
ALTER TABLE sessions ADD COLUMN started_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN device TEXT;
ALTER TABLE sessions ADD COLUMN is_ended INTEGER NOT NULL DEFAULT 0 CHECK (is_ended IN (0, 1));
