#!/usr/bin/env bats
# One person under two codes: person merge, and codes that are given once.

load common

two() {
	small
	iptrate -q person set RL name='Rita L.'
	iptrate -q person set R2 role=supervisor
}

another() {
	sed 's/^P: /P: Well, /; s/number: 6/number: 7/' small.txt >b.txt
	iptrate -q import b.txt
}

@test "what is under the old code is the new one's, and the history tells" {
	two
	another
	iptrate -q decide 1 3 add CLAR --rater R2 --reason why
	iptrate -q rate 1 --rater R2 --role supervisor --set A1=4/3
	iptrate -q decide 2 5 add EAFF --rater RL
	try person merge r2 into rl
	ended 0 "r2 is rl from here on: 1 decision, 1 rating, 0 sessions led"
	iptrate person list --json >people.json
	[ "$(json "[0]['person']" <people.json)" = RL ]
	[ "$(json "[0]['role']" <people.json)" = supervisor ]
	[ "$(json "[0]['name']" <people.json)" = 'Rita L.' ]
	[ "$(json "[0]['ratings']" <people.json)" = 1 ]
	not grep -q '"R2"' people.json
	iptrate export 1 -o s.json
	not grep -q '"R2"' s.json
	iptrate log | grep -q "person-merge.*R2 into RL: 1 decision, 1 rating, 0"
	iptrate casebook check
}

@test "the old code means the new one from then on" {
	two
	iptrate -q person merge R2 RL
	iptrate -q decide 1 3 add CLAR --rater R2
	iptrate -q rate 1 --rater r2 --role supervisor --set A1=4/3
	iptrate person show R2 | grep -q RL
	[ "$(iptrate person list | tail -n +2 | wc -l)" -eq 1 ]
	# Merged on, all codes go along.
	iptrate -q person set R3 role=supervisor
	iptrate -q person merge RL into R3
	iptrate person show R2 | grep -q R3
	iptrate casebook check
}

@test "signatures keep the code that they were given under" {
	two
	iptrate -q rate 1 --rater R2 --role supervisor --set A1=4/3
	iptrate -q sign 1 --rater R2 --role supervisor --yes \
		--incomplete 'a test'
	iptrate -q person merge R2 RL
	iptrate casebook check
	iptrate score 1 --rater RL | tr '\n' ' ' | grep -q "Signed .* by R2"
}

@test "two who have spoken of one session stay two" {
	two
	iptrate -q decide 1 3 add CLAR --rater R2
	iptrate -q rate 1 --rater RL --role supervisor --set A1=4/3
	try person merge R2 into RL
	refused 4 "both have spoken of session 1"
	[ "$(iptrate person list | tail -n +2 | wc -l)" -eq 2 ]
	iptrate log | not grep person-merge
}

@test "who led a session is not who rated it as another" {
	two
	iptrate -q session set 1 therapist=R2
	iptrate -q rate 1 --rater RL --role supervisor --set A1=4/3
	try person merge R2 into RL
	refused 4 "both have spoken of session 1"
}

@test "who led a session goes along" {
	two
	iptrate -q session set 1 therapist=R2
	iptrate person merge R2 into RL --json >merged.json
	[ "$(json "['sessions']" <merged.json)" = 1 ]
	iptrate session show 1 --json >session.json
	[ "$(json "['therapist']" <session.json)" = RL ]
}

@test "who is not there, is one, or is called in another way" {
	two
	try person merge XX into RL
	refused 1 "no person 'XX'"
	try person merge RL into XX
	refused 1 "no person 'XX'"
	try person merge RL into rl
	refused 2 "RL is one person already"
	try person merge R2 with RL
	refused 2 "say: person merge OLD into NEW"
}

@test "what was decided cannot be given to another by another tool" {
	two
	iptrate -q decide 1 3 add CLAR --rater R2
	python3 - "$IPTRATE_CASEBOOK" <<-'END'
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	try:
	    db.execute("UPDATE decision SET rater_id = rater_id + 1")
	except sqlite3.IntegrityError as told:
	    sys.exit("never changed" not in str(told))
	sys.exit(1)
	END
}

@test "of several keys all are set or none" {
	two
	try person set RL role=assessor role=king
	[ "$status" -ne 0 ]
	iptrate person show RL --json >person.json
	[ "$(json "['role']" <person.json)" = unknown ]
	iptrate log | not grep assessor
}

@test "the history of a purge counts decisions as decisions" {
	two
	iptrate -q decide 1 3 add CLAR --rater RL
	iptrate -q decide 1 5 add EAFF --rater RL
	iptrate -q rate 1 --rater RL --role supervisor --set A1=4/3
	iptrate -q case purge C90 --with-ratings
	iptrate log | grep "a case with 1 session: [0-9]* turns, 2 decisions, 1 rating"
}

@test "talks that differ in their times alone are two" {
	printf '1\n00:00:01,000 --> 00:00:02,000\nT: How are you?\n\n2\n00:00:03,000 --> 00:00:04,000\nP: Well.\n' >a.srt
	sed 's/00:00:04,000/00:00:05,000/' a.srt >b.srt
	iptrate -q import a.srt b.srt --case C7
	[ "$(iptrate session list | tail -n +2 | wc -l)" -eq 2 ]
}
