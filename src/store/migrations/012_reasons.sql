-- Which words weigh most for a tag that words alone gave, and where it stands:
-- NULL for any other, and for sessions tagged before until they are tagged
-- again.
ALTER TABLE hit ADD COLUMN says TEXT;
