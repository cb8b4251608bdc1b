-- Which state of which casebook this is: the id is its own for good, state
-- is new with every commit (8 hexadecimal digits that count the commits, 8
-- by chance), state_before is that of the commit before.  By them a
-- write-ahead log is known to belong to the file beside it (store/stamp.c);
-- lengths and order of the columns are part of that.
CREATE TABLE stamp (
	n		INTEGER PRIMARY KEY CHECK (n = 1),
	id		TEXT NOT NULL CHECK (length(id) = 32),
	state_before	TEXT NOT NULL CHECK (length(state_before) = 16),
	state		TEXT NOT NULL CHECK (length(state) = 16)
) STRICT;

INSERT INTO stamp VALUES (1, lower(hex(randomblob(16))), '0000000000000000',
	'0000000000000000');
