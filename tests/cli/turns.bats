# Turns split and merged: decisions, evidence and signatures go along.

load common

# Ben's words and Anna's in one turn, with times.
glued() {
	cat >glued.vtt <<-'END'
	WEBVTT

	00:00:01.000 --> 00:00:04.000
	<v Anna>We had a row about the flat.

	00:00:05.000 --> 00:00:08.000
	<v Ben>How did that make you feel? I felt

	00:00:08.500 --> 00:00:10.000
	<v Ben>sad. What did you feel

	00:00:10.000 --> 00:00:12.000
	<v Ben>when he left?

	00:00:13.000 --> 00:00:16.000
	<v Anna>Nothing. I sat down.

	00:00:17.000 --> 00:00:19.000
	<v Ben>You were hurt.
	END
	iptrate -q import glued.vtt --case C1 --therapist Ben
}

turn() { # N FIELD
	iptrate show 1 --json | json "['turns'][$1 - 1]['$2']"
}

@test "a turn is split by words, and what follows is numbered anew" {
	glued
	iptrate -q decide 1 2 accept EAFF --rater RL
	iptrate -q decide 1 4 add CLAR --rater RL
	iptrate -q rate 1 --rater RL --role supervisor --set A1=3/3 \
		--evidence A1=2,4
	try turn split 1 2 --at 'What did' --dry-run
	ended 0 "EAFF, accepted by RL, stays at turn 2"
	[[ "$output" == *"nothing was changed"* ]]
	[ "$(iptrate show 1 --json | json "['turns'].__len__()")" -eq 4 ]
	try turn split 1 2 --at 'What did'
	ended 0 "turn 2 is split: 2 (therapist, 9 words) and 3 (therapist, 7 words)"
	[[ "$output" == *"RL's rating (supervisor) cited turn 2 and cites turns 2 and 3 now"* ]]
	[ "$(turn 3 text)" = "What did you feel when he left?" ]
	# The captions tell the time.
	[ "$(turn 3 start_ms)" -eq 8500 ]
	[ "$(iptrate score 1 --json | json "['ratings'][0]['items'][0]['turns']")" = "[2, 3, 5]" ]
	try show 1
	ended 0
	[[ "$output" == *"5 T  [You were hurt]."*"CLAR  added"* ]]
	[[ "$output" == *"3 T  [What did you feel]"*"EAFF  sequence"* ]]
	try log 1
	ended 0 "turn-split"
	[[ "$output" == *"turn 4: add CLAR by RL"* && "$output" != *flat* ]]
	iptrate -q turn undo 1
	[ "$(turn 2 text)" = "How did that make you feel? I felt sad. What did you feel when he left?" ]
	[ "$(iptrate score 1 --json | json "['ratings'][0]['items'][0]['turns']")" = "[2, 4]" ]
	iptrate casebook check
}

@test "a decision goes with its words, and does not count at the patient's" {
	printf 'T: I see. So what exactly did you say to him then? Nothing, I said.\nP: No.\n' >a.txt
	iptrate -q import a.txt
	iptrate -q decide 1 1 accept COMM --rater RL
	iptrate -q turn split 1 1 'So what' --role patient
	try show 1
	ended 0 "COMM  not counted"
	try tags 1
	ended 0 "COMM"
	iptrate -q turn role 1 2 therapist
	try show 1
	ended 0 "COMM  accepted"
	iptrate -q turn undo 1
	iptrate -q turn undo 1
	try turn split 1 1 7 --first-role patient
	ended 0 "turn 1 is split: 1 (patient, 2 words) and 2 (therapist, 12 words)"
	[[ "$output" == *"COMM, accepted by RL at turn 1, goes to turn 2"* ]]
}

@test "neighbours are merged; whose the turn is must be told" {
	glued
	try turn merge 1 1
	refused 2 "--role patient or --role therapist"
	try turn merge 1 2 4
	refused 2 "turns 2 and 4 are no neighbours"
	try turn merge 1 2 1 --role therapist
	ended 0 "turns 1 and 2 are turn 1 (therapist, 23 words) now"
	[ "$(turn 1 start_ms)" -eq 1000 ]
	try turn merge 1 1 --speaker Anna
	ended 0 "(patient, 27 words)"
	try turn merge 1 1 --json --role patient --dry-run
	ended 0 '"turns_before": 2'
	iptrate -q turn undo 1
	iptrate -q turn undo 1
	try turn undo 1
	refused 1 "no correction to take back"
}

@test "where a turn is split is said clearly, or refused" {
	glued
	try turn split 1 2
	refused 2 "say where the second half begins"
	try turn split 1 2 5 --at 'What did'
	refused 2 "say where to split once"
	try turn split 1 2 'did'
	refused 1 "those words stand 2 times in turn 2, after 4, 45 characters"
	try turn split 1 2 'nowhere'
	refused 1 "turn 2 does not have the words 'nowhere'"
	try turn split 1 2 'What did' --speaker Zoe
	refused 1 "nobody called 'Zoe' speaks in session 1 (there are: Anna, Ben)"
	try turn split 1 2 'What did' --speaker Zoe --role other
	ended 0 "3 (other, 7 words)"
	try turn split 1 2 'I felt' --speaker ben
	ended 0
	try turn split 1 2 'how' --role boss
	refused 2 "unknown role of a turn 'boss'"
}

@test "an undo that would lose a decision's place names it" {
	glued
	iptrate -q turn split 1 2 'What did'
	iptrate -q turn merge 1 2
	iptrate -q decide 1 2 add CLAR --rater RL
	try turn undo 1
	refused 1 "CLAR was added to turn 2 by RL after the merge"
	[[ "$output" == *'`iptrate decide 1 2 CLAR --undo --rater RL`'* ]]
	iptrate -q decide 1 2 CLAR --undo --rater RL
	try turn undo 1
	ended 0 "turn 2 is turns 2 and 3 again"
}

@test "a rating signed before a correction is marked until it is signed anew" {
	glued
	iptrate -q rate 1 --rater RL --role supervisor --set A1=3/3 --sign \
		--incomplete 'a trial'
	try turn split 1 2 'I felt' --role patient
	ended 0 "RL's rating (supervisor) was signed on the turns as they were before"
	try score 1
	ended 0 "The transcript was corrected after this rating was signed"
	[ "$(iptrate score 1 --json | json "['ratings'][0]['corrected_since_signed']")" = true ]
	iptrate export 1 -o out.json
	grep -q '"corrected_since_signed": *true' out.json
	iptrate -q sign 1 --rater RL --role supervisor --incomplete 'a trial'
	try score 1
	[[ "$output" != *"was corrected after"* ]]
	# And back: the new signature is on the split turns.
	try turn undo 1
	ended 0 "was signed on the turns as they were before"
}

@test "remembered roles are listed and forgotten" {
	glued
	try case show C1
	ended 0 "Ben: therapist"
	[ "$(iptrate case show C1 --json | json "['speakers'][0]['label']")" = Ben ]
	try case forget C1 Zoe
	refused 1 "no role of 'Zoe' is remembered for case C1 (remembered: Ben)"
	iptrate -q case forget C1 ben
	try case show C1
	ended 0
	[[ "$output" != *Ben* ]]
	iptrate -q session remove 1
	try import glued.vtt --case C1
	refused 1 "who is the therapist"
}

@test "nothing of corrected turns is left when the session is removed" {
	glued
	iptrate -q turn text 1 4 'The word was quixotic.'
	iptrate -q turn split 1 4 'was'
	iptrate -q decide 1 5 add CLAR --rater RL
	iptrate -q turn undo 1
	iptrate -q turn undo 1
	iptrate -q turn text 1 4 'The word was quixotic.'
	iptrate -q session remove 1 --with-ratings
	iptrate casebook check
	not grep -q quixotic "$IPTRATE_CASEBOOK"*
}
