-- What was done together is taken back together.
--
-- act: the first decision that was saved in the same transaction; NULL: this
-- one itself.
ALTER TABLE decision ADD COLUMN act INTEGER;

-- The value that this one takes back (or, taking back a taking back, does
-- again); NULL: a value that somebody gave.  A value without extent and with
-- the empty reason is none: the item was taken back to "not rated".
ALTER TABLE rating_item ADD COLUMN takes_back INTEGER;
