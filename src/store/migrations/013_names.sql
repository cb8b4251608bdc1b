-- Codes are one whatever their case, their form of Unicode and the blanks
-- around them; who is who after the import; the same talk in other bytes.
--
-- code_clean() and code_key() are ours (codes.c): the code as it is shown,
-- and what it is told apart by.

-- Tells a talk that comes again in other bytes.  Derived; empty: it cannot be
-- read any more.
CREATE TABLE talk (
	session_id	INTEGER PRIMARY KEY
			REFERENCES session (id) ON DELETE CASCADE,
	sha256		TEXT NOT NULL
) STRICT;

CREATE INDEX talk_of_digest ON talk (sha256);

-- Of a correction of all turns of a speaker or more: the roles there were.
CREATE TABLE correction_speaker (
	correction_id	INTEGER NOT NULL
			REFERENCES correction (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,
	role		TEXT NOT NULL,
	guessed		INTEGER NOT NULL,
	reason		TEXT NOT NULL,
	PRIMARY KEY (correction_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_role (
	correction_id	INTEGER NOT NULL
			REFERENCES correction (id) ON DELETE CASCADE,
	n		INTEGER NOT NULL,	-- of the turn
	role		TEXT NOT NULL,
	PRIMARY KEY (correction_id, n)
) STRICT, WITHOUT ROWID;

-- People whose codes are one: the first of them is kept.  Those are left
-- apart, under a code of their own, of whom one decided or rated where the
-- other did: what each of them said there must stay what it was.
CREATE TEMP TABLE same_person AS
SELECT p.id, p.code, f.id AS first, f.code AS first_code
FROM person p JOIN person f ON f.id = (SELECT min(o.id) FROM person o
	WHERE code_key(o.code) = code_key(p.code)) AND f.id <> p.id;

CREATE TEMP TABLE said AS
SELECT DISTINCT rater_id, session_id FROM decision
UNION SELECT rater_id, session_id FROM rating;

CREATE TEMP TABLE apart AS
SELECT s.id FROM same_person s WHERE EXISTS (SELECT 1 FROM said a
	JOIN said b ON b.session_id = a.session_id
	WHERE a.rater_id = s.id AND b.rater_id <> s.id
	AND (b.rater_id = s.first OR b.rater_id IN
		(SELECT id FROM same_person WHERE first = s.first)));

CREATE TEMP TABLE upgrade_note (says TEXT NOT NULL);
INSERT INTO upgrade_note SELECT 'person ''' || s.code || ''' is '''
	|| code_clean(s.first_code) || ''' from here on: their codes are one'
	FROM same_person s WHERE s.id NOT IN (SELECT id FROM apart);
INSERT INTO upgrade_note SELECT 'person ''' || s.code || ''' is called '''
	|| code_clean(s.code) || ' (' || s.id || ')'' from here on: the code is one with '''
	|| code_clean(s.first_code)
	|| ''', but both have spoken of the same session'
	FROM same_person s WHERE s.id IN (SELECT id FROM apart);

DROP TRIGGER decision_as_it_was;
UPDATE decision SET rater_id = s.first FROM same_person s
	WHERE s.id = rater_id AND s.id NOT IN (SELECT id FROM apart);
CREATE TRIGGER decision_as_it_was BEFORE UPDATE OF id, session_id, turn,
	technique, verdict, to_technique, rater_id, reason, at ON decision
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
UPDATE rating SET rater_id = s.first FROM same_person s
	WHERE s.id = rater_id AND s.id NOT IN (SELECT id FROM apart);
UPDATE session SET therapist_id = s.first FROM same_person s
	WHERE s.id = therapist_id AND s.id NOT IN (SELECT id FROM apart);
UPDATE person SET name = coalesce(name, (SELECT o.name FROM same_person s
	JOIN person o ON o.id = s.id WHERE s.first = person.id
	AND o.name IS NOT NULL LIMIT 1))
	WHERE id IN (SELECT first FROM same_person);
DELETE FROM person WHERE id IN (SELECT id FROM same_person)
	AND id NOT IN (SELECT id FROM apart);
UPDATE person SET code = code_clean(code) || ' (' || id || ')'
	WHERE id IN (SELECT id FROM apart);
-- A code of blanks alone is nobody's.
UPDATE person SET code = iif(code_clean(code) = '', 'person ' || id,
	code_clean(code)) WHERE code <> code_clean(code);

-- Cases whose codes are one: their sessions are of the first, with the plan
-- and the focus that they had.
CREATE TEMP TABLE same_case AS
SELECT p.id, p.code, f.id AS first, f.code AS first_code
FROM treatment_case p JOIN treatment_case f ON f.id = (SELECT min(o.id)
	FROM treatment_case o WHERE code_key(o.code) = code_key(p.code))
	AND f.id <> p.id;

INSERT INTO upgrade_note SELECT 'case ''' || code || ''' is '''
	|| code_clean(first_code) || ''' from here on: their codes are one'
	FROM same_case;
UPDATE session SET planned = coalesce(session.planned, c.planned),
	focus = coalesce(session.focus, c.focus) FROM treatment_case c
	WHERE c.id = session.case_id AND (c.id IN (SELECT id FROM same_case)
	OR c.id IN (SELECT first FROM same_case));
UPDATE session SET case_id = s.first FROM same_case s WHERE s.id = case_id;
UPDATE OR IGNORE case_speaker SET case_id = s.first FROM same_case s
	WHERE s.id = case_id;
UPDATE treatment_case SET note = nullif(concat_notes.says, '') FROM
	(SELECT f.id, group_concat(n.note, '; ') AS says FROM treatment_case f
	JOIN treatment_case n ON n.id = f.id
	OR n.id IN (SELECT id FROM same_case WHERE first = f.id)
	GROUP BY f.id) concat_notes
	WHERE concat_notes.id = treatment_case.id
	AND treatment_case.id IN (SELECT first FROM same_case);
DELETE FROM treatment_case WHERE id IN (SELECT id FROM same_case);
UPDATE treatment_case SET code = iif(code_clean(code) = '', 'case ' || id,
	code_clean(code)) WHERE code <> code_clean(code);

DROP TABLE same_case;
DROP TABLE same_person;
DROP TABLE said;
DROP TABLE apart;
