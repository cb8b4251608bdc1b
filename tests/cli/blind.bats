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
	iptrate -q --user MARKBOSS import MARKFILE.txt --case MARKCASE \
		--number 7 --planned 19 --therapist MARKNAME >/dev/null
	sed 's/was/is/' "$BATS_TEST_DIRNAME/small.txt" >open.txt
	iptrate -q import open.txt --case OPEN --number 2 >/dev/null
	as="--user MARKBOSS"
	iptrate -q $as session set 1 therapist=MARKTHER phase=termination
	iptrate -q $as case set MARKCASE note='MARKNOTE'
	iptrate -q $as measure set 1 MARKSCALE=77 'PHQ-9 item 9=2'
	iptrate -q $as decide 1 1 add TERM --rater MARKRATER \
		--reason 'MARKREASON'
	iptrate -q $as rate 1 --rater MARKRATER --role supervisor \
		--set A1=4/4 --comment A1='MARKCOMMENT'
	iptrate -q $as sign 1 --rater MARKRATER --role supervisor \
		--meaning MARKMEANING --incomplete 'MARKGAP for a test'
	iptrate -q $as person set MARKRATER name='MARKPERSON'
	iptrate -q $as person set IR role=assessor
	iptrate -q $as assign 1 --to IR --due 2026-12-31 \
		--blind people,ratings,tags,number,measures
	cp "$IPTRATE_CASEBOOK" kept.db
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

@test "each command of the table is silent on what is hidden" {
	begin
	cp "$BATS_FILE_TMPDIR/MARKFILE.txt" known.txt
	name=$(iptrate assign list --json | json "[0]['name']")
	for one in 1 "$name"; do
		for json in "" --json; do
			silent $json session list
			[[ "$output" == *"$name"* ]]
			silent $json session show $one
			silent $json session speakers $one
			silent $json case list
			silent $json case show OPEN
			silent $json person list
			silent $json measure list $one
			silent $json log
			silent $json log $one
			silent $json show $one
			silent $json show $one --summary
			silent $json show $one --why
			silent $json tags $one
			silent $json tag $one
			silent $json tag --all
			silent $json score $one
			silent $json score $one --role supervisor
			silent $json codebook explain $one 1
			silent $json codebook stats
			silent $json codebook diff \
				"$top/rubrics/codebook/ipt-en.yaml" \
				"$top/rubrics/codebook/ipt-en.yaml"
			silent $json assign list --all
			silent $json casebook check
			silent $json play $one
			silent $json import known.txt
		done
		silent reveal $one
		silent consensus $one --of SOMEBODY,IR
		silent consensus list $one
		silent seal $one --role independent
		silent key list
		silent session set $one number=3
		silent session set $one therapist=IR
		silent session remove $one
		silent turn text $one 1 "x"
		silent turn role $one 1 patient
		silent turn merge $one 1
		silent turn undo $one
		silent measure set $one PHQ-9=3
		silent decide $one 1 reject TERM
		silent decide $one --undo
		silent rate $one --role supervisor --set A1=1
		silent rate $one --rater SOMEBODY --role supervisor --set A1=1
		silent sign $one --role independent
		silent assign withdraw $one
		silent assign $one --to IR
		silent session show X
		silent session show OPEN/9
	done
	for ending in xlsx csv json; do
		iptrate -q export 1 --with-transcript -o out.$ending
		if [ $ending = xlsx ]; then
			mkdir book && cd book && unzip -q ../out.xlsx && cd ..
			! grep -rq MARK book
		else
			! grep -q MARK out.$ending
		fi
		iptrate -q export --all -o all.$ending --force
		[ $ending = xlsx ] || ! grep -q MARK all.$ending
	done
}

@test "each word hides its own and nothing else" {
	begin
	name=$(iptrate assign list --json | json "[0]['name']")
	unset IPTRATE_RATER IPTRATE_USER
	for word in people ratings tags number measures; do
		iptrate -q assign withdraw 1
		iptrate -q --user BOSS assign 1 --to IR --blind $word
		export IPTRATE_RATER=IR
		iptrate score 1 --json >score.json
		iptrate session show 1 --json >session.json
		[ $word = people ] ||
			[ "$(json "['case']" <session.json)" = MARKCASE ]
		[ $word = number ] ||
			[ "$(json "['number']" <session.json)" = 7 ]
		[ $word = tags ] || [ "$(json "['tags']" <session.json)" -gt 0 ]
		[ $word = ratings ] ||
			[ "$(json "['ratings']" <score.json)" != "[]" ]
		[ $word = measures ] || iptrate measure list 1 | grep -q MARKSCALE
		case $word in
		people) ! grep -q "MARKCASE\|MARKRATER\|MARKTHER" score.json ;;
		number) [ "$(json "['phase']" <session.json)" = unknown ] ;;
		tags) [ "$(json "['tags']" <session.json)" = null ] ;;
		ratings) [ "$(json "['ratings']" <score.json)" = "[]" ] ;;
		measures) ! iptrate measure list 1 ;;
		esac
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
	IPTRATE_RATER= iptrate -q --user BOSS assign withdraw 1
	iptrate -q sign 1 --role independent --incomplete "it is a test"
	[ "$(iptrate score 1 --rater IR --json |
		json "['ratings'][0]['blind']")" = null ]
}
