-- Events that tell what was written, so that a row changed with another tool
-- shows.
--
-- An event's hash covers the hash before it, its fixed part, the hash of its
-- words (detail) and the hash of its seals.  The words can be removed (NULL):
-- their hash stays, and no chain breaks.  Hashes are salted by what the words
-- are about, a session or a case, and the salt goes with it: so nobody can
-- find out by trial what a short text was.
--
-- The old events are copied by the program (rechain.c), as hashes are not
-- SQL's; it drops event_before.

DROP TRIGGER event_stays;
DROP TRIGGER event_as_it_was;
DROP INDEX event_of_session;
ALTER TABLE event RENAME TO event_before;

CREATE TABLE event (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	at		INTEGER NOT NULL,
	who		TEXT NOT NULL,
	verb		TEXT NOT NULL,
	session_id	INTEGER,	-- no references: it outlives them
	case_id		INTEGER,
	scope		TEXT,		-- whose salt is in detail_sha256
	detail		TEXT,		-- NULL: removed
	detail_sha256	TEXT NOT NULL,
	seals		TEXT NOT NULL,	-- SHA-256 of its seals, or ''
	hash		TEXT NOT NULL
) STRICT;

CREATE INDEX event_of_session ON event (session_id, id);
CREATE INDEX event_of_case ON event (case_id, id);

CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_as_it_was BEFORE UPDATE OF id, at, who, verb, session_id,
	case_id, scope, detail_sha256, seals, hash ON event
BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_words BEFORE UPDATE OF detail ON event
WHEN new.detail IS NOT NULL
BEGIN SELECT raise(ABORT, 'words of events are only removed'); END;

-- What stood in a part of the content once an event had been written.  part:
-- a table of content.inc, or 'event' for the words of one; row: the key there.
CREATE TABLE seal (
	event_id	INTEGER NOT NULL REFERENCES event (id)
			DEFERRABLE INITIALLY DEFERRED,
	part		TEXT NOT NULL,
	row		TEXT NOT NULL,
	scope		TEXT,		-- whose salt is in the hashes
	hash		BLOB,		-- SHA-256; NULL: nothing stands there
	marks		BLOB,		-- 4 bytes of the hash of each column
					-- or row, to tell which one changed
	broken		INTEGER NOT NULL, -- what stood there before was not
					-- what the seal before says
	PRIMARY KEY (event_id, part, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX seal_of_row ON seal (part, row, event_id);

CREATE TRIGGER seal_stays BEFORE DELETE ON seal
BEGIN SELECT raise(ABORT, 'seals are never deleted'); END;
CREATE TRIGGER seal_as_it_was BEFORE UPDATE ON seal
BEGIN SELECT raise(ABORT, 'seals are never changed'); END;

-- scope: 's' and a session's id, or 'c' and a case's.
CREATE TABLE salt (
	scope		TEXT PRIMARY KEY,
	bytes		BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER salt_as_it_was BEFORE UPDATE ON salt
BEGIN SELECT raise(ABORT, 'salts are never changed'); END;
