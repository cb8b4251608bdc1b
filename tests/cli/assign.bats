#!/usr/bin/env bats
# Sessions given to raters: who may have which, and how far they are.

load common

# A session of case C01 by therapist T04, imported by BOSS, and a rater IR.
begin() {
	small
	iptrate -q --user BOSS session set 1 therapist=T04
	iptrate -q person set IR role=assessor
}

@test "a session is open, begun, signed" {
	begin
	try --user BOSS assign 1 --to IR --blind ratings,people --due 2026-12-31
	ended 0 "people,ratings"
	[[ "$output" == *open* ]]
	[[ "$(iptrate assign list --json | json "[0]['name']")" =~ ^B-[3-9A-Y]{4}$ ]]
	[ "$(iptrate assign list --json | json "[0]['assigned_by']")" = BOSS ]
	iptrate -q rate 1 --rater IR --role independent --set A1=3/3
	[ "$(iptrate assign list --json | json "[0]['state']")" = begun ]
	iptrate -q sign 1 --rater IR --role independent --incomplete "for a test"
	[ "$(iptrate assign list --json | json "[0]['state']")" = signed ]
	try assign withdraw 1
	refused 4 "has signed the rating"
}

@test "what is not signed on its day is overdue" {
	begin
	iptrate -q assign 1 --to IR --due 2026-09-21
	[ "$(iptrate assign list --json | json "[0]['state']")" = open ]
	export SOURCE_DATE_EPOCH=1790100000
	[ "$(iptrate assign list --json | json "[0]['state']")" = overdue ]
}

@test "a session has a name of its own for its rater" {
	begin
	iptrate -q assign 1 --to IR
	name=$(iptrate assign list --json | json "[0]['name']")
	[ "$(iptrate session show "$name" --json | json "['session']")" = 1 ]
	[ "$(iptrate session show "${name,,}" --json | json "['session']")" = 1 ]
	try assign withdraw "$name"
	ended 0 "IR does not rate $name any more"
	[ "$(iptrate assign list --json)" = "[]" ]
	[ "$(iptrate assign list --all --json | json "[0]['state']")" = withdrawn ]
	iptrate -q assign 1 --to IR
}

@test "what cannot be assigned is refused with one sentence" {
	begin
	iptrate -q person set SUP role=supervisor
	try assign 1
	refused 2 "--to CODE"
	try assign 1 --to IR,,SUP
	refused 2 "--to CODE"
	try assign --to IR
	refused 2 "name the sessions"
	try assign 1 --to IX
	refused 1 "did you mean 'IR'?"
	try assign 1 --to ZZZ
	refused 1 "person set ZZZ"
	try assign 7 --to IR
	refused 1 "no session 7"
	try assign 1 --to T04
	refused 4 "therapist of session 1"
	try assign 1 --to IR --role consensus
	refused 2 "assigned to nobody"
	try assign 1 --to IR --blind people,rating
	refused 2 "did you mean 'ratings'?"
	for due in 2026-02-30 tomorrow 2026-9-30 20261231 -1; do
		try assign 1 --to IR "--due=$due"
		refused 1 "is no day"
	done
	try assign 1 --to IR --due 2026-09-20
	refused 1 "is past"
	iptrate -q rate 1 --rater SUP --role supervisor --set A1=3/3
	try assign 1 --to SUP
	refused 4 "has rated session 1 already"
	[ "$(iptrate assign list --json)" = "[]" ]
	iptrate -q assign 1 --to IR
	try assign 1 --to IR
	refused 4 "has session 1 already"
	iptrate -q person set JS role=assessor
	iptrate -q assign 1 --to JS
	try assign withdraw 1
	refused 2 "--rater"
	iptrate casebook check
}

@test "who knows a session is not blind to it" {
	small
	iptrate -q --user IR session set 1 therapist=T04
	iptrate -q person set IR role=assessor
	try assign 1 --to IR --blind people,number
	refused 4 "has seen session 1"
	try assign 1 --to IR --blind people,number,ratings
	ended 0 "knows people,number; blind to ratings only"
	[ "$(iptrate assign list --json | json "[0]['blind']")" = ratings ]
	iptrate assign withdraw 1
	iptrate -q decide 1 1 add COMM --rater IR
	try assign 1 --to IR --blind tags,ratings,measures
	ended 0 "blind to measures only"
}
