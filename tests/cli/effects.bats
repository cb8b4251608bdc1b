# What an option, a batch, a transaction and a table's columns must do: each
# of these could once be broken without any test that saw it.

load common

# "middle role-dispute 6 16" of a session.
facts() {
	iptrate session list --json | json "[$1 - 1]" |
		python3 -c 'import json, sys
s = json.load(sys.stdin)
print(s["phase"], s["focus"], s["number"], s["planned"])'
}

# Every tag of a session, one a line.
tags_of() {
	iptrate tags "$1" --json | python3 -c 'import json, sys
for t in json.load(sys.stdin)["tags"]:
    print(t["turn"], t["technique"], t["strength"])'
}

@test "phase, focus and numbers given to import are those of the session" {
	printf 'T: Hello.\nP: Hello.\n' >plain.txt
	iptrate -q import plain.txt --case C1 --number 3 --planned 12 \
		--phase termination --focus grief >/dev/null
	run facts 1
	[ "$output" = "termination grief 3 12" ]
}

@test "a case's facts reach the rules of every session of a batch" {
	mkdir batch
	sed 's/^# number:.*/# number: 1/' "$samples/s21.txt" >batch/a.txt
	# the same talk, and another session of the case that tells its focus
	grep -v '^# \(focus\|planned\|number\)' "$samples/s21.txt" |
		sed 's/^# session.*/# number: 2/; 2i # number: 2' >batch/b.txt
	iptrate -q import batch >/dev/null
	IPTRATE_CASEBOOK=alone.db iptrate -q import batch/b.txt \
		--focus role-dispute --planned 16 >/dev/null
	tags_of 2 >together
	IPTRATE_CASEBOOK=alone.db tags_of 1 >alone
	[ -s alone ]
	diff together alone
}

# refuse TABLE CONDITION: from now on no row is taken by a table.
refuse() {
	python3 - "$IPTRATE_CASEBOOK" "$1" "$2" <<-'END'
	import sqlite3, sys
	path, table, condition = sys.argv[1:]
	db = sqlite3.connect(path)
	db.execute(f"""CREATE TRIGGER full BEFORE INSERT ON {table}
		WHEN {condition}
		BEGIN SELECT raise(ABORT, 'no more room'); END""")
	db.commit()
	END
}

decisions() {
	python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(
    "SELECT count(*) FROM decision").fetchone()[0])' "$IPTRATE_CASEBOOK"
}

@test "decisions that are made together are kept all or not at all" {
	small
	refuse decision '(SELECT count(*) FROM decision) = 1'
	try decide 1 1,3,5 add CLAR --rater RL
	[ "$status" -ne 0 ]
	[ "$(decisions)" = 0 ]
}

@test "every row of a CSV has as many cells as its head" {
	iptrate -q import "$samples/s21.txt" >/dev/null
	iptrate -q rate 1 --rater RL --role supervisor \
		--file "$samples/s21.ratings.tsv" >/dev/null
	iptrate -q decide 1 43 add EAFF --rater RL --reason 'one, "two"
three' >/dev/null
	iptrate -q export 1 -o all.csv
	python3 - <<-'END'
	import csv
	rows = list(csv.reader(open("all.csv", encoding="utf-8-sig", newline="")))
	assert len(rows) > 50, len(rows)
	short = [r for r in rows if len(r) != len(rows[0])]
	assert not short, (len(rows[0]), short[:2])
	END
}

@test "strength and verdict of the workbook stand under their heads" {
	python=$(for p in python3 /usr/bin/python3; do
		"$p" -c 'import openpyxl' 2>/dev/null && echo "$p" && break
	done) || skip "no openpyxl"
	iptrate -q import "$samples/s21.txt" >/dev/null
	iptrate -q decide 1 37 accept COMM --rater RL >/dev/null
	iptrate -q decide 1 43 add EAFF --rater RL >/dev/null
	iptrate -q export 1 -o all.xlsx
	"$python" - <<-'END'
	import openpyxl
	sheet = openpyxl.load_workbook("all.xlsx")["Evidence"]
	rows = list(sheet.iter_rows(values_only=True))
	head = [str(h).lower() for h in rows[0]]
	strength, verdict = head.index("strength"), head.index("verdict")
	body = [r for r in rows[1:] if r[0] is not None]
	strengths = {r[strength] for r in body if r[strength]}
	assert strengths <= {"hint", "probable", "sequence"}, strengths
	assert len(strengths) > 1, strengths
	verdicts = {str(r[verdict]).split()[0] for r in body if r[verdict]}
	assert "accepted" in verdicts and "added" in verdicts, verdicts
	assert not verdicts & strengths, verdicts
	END
}

@test "who added a tag has confirmed it" {
	small
	iptrate -q decide 1 1 add CLAR --rater RL >/dev/null
	run bash -c "'$program' tags 1 --json | python3 -c 'import json, sys
print([t[\"confirmed\"] for t in json.load(sys.stdin)[\"tags\"]
       if t[\"turn\"] == 1 and t[\"technique\"] == \"CLAR\"])'"
	[ "$output" = "[true]" ] || [ "$output" = "[True]" ]
}

@test "a cue that begins where the one before ends does not overlap it" {
	printf '1\n00:00:01,000 --> 00:00:03,000\nAnna: Hello.\n\n' >touch.srt
	printf '2\n00:00:03,000 --> 00:00:05,000\nBen: Hello you.\n\n' >>touch.srt
	printf '3\n00:00:05,000 --> 00:00:06,000\nAnna: How is it?\n' >>touch.srt
	try transcript touch.srt
	ended 0
	[[ "$output" != *"while another"* ]]
	sed 's/00:00:03,000 -->/00:00:02,900 -->/' touch.srt >over.srt
	try transcript over.srt
	ended 0 "while another"
}

@test "scores and recordings are asked of the casebook alone" {
	small
	iptrate -q measure set 1 PHQ-9=14 >/dev/null
	mkdir nothing
	try --rubrics nothing measure list 1
	ended 0 "PHQ-9"
	XDG_CONFIG_HOME=$PWD/config
	export XDG_CONFIG_HOME
	mkdir -p config/iptrate
	printf 'player: "echo {file}"\nrecordings: ["/nowhere/{case}.wav"]\n' \
		>config/iptrate/config.yaml
	try --rubrics nothing play 1
	refused 1 "there is no recording"
}
