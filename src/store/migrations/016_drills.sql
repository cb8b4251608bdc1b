-- Drills: sessions with an agreed rating, given out for practice.
--
-- Who takes a set rates a copy of each session, made when its turn comes: a
-- session of a case of its own with nothing of the patient but the turns.  What
-- was agreed is kept beside the copy as it was then, so that later corrections
-- and versions change no drill that was taken.

CREATE TABLE drill_set (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	name		TEXT NOT NULL UNIQUE,
	purpose		TEXT NOT NULL,		-- 'learning', 'testing'
	made_by		TEXT NOT NULL,		-- code
	at		INTEGER NOT NULL,
	withdrawn	INTEGER			-- when it was taken back
) STRICT;

-- Its sessions: one of the casebook with the signed version that was agreed, or
-- a sample that came with the program.
CREATE TABLE drill_member (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	set_id		INTEGER NOT NULL REFERENCES drill_set (id),
	n		INTEGER NOT NULL,	-- place in the set, from 1
	session_id	INTEGER REFERENCES session (id) ON DELETE CASCADE,
	rating_id	INTEGER REFERENCES rating (id) ON DELETE CASCADE,
	version		INTEGER,
	sample		TEXT,			-- 's05'
	UNIQUE (set_id, n)
) STRICT;

CREATE INDEX drill_member_of ON drill_member (session_id);

-- One rater's way through a set.
CREATE TABLE drill_take (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	set_id		INTEGER NOT NULL REFERENCES drill_set (id),
	rater_id	INTEGER NOT NULL REFERENCES person (id),
	technique	TEXT,			-- to be found; NULL: items are rated
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX drill_take_of ON drill_take (set_id, rater_id);

-- A copy that was given out.  of_session goes with its copies only.
CREATE TABLE drill_session (
	session_id	INTEGER PRIMARY KEY
			REFERENCES session (id) ON DELETE CASCADE,
	take_id		INTEGER NOT NULL REFERENCES drill_take (id),
	n		INTEGER NOT NULL,	-- as in drill_member
	of_session	INTEGER REFERENCES session (id),
	sample		TEXT,
	done_at		INTEGER		-- of techniques; a rating is signed
) STRICT;

CREATE UNIQUE INDEX drill_session_place ON drill_session (take_id, n);
CREATE INDEX drill_session_of ON drill_session (of_session);

-- What was agreed, as it was when the copy was made.
CREATE TABLE drill_answer (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	item		TEXT NOT NULL,
	extent		INTEGER,
	quality		INTEGER,
	na_reason	TEXT,
	comment		TEXT,
	turns		TEXT NOT NULL,		-- '25,27', or ''
	PRIMARY KEY (session_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE drill_tag (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	technique	TEXT NOT NULL,
	agreed		INTEGER NOT NULL,	-- 0: some of those who coded it
	PRIMARY KEY (session_id, turn, technique)
) STRICT, WITHOUT ROWID;
