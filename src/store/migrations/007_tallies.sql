-- How each rule fared with people in a session, so that to open one session
-- nobody needs to read all the others.  Derived: counted again when the
-- session has an event after the one that is noted.
CREATE TABLE tally (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	rule		TEXT NOT NULL,
	accepted	INTEGER NOT NULL,
	rejected	INTEGER NOT NULL,
	PRIMARY KEY (session_id, rule)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_of_rule ON tally (rule, accepted, rejected);

CREATE TABLE tallied (
	session_id	INTEGER PRIMARY KEY
			REFERENCES session (id) ON DELETE CASCADE,
	event_id	INTEGER NOT NULL
) STRICT;
