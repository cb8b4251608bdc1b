#!/usr/bin/env bats
# casebook check: what other tools changed is named, each in one sentence.

load common

# A casebook with something of everything, made once: session 1 decided on,
# rated, signed and corrected, session 2 as it was imported.
worked() {
	local kept=$BATS_FILE_TMPDIR/worked.db
	[ -e "$kept" ] || {
		small
		sed 's/^P: /P: Well, /; s/number: 6/number: 7/' small.txt >b.txt
		iptrate -q import b.txt
		iptrate -q case set C90 note='a note' focus=grief
		iptrate -q person set RL name='Rita L.' role=supervisor
		iptrate -q session set 1 therapist=T04
		iptrate -q measure set 1 PHQ-9=12
		iptrate -q decide 1 3 add CLAR --rater RL --reason why
		iptrate -q decide 1 5 add EAFF --rater TK
		iptrate -q rate 1 --rater RL --role supervisor \
			--set A1=4/3 --set A2=4/4 --na B2='known before' \
			--evidence A1=1,3 --comment A1='well done'
		iptrate -q rate 1 --rater TK --role peer --set A1=3/3
		signed
		iptrate -q turn text 1 1 'What would you like to do?'
		cp "$IPTRATE_CASEBOOK" "$kept"
	} >/dev/null
	cp "$kept" "$IPTRATE_CASEBOOK"
}

# Signed, whether or not a rating that lacks items needs a reason.
signed() {
	iptrate -q sign 1 --rater RL --role supervisor --yes \
		--incomplete 'a test' 2>/dev/null ||
		iptrate -q sign 1 --rater RL --role supervisor
}

edit() {
	python3 "$BATS_TEST_DIRNAME/edits.py" --edit "$IPTRATE_CASEBOOK" "$@"
}

# Each edit of a group (edits.py) is named as it should be.
names() {
	worked
	python3 "$BATS_TEST_DIRNAME/edits.py" "$program" "$IPTRATE_CASEBOOK" \
		"$1"
}

@test "a casebook that only iptrate wrote is sound" {
	worked
	try casebook check
	ended 0 ": sound"
	iptrate casebook check --json >sound.json
	[ "$(json "['faults']" <sound.json)" = "[]" ]
}

@test "what was changed is named: ratings" {
	names ratings
}

@test "what was changed is named: signatures" {
	names signatures
}

@test "what was changed is named: decisions" {
	names decisions
}

@test "what was changed is named: people" {
	names people
}

@test "what was changed is named: turns" {
	names turns
}

@test "what was changed is named: speakers" {
	names speakers
}

@test "what was changed is named: sources" {
	names sources
}

@test "what was changed is named: versions" {
	names versions
}

@test "what was changed is named: sessions" {
	names sessions
}

@test "what was changed is named: cases" {
	names cases
}

@test "what was changed is named: measures" {
	names measures
}

@test "what was changed is named: events" {
	names events
}

@test "what was changed is named: schema" {
	names schema
}

@test "what was changed is named: numbers" {
	names numbers
}

@test "what was changed is named: references" {
	names references
}

@test "triggers left out" {
	worked
	python3 "$BATS_TEST_DIRNAME/edits.py" --triggers-out "$IPTRATE_CASEBOOK"
	try casebook check
	ended 5 "the trigger event_stays is missing"
}

@test "triggers: one does nothing" {
	worked
	python3 - "$IPTRATE_CASEBOOK" <<-'END' 
		import sqlite3, sys
		db = sqlite3.connect(sys.argv[1])
		db.execute("DROP TRIGGER event_stays")
		db.execute("CREATE TRIGGER event_stays BEFORE DELETE ON event"
		           " BEGIN SELECT 1; END")
		db.commit()
		END
	try casebook check
	refused 5 "the trigger event_stays is not as iptrate makes it"
}

@test "pages: a damaged one" {
	worked
	python3 - "$IPTRATE_CASEBOOK" <<-'END'
	import sqlite3, sys
	path = sys.argv[1]
	db = sqlite3.connect(path)
	page = db.execute("SELECT rootpage FROM sqlite_schema"
	                  " WHERE name = 'decision_of_tag'").fetchone()[0]
	size = db.execute("PRAGMA page_size").fetchone()[0]
	db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	db.close()
	with open(path, "r+b") as f:
	    f.seek((page - 1) * size + 2)
	    f.write(b"\\x7f\\xff\\x7f\\xff")
	END
	try casebook check
	ended 5 "damaged"
}

@test "tags can be found again, and are not looked at" {
	worked
	edit "DELETE FROM hit" "DELETE FROM tag"
	try casebook check
	ended 0 ": sound"
	iptrate -q tag 1
	iptrate casebook check
}

@test "what was changed does not pass as written when it is written anew" {
	worked
	edit "UPDATE turn SET text = 'No.' WHERE session_id = 1 AND n = 4"
	iptrate -q turn text 1 6 'Yes.'
	try casebook check
	refused 5 "the turns of session 1 had been changed outside iptrate before event"
	worked
	edit "UPDATE person SET role = 'trainee' WHERE code = 'RL'"
	iptrate -q person set RL name=Rita
	try casebook check
	ended 5 "had been changed outside iptrate before event"
	# Nor does what was decided on top of it.
	worked
	edit "UPDATE session SET number = 9 WHERE id = 1"
	iptrate -q session set 1 phase=middle
	iptrate -q decide 1 3 reject CLAR --rater RL
	try casebook check
	ended 5 "session 1 had been changed outside iptrate"
}

@test "work goes on soundly: undo, split, merge, tagging again" {
	worked
	iptrate -q turn split 1 1 5 >/dev/null 2>&1 || :
	iptrate -q turn merge 1 3 >/dev/null 2>&1 || :
	iptrate -q turn undo 1
	iptrate -q decide 1 3 withdraw CLAR --rater RL
	iptrate -q tag 1 2
	iptrate -q measure set 1 PHQ-9=9
	iptrate -q session set 2 case=C91
	iptrate -q session remove 2
	iptrate casebook check
}
