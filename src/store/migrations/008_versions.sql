-- What was signed stays as it was.
--
-- Each signature is a version of its rating, from 1.  What is changed after
-- it is the next version, which stands beside it until it is signed, too.
-- All that the text of a signed version is made of is kept here as it was
-- (scoring/signed.c makes the text; sha256 is of it), so that neither a
-- correction nor another codebook changes it.  NULL in signatures from before
-- this was kept, as is sha256.

DROP TRIGGER signature_as_it_was;
ALTER TABLE signature ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signature ADD COLUMN signer TEXT;		-- code
ALTER TABLE signature ADD COLUMN name TEXT;		-- of the signer, if any
ALTER TABLE signature ADD COLUMN entered_by TEXT;	-- who was at the keys
ALTER TABLE signature ADD COLUMN unfinished TEXT;	-- why signed all the same
ALTER TABLE signature ADD COLUMN number INTEGER;	-- of the session
ALTER TABLE signature ADD COLUMN planned INTEGER;
ALTER TABLE signature ADD COLUMN phase TEXT;
ALTER TABLE signature ADD COLUMN focus TEXT;
ALTER TABLE signature ADD COLUMN codebook TEXT
	REFERENCES codebook_version (sha256);
ALTER TABLE signature ADD COLUMN tags_sha256 TEXT;	-- as tagged then
ALTER TABLE signature ADD COLUMN state TEXT;		-- "pass", ...
ALTER TABLE signature ADD COLUMN reasons TEXT;		-- one a line
ALTER TABLE signature ADD COLUMN sha256 TEXT;		-- of the signed text
UPDATE signature SET version = (SELECT count(*) FROM signature o
	WHERE o.rating_id = signature.rating_id AND o.id <= signature.id);
CREATE TRIGGER signature_as_it_was BEFORE UPDATE ON signature
BEGIN SELECT raise(ABORT, 'signatures are never changed'); END;
CREATE UNIQUE INDEX signature_version ON signature (rating_id, version);

-- The values that a signature is under, with the turns they cited then.
CREATE TABLE signed_item (
	signature_id	INTEGER NOT NULL
			REFERENCES signature (id) ON DELETE CASCADE,
	rating_item_id	INTEGER NOT NULL
			REFERENCES rating_item (id) ON DELETE CASCADE,
	turns		TEXT NOT NULL,		-- "25,27", rising
	PRIMARY KEY (signature_id, rating_item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX signed_item_of_value ON signed_item (rating_item_id);

INSERT INTO signed_item (signature_id, rating_item_id, turns)
SELECT g.id, i.id, coalesce((SELECT group_concat(place) FROM
	(SELECT DISTINCT place FROM evidence_place
	 WHERE rating_item_id = i.id ORDER BY place)), '')
FROM signature g JOIN rating_item i ON i.rating_id = g.rating_id AND i.id =
	(SELECT max(n.id) FROM rating_item n WHERE n.rating_id = g.rating_id
	 AND n.item = i.item AND n.id <= g.last_item)
WHERE NOT (i.extent IS NULL AND i.na_reason = '');

CREATE TRIGGER signed_item_as_it_was BEFORE UPDATE ON signed_item
BEGIN SELECT raise(ABORT, 'signatures are never changed'); END;
