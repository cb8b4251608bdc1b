-- The casebook, first version.
--
-- Content (never rebuilt): version texts, person, treatment_case, session,
-- source, speaker, turn, measure, decision, rating and its parts, event.
-- Derived (`iptrate tag` drops and rebuilds it): episode, tag, hit,
-- observation, speech.
-- Times are seconds since 1970, UTC.  This file is never edited once shipped:
-- changes are a new migration.

PRAGMA application_id = 1230001234;	-- "IPTR"

-- Codebooks and rubrics as they were used: the whole file and its hash, so
-- that an old tag or rating can be explained with the words of its day.
CREATE TABLE codebook_version (
	sha256		TEXT PRIMARY KEY,
	id		TEXT NOT NULL,
	version		TEXT NOT NULL,
	name		TEXT,
	text		TEXT NOT NULL,
	first_used	INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rubric_version (
	sha256		TEXT PRIMARY KEY,
	id		TEXT NOT NULL,
	version		TEXT NOT NULL,
	name		TEXT,
	text		TEXT NOT NULL,
	first_used	INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A trainee, supervisor or assessor: therapists and raters.
CREATE TABLE person (
	id		INTEGER PRIMARY KEY,
	code		TEXT NOT NULL UNIQUE CHECK (code <> ''),
	role		TEXT NOT NULL DEFAULT 'unknown' CHECK (role IN
			('trainee', 'supervisor', 'assessor', 'unknown')),
	name		TEXT
) STRICT;

-- One course of treatment of one patient, under a pseudonym.
CREATE TABLE treatment_case (
	id		INTEGER PRIMARY KEY,
	code		TEXT NOT NULL UNIQUE CHECK (code <> ''),
	focus		TEXT,		-- of its sessions unless they say
	planned		INTEGER,	-- sessions planned
	note		TEXT
) STRICT;

-- One meeting.  AUTOINCREMENT: the number of a removed session is never
-- given to another.
CREATE TABLE session (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	case_id		INTEGER NOT NULL REFERENCES treatment_case (id),
	therapist_id	INTEGER REFERENCES person (id),
	number		INTEGER,	-- in the course, from 1
	planned		INTEGER,	-- NULL: the case's
	phase		TEXT,		-- NULL: suggested by number
	focus		TEXT,		-- NULL: the case's
	format		TEXT NOT NULL,	-- the reader that read the source
	encoding	TEXT NOT NULL,
	imported_at	INTEGER NOT NULL,
	codebook	TEXT REFERENCES codebook_version (sha256),
	tagged_at	INTEGER
) STRICT;

CREATE INDEX session_of_case ON session (case_id);

-- The file as it was given, byte for byte.  The hash tells a file that comes
-- a second time.
CREATE TABLE source (
	session_id	INTEGER PRIMARY KEY
			REFERENCES session (id) ON DELETE CASCADE,
	name		TEXT NOT NULL,
	sha256		TEXT NOT NULL UNIQUE,
	bytes		BLOB NOT NULL
) STRICT;

CREATE TABLE speaker (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,	-- from 0
	label		TEXT NOT NULL,
	role		TEXT NOT NULL,
	guessed		INTEGER NOT NULL,
	reason		TEXT NOT NULL,		-- why this role
	turns		INTEGER NOT NULL,
	words		INTEGER NOT NULL,
	questions	INTEGER NOT NULL,
	PRIMARY KEY (session_id, n)
) STRICT, WITHOUT ROWID;

-- Turns as parsed.  A session's turns lie side by side.
CREATE TABLE turn (
	session_id	INTEGER NOT NULL,
	n		INTEGER NOT NULL,	-- from 1
	speaker		INTEGER NOT NULL,
	role		TEXT NOT NULL,
	start_ms	INTEGER,
	end_ms		INTEGER,
	line		INTEGER,		-- of the source
	text		TEXT NOT NULL,
	PRIMARY KEY (session_id, n),
	FOREIGN KEY (session_id, speaker)
		REFERENCES speaker (session_id, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE measure (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	name		TEXT NOT NULL,
	score		REAL NOT NULL,
	at		INTEGER NOT NULL,
	PRIMARY KEY (session_id, name)
) STRICT, WITHOUT ROWID;

-- A person's verdict on a technique at a turn.  Rows are only added: the
-- newest on (turn, technique) counts, 'withdraw' takes back.  No reference
-- to tag: decisions outlive re-tagging.
CREATE TABLE decision (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	technique	TEXT NOT NULL,
	verdict		TEXT NOT NULL,
	to_technique	TEXT,			-- of 'relabel'
	rater_id	INTEGER NOT NULL REFERENCES person (id),
	reason		TEXT,
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX decision_of_tag ON decision (session_id, turn, technique);

-- One rater's rating of one session on one version of a rubric, in one role.
CREATE TABLE rating (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	rubric		TEXT NOT NULL REFERENCES rubric_version (sha256),
	rater_id	INTEGER NOT NULL REFERENCES person (id),
	role		TEXT NOT NULL,
	at		INTEGER NOT NULL,
	UNIQUE (session_id, rubric, rater_id, role)
) STRICT;

CREATE INDEX rating_of_person ON rating (rater_id);

-- Values of an item, only added: the newest of (rating, item) counts.
-- extent NULL = not applicable, with its reason.
CREATE TABLE rating_item (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	rating_id	INTEGER NOT NULL
			REFERENCES rating (id) ON DELETE CASCADE,
	item		TEXT NOT NULL,
	extent		INTEGER CHECK (extent BETWEEN 1 AND 5),
	quality		INTEGER CHECK (quality BETWEEN 1 AND 5),
	na_reason	TEXT,
	comment		TEXT,
	at		INTEGER NOT NULL,
	CHECK (extent IS NOT NULL OR na_reason IS NOT NULL)
) STRICT;

CREATE INDEX rating_item_newest ON rating_item (rating_id, item, id);

CREATE TABLE rating_evidence (
	rating_item_id	INTEGER NOT NULL
			REFERENCES rating_item (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	PRIMARY KEY (rating_item_id, turn)
) STRICT, WITHOUT ROWID;

-- The rater declares the rating finished.  It stands as long as no item was
-- added after last_item.
CREATE TABLE signature (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	rating_id	INTEGER NOT NULL
			REFERENCES rating (id) ON DELETE CASCADE,
	last_item	INTEGER NOT NULL,
	meaning		TEXT NOT NULL,
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX signature_of_rating ON signature (rating_id, id);

-- Who did what and when.  hash = SHA-256 of the hash before and this row, so
-- that a row changed or cut out later breaks the chain.  No reference to
-- session: the event of a removal outlives it.
CREATE TABLE event (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	at		INTEGER NOT NULL,
	who		TEXT NOT NULL,
	verb		TEXT NOT NULL,
	session_id	INTEGER,
	detail		TEXT NOT NULL,
	hash		TEXT NOT NULL
) STRICT;

CREATE INDEX event_of_session ON event (session_id, id);

CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_as_it_was BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER decision_as_it_was BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER rating_item_as_it_was BEFORE UPDATE ON rating_item
BEGIN SELECT raise(ABORT, 'ratings are never changed, only added to'); END;
CREATE TRIGGER signature_as_it_was BEFORE UPDATE ON signature
BEGIN SELECT raise(ABORT, 'signatures are never changed'); END;

-- Derived from here on.

CREATE TABLE episode (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,	-- from 0
	id		TEXT NOT NULL,
	technique	TEXT NOT NULL,
	first_turn	INTEGER NOT NULL,
	last_turn	INTEGER NOT NULL,
	carriers	INTEGER NOT NULL,
	components	TEXT NOT NULL,		-- separated by blanks
	relations	TEXT NOT NULL,		-- separated by ", "
	complete	INTEGER NOT NULL,
	PRIMARY KEY (session_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	technique	TEXT NOT NULL,
	strength	TEXT NOT NULL,
	bridged		INTEGER NOT NULL,
	episode		INTEGER,		-- n of episode
	PRIMARY KEY (session_id, turn, technique)
) STRICT, WITHOUT ROWID;

CREATE TABLE hit (
	session_id	INTEGER NOT NULL,
	turn		INTEGER NOT NULL,
	technique	TEXT NOT NULL,
	n		INTEGER NOT NULL,	-- from 0, within the tag
	rule		TEXT NOT NULL,
	start_byte	INTEGER NOT NULL,	-- in the turn's text
	end_byte	INTEGER NOT NULL,
	context		INTEGER NOT NULL,	-- turn it rested on, or 0
	PRIMARY KEY (session_id, turn, technique, n),
	FOREIGN KEY (session_id, turn, technique)
		REFERENCES tag (session_id, turn, technique) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE observation (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,
	id		TEXT NOT NULL,
	says		TEXT NOT NULL,
	kind		TEXT NOT NULL,
	first_turn	INTEGER NOT NULL,
	last_turn	INTEGER NOT NULL,
	PRIMARY KEY (session_id, n)
) STRICT, WITHOUT ROWID;

-- Descriptive numbers by role.
CREATE TABLE speech (
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	role		TEXT NOT NULL,
	turns		INTEGER NOT NULL,
	words		INTEGER NOT NULL,
	questions	INTEGER NOT NULL,
	longest_turn	INTEGER NOT NULL,	-- words
	longest_turn_n	INTEGER NOT NULL,
	PRIMARY KEY (session_id, role)
) STRICT, WITHOUT ROWID;
