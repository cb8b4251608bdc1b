-- References: sessions with a rating that those of others are held against, and
-- what came of it for a rater.

CREATE TABLE reference_session (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	rating_id	INTEGER NOT NULL
			REFERENCES rating (id) ON DELETE CASCADE,
	version		INTEGER NOT NULL,	-- of the rating, signed
	made_by		TEXT NOT NULL,		-- code
	at		INTEGER NOT NULL,
	withdrawn	INTEGER			-- when it was taken back
) STRICT;

CREATE INDEX reference_session_of ON reference_session (session_id);

CREATE TABLE qualification (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	rater_id	INTEGER NOT NULL REFERENCES person (id),
	rubric		TEXT NOT NULL,		-- its id
	thresholds	TEXT NOT NULL,		-- 'ipt-raters 1.0.0'
	sha256		TEXT NOT NULL,		-- of their file
	reached		INTEGER NOT NULL,
	sessions	INTEGER NOT NULL,
	pairs		INTEGER NOT NULL,	-- extents from both
	icc		REAL,			-- NULL: it does not exist
	within_one	REAL,
	exact		REAL,
	technique_f1	REAL,
	critical	INTEGER NOT NULL,	-- lines that fail by the reference
	critical_missed	INTEGER NOT NULL,	-- and not by the rater
	newest		INTEGER NOT NULL,	-- signed, of what was counted
	expires		INTEGER NOT NULL,
	made_by		TEXT NOT NULL,
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX qualification_of ON qualification (rater_id);
