-- The bytes of the first turn that an observation rests on: from start_byte up
-- to end_byte, of the turn's text as it was tagged; both 0: of no words, or
-- tagged before they were kept.
ALTER TABLE observation ADD COLUMN start_byte INTEGER NOT NULL DEFAULT 0;
ALTER TABLE observation ADD COLUMN end_byte INTEGER NOT NULL DEFAULT 0;
