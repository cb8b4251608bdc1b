#!/usr/bin/env bats
# What is sent from casebook to casebook: bundle pack, show, verify, open.

load common

# A session here, sent to a colleague's casebook.
sent() {
	small
	iptrate -q bundle pack 1 --kind session --rater TK -o s.zip 2>/dev/null
	other -q bundle open s.zip 2>/dev/null
}

teardown() {
	umount full 2>/dev/null || true
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
	! iptrate score 1 | grep -q 'not signed' || false
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
	! grep -rqi 'tell me' return-* || false
	! ls return-*/data/sessions 2>/dev/null || false
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

@test "nothing that is no bundle is written over" {
	small
	cp small.txt mine.txt
	cp casebook.db other.db
	: >empty.zip
	for file in mine.txt other.db casebook.db; do
		try bundle pack 1 --kind session --rater TK -o "$file"
		[ "$status" -eq 4 ]
		[[ "$output" == *"$file: is there and is no bundle"* ]]
	done
	cmp mine.txt small.txt
	cmp other.db casebook.db
	for _ in 1 2; do
		iptrate -q bundle pack 1 --kind session --rater TK \
			-o empty.zip 2>/dev/null
	done
	[ "$(stat -c %a empty.zip)" = 600 ]
	iptrate -q bundle verify empty.zip >/dev/null
}

@test "what is refused begins no casebook" {
	small
	printf 'no zip' >text.zip
	try --casebook new.db bundle open text.zip
	[ "$status" -ne 0 ]
	[ ! -e new.db ]
}

@test "a rubric that is not at hand comes along, and is taken in" {
	sent
	cp -r "$top/rubrics" theirs
	sed -i 's/name: Opens on the interval/name: Opens on last week/; s/^version: .*/version: 1.2.0-ours/' \
		theirs/ipt-core.yaml
	IPTRATE_RUBRICS=$PWD/theirs returned
	iptrate -q bundle open r.zip 2>/dev/null
	[ "$(count casebook.db 'SELECT count(*) FROM rubric_version
		WHERE text LIKE "%last week%"')" = 1 ]
	iptrate score 1 | grep -q 'RL (supervisor, ipt-core 1.2.0-ours)'
	iptrate -q casebook check
}

@test "a clock that runs backwards does not turn round what was said" {
	sent
	SOURCE_DATE_EPOCH=1795000000 returned
	iptrate tags 1 >before.txt
	SOURCE_DATE_EPOCH=1790000000 iptrate -q bundle open r.zip 2>/dev/null
	# Taken back here, later, by a clock that is a month behind.
	SOURCE_DATE_EPOCH=1792000000 iptrate -q decide 1 3 withdraw CLAR \
		--rater RL >/dev/null
	iptrate tags 1 >after.txt
	cmp before.txt after.txt
	# There, too.
	SOURCE_DATE_EPOCH=1792000000 iptrate -q bundle pack 1 --kind return \
		--rater TK -o back.zip 2>/dev/null
	SOURCE_DATE_EPOCH=1792000000 other -q bundle open back.zip 2>/dev/null
	other tags 1 >there.txt
	cmp before.txt there.txt
	iptrate -q casebook check
	other -q casebook check
}

@test "a full disk while packing or opening: a sentence, nothing half done" {
	sent
	returned
	mkdir full
	mount -t tmpfs -o size=192k tmpfs full 2>/dev/null ||
		skip 'no file system of 192 KiB can be mounted here'
	head -c 188416 /dev/urandom >full/ballast
	run iptrate bundle pack 1 --kind session --rater TK -o full/s.zip
	echo "$output"
	[ "$status" -ne 0 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ "$output" == *"No space left"* ]]
	[ "$(ls full)" = ballast ]
	rm full/ballast
	# The casebook itself is on it.
	head -c 100000 /dev/urandom >full/ballast
	try --casebook full/new.db bundle open s.zip
	[ "$status" -ne 0 ]
	[[ "$output" == *"full"* ]]
	iptrate -q bundle open r.zip 2>/dev/null
}

# What stands in the folder of temporary files, and beside what is written.
left() {
	ls -A tmp out
}

@test "killed at any moment while packing, nothing is left but whole files" {
	small
	mkdir tmp out
	export TMPDIR=$PWD/tmp
	for i in {1..24}; do
		timeout -s KILL "$(printf '0.%03d' $((i * 6)))" "$program" \
			-q bundle pack 1 --kind session --rater TK \
			-o out/k.zip 2>/dev/null || true
		if [ -e out/k.zip ]; then
			iptrate -q bundle verify out/k.zip >/dev/null
			rm out/k.zip
		fi
		[ "$(left)" = $'out:\n\ntmp:' ]
	done
	iptrate -q casebook check
	iptrate -q bundle pack 1 --kind session --rater TK -o out/k.zip \
		2>/dev/null
}

@test "killed at any moment while opening, all is here or nothing" {
	sent
	returned
	iptrate -q key new --rater TK --no-passphrase
	iptrate -q bundle pack 1 --kind session --rater TK --to TK -o e.zip
	mkdir tmp out
	export TMPDIR=$PWD/tmp
	for i in {1..16}; do
		cp casebook.db out/k.db
		timeout -s KILL "$(printf '0.%03d' $((i * 30)))" "$program" \
			--casebook out/k.db -q bundle open r.zip \
			2>/dev/null >&2 || true
		# Decision, value and signature came together, or none.
		[[ "$(count out/k.db 'SELECT (SELECT count(*) FROM decision) ||
			(SELECT count(*) FROM rating_item) ||
			(SELECT count(*) FROM signature)')" =~ ^(000|111)$ ]]
		iptrate --casebook out/k.db -q casebook check
		rm -f out/k.db*
		# What was encrypted, into a casebook that is not there yet.
		timeout -s KILL "$(printf '0.%03d' $((i * 30)))" "$program" \
			--casebook out/n.db -q bundle open e.zip.age \
			--rater TK 2>/dev/null >&2 || true
		[ "$(ls -A tmp)" = "" ]
		rm -f out/n.db*
	done
}

@test "show lists each session with who said what, and nothing of a sealed one" {
	small
	iptrate -q decide 1 3 add CLAR --rater RL >/dev/null
	iptrate -q rate 1 --rater RL --role supervisor --set A1=4/3@3 >/dev/null
	iptrate -q rate 1 --rater TK --role self --set A1=5/5@3 --seal \
		--incomplete 'a test' >/dev/null 2>&1
	iptrate -q bundle pack 1 --kind session --rater RL -o s.zip 2>/dev/null
	other bundle show s.zip >shown
	grep -q '^session    C90/6, not here yet$' shown
	grep -q '^           a rating by TK (self), sealed$' shown
	grep -q '^           a rating by RL (supervisor), not signed$' shown
	grep -q '^           1 decision by RL$' shown
	iptrate -q sign 1 --rater RL --role supervisor --incomplete 'a test' \
		>/dev/null
	iptrate -q bundle pack 1 --kind return --rater RL -o r.zip 2>/dev/null
	iptrate bundle show r.zip >shown
	grep -q '^session    C90/6, here as session 1$' shown
	grep -q 'by RL (supervisor), version 1, declared$' shown
	[ "$(iptrate bundle show r.zip --json | json "['sessions'][0]['here']")" = 1 ]
	# who rates it blind to others' ratings learns nothing of them
	iptrate -q person set IR role=assessor
	iptrate -q assign 1 --to IR --blind ratings
	iptrate --user IR bundle show r.zip >shown
	not grep -q 'RL (supervisor)' shown
	grep -q 'what was said of it is hidden' shown
}
