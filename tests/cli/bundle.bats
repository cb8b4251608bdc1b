#!/usr/bin/env bats
# What is sent from casebook to casebook: bundle pack, show, verify, open.

load common

# A session here, sent to a colleague's casebook.
sent() {
	small
	iptrate -q bundle pack 1 --kind session --rater TK -o s.zip 2>/dev/null
	other -q bundle open s.zip 2>/dev/null
}

other() {
	iptrate --casebook "$BATS_TEST_TMPDIR/other.db" "$@"
}

# The colleague rates and signs, and sends that back.
returned() {
	{
		other -q decide 1 3 add CLAR --rater RL
		other -q rate 1 --rater RL --role supervisor --set A1=4/3@3
	} >/dev/null
	other -q sign 1 --rater RL --role supervisor --incomplete 'a test' \
		>/dev/null
	other -q bundle pack 1 --kind return --rater RL -o r.zip 2>/dev/null
}

count() {
	"${PYTHON:-python3}" - "$@" <<-END
	import sqlite3, sys
	print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])
	END
}

@test "a session goes to another casebook with all that is said of it" {
	sent
	other show 1 >there.txt
	iptrate show 1 >here.txt
	cmp here.txt there.txt
	[ "$(count other.db 'SELECT count(*) FROM tag')" = \
		"$(count casebook.db 'SELECT count(*) FROM tag')" ]
	other -q casebook check
}

@test "a signed rating comes back, verdicts too, and a second time is nothing new" {
	sent
	returned
	try bundle open r.zip
	ended 0 'took in 1 decision, 1 rating, 1 value, 1 signature from RL'
	iptrate tags 1 | grep -q 'CLAR.*added\|CLAR.*add'
	iptrate score 1 | grep -q 'RL'
	iptrate -q casebook check
	iptrate log 1 | grep -q 'bundle-open.*brought by RL'
	try bundle open r.zip
	ended 0 'nothing new'
	[ "$(count casebook.db 'SELECT count(*) FROM signature')" = 1 ]
	iptrate -q casebook check
}

@test "a signature that came stays good though facts here are others" {
	sent
	returned
	iptrate -q session set 1 phase=termination
	iptrate -q bundle open r.zip 2>/dev/null
	iptrate score 1 | grep -q 'Signed .* by RL'
	! iptrate score 1 | grep -q 'not signed'
}

@test "a dry run tells and changes nothing" {
	sent
	returned
	cp casebook.db before.db
	try bundle open r.zip --dry-run
	ended 0 'would take in'
	[ "$(count casebook.db 'SELECT count(*) FROM decision')" = 0 ]
}

@test "stock tools take it: unzip and sha256sum" {
	sent
	command -v unzip >/dev/null || skip 'no unzip'
	unzip -q s.zip
	cd session-*
	sha256sum -c --strict --quiet tagmanifest-sha256.txt manifest-sha256.txt
}

@test "no word of the session is in a return" {
	sent
	returned
	command -v unzip >/dev/null || skip 'no unzip'
	unzip -q r.zip
	! grep -rqi 'tell me' return-*
	! ls return-*/data/sessions 2>/dev/null
}

@test "a text that was corrected since is told, with the mend" {
	sent
	returned
	iptrate -q turn text 1 3 'What then?'
	try bundle open r.zip
	ended 1 "is about another text"
	[[ "$output" == *"iptrate turn undo"* ]]
	[ "$(count casebook.db 'SELECT count(*) FROM decision')" = 0 ]
	iptrate -q turn undo 1
	iptrate -q bundle open r.zip
}

@test "a code that is somebody else here is told" {
	sent
	other -q person set RL name='R. Lane'
	returned
	iptrate -q person set RL name='Rita Long'
	try bundle open r.zip
	ended 1 'RL is R. Lane in the bundle and Rita Long here'
	[ "$(count casebook.db 'SELECT count(*) FROM decision')" = 0 ]
}

@test "a return does not open where the session is not" {
	sent
	returned
	try --casebook third.db bundle open r.zip
	ended 1 'is not in this casebook'
}

@test "a bundle that was tampered with is told and not taken in" {
	sent
	returned
	"${PYTHON:-python3}" - <<-'END'
	import zipfile
	old = zipfile.ZipFile('r.zip')
	new = zipfile.ZipFile('bad.zip', 'w')
	for name in old.namelist():
	    data = old.read(name)
	    if name.endswith('data/values.tsv'):
	        data = data.replace(b'\t4\t3\t', b'\t5\t5\t')
	    new.writestr(name, data)
	new.close()
	END
	try bundle verify bad.zip
	ended 3 'values.tsv'
	try bundle open bad.zip
	ended 5 'values.tsv'
	[ "$(count casebook.db 'SELECT count(*) FROM decision')" = 0 ]
}

@test "a full disk leaves no file and no word behind" {
	small
	cp casebook.db before.db
	try bundle pack 1 --kind session --rater TK -o /dev/full
	[ "$status" -ne 0 ]
	[ -c /dev/full ]
	try bundle pack 1 --kind session --rater TK -o nowhere/s.zip
	[ "$status" -ne 0 ]
	[ ! -e nowhere ]
}

@test "what must be said is asked for" {
	small
	try bundle pack 1 --rater TK -o s.zip
	refused 2 'to-rate'
	try bundle pack 1 --kind session --rater TK
	refused 2 '-o FILE'
	try bundle pack 1 --kind to-rate --for MB --rater TK -o s.zip
	refused 1 'is not assigned to MB'
	try bundle open missing.zip
	refused 1 'missing.zip'
	printf 'no zip' >text.zip
	try bundle open text.zip
	ended 1
}
