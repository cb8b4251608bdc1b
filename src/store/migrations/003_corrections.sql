-- What a turn said before somebody corrected it, newest last: taken back in
-- that order.  The source stays as it came.
CREATE TABLE correction (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	what		TEXT NOT NULL CHECK (what IN ('text', 'role')),
	was_text	TEXT NOT NULL,
	was_role	TEXT NOT NULL,
	was_speaker	INTEGER NOT NULL,
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX correction_of_session ON correction (session_id, id);
