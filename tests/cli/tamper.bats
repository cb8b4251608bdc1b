#!/usr/bin/env bats
# Bundles whose sums fit and whose content does not: each is refused with one
# sentence that names what is wrong, and changes nothing.

load common

other() {
	iptrate --casebook "$BATS_TEST_TMPDIR/other.db" "$@"
}

# A session that was sent, and a return of it with one of everything.
exchange() {
	small
	iptrate -q bundle pack 1 --kind session --rater TK -o s.zip 2>/dev/null
	other -q bundle open s.zip 2>/dev/null
	{
		other -q decide 1 3 add CLAR --rater RL
		other -q decide 1 3 withdraw CLAR --rater RL
		other -q rate 1 --rater RL --role supervisor --set A1=4/3@3
		other -q rate 1 --rater RL --role supervisor --set A1=5/3@3
		other -q sign 1 --rater RL --role supervisor \
			--incomplete 'one item for a test'
		other -q measure set 1 PHQ-9=12
	} >/dev/null
	other -q bundle pack 1 --kind return --rater RL -o r.zip 2>/dev/null
	cp "$IPTRATE_CASEBOOK" empty.db
	said=$(rows)
}

# Everything that was said, counted.
rows() {
	"${PYTHON:-python3}" - "$IPTRATE_CASEBOOK" <<-'END'
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	print([db.execute("SELECT count(*) FROM " + t).fetchone()[0] for t in (
	    "session", "turn", "decision", "rating", "rating_item",
	    "signature", "signed_item", "person", "bundle", "event")])
	END
}

# says FROM TABLE WHAT VALUE [ROW]: refused with one line that holds `says`.
spoilt() {
	local says=$1
	local from=$2

	shift 2
	"${PYTHON:-python3}" "$BATS_TEST_DIRNAME/tamper.py" "$from" bad.zip "$@"
	try bundle open bad.zip
	[ "$status" -ne 0 ]
	[ "$(grep -vc 'nobody that is known' <<<"$output")" -eq 1 ]
	[[ "$output" == *"$says"* ]]
	[ "$(rows)" = "$said" ]
}

@test "cells that cannot be" {
	exchange
	spoilt "decisions.tsv:2: 'verdict'" r.zip decisions.tsv verdict maybe
	spoilt "decisions.tsv:2: 'origin'" r.zip decisions.tsv origin XYZ
	spoilt "decisions.tsv:2: 'row'" r.zip decisions.tsv row -4
	spoilt "decisions.tsv:2: 'row'" r.zip decisions.tsv row 007
	spoilt "decisions.tsv:2: 'at'" r.zip decisions.tsv at tomorrow
	spoilt "decisions.tsv:2: 'at'" r.zip decisions.tsv at 99999999999999
	spoilt "decisions.tsv:2: 'rater'" r.zip decisions.tsv rater '\N'
	spoilt "decisions.tsv:2: 'technique'" r.zip decisions.tsv technique \
		$'C\e[31m'
	spoilt "values.tsv:2: 'extent'" r.zip values.tsv extent 6
	spoilt "values.tsv:2: 'evidence'" r.zip values.tsv evidence '3;5'
	spoilt "values.tsv:2: 'places'" r.zip values.tsv places '3:0'
	spoilt "ratings.tsv:2: 'role'" r.zip ratings.tsv role king
	spoilt "signatures.tsv:2: 'sha256'" r.zip signatures.tsv sha256 abc
	spoilt "sessions.tsv:2: 'phase'" r.zip sessions.tsv phase late
}

@test "tables that cannot be" {
	exchange
	spoilt "decisions.tsv:4: has 1 cells" r.zip decisions.tsv -line x
	spoilt "the first line does not name" r.zip decisions.tsv -cut reason
	spoilt "decisions.tsv:2: 'reason'" r.zip decisions.tsv reason 'a\x'
	spoilt "the first line does not name" r.zip values.tsv -text ''
	spoilt "is not UTF-8" r.zip decisions.tsv technique $'\udcff' ||
		spoilt "decisions.tsv" r.zip decisions.tsv technique $'\xff'
	spoilt "kind that this version" r.zip Iptrate-Kind -fact parcel
}

@test "rows that do not belong together" {
	exchange
	spoilt "takes_back_origin" r.zip decisions.tsv -drop 1
	spoilt "takes_back_origin" r.zip decisions.tsv takes_back_row 99 2
	spoilt "not what was signed" r.zip values.tsv extent 3 2
	spoilt "not what was signed" r.zip values.tsv comment 'well done' 2
	spoilt "not what was signed" r.zip signatures.tsv verdict pass
	spoilt "not what was signed" r.zip signatures.tsv at 5
	spoilt "not what was signed" r.zip signatures.tsv signer XX
	spoilt "not what was signed" r.zip signed.tsv -drop 1
	spoilt "signed" r.zip signed.tsv value_row 77
	spoilt "values" r.zip ratings.tsv -drop 1
	spoilt "turn 99" r.zip decisions.tsv place 99
	spoilt "turn 99" r.zip values.tsv places '3:99'
	spoilt "not one of the items" r.zip values.tsv item Z9 ||
		spoilt "item" r.zip values.tsv item Z9
	spoilt "rubric" r.zip ratings.tsv rubric \
		0000000000000000000000000000000000000000000000000000000000000000
}

@test "sessions that are not what they say" {
	exchange
	rm -f "$IPTRATE_CASEBOOK"*
	iptrate -q import "$samples/s21.txt" >/dev/null
	said=$(rows)
	spoilt "hash of a session's turns" s.zip turns.tsv text 'Other words.' 3
	spoilt "hash of a session's turns" s.zip turns.tsv role patient 1
	spoilt "out of order" s.zip turns.tsv n 7 2
	spoilt "turns" s.zip turns.tsv speaker 9 2
	spoilt "hash of a session's file" s.zip source -text 'T: Hello.'
	spoilt "turns" s.zip turns.tsv -drop 12
}

@test "what is here cannot be changed by another row of the same number" {
	exchange
	iptrate -q bundle open r.zip 2>/dev/null
	said=$(rows)
	spoilt "'verdict' of a row is another" r.zip decisions.tsv verdict reject
	spoilt "'extent' of a row is another" r.zip values.tsv extent 1
	spoilt "'meaning' of a row is another" r.zip signatures.tsv meaning no
	spoilt "'rater' of a row is another" r.zip decisions.tsv rater TK
	# A row that says it was made here.
	home=$("${PYTHON:-python3}" -c "import sqlite3
print(sqlite3.connect('$IPTRATE_CASEBOOK').execute('SELECT id FROM stamp').fetchone()[0])")
	spoilt "made in this casebook" r.zip decisions.tsv origin "$home"
}
