-- Who is who in a case: the roles that people told, so that later files of
-- the case need not be told again.  Labels as the files have them.
CREATE TABLE case_speaker (
	case_id		INTEGER NOT NULL
			REFERENCES treatment_case (id) ON DELETE CASCADE,
	label		TEXT NOT NULL COLLATE NOCASE CHECK (label <> ''),
	role		TEXT NOT NULL,
	at		INTEGER NOT NULL,
	PRIMARY KEY (case_id, label)
) STRICT, WITHOUT ROWID;
