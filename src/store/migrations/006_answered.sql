-- What was voiced and followed up is kept as well, because a person may reject
-- the tag that did it.  Sessions tagged before have none of it until they are
-- tagged again.
ALTER TABLE observation ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
