-- Who was told what came of somebody else's drill, and with it what was agreed:
-- they know it, and are tested on it no more.

CREATE TABLE drill_reader (
	set_id		INTEGER NOT NULL REFERENCES drill_set (id),
	who		TEXT NOT NULL,		-- code
	at		INTEGER NOT NULL,
	PRIMARY KEY (set_id, who)
) STRICT, WITHOUT ROWID;

-- How many sessions it was made of; NULL: made before this was kept.
ALTER TABLE drill_set ADD COLUMN sessions INTEGER;
