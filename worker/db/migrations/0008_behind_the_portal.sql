-- The newest entry of the portal's log that concerns spaces: who has seen it may write in them, though people renamed
-- themselves since. Of what is there already the newest of all is taken, which asks for more than it must.
ALTER TABLE portal ADD COLUMN spaces_seq INTEGER NOT NULL DEFAULT 0;
UPDATE portal SET spaces_seq = (SELECT head_seq FROM spaces WHERE spaces.space = portal.space);
