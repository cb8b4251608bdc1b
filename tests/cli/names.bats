# Codes of people and cases, names of files, and words that name a session.

load common

# A talk of case $1 with number $2, in a file $3.
talk() {
	printf '# case: %s\n# number: %s\nT: How is week %s?\nP: Rough, %s.\n' \
		"$1" "$2" "$2" "$3" >"$3"
	iptrate -q import "$3" >/dev/null
}

people() {
	iptrate person list | tail -n +2 | awk '{ print $1 }' | paste -sd ' '
}

@test "a rater is one whatever case, blanks and form of Unicode" {
	small
	for rater in RL 'rl' ' RL ' $'\u00a0Rl'; do
		iptrate -q rate 1 --rater "$rater" --role peer --set A1=4/3 \
			>/dev/null
	done
	[ "$(people)" = RL ]
	iptrate -q rate 1 --rater $'J\u00e9' --role peer --set A1=4/3 >/dev/null
	iptrate -q rate 1 --rater $'JE\u0301' --role peer --set A1=3/3 >/dev/null
	[ "$(people)" = $'J\u00e9 RL' ]
	iptrate score 1 --rater rl --json | json "['ratings'][0]['rater']" |
		grep -qx RL
	turn=$(iptrate tags 1 --json | json "['tags'][0]['turn']")
	technique=$(iptrate tags 1 --json | json "['tags'][0]['technique']")
	iptrate -q decide 1 "$turn" accept "$technique" --rater ' rl'
	[ "$(people)" = $'J\u00e9 RL' ]
	iptrate -q decide 1 "$turn" withdraw "${technique,,}" --rater Rl
}

@test "a code is never blank and holds no control characters" {
	small
	for rater in ' ' $'\u00a0' $'a\033[31mb' $'a\nb' $'\u200b'; do
		try rate 1 --rater "$rater" --role peer --set A1=4/3
		refused 1 "a rater code has 1 to 100 characters"
	done
	try case set ' ' focus=grief
	refused 1 "a case code has 1 to 100 characters"
	try session set 1 therapist=$'\t'
	[ "$status" -ne 0 ]
	[ -z "$(people)" ]
}

@test "a case is one, and the first spelling is shown" {
	talk C21 1 a1.txt
	talk 'c21 ' 2 a2.txt
	talk c21 3 a3.txt
	[ "$(iptrate case list | tail -n +2 | awk '{ print $1, $NF }')" = "C21 3" ]
	iptrate -q case set c21 planned=16
	[ "$(iptrate session list --case ' C21' --json |
		json "[0]['planned']")" = 16 ]
	iptrate case show C21 | grep -q C21
}

@test "lists sort 1, 2, 10" {
	for n in 10 2 1; do talk "P-$n" "$n" "s$n.txt"; done
	[ "$(iptrate case list | tail -n +2 | awk '{ print $1 }' |
		paste -sd ' ')" = "P-1 P-2 P-10" ]
	for n in 10 9 1; do iptrate -q person set "T$n" role=trainee; done
	[ "$(people)" = "T1 T9 T10" ]
	mkdir folder
	for n in 10 2 1; do
		printf '# case: F\n# number: %s\nT: And week %s?\nP: No.\n' $n $n \
			>folder/w$n.txt
	done
	[ "$(iptrate import folder --json | python3 -c 'import json, sys
print(*[r["number"] for r in json.load(sys.stdin)])')" = "1 2 10" ]
	[ "$(iptrate session list --case f --json | python3 -c 'import json, sys
print(*[r["number"] for r in json.load(sys.stdin)])')" = "1 2 10" ]
}

@test "a session is named by case and number, and by its file" {
	talk C21 6 s21.txt
	talk C21 7 s22.txt
	for word in 1 C21/6 c21/6 ' C21/6' s21.txt S21 s21 /some/where/s21.txt; do
		[ "$(iptrate session show "$word" --json | json "['session']")" = 1 ]
	done
	iptrate -q session set c21/7 phase=middle
	iptrate -q measure set s22 PHQ-9=7
	iptrate -q tag c21/7
	iptrate -q rate C21/7 --rater RL --role peer --set A1=4/3 >/dev/null
	iptrate show s22 >/dev/null
	iptrate tags s22 >/dev/null
	iptrate score s22 >/dev/null
	iptrate log s22 >/dev/null
	iptrate measure list s22 >/dev/null
	iptrate -q turn role s22 2 other
	iptrate -q export s22 c21/7 -o e.csv
	iptrate codebook explain s22 1 >/dev/null
	iptrate export --case c21 -o all.csv 2>&1 | grep -q '2 sessions'
	try export --case C99 -o none.csv
	refused 1 "there is no session of a case 'C99'"
}

@test "an ambiguous or unknown name is refused with the choices" {
	talk C21 6 s21.txt
	talk C21 7 s22.txt
	talk D1 6 d.txt
	mkdir other
	printf '# case: D1\n# number: 7\nT: And?\nP: Well.\n' >other/s21.txt
	iptrate -q import other/s21.txt >/dev/null
	try show s21
	refused 2 "is the file of more than one session; say which by its number: 1 (C21/6, s21.txt), 4 (D1/7, s21.txt)"
	try show c21
	refused 2 "is a case, not a session; say which by its number: 1 (C21/6, s21.txt), 2 (C21/7, s22.txt)"
	try show C21/9
	refused 1 "case C21 has no session 'C21/9' (it has 6, 7)"
	try show nothing
	refused 2 "'nothing' is not a session's number, nor CASE/NUMBER"
	iptrate -q session set 2 number=6
	try show C21/6
	refused 2 "is more than one session"
}

@test "codes in names of files are taken, names of people are not" {
	for name in C21 P-07 s21 case12 AB12 session_3 2026-05-01 x 'patient 4'; do
		cp "$BATS_TEST_DIRNAME/small.txt" "$name.txt"
		sed -i '/^# case/d' "$name.txt"
		[ "$(iptrate import --dry-run "$name.txt" --json |
			json "[0]['case']")" = "$name" ]
	done
	for name in Anna anna_3 'Jones, Mary' 'Session3 Müller' Tom07 李明 jo_3 \
		ANNA interview-Élodie; do
		cp C21.txt "$name.txt"
		try import --dry-run "$name.txt"
		ended 0 "may hold a person's name and is not taken for the case"
		ended 0 "case-1"
	done
	# A person who says so is heard.
	[ "$(iptrate import --dry-run Anna.txt --case Anna --json |
		json "[0]['case']")" = Anna ]
}

@test "neutral cases are each their own, and the label can be changed" {
	for name in Anna Berta; do
		printf 'T: How is %s?\nP: Fine.\n' "$name" >"$name.txt"
	done
	iptrate -q import Anna.txt Berta.txt >/dev/null
	[ "$(iptrate case list | tail -n +2 | awk '{ print $1 }' |
		paste -sd ' ')" = "case-1 case-2" ]
	iptrate -q session set Anna file=first.txt case=C1
	iptrate session show first.txt | grep -q 'file *first.txt'
	iptrate session list | not grep -q Anna
	iptrate log | grep session-set | grep -q 'file: it has another label'
	iptrate log | grep session-set | not grep -q Anna
	try session set 1 file=' '
	[ "$status" -ne 0 ]
}

@test "numbers that cannot be are said at once" {
	printf '# case: C1\n# number: 20\n# planned: 16\nT: So?\nP: So.\n' >a.txt
	try import a.txt
	ended 0 "warning: number 20 is past the 16 sessions planned"
	try import --number 20 --planned 16 a.txt
	refused 2 "--number 20 cannot be one of --planned 16"
	try session set 1 number=21
	refused 1 "number 21 is past the 16 sessions planned; set both"
	try session set 1 number=20 planned=20
	ended 0
	[ -z "$output" ]
	# What was there before is no bar to other facts.
	iptrate -q case set C1 planned=10
	try session set 1 phase=middle
	ended 0
}

@test "a header that contradicts an option, and a number given twice" {
	talk C1 3 a.txt
	printf '# case: C1\n# number: 4\n# phase: initial\nT: Well?\nP: No.\n' >b.txt
	try import b.txt --number 3 --case c1 --phase middle
	ended 0 "the header says number 4, the option 3; the option was taken"
	ended 0 "the header says phase initial, the option middle"
	ended 0 "case C1 has a number 3 already, session 1; this is a second one"
	[[ "$output" != *"says case"* ]]
	printf '# case: C1\nT: More?\nP: No.\n' >c.txt
	try import c.txt --case D5
	ended 0 "the header says case C1, --case D5; the option was taken"
	try session set 3 case=C1 number=3
	ended 0 "warning: case C1 has a number 3 already, session 1"
}

@test "the same talk in other bytes is the same" {
	printf '# case: D1\n# number: 3\nT: How is Ren\u00e9?\nP: Rough, I\u2019d say.\nT: Go on.\n' >a.txt
	iptrate -q import a.txt >/dev/null
	sed 's/$/\r/' a.txt >crlf.txt
	tr '\n' '\r' <a.txt >cr.txt
	{ printf '\xef\xbb\xbf'; cat a.txt; } >bom.txt
	iconv -t UTF-16 a.txt >wide.txt
	iconv -t WINDOWS-1252 a.txt >ansi.txt
	sed $'s/\u00e9/e\u0301/' a.txt >nfd.txt
	sed 's/$/  /' a.txt >blanks.txt
	{ cat a.txt; echo; echo; } >end.txt
	for file in crlf cr bom wide ansi nfd blanks end; do
		not cmp -s a.txt $file.txt
		try import $file.txt
		ended 0 "the same talk as session 1 (a.txt) in other bytes"
		ended 0 "(was there already)"
	done
	[ "$(iptrate session list | tail -n +2 | wc -l)" = 1 ]
	sed 's/Rough/Well/' a.txt >another.txt
	iptrate -q import another.txt >/dev/null
	[ "$(iptrate session list | tail -n +2 | wc -l)" = 2 ]
}

@test "the same file again says which options it did not use" {
	talk C1 3 a.txt
	try import a.txt --case D2 --number 4 --speaker P=other --phase middle
	ended 0 "it is session 1 already, and --case, --number, --phase have no effect ('iptrate session set 1 case=D2 number=4 phase=middle' does it)"
	ended 0 "and --speaker has no effect ('iptrate session speakers 1 P=other' does it)"
	[[ "$output" != *"option was taken"* ]]
	try import a.txt --case c1 --number 3 --therapist T
	ended 0
	[[ "$output" != *"no effect"* ]]
}

@test "who is who is told for all turns at once, and taken back" {
	printf '# case: C1\nDr Lowe: How have things been with him?\nAnna: Rough.\nDr Lowe: What did he say?\nAnna: Nothing.\n' >a.txt
	iptrate -q import a.txt --therapist Anna >/dev/null
	iptrate session speakers 1 | grep -q 'Dr Lowe *patient *2'
	iptrate -q decide 1 2 add CLAR --rater RL
	try session speakers 1 'dr lowe'=therapist --dry-run
	ended 0 "nothing was changed"
	iptrate session speakers 1 | grep -q 'Dr Lowe *patient *2'
	try session speakers 1 'dr lowe'=therapist Anna=patient
	ended 0 "2 turns of speaker"
	ended 0 "'Dr Lowe' is remembered as therapist for later files of case C1"
	ended 0 "CLAR, added by RL, does not count as long as turn 2 is the patient's"
	[ "$(iptrate show 1 --json | python3 -c 'import json, sys
print(*[t["role"] for t in json.load(sys.stdin)["turns"]])')" = \
		"therapist patient therapist patient" ]
	iptrate tags 1 | grep -q '^ *[13] '
	iptrate log 1 | grep session-speakers | not grep -q Lowe
	iptrate -q turn undo 1
	iptrate session speakers 1 | grep -q 'Dr Lowe *patient *2'
	[ "$(iptrate tags 1 --json | json "['tags'][0]['turn']")" = 2 ]
	try session speakers 1 'Dr Lowe'=therapist
	ended 0 "nobody is the patient now; 'iptrate session speakers 1 NAME=patient' tells who is"
	iptrate -q turn undo 1
	try session speakers 1 Anna=therapist
	ended 0 "they are that already"
	try session speakers 1 Bob=therapist
	refused 1 "nobody called 'Bob' speaks in session 1 (there are 'Dr Lowe', 'Anna')"
	try session speakers 1 Anna
	refused 2 "does not read as NAME=ROLE"
	try session speakers 1 Anna=doctor
	refused 2 "unknown role of a speaker 'doctor'"
}
