-- One person under two codes: `iptrate person merge` makes them one, and no
-- code is given a second time in another spelling.

-- Whose the code is from here on; NULL: of this one.  The row stays, so that
-- the code goes on to mean that person.
ALTER TABLE person ADD COLUMN into_id INTEGER REFERENCES person (id);

-- What somebody decided is somebody else's only where the two are one.
DROP TRIGGER decision_as_it_was;
CREATE TRIGGER decision_as_it_was BEFORE UPDATE OF id, session_id, turn,
	technique, verdict, to_technique, reason, at, counts_at ON decision
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_rater BEFORE UPDATE OF rater_id ON decision
WHEN NOT EXISTS (SELECT 1 FROM person
	WHERE id = old.rater_id AND into_id = new.rater_id)
BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;

-- What codes are told apart by, each once.  Of two that were one before, the
-- second has no row, and both stay: which of them are one person, only people
-- know.  Derived.
CREATE TABLE person_key (
	key		TEXT PRIMARY KEY,	-- code_key(code)
	person_id	INTEGER NOT NULL REFERENCES person (id)
			ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE case_key (
	key		TEXT PRIMARY KEY,
	case_id		INTEGER NOT NULL REFERENCES treatment_case (id)
			ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX person_key_of ON person_key (person_id);
CREATE INDEX case_key_of ON case_key (case_id);

INSERT OR IGNORE INTO person_key SELECT code_key(code), id FROM person
	ORDER BY id;
INSERT OR IGNORE INTO case_key SELECT code_key(code), id FROM treatment_case
	ORDER BY id;

CREATE TEMP TABLE IF NOT EXISTS upgrade_note (says TEXT NOT NULL);
INSERT INTO upgrade_note SELECT 'people ''' || f.code || ''' and '''
	|| p.code || ''' have codes that are one; if they are one person: '
	|| 'iptrate person merge ''' || p.code || ''' ''' || f.code || ''''
	FROM person p JOIN person_key k ON k.key = code_key(p.code)
	JOIN person f ON f.id = k.person_id WHERE f.id <> p.id;
INSERT INTO upgrade_note SELECT 'cases ''' || f.code || ''' and '''
	|| c.code || ''' have codes that are one'
	FROM treatment_case c JOIN case_key k ON k.key = code_key(c.code)
	JOIN treatment_case f ON f.id = k.case_id WHERE f.id <> c.id;

CREATE TRIGGER person_code_once AFTER INSERT ON person
BEGIN INSERT INTO person_key VALUES (code_key(new.code), new.id); END;
CREATE TRIGGER case_code_once AFTER INSERT ON treatment_case
BEGIN INSERT INTO case_key VALUES (code_key(new.code), new.id); END;
