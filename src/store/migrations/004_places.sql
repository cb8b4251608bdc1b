-- Where people's words stand once turns are split and merged.
--
-- What a person said keeps the number of the turn it was said of: that is
-- never changed.  place is the number that turn has now, anchor the byte of
-- the turn's text, from 1, that it is about (NULL: not known).

DROP TRIGGER decision_as_it_was;
ALTER TABLE decision ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN anchor INTEGER;
-- Of 'withdraw': the decision it took back.  NULL: its rater's newest there.
ALTER TABLE decision ADD COLUMN takes_back INTEGER;
UPDATE decision SET place = turn;
CREATE TRIGGER decision_as_it_was BEFORE UPDATE OF id, session_id, turn,
	technique, verdict, to_technique, rater_id, reason, at ON decision
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;

DROP INDEX decision_of_tag;
CREATE INDEX decision_of_tag ON decision (session_id, place, technique);

-- A cited turn that was split has two places.
CREATE TABLE evidence_place (
	rating_item_id	INTEGER NOT NULL
			REFERENCES rating_item (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,	-- as it was cited
	place		INTEGER NOT NULL
) STRICT;

INSERT INTO evidence_place SELECT rating_item_id, turn, turn
	FROM rating_evidence;
CREATE INDEX evidence_place_of_item ON evidence_place (rating_item_id);
CREATE TRIGGER rating_evidence_as_it_was BEFORE UPDATE ON rating_evidence
BEGIN SELECT raise(ABORT, 'ratings are never changed, only added to'); END;

-- The turns as they read when the rating was signed.  NULL: signed before
-- this was kept.
ALTER TABLE signature ADD COLUMN text_sha256 TEXT;

-- A correction puts turns in the place of turns: turns_now of them, from
-- turn on, where there were turns_before.  Taken back newest first, so that
-- its numbers are right again by then.
ALTER TABLE correction RENAME TO correction_3;
DROP INDEX correction_of_session;
CREATE TABLE correction (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	session_id	INTEGER NOT NULL
			REFERENCES session (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	what		TEXT NOT NULL CHECK (what IN
			('text', 'role', 'split', 'merge')),
	turns_before	INTEGER NOT NULL,
	turns_now	INTEGER NOT NULL,
	speakers	INTEGER NOT NULL,	-- how many there were
	at		INTEGER NOT NULL
) STRICT;

CREATE INDEX correction_of_session ON correction (session_id, id);

-- The turns as they were, and where people's words stood in them.
CREATE TABLE correction_turn (
	correction_id	INTEGER NOT NULL
			REFERENCES correction (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,
	speaker		INTEGER NOT NULL,
	role		TEXT NOT NULL,
	start_ms	INTEGER,
	end_ms		INTEGER,
	line		INTEGER,
	text		TEXT NOT NULL,
	PRIMARY KEY (correction_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_decision (
	correction_id	INTEGER NOT NULL
			REFERENCES correction (id) ON DELETE CASCADE,
	decision_id	INTEGER NOT NULL
			REFERENCES decision (id) ON DELETE CASCADE,
	place		INTEGER NOT NULL,
	anchor		INTEGER,
	PRIMARY KEY (correction_id, decision_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX correction_of_decision ON correction_decision (decision_id);

CREATE TABLE correction_evidence (
	correction_id	INTEGER NOT NULL
			REFERENCES correction (id) ON DELETE CASCADE,
	rating_item_id	INTEGER NOT NULL
			REFERENCES rating_item (id) ON DELETE CASCADE,
	turn		INTEGER NOT NULL,
	place		INTEGER NOT NULL,
	PRIMARY KEY (correction_id, rating_item_id, turn, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX correction_of_evidence ON correction_evidence (rating_item_id);

INSERT INTO correction (id, session_id, turn, what, turns_before, turns_now,
	speakers, at)
SELECT id, session_id, turn, what, 1, 1, (SELECT count(*) FROM speaker
	WHERE speaker.session_id = correction_3.session_id), at
FROM correction_3 ORDER BY id;
INSERT INTO correction_turn (correction_id, n, speaker, role, start_ms,
	end_ms, line, text)
SELECT c.id, c.turn, c.was_speaker, c.was_role, t.start_ms, t.end_ms, t.line,
	c.was_text
FROM correction_3 c JOIN turn t ON t.session_id = c.session_id
	AND t.n = c.turn;
DROP TABLE correction_3;
