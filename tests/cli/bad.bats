# Bad input: each gives one sentence that says what, where and how to mend
# it, the right exit code, and changes nothing.

load common

# No session came into the casebook, if there is one.
nothing_stored() {
	if [ ! -e "$IPTRATE_CASEBOOK" ]; then
		[ "${1-0}" = 0 ]
		return
	fi
	[ "$(iptrate session list --json | json ".__len__()")" = "${1-0}" ]
}

@test "a missing file" {
	try import missing.txt
	refused 1 "missing.txt: "
	nothing_stored
}

@test "a folder" {
	mkdir talks
	try import talks
	refused 1 "talks: no transcript in this folder"
}

@test "an empty file" {
	: >empty.txt
	try import empty.txt
	refused 1 "empty.txt: the file is empty"
	nothing_stored
}

@test "a binary file" {
	head -c 4000 "$program" >talk.txt
	try import talk.txt
	refused 1 "talk.txt: "
	nothing_stored
}

@test "a truncated file of two bytes a letter" {
	printf 'T: What happened?\nP: A row.\n' | iconv -t UTF-16 >whole.txt
	head -c -1 whole.txt >cut.txt
	try import cut.txt
	[ "$status" -le 1 ]
	[[ "$output" == *"cut.txt"* ]]
	head -c 3 "$samples/s01.txt" >three.txt
	try import three.txt
	refused 1 "three.txt: "
}

@test "an encoding nobody knows" {
	printf '\001\002\003\004T: \377\376\200\n\005\006' >odd.txt
	try import odd.txt
	refused 1 "odd.txt: "
	nothing_stored
}

@test "no therapist to be found" {
	printf 'Ana: hello\nBo: hi\nAna: yes\n' >ab.txt
	try import ab.txt
	refused 1 "ab.txt: "
	[[ "$output" == *"--therapist"* && "$output" == *Ana* ]]
	nothing_stored
	try import ab.txt --therapist Ana
	ended 0
	nothing_stored 1
}

@test "a rating of 6" {
	small
	try rate 1 --rater RL --role self --set C3=6/3
	refused 1 "extent 6 is not on the scale of 1 to 5"
}

@test "a decision on a turn that is not there" {
	small
	try decide 1 500 accept RISK --rater RL
	refused 1 "session 1 has no turn 500 (it has 12)"
}

@test "a casebook of a newer version" {
	command -v sqlite3 >/dev/null || command -v python3 >/dev/null || skip
	small
	python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1]); c.execute("pragma journal_mode = delete")
c.execute("pragma user_version = 999"); c.commit()' "$IPTRATE_CASEBOOK"
	cp "$IPTRATE_CASEBOOK" before.db
	try session list
	refused 5 "$IPTRATE_CASEBOOK"
	cmp before.db "$IPTRATE_CASEBOOK"
}

@test "a foreign SQLite file" {
	python3 -c 'import sqlite3
c = sqlite3.connect("other.db"); c.execute("create table t (x)"); c.commit()'
	cp other.db before.db
	try --casebook other.db session list
	refused 5 "other.db"
	cmp before.db other.db
}

@test "a file that is no casebook at all, and a damaged one" {
	cp "$samples/s01.txt" talk.db
	try --casebook talk.db session list
	refused 5 "talk.db"
	cmp talk.db "$samples/s01.txt"
	small
	head -c 5000 "$IPTRATE_CASEBOOK" >cut.db
	try --casebook cut.db session list
	refused 5 "cut.db"
}

@test "a casebook that another process holds" {
	small
	python3 -c 'import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("begin exclusive"); print("held", flush=True); time.sleep(60)' \
		"$IPTRATE_CASEBOOK" >held &
	holder=$!
	until [ -s held ]; do sleep 0.05; done
	cp "$samples/s01.txt" .
	try import s01.txt
	kill $holder
	refused 4 "$IPTRATE_CASEBOOK"
}

@test "a casebook in a folder that cannot be written" {
	try --casebook /proc/none/casebook.db import "$samples/s01.txt"
	[ "$status" -eq 1 ] || [ "$status" -eq 4 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ "$output" == *"/proc/none"* ]]
	: >file
	try --casebook file/casebook.db session list
	[ "$status" -ne 0 ]
	[[ "$output" == *"file"* && ${#lines[@]} -eq 1 ]]
}

@test "a read-only folder" {
	mkdir locked
	chmod 555 locked
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip "run as root"
		box=$(mktemp -d)
		chmod 755 "$box"
		cp "$program" "$samples/s01.txt" "$box"
		cp -r "$top/rubrics" "$box"
		chmod -R a+rX "$box"
		mkdir "$box/locked"
		run setpriv --reuid=65534 --clear-groups "$box/iptrate" \
			--rubrics "$box/rubrics" \
			--casebook "$box/locked/c.db" import "$box/s01.txt"
		rm -rf "$box"
	else
		run "$program" --casebook locked/c.db import "$samples/s01.txt"
	fi
	echo "$output"
	refused 4 "locked"
}

# The program as somebody who is not root, in a folder that all may enter.
unprivileged() {
	if [ "$(id -u)" -ne 0 ]; then
		run "$program" "$@"
	else
		run setpriv --reuid=65534 --clear-groups "$box/iptrate" \
			--rubrics "$box/rubrics" "$@"
	fi
	echo "$output"
}

make_box() {
	box=$BATS_TEST_TMPDIR/box
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip "run as root"
		box=$(mktemp -d)
		chmod 755 "$box"
		cp "$program" "$box"
		cp -r "$top/rubrics" "$box"
		chmod -R a+rX "$box"
	fi
	mkdir -p "$box/shelf"
}

@test "a read-only casebook is read, not written, and not spoilt" {
	small
	make_box
	cp "$IPTRATE_CASEBOOK" "$box/shelf/c.db"
	chmod 444 "$box/shelf/c.db"
	[ "$(id -u)" -ne 0 ] || chown -R 65534 "$box/shelf"
	for mode in 755 555; do
		chmod $mode "$box/shelf"
		unprivileged --casebook "$box/shelf/c.db" session list
		[ "$status" -eq 0 ]
		unprivileged --casebook "$box/shelf/c.db" \
			decide 1 1 add CLAR --rater RL
		refused 4 "c.db cannot be written"
		[ "$(ls "$box/shelf")" = c.db ]
	done
	cmp "$IPTRATE_CASEBOOK" "$box/shelf/c.db"
	unprivileged --casebook "$box/shelf/c.db" export 1 -o "$box/shelf/x.csv"
	refused 4 "name a file or folder you may write to"
	mkdir "$box/out"
	[ "$(id -u)" -ne 0 ] || chown 65534 "$box/out"
	unprivileged --casebook "$box/shelf/c.db" export 1 -o "$box/out/x.csv"
	ended 0 "this export does not stand in its history"
	[ -s "$box/out/x.csv" ]
	chmod 755 "$box/shelf"
	echo filed >"$box/shelf/x.csv"
	chmod 444 "$box/shelf/x.csv"
	unprivileged --casebook "$box/shelf/c.db" export 1 -o "$box/shelf/x.csv"
	refused 4 "x.csv"
	[ "$(cat "$box/shelf/x.csv")" = filed ]
	[ "$(id -u)" -ne 0 ] || rm -rf "$box"
}

@test "a full disk" {
	small
	ln -s /dev/full full.csv
	try export 1 -o full.csv
	refused 1 "full.csv"
	run bash -c "'$program' show 1 >/dev/full"
	refused 1 "No space left on device"
}

@test "what is hidden in a file's name is shown where it is complained of" {
	for name in $'a\u200bb.txt' $'a\u202eb.txt' $'a\u00adb.txt' \
		    $'a\033b.txt' $'a\u009bb.txt'; do
		run iptrate transcript "$name"
		[ "$status" -eq 1 ]
		[[ "$output" == *"a�b.txt: there is no such file"* ]]
	done
	printf 'SQLite format 3\0' >$'a\nb.txt'
	run iptrate transcript $'a\nb.txt'
	[ "$status" -eq 1 ]
	[[ "$output" == "iptrate: a b.txt: this is a database"* ]]
	[ "${#lines[@]}" -eq 1 ]
}
