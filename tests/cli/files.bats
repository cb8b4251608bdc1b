# What lies beside a casebook, goes out of it and comes back: backups, exports
# that must not go over other files, special files, and answers that cannot be
# given.  What happens to an open screen is in tests/tui/files.bats.

load common

# Holds the casebook open until `let_go`, so that its log stays beside it.
hold() {
	rm -f held
	mkfifo go
	python3 - "$IPTRATE_CASEBOOK" <<'PYTHON' 3>&- &
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('BEGIN')
db.execute('SELECT count(*) FROM event').fetchall()
open('held', 'w').close()
open('go').read()
PYTHON
	holder=$!
	until [ -e held ]; do sleep 0.02; done
}

let_go() {
	kill -9 "$holder"
	wait "$holder" 2>/dev/null || true
	rm -f go
}

decided() {
	iptrate --casebook "$1" log --json | json "" |
		grep -o '"verb": "decide"' | wc -l
}

another() {
	printf 'T: Hello there.\nP: A row.\n' >"$1.txt"
	iptrate -q import "$1.txt" >/dev/null
}

@test "a backup is whole, checked, private, and comes back" {
	small
	iptrate -q decide 1 9 accept RISK --rater RL
	hold
	iptrate -q decide 1 9 accept RISK --rater EE
	# what is only in the log yet belongs to it
	try casebook backup copy.db
	ended 0 "wrote copy.db, a sound copy of"
	let_go
	[ "$(stat -c %a copy.db)" = 600 ]
	[ "$(decided copy.db)" -eq 2 ]
	another a
	try casebook restore copy.db
	ended 0 "what was there before is kept in $IPTRATE_CASEBOOK.before-restore-"
	[ "$(iptrate session list --json | json ".__len__()")" = 1 ]
	[ "$(iptrate log --json | json "[-1]['verb']")" = restore ]
	kept=$(ls "$IPTRATE_CASEBOOK".before-restore-*)
	[ "$(stat -c %a "$kept")" = 600 ]
	try casebook restore "$kept" --json
	[ "$(json "['restored']" <<<"$output")" = "$kept" ]
	[ "$(iptrate session list --json | json ".__len__()")" = 2 ]
	[ "$(iptrate log --json | json "[-2]['verb']")" = import ]
}

@test "a backup goes over an earlier one of the same casebook, nothing else" {
	small
	iptrate -q casebook backup copy.db
	another a
	iptrate -q casebook backup copy.db
	[ "$(iptrate --casebook copy.db session list --json |
		json ".__len__()")" = 2 ]
	# by now it is a casebook in use
	try casebook backup copy.db
	refused 4 "copy.db is a casebook in use, or a backup of another"
	echo notes >notes.txt
	ln -s "$IPTRATE_CASEBOOK" link.db
	ln "$IPTRATE_CASEBOOK" hard.db
	for wrong in notes.txt link.db hard.db "$IPTRATE_CASEBOOK" .; do
		try casebook backup "$wrong"
		refused 4
	done
	[ "$(cat notes.txt)" = notes ]
	IPTRATE_CASEBOOK=$PWD/other.db iptrate -q import small.txt >/dev/null
	IPTRATE_CASEBOOK=$PWD/other.db iptrate -q casebook backup theirs.db
	try casebook backup theirs.db
	refused 4 "a backup of another one"
	try casebook backup /nowhere/at/all.db
	refused 1 "/nowhere/at/all.db: the copy cannot be made"
	not ls ./*.part* 2>/dev/null
}

@test "restore refuses what is no casebook, damaged, newer or in use" {
	small
	iptrate -q casebook backup copy.db
	before=$(cksum <"$IPTRATE_CASEBOOK")
	echo notes >notes.txt
	head -c 100000 copy.db >cut.db
	cp copy.db newer.db
	python3 -c 'import sqlite3
db = sqlite3.connect("newer.db"); db.execute("PRAGMA user_version = 999")
db = sqlite3.connect("ours.db"); db.execute("CREATE TABLE a (b)")
db.execute("PRAGMA application_id = 1230001234")'
	for wrong in notes.txt cut.db newer.db ours.db; do
		try casebook restore "$wrong"
		refused 5 "$wrong"
	done
	try casebook restore missing.db
	refused 1 "missing.db is not there"
	try casebook restore "$IPTRATE_CASEBOOK"
	refused 1 "is the casebook itself"
	[ "$(cksum <"$IPTRATE_CASEBOOK")" = "$before" ]
	hold
	try casebook restore copy.db
	refused 4 "is open in process $holder"
	let_go
	try casebook restore copy.db
	ended 0
	rm "$IPTRATE_CASEBOOK"
	try casebook restore copy.db
	ended 0
	[[ "$output" != *"kept in"* ]]
	try --casebook ours.db session list
	refused 5 "is another program's SQLite file"
}

@test "restore takes the old log away with its file" {
	small
	iptrate -q casebook backup copy.db
	hold
	iptrate -q decide 1 9 accept RISK --rater RL
	let_go
	[ -s "$IPTRATE_CASEBOOK-wal" ]
	iptrate -q casebook restore copy.db
	[ "$(decided "$IPTRATE_CASEBOOK")" -eq 0 ]
	[ "$(decided "$(ls "$IPTRATE_CASEBOOK".before-restore-*[0-9Z])")" -eq 1 ]
}

@test "a log left by a kill is read with its file, and with no other" {
	small
	cp "$IPTRATE_CASEBOOK" old.db
	another a
	cp "$IPTRATE_CASEBOOK" same.db
	hold
	iptrate -q decide 1 9 accept RISK --rater RL
	let_go
	cp "$IPTRATE_CASEBOOK-wal" log
	cp same.db "$IPTRATE_CASEBOOK"
	try person list
	ended 0 RL
	[ "${#lines[@]}" -eq 2 ]
	for way in cp mv 'ln -f'; do
		rm -f "$IPTRATE_CASEBOOK"*
		cp old.db copy.db
		cp log "$IPTRATE_CASEBOOK-wal"
		$way copy.db "$IPTRATE_CASEBOOK"
		try casebook check
		ended 0 "kept in $IPTRATE_CASEBOOK.wal-aside-"
		ended 0 sound
		cmp log "$IPTRATE_CASEBOOK".wal-aside-*
		[ "$(iptrate session list --json | json ".__len__()")" = 1 ]
	done
	# another casebook altogether
	rm -f "$IPTRATE_CASEBOOK"*
	iptrate -q import small.txt >/dev/null
	cp log "$IPTRATE_CASEBOOK-wal"
	try casebook check
	ended 0 "kept in"
	ended 0 sound
	# none
	rm -f "$IPTRATE_CASEBOOK"*
	cp log "$IPTRATE_CASEBOOK-wal"
	try session list
	refused 1 "there is no casebook"
	cmp log "$IPTRATE_CASEBOOK-wal"
	try import small.txt
	ended 0 "kept in"
	cmp log "$IPTRATE_CASEBOOK".wal-aside-*
}

@test "eight writers and kills at any moment: no log is taken for a stranger's" {
	small
	writer() {
		for i in 1 2 3 4 5 6 7 8; do
			timeout -s KILL "0.0$((RANDOM % 9 + 1))" "$program" -q \
				decide 1 9 accept RISK --rater "W$1" \
				>/dev/null 2>&1 || true
			iptrate decide 1 9 accept RISK --rater "W$1" \
				--reason "$i" >>"said.$1" 2>>complaints
		done
	}
	for k in 1 2 3 4 5 6 7 8; do writer $k 3>&- & done
	wait
	not ls "$IPTRATE_CASEBOOK".* 2>/dev/null
	iptrate casebook check
	# whoever was told "accepted" finds it
	for k in 1 2 3 4 5 6 7 8; do
		[ "$(iptrate show 1 --json | json "" |
			grep -o "\"rater\": \"W$k\"" | wc -l)" -ge \
			"$(wc -l <"said.$k")" ]
	done
}

@test "an export replaces an earlier one, and asks before anything else" {
	small
	for ending in xlsx csv json; do
		iptrate -q export 1 -o "x.$ending"
		iptrate -q export 1 -o "x.$ending"
		[ "$(stat -c %a "x.$ending")" = 600 ]
		cp small.txt "mine.$ending"
		try export 1 -o "mine.$ending"
		refused 4 "mine.$ending is there and is no earlier export"
		cmp small.txt "mine.$ending"
		iptrate -q export 1 -o "mine.$ending" --force
		not cmp -s small.txt "mine.$ending"
		: >"empty.$ending"
		iptrate -q export 1 -o "empty.$ending"
	done
	cp small.txt kept.txt
	ln -s kept.txt link.csv
	try export 1 -o link.csv
	refused 4 "link.csv is a link"
	iptrate -q export 1 -o link.csv --force
	cmp small.txt kept.txt
	[ ! -L link.csv ]
}

@test "an export never goes over a casebook, by whatever name" {
	small
	hold
	iptrate -q decide 1 9 accept RISK --rater RL
	ln "$IPTRATE_CASEBOOK" hard.csv
	ln -s "$IPTRATE_CASEBOOK" soft.json
	ln "$IPTRATE_CASEBOOK-wal" wal.csv
	ln "$IPTRATE_CASEBOOK-shm" shm.csv
	cp "$IPTRATE_CASEBOOK" other.xlsx
	cp "$IPTRATE_CASEBOOK-wal" otherwal.csv
	for target in hard.csv soft.json wal.csv shm.csv other.xlsx \
		otherwal.csv; do
		before=$(cksum <"$target")
		for force in '' --force; do
			try export 1 -o "$target" $force
			refused 4 "$target is a casebook"
		done
		[ "$(cksum <"$target")" = "$before" ]
	done
	let_go
	try casebook check
	ended 0 sound
	[ "$(decided "$IPTRATE_CASEBOOK")" -eq 1 ]
}

@test "the history tells of each export, and the date makes two alike" {
	small
	unset SOURCE_DATE_EPOCH
	for ending in xlsx csv json; do
		iptrate -q export 1 -o "a.$ending" --date 2026-01-31
		iptrate -q export 1 -o "b.$ending" --date 2026-01-31
		cmp "a.$ending" "b.$ending"
	done
	iptrate -q export 1 -o a.json --with-transcript --date 2026-01-31
	grep -q '"created": "2026-01-31T00:00:00Z"' a.json
	try log 1
	[ "$(grep -c " export " <<<"$output")" -eq 7 ]
	ended 0 "JSON, with the transcript"
	[[ "$output" != *"a.json"* ]]
	for wrong in yesterday 2026-02-30 31.1.2026; do
		try export 1 -o a.json --date "$wrong"
		refused 2 "--date must be a day such as 2026-11-30"
	done
	# from what may only be read, too
	iptrate -q casebook backup ro.db
	if [ "$(id -u)" -ne 0 ]; then
		chmod 400 ro.db
		try --casebook ro.db export 1 -o a.json
		ended 0 "does not stand in its history"
	fi
}

@test "a table opens in a spreadsheet, and is read back by nobody as one cell" {
	printf '# case: Ü7\nT: Wie war das für dich?\nP: Schön.\n' >u.txt
	iptrate -q import u.txt >/dev/null
	iptrate -q export 1 -o u.csv
	[ "$(head -c 3 u.csv | od -An -tx1 | tr -d ' ')" = efbbbf ]
	python3 -c 'import csv
rows = list(csv.DictReader(open("u.csv", encoding="utf-8-sig")))
assert rows[0]["record"] and rows[0]["case"] == "Ü7", rows[0]'
}

@test "a byte order mark is no letter of what we read" {
	mkdir gold
	{ printf '\357\273\277'; cat "$BATS_TEST_DIRNAME/small.txt"; } \
		>gold/s.txt
	printf '\357\273\277turn\trater\tcodes\n9\tan\tRISK\n' \
		>gold/s.codes.tsv
	printf '\357\273\277item\textent\tquality\nA1\t4\t3\n' >r.tsv
	iptrate -q import gold/s.txt >/dev/null
	[ "$(iptrate session show 1 --json | json "['case']")" = C90 ]
	iptrate rate 1 --rater RL --role peer --file r.tsv >/dev/null
	iptrate score 1 --rater RL --json | grep -q '"extent": 4'
	try evaluate gold --draws 20
	ended 0 "1 session"
}

@test "a pipe or a device without an end is refused at once" {
	small
	mkfifo pipe
	for line in "import pipe" "transcript pipe" "transcript /dev/zero" \
		"import /dev/zero" "rate 1 --rater a --role peer --file pipe" \
		"rate 1 --rater a --role peer --file /dev/zero" \
		"--rubric pipe score 1" "--rubric /dev/zero score 1" \
		"--codebook pipe show 1" "--codebook /dev/urandom show 1" \
		"codebook check pipe" "rubric check /dev/zero" \
		"--casebook pipe session list" \
		"--casebook /dev/zero session list" \
		"casebook restore pipe" "casebook backup pipe"; do
		run timeout 20 "$program" $line
		echo "$line: $status $output"
		[ "$status" -ne 124 ] && [ "$status" -ne 0 ]
		[ "${#lines[@]}" -eq 1 ]
	done
	rm -f "$IPTRATE_CASEBOOK-wal"
	mkfifo "$IPTRATE_CASEBOOK-wal"
	run timeout 20 "$program" show 1
	refused 1 "special file"
	rm "$IPTRATE_CASEBOOK-wal"
	mkfifo "$IPTRATE_CASEBOOK.lock"
	run timeout 20 "$program" -q decide 1 9 accept RISK --rater RL
	[ "$status" -eq 0 ]
	# what the shell hands over has a writer
	[ "$(iptrate transcript <(cat small.txt) --json |
		json "['turns'].__len__()")" = 12 ]
	[ "$(iptrate transcript /dev/stdin --json <small.txt |
		json "['turns'].__len__()")" = 12 ]
}

@test "an answer that cannot be printed: what was asked for stands" {
	[ -e /dev/full ] || skip "there is no /dev/full"
	small
	said() {
		status=0
		"$program" "$@" >/dev/full 2>said || status=$?
		output=$(cat said)
		mapfile -t lines <said
	}
	for line in "decide 1 9 accept RISK --rater RL" \
		"decide 1 --undo --rater RL" \
		"rate 1 --rater RL --role peer --set A1=3/3" \
		"decide 1 9 add CLAR --rater RL"; do
		said $line
		refused 1 "it is saved and stands; only the answer could not"
	done
	said decide 1 9 accept RISK --rater RL --json
	[[ "$output" == '{"error": "it is saved and stands'* ]]
	said show 1
	refused 1 "standard output: cannot write"
	[[ "$output" != *stands* ]]
	try show 1
	ended 0 accepted
}

@test "the note of who holds the casebook has no words of people" {
	small
	cat >watch.py <<'PYTHON'
import os, subprocess, sys
lock = os.environ['IPTRATE_CASEBOOK'] + '.lock'
# an import is long enough to be looked at
child = subprocess.Popen([sys.argv[1], '-q', 'import', '--case',
                          'C-secret', *sys.argv[2:]],
                         stdout=subprocess.DEVNULL)
text = ''
while child.poll() is None:
    try:
        text = open(lock).read() or text
    except OSError:
        pass
print(text, end='')
PYTHON
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		sed "s/a row/row $i/" "$samples/s01.txt" >"secret-$i.txt"
		echo "P: $i" >>"secret-$i.txt"
	done
	python3 watch.py "$program" secret-*.txt >note
	cat note
	[ "$(wc -l <note)" -eq 3 ]
	[ "$(sed -n 2p note)" = "$(hostname)" ]
	[ "$(sed -n 3p note)" = "iptrate import" ]
}

@test "that others can read the casebook is told once in a session" {
	small
	export XDG_RUNTIME_DIR=$PWD/run
	chmod 640 "$IPTRATE_CASEBOOK"
	run setsid -w bash -c "'$program' show 1 2>&1 >/dev/null
		'$program' decide 1 9 accept RISK --rater RL 2>&1 >/dev/null"
	[ "$(grep -c "others on this computer" <<<"$output")" -eq 1 ]
	[[ "$output" == *"chmod 600 $IPTRATE_CASEBOOK"* ]]
	run setsid -w bash -c "'$program' show 1 2>&1 >/dev/null"
	[[ "$output" == *"others on this computer"* ]]
	chmod 600 "$IPTRATE_CASEBOOK"
	mkdir -m 755 open
	mv "$IPTRATE_CASEBOOK" open/c.db
	run setsid -w "$program" --casebook open/c.db session list
	[[ "$output" == *"look into the casebook's folder open"* ]]
	chmod 700 open
	run setsid -w "$program" --casebook open/c.db session list
	[[ "$output" != *"others"* ]]
}

@test "a turn is a number in every workbook, and the signature has its zone" {
	[ -n "${PYTHON-}" ] || skip "no Python with openpyxl"
	small
	for with in '' --with-transcript; do
		iptrate -q export 1 $with -o e.xlsx
		"$PYTHON" - "$with" <<'PYTHON'
import openpyxl, sys
book = openpyxl.load_workbook('e.xlsx')
for row in book['Evidence'].iter_rows(min_row=2, min_col=3, max_col=3):
    assert row[0].data_type == 'n', row[0].value
    link = row[0].hyperlink
    assert bool(link) == bool(sys.argv[1]), link
assert 'Signed (UTC)' in [cell.value for cell in book['Summary'][4]]
PYTHON
	done
}
