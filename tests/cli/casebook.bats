# Sessions, cases, people, measures, and the history of the casebook.

load common

@test "import prints the session's number first, one line a file" {
	try import "$samples"/s0[12].txt
	ended 0
	[ "${#lines[@]}" -eq 3 ]
	[ "${lines[0]}" = "iptrate: began a new casebook, $IPTRATE_CASEBOOK" ]
	[[ "${lines[1]}" =~ ^1\ +C01\ session\ 2/16\ initial,\ 200\ turns ]]
	[[ "${lines[2]}" == "2 "*"$samples/s02.txt" ]]
	try import "$samples"/s0[12].txt
	[ "${#lines[@]}" -eq 2 ]
}

@test "what is not known of a session is said, with the way to say it" {
	printf 'T: What happened?\nP: A row.\n' >a.txt
	try import a.txt
	ended 0 "1  a, 2 turns, "
	[[ "$output" == *"iptrate session set 1 number=6 planned=16"* ]]
	try show 1
	ended 0 "session ? · phase unknown · focus unknown"
	try import a.txt -q
	[ "${#lines[@]}" -eq 1 ]
}

@test "the same file is recognised, not doubled" {
	small
	try import small.txt
	ended 0 "was there already"
	[[ "$output" == *$'\n'"1 "* ]]
	[ "$(iptrate import small.txt --json 2>/dev/null |
		json "[0]['known']")" = true ]
	[ "$(iptrate session list --json | json ".__len__()")" = 1 ]
}

@test "one bad file of many is named, the others are there" {
	: >empty.txt
	small
	cp "$samples/s01.txt" good.txt
	try import empty.txt good.txt missing.txt
	[ "$status" -eq 1 ]
	[[ "$output" == *"empty.txt"* && "$output" == *"missing.txt"* ]]
	[ "$(iptrate session list --json | json ".__len__()")" = 2 ]
}

@test "options of import are heard, and refused when wrong" {
	printf 'T: What happened?\nP: A row.\n' >a.txt
	try import a.txt --case C5 --number 15 --planned 16 --focus 'role dispute'
	ended 0 "C5 session 15/16 termination"
	[ "$(iptrate session show 1 --json | json "['focus']")" = role-dispute ]
	try import a.txt --number 0
	refused 2 "--number must be a whole number from 1, not '0'"
	try import a.txt --phase late
	refused 2 "unknown phase 'late'"
	try import a.txt --focus love
	refused 2 "unknown focus 'love'"
	try import a.txt b.txt --number 3
	refused 2 "one file at a time"
}

@test "a dry run stores nothing" {
	small
	cp "$samples/s01.txt" .
	try import s01.txt --dry-run
	ended 0 "C01 session 2/16"
	[ "$(iptrate session list --json | json ".__len__()")" = 1 ]
	cp s01.txt again.txt
	try import s01.txt again.txt --dry-run
	ended 0 "again.txt  (the same as s01.txt)"
}

@test "session facts are shown, set, and the phase can be put back" {
	small
	try session show 1
	ended 0 "role dispute"
	iptrate session set 1 phase=termination therapist=T04
	[ "$(iptrate session show 1 --json | json "['phase']")" = termination ]
	[ "$(iptrate session show 1 --json | json "['therapist']")" = T04 ]
	iptrate session set 1 phase=auto
	[ "$(iptrate session show 1 --json | json "['phase']")" = middle ]
	try session set 1 phse=middle
	refused 2 "unknown key 'phse' (did you mean 'phase'?)"
	try session set 1 phase
	refused 2 "'phase' does not read as KEY=VALUE"
	try session set 1 number=many
	refused 1 "many"
}

@test "a session goes, but not unasked when people have worked on it" {
	small
	iptrate -q decide 1 9 accept RISK --rater RL
	try session remove 1
	refused 4 "1 decision"
	ended 4 "say --with-ratings"
	try session remove 1 --with-ratings
	ended 0 "removed session 1"
	try session show 1
	[ "$status" -eq 1 ]
}

@test "cases and people are listed, shown, set" {
	small
	iptrate case set C90 planned=12 note='first case'
	try case show C90
	ended 0 "first case"
	[ "$(iptrate case list --json | json "[0]['planned']")" = 12 ]
	iptrate person set RL role=supervisor
	[ "$(iptrate person show RL --json | json "['role']")" = supervisor ]
	try person show ZZ
	refused 1 "no person 'ZZ' (see 'iptrate person list')"
	try person set RL shoe=42
	refused 2 "unknown key 'shoe' (role, name)"
}

@test "measures are kept with their band, and must be possible" {
	small
	iptrate measure set 1 PHQ-9=14 sleep=6.5
	try measure list 1
	ended 0 "moderate"
	[ "$(iptrate measure list 1 --json |
		json "['measures'][1]['score']")" = 6.5 ]
	try measure set 1 PHQ-9=28
	refused 1 "PHQ-9"
	for wrong in nan inf 0x10 ' 3' 3x; do
		try measure set 1 "mood=$wrong"
		[ "$status" -eq 2 ]
	done
	try measure set 1 PHQ-9=low
	refused 2 "the score of PHQ-9 must be a number, not 'low'"
}

@test "the log tells who did what" {
	small
	iptrate -q decide 1 9 accept RISK --rater RL --user ann
	try log 1
	ended 0 "import"
	[[ "$output" == *ann*decide* ]]
	[ "$(iptrate log --json | json "[-1]['who']")" = ann ]
}

@test "the casebook is for its owner's eyes" {
	small
	[ "$(stat -c %a "$IPTRATE_CASEBOOK")" = 600 ]
	unset IPTRATE_CASEBOOK
	iptrate -q import small.txt
	[ "$(stat -c %a data/iptrate)" = 700 ]
	[ "$(stat -c %a data/iptrate/casebook.db)" = 600 ]
}

# Three cases in a folder, one file of another kind, one that says nothing.
folder() {
	mkdir -p in/late
	printf 'T: What happened?\nP: A row.\n' >in/C03_s07.txt
	printf 'T: And then?\nP: I left.\n' >in/C03_s08.txt
	printf 'T: How are you?\nP: Well.\n' >in/late/C12_s01.txt
	printf 'not read' >in/C03_s07.mp4
	printf 'hidden' >in/.C03_s09.txt
}

@test "a folder is imported by the names of its files, and only once" {
	folder
	try import in --names '{case}_s{number}' --planned 16
	ended 0 "1  C03 session 7/16 middle, 2 turns"
	ended 0 "3  C12 session 1/16 initial, 2 turns"
	ended 0 "passed over 1 file"
	[[ "$output" =~ C03\ +2\ +2\ +0\ +0\ +4 ]]
	[[ "$output" =~ all\ +3\ +3\ +0\ +0\ +6 ]]
	try import in --names '{case}_s{number}'
	[[ "$output" =~ all\ +3\ +0\ +3\ +0 ]]
	[ "$(iptrate session list --json | json ".__len__()")" = 3 ]
}

@test "the pattern of names may speak of folders, people, anything" {
	mkdir -p in/C7
	printf 'T: What happened?\nP: A row.\n' >in/C7/2026-T04-s05.txt
	iptrate -q import in --names '{case}/{*}-{therapist}-S{number}.txt'
	try session show 1
	ended 0 C7
	[ "$(iptrate session show 1 --json | json "['therapist']")" = T04 ]
	[ "$(iptrate session show 1 --json | json "['number']")" = 5 ]
}

@test "names that do not fit and patterns that are wrong are told" {
	folder
	printf 'T: Tell me.\nP: No.\n' >in/odd.txt
	printf '# case: C5\nT: Well?\nP: No.\n' >in/known.txt
	try import in --names 'C{case}_s{number}' --dry-run
	ended 1 "in/odd.txt: the name does not fit 'C{case}_s{number}'"
	ended 1 "in/known.txt: warning: the name does not fit"
	ended 1 "-  03 session 7 middle, 2 turns"
	[ ! -e "$IPTRATE_CASEBOOK" ]
	try import in --names '{case}_s{numer}'
	refused 2 "has '{numer}' (did you mean '{number}'?)"
	try import in --names '{case}_{case}'
	refused 2 "the same placeholder twice"
	try import in --names '{case'
	refused 2 "a brace without its partner"
	try import in --names '{*}'
	refused 2 "takes nothing from a name"
}

@test "who is who is remembered for a case, and said when it is used" {
	printf 'Ana: hello\nBo: hi\nCy: so\nAna: yes\n' >one.txt
	printf 'Ana: again\nBo: hi\nCy: so\nAna: well\n' >two.txt
	printf 'Ana: new\nBo: hi\nAna: well\n' >other.txt
	try import one.txt --case C5 --therapist ana --speaker Bo=patient
	ended 0 "'Ana' is remembered as therapist for case C5"
	ended 0 "'Bo' is remembered as patient for case C5"
	try import two.txt --case C5
	ended 0 "two.txt: 'Ana' is taken as therapist, as told before for case C5"
	[[ "$output" != *"'Cy' is remembered"* ]]
	try import other.txt --case C6
	refused 1 "who is the therapist"
	try import other.txt --case C5 --speaker Ana=patient \
		--speaker Bo=therapist
	ended 0 "'Ana' is remembered as patient"
	try log
	ended 0 "case C5: 'Bo' is therapist"
	# What a file itself says is not overruled.
	printf 'Ana: hm\nTherapist: why\nAna: x\n' >said.txt
	iptrate case show C5
	try import said.txt --case C5
	ended 0
	[[ "$output" != *"taken as therapist"* ]]
}

@test "numbered speakers are not remembered: the next file numbers anew" {
	printf 'Speaker 1: hello\nSpeaker 2: hi\nSpeaker 1: yes\n' >one.txt
	printf 'Speaker 1: hi\nSpeaker 2: hello\nSpeaker 1: no\n' >two.txt
	try import one.txt --case C5 --therapist 'Speaker 1'
	ended 0
	[[ "$output" != *remembered* ]]
	try import two.txt --case C5
	refused 1 "who is the therapist"
}

@test "a turn is corrected, tagged again, and put back" {
	printf 'T: Hello there.\nP: A row.\nT: Go on.\nP: He left.\n' >a.txt
	iptrate -q import a.txt
	iptrate -q decide 1 3 add CLAR --rater RL
	try turn text 1 1 $'What exactly did you\nsay to him then?'
	ended 0
	try show 1
	ended 0 "What exactly [did you say to him then?]"
	[[ "$output" == *COMM*"CLAR  added"* ]]
	try turn role 1 4 therapist
	ended 0 "turn 4: therapist (was patient)"
	try log 1
	ended 0 "turn 4: therapist (was patient)"
	[[ "$output" != *"exactly"* ]]
	iptrate -q turn undo 1
	try turn undo 1
	ended 0 "turn 1: its text is as before"
	try show 1
	ended 0 "[Hello] there."
	[[ "$output" != *COMM* && "$output" == *"CLAR  added"* ]]
	try turn undo 1
	refused 1 "no correction to take back"
	try import a.txt
	ended 0 "was there already"
	iptrate casebook check
}

@test "a correction that cannot be is refused" {
	small
	try turn text 1 9999 x
	refused 1 "has no turn 9999"
	try turn text 1 1 ' '
	refused 1 "a turn cannot be empty"
	try turn role 1 1 boss
	refused 2 "unknown role of a turn 'boss'"
	try turn undo 9
	refused 1 "no session 9"
}

@test "two files of one session are told" {
	printf '# case: C5\n# number: 2\nT: hello\nP: hi\n' >a.txt
	printf '# case: C5\n# number: 2\nT: hello\nP: hi.\n' >b.txt
	try import a.txt b.txt
	ended 0 "b.txt: warning: case C5 has a number 2 already, session 1"
	[[ "$output" != *"a.txt: warning: case"* ]]
}
