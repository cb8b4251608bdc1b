-- Between people on different computers: keys in signatures, what was brought
-- from other casebooks, sessions assigned to raters, sealed ratings, consensus.
--
-- Whom a key belongs to and what it is trusted for stands in no casebook but in
-- a person's settings folder: who can write a casebook with other tools must
-- not be able to make a key trusted.

-- The same on all computers; NULL: nothing of the session was sent yet.
ALTER TABLE session ADD COLUMN uid TEXT;	-- 32 hex digits
CREATE UNIQUE INDEX session_of_uid ON session (uid);

-- What the rater did not see until the signature ("people,ratings"), as it was
-- when the rating was begun; NULL: nothing was hidden.
ALTER TABLE rating ADD COLUMN blind TEXT;

-- What was said in several casebooks is ordered by the time it counts at, then
-- by the casebook that it was made in, then by its number there: the same
-- order wherever it is brought together.  NULL: at.  Later than at where
-- something that was there counts later, because a clock was ahead, or went
-- back.
ALTER TABLE decision ADD COLUMN counts_at INTEGER;
ALTER TABLE rating_item ADD COLUMN counts_at INTEGER;

DROP TRIGGER decision_as_it_was;
UPDATE decision SET counts_at = m.newest FROM (SELECT id,
	max(at) OVER (PARTITION BY session_id ORDER BY id) AS newest
	FROM decision) m WHERE m.id = decision.id AND m.newest > decision.at;
CREATE TRIGGER decision_as_it_was BEFORE UPDATE OF id, session_id, turn,
	technique, verdict, to_technique, rater_id, reason, at, counts_at
	ON decision
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;

DROP TRIGGER rating_item_as_it_was;
UPDATE rating_item SET counts_at = m.newest FROM (SELECT id,
	max(at) OVER (PARTITION BY rating_id ORDER BY id) AS newest
	FROM rating_item) m
	WHERE m.id = rating_item.id AND m.newest > rating_item.at;
CREATE TRIGGER rating_item_as_it_was BEFORE UPDATE ON rating_item
BEGIN SELECT raise(ABORT, 'ratings are never changed, only added to'); END;

CREATE INDEX decision_newest ON decision (session_id, coalesce(counts_at, at));

-- One rater can have signed the same version in two casebooks.
DROP INDEX signature_version;
CREATE INDEX signature_version ON signature (rating_id, version);

-- Of a signature that was given in another casebook: SHA-256 of the session's
-- file and of the codebook that gave the tags there.
ALTER TABLE signature ADD COLUMN their_source TEXT;
ALTER TABLE signature ADD COLUMN their_codebook TEXT;

ALTER TABLE signature ADD COLUMN blind TEXT;
ALTER TABLE signature ADD COLUMN history TEXT;	-- hash of the event before
ALTER TABLE signature ADD COLUMN signed_text TEXT;
ALTER TABLE signature ADD COLUMN key_id TEXT;	-- 16 hex digits; NULL: declared
ALTER TABLE signature ADD COLUMN minisig TEXT;	-- over signed_text

-- A bundle that was taken in.
CREATE TABLE bundle (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	sha256		TEXT NOT NULL UNIQUE,	-- of its tag manifest
	kind		TEXT NOT NULL,
	sender		TEXT,			-- code, as it is known here
	key_id		TEXT,			-- NULL: not signed
	at		INTEGER NOT NULL
) STRICT;

-- A row that was made in another casebook: which, and its number there.
CREATE TABLE brought (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	part		TEXT NOT NULL,		-- the table: 'decision', ...
	row_id		INTEGER NOT NULL,	-- here
	origin		TEXT NOT NULL,		-- the casebook's stamp
	origin_row	INTEGER NOT NULL,
	bundle_id	INTEGER NOT NULL REFERENCES bundle (id)
) STRICT;

CREATE UNIQUE INDEX brought_row ON brought (part, row_id);
CREATE INDEX brought_from ON brought (part, origin, origin_row);

-- Sessions drawn by lot, so that the lot can be drawn again.
CREATE TABLE draw (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	seed		TEXT NOT NULL,
	share		TEXT NOT NULL,		-- "20%"
	strata		TEXT NOT NULL,		-- "phase,case", or ''
	raters		TEXT NOT NULL,		-- codes, "A,B"
	each		INTEGER NOT NULL,	-- raters of one session
	frame		TEXT NOT NULL,		-- a line a session, in order
	drawn		TEXT NOT NULL,		-- a line a session and rater
	at		INTEGER NOT NULL
) STRICT;

CREATE TABLE assignment (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	uid		TEXT NOT NULL UNIQUE,	-- 32 hex digits
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	rater_id	INTEGER NOT NULL REFERENCES person (id),
	role		TEXT NOT NULL,
	blind		TEXT NOT NULL,		-- "people,ratings", or ''
	name		TEXT NOT NULL,		-- of the session for this rater
	due		TEXT,			-- YYYY-MM-DD
	draw_id		INTEGER REFERENCES draw (id),
	assigned_by	TEXT NOT NULL,		-- code
	at		INTEGER NOT NULL,
	withdrawn	INTEGER			-- when it was taken back
) STRICT;

CREATE INDEX assignment_of_session ON assignment (session_id);
CREATE INDEX assignment_of_rater ON assignment (rater_id);

-- A rating whose content others do not see yet.
CREATE TABLE sealed (
	rating_id	INTEGER PRIMARY KEY
			REFERENCES rating (id) ON DELETE CASCADE,
	version		INTEGER NOT NULL,	-- of the rating, that was sealed
	sha256		TEXT NOT NULL,		-- of nonce and signed text
	nonce		TEXT,			-- 32 hex digits; NULL: not here
	at		INTEGER NOT NULL,
	revealed_at	INTEGER,
	revealed_by	TEXT			-- code
) STRICT;

-- The ratings that a consensus was made of, as they were then.
CREATE TABLE consensus_of (
	rating_id	INTEGER NOT NULL
			REFERENCES rating (id) ON DELETE CASCADE,
	of_rating_id	INTEGER NOT NULL
			REFERENCES rating (id) ON DELETE CASCADE,
	of_version	INTEGER NOT NULL,
	PRIMARY KEY (rating_id, of_rating_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX consensus_from ON consensus_of (of_rating_id);
