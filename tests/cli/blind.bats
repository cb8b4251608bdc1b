#!/usr/bin/env bats
# A blind rater: what is hidden is found by no command and in no export.

load common

# Session 1 with a marker in each thing that can be hidden, and rated blind to
# all of it by IR; session 2 as anybody may see it.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	load common
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	sed 's/^T:/MARKNAME:/' "$BATS_TEST_DIRNAME/small.txt" >MARKFILE.txt
	as="--user MARKBOSS"
	iptrate -q $as import MARKFILE.txt --case MARKCASE \
		--number 717 --planned 919 --therapist MARKNAME >/dev/null
	printf '%s\n' 'T: Hello.' 'P: The bus was late.' 'T: Mm.' >open.txt
	iptrate -q import open.txt --case OPEN --number 2 >/dev/null
	plant_facts
	plant_ratings
	plant_verdicts
	iptrate -q $as person set MARKRATER name='MARKPERSON'
	iptrate -q $as person set IR role=assessor
	iptrate -q $as assign --sample 100% --case MARKCASE --seed MARKSEED \
		--to MARKDRAWN --blind ratings >/dev/null
	iptrate -q $as assign 1 --to IR --due 2026-12-31 \
		--blind people,ratings,tags,number,measures
	cp "$IPTRATE_CASEBOOK" kept.db
	marks >marks.txt
}

plant_facts() {
	iptrate -q $as session set 1 therapist=MARKTHER phase=termination
	iptrate -q $as case set MARKCASE note='MARKNOTE'
	iptrate -q $as measure set 1 MARKSCALE=77 'PHQ-9 item 9=2'
	iptrate -q $as turn text 1 4 'Nothing. He looked at the phone.'
	iptrate -q $as person set MARKDRAWN role=assessor
}

# By MARKRATER and MARKPEER, sealed by MARKSEAL, and what MARKCHAIR made of
# them.
plant_ratings() {
	local gap=(--incomplete 'MARKGAP for a test')
	iptrate -q $as rate 1 --rater MARKRATER --role supervisor \
		--set A1=4/4 --comment A1='MARKCOMMENT' --evidence A1=1 \
		--na C9='MARKDUE was not due'
	iptrate -q $as sign 1 --rater MARKRATER --role supervisor \
		--meaning MARKMEANING "${gap[@]}"
	iptrate -q $as rate 1 --rater MARKPEER --role peer --set A1=3/3 \
		--sign "${gap[@]}" >/dev/null
	iptrate -q $as rate 1 --rater MARKSEAL --role independent \
		--set A1=2/2 --seal "${gap[@]}" >/dev/null
	iptrate -q $as consensus 1 --of MARKRATER,MARKPEER \
		--rater MARKCHAIR >/dev/null
	iptrate -q $as consensus settle 1 A1=4/3 --rater MARKCHAIR \
		--note 'MARKSETTLED so' >/dev/null
}

plant_verdicts() {
	iptrate -q $as decide 1 1 add TERM --rater MARKRATER \
		--reason 'MARKREASON' >/dev/null
	iptrate -q $as decide 1 1 reject TERM --rater MARKPEER \
		--reason 'MARKOTHER' >/dev/null
	iptrate -q $as merge settle 1 1:TERM=accept --rater MARKCHAIR \
		--note 'MARKVERDICT so' >/dev/null
}

# What a blind rater must see nowhere: rules that fired, hashes, numbers.
marks() {
	echo MARK 717 919
	iptrate tags 1 --json | python3 -c "import json, sys
for t in json.load(sys.stdin)['tags']:
	if t['rule']:
		print(t['rule'])" | sort -u
	sha256sum MARKFILE.txt | cut -c 1-64
	iptrate score 1 --json | json "['sealed'][0]['sha256']"
}

begin() {
	cp "$BATS_FILE_TMPDIR/kept.db" "$IPTRATE_CASEBOOK"
	export IPTRATE_RATER=IR IPTRATE_USER=ir
}

# Says nothing of what is hidden, whatever it ends with.
silent() {
	try "$@"
	[ "$status" -lt 100 ]
	[[ "$output" != *MARK* ]]
}

# Calls the commands of blind_doors.txt that begin with $1, or all.
doors() {
	mkdir -p given
	cp "$BATS_FILE_TMPDIR/kept.db" given
	cp "$BATS_FILE_TMPDIR/MARKFILE.txt" given/same.txt
	sed 's/truck/van/' "$BATS_TEST_DIRNAME/small.txt" >given/other.txt
	IPTRATE_RATER='' IPTRATE_USER='' iptrate -q bundle pack 2 \
		--kind session --unsigned --rater SOMEBODY -o given/open.zip \
		2>/dev/null
	name=$(IPTRATE_RATER=IR iptrate assign list --json | json "[0]['name']")
	look_for "$BATS_FILE_TMPDIR/kept.db" "$name" \
		"$BATS_FILE_TMPDIR/marks.txt" "$@"
}

look_for() {
	IPTRATE_TOP=$top "${PYTHON:-python3}" \
		"$BATS_TEST_DIRNAME/blind_doors.py" "$program" \
		"$BATS_TEST_DIRNAME/blind_doors.txt" "$@"
}

@test "each command of the table is silent on what is hidden" {
	begin
	doors
	# It lists all rules, and how often each has fired.
	[ "$(fired)" -le 1 ]
	[ "$(IPTRATE_RATER=BOSS IPTRATE_USER=BOSS fired)" -gt 4 ]
}

fired() {
	iptrate codebook stats --json | python3 -c "import json, sys
print(sum(r['fired'] for r in json.load(sys.stdin)))"
}

# Who has entered what others said, and rates blind now.
@test "on a desk that is shared the history is silent, too" {
	begin
	export IPTRATE_USER=MARKBOSS
	iptrate -q rate 1 --role independent --set A1=3/3 >/dev/null
	for one in 1 ""; do
		try log $one
		ended 0 "IR as independent"
		for mark in RATER PEER SEAL CHAIR NOTE PERSON DRAWN CASE; do
			[[ "$output" != *"MARK$mark"* ]]
		done
	done
	iptrate -q export 1 -o out.json
	! grep -E "MARK(RATER|PEER|SEAL|CHAIR|THER|COMMENT)" out.json || false
}

@test "a blind rater changes nobody else, and makes no two codes one" {
	begin
	iptrate -q person set IR name='Ira Roe'
	try person set MARKRATER name=x
	refused 4 "who has sessions to rate blind changes nobody but themselves"
	try person set NOBODY name=x
	refused 4 "changes nobody but themselves"
	try person merge MARKRATER MARKPEER
	refused 4 "makes no two codes one"
	try case purge OPEN
	refused 4 "takes no case out"
	try bundle pack 1 --kind session --unsigned -o out.zip
	refused 4 "would hold what is hidden"
	[ ! -e out.zip ]
}

@test "who may see it sees what is hidden from others" {
	begin
	export IPTRATE_RATER=BOSS IPTRATE_USER=BOSS
	for command in score "session show" tags "case list" log export; do
		run doors "$command"
		[ "$status" = 1 ]
		[[ "$output" == *"iptrate $command"*" has "* ]]
	done
}

# What a sheet of raters would give away is in a workbook of who may see it.
@test "the sheet of raters is in the workbook of who may see it" {
	begin
	agreement() {
		python3 -c "import sys, zipfile
print(*(zipfile.ZipFile('out.xlsx').read(n).decode() for n in
	('xl/workbook.xml', 'xl/sharedStrings.xml')))"
	}
	IPTRATE_RATER=BOSS IPTRATE_USER=BOSS iptrate -q export 1 -o out.xlsx
	agreement >there
	grep -q 'sheet name="Agreement"' there
	grep -q 'MARKRATER (supervisor) 4/4: MARKCOMMENT' there
	# that it is sealed is told, its value is not
	grep -q '1 rating is left out: it is sealed' there
	not grep -qE 'MARKSEAL \([a-z]*\) [0-9]' there
	iptrate -q export 1 --force -o out.xlsx
	agreement >blind
	not grep -q 'sheet name="Agreement"' blind
}

@test "a command that nobody has thought about fails the test" {
	begin
	grep -v '^score' "$BATS_TEST_DIRNAME/blind_doors.txt" >less.txt
	run "${PYTHON:-python3}" "$BATS_TEST_DIRNAME/blind_doors.py" \
		"$program" less.txt none name "$BATS_FILE_TMPDIR/marks.txt" \
		nothing
	[ "$status" = 1 ]
	[[ "$output" == *"'score' has no row in blind_doors.txt"* ]]
}

# What a word of --blind hides of what is planted.
marks_of() {
	case $1 in
	people) echo MARKCASE MARKRATER MARKPEER MARKTHER MARKNAME MARKBOSS \
		MARKFILE MARKPERSON MARKCHAIR MARKSEAL MARKDRAWN MARKNOTE ;;
	ratings) echo MARKCOMMENT MARKDUE MARKMEANING MARKGAP MARKREASON \
		MARKOTHER MARKVERDICT MARKSETTLED ;;
	tags) grep '[.]' "$BATS_FILE_TMPDIR/marks.txt" ;;
	number) echo 717 919 ;;
	measures) echo MARKSCALE ;;
	esac
}

@test "each word hides its own and nothing else" {
	begin
	unset IPTRATE_RATER IPTRATE_USER
	mkdir given
	for word in people ratings tags number measures; do
		iptrate -q assign withdraw 1 --rater IR
		iptrate -q --user BOSS assign 1 --to IR --blind $word >/dev/null
		cp "$IPTRATE_CASEBOOK" now.db
		marks_of $word >marks.txt
		export IPTRATE_RATER=IR
		echo "blind to $word"
		look_for now.db 1 marks.txt score "session show" tags show \
			merge reveal consensus export log "bundle pack"
		iptrate score 1 --json >score.json
		iptrate session show 1 --json >session.json
		[ $word = people ] ||
			[ "$(json "['case']" <session.json)" = MARKCASE ]
		[ $word = number ] ||
			[ "$(json "['number']" <session.json)" = 717 ]
		[ $word = tags ] || [ "$(json "['tags']" <session.json)" -gt 0 ]
		[ $word = ratings ] ||
			[ "$(json "['ratings']" <score.json)" != "[]" ]
		[ $word = measures ] || iptrate measure list 1 | grep -q MARKSCALE
		unset IPTRATE_RATER
	done
}

@test "risk is warned of, whatever is hidden" {
	begin
	try show 1
	ended 0 "RISK may have been voiced"
	[ "$(iptrate show 1 --json | json "['risk']['asked']")" = null ]
}

@test "a signature opens what was hidden, and says for ever how blind it was" {
	begin
	iptrate -q rate 1 --role independent --set A1=3/3
	[ "$(iptrate score 1 --json | json "['ratings'][0]['blind']")" = \
		people,ratings,tags,number,measures ]
	silent score 1
	silent sign 1 --role independent --incomplete "it is a test"
	ended 0 "people,ratings,tags,number,measures until then"
	try score 1
	ended 0 MARKRATER
	try log 1
	ended 0 MARKREASON
	iptrate -q rate 1 --role independent --set A1=4/4
	iptrate score 1 --rater IR --json >score.json
	[ "$(json "['ratings'][0]['blind']" <score.json)" = null ]
	[ "$(json "['ratings'][1]['blind']" <score.json)" = \
		people,ratings,tags,number,measures ]
	iptrate -q export 1 -o out.csv
	grep -q "people,ratings,tags,number,measures" out.csv
	iptrate casebook check
}

@test "a rating that was opened before it was signed was not blind" {
	begin
	iptrate -q rate 1 --role independent --set A1=3/3
	IPTRATE_RATER= iptrate -q --user BOSS assign withdraw 1 --rater IR
	iptrate -q sign 1 --role independent --incomplete "it is a test"
	[ "$(iptrate score 1 --rater IR --json |
		json "['ratings'][0]['blind']")" = null ]
}
