# drill: what was agreed is told to nobody who could still be tested on it, and
# whoever was told is tested no more.

load common

# Three sessions that RL has rated and signed; KK is a person without ratings.
rated() {
	small
	sed 's/truck/van/; s/^T:/Martha Lowe:/' small.txt >two.txt
	sed 's/truck/cart/; s/^T:/Martha Lowe:/' small.txt >three.txt
	iptrate -q import two.txt --case C77 --number 3 >/dev/null
	iptrate -q import three.txt --case C77 --number 4 >/dev/null
	for s in 1 2 3; do
		iptrate -q rate $s --rater RL --role independent \
			--set C3=4/4 --evidence C3=3 --set A1=3/3 \
			--sign --incomplete 'for the test' >/dev/null
	done
	iptrate -q person set KK role=assessor >/dev/null
	iptrate -q drill new exam-1 --of 1,2 --rating RL --for testing >/dev/null
}

# The copy that rater $1 is at in set $2.
copy_of() {
	iptrate drill take "$2" --rater "$1" --json | json "['session']"
}

# JS does the next session of exam-1, or of set $1.
next_done() {
	iptrate -q rate "$(copy_of JS "${1:-exam-1}")" --rater JS --set C3=2/4 \
		--sign --incomplete 'for the test' --yes >/dev/null
}

# How many results of exam-1 the eyes of $1 are told, with what follows.
told() {
	local who=$1
	shift
	iptrate --user "$who" drill report exam-1 --json "$@" |
		json "['results'].__len__()"
}

@test "what came of a test is kept back from who could take it" {
	rated
	next_done
	next_done
	[ "$(told KK)" = 0 ]
	try --user KK drill report exam-1 --rater JS
	ended 0 "kept back from who could still be tested"
	[[ "$output" != *theirs* && "$output" != *"the same"* ]]
	try --user KK drill take exam-1 --rater JS
	ended 0 "is told to JS alone"
	[[ "$output" != *"theirs"* && "$output" != *"the same,"* ]]
	[ "$(iptrate --user KK drill take exam-1 --rater JS --json |
		json "['results']")" = "[]" ]
	# KK was told nothing, and can be tested
	try drill take exam-1 --rater KK
	ended 0 "session 1 of 2"
	# ... and in the middle of it not even by asking is anything told
	[ "$(told KK --answers)" = 0 ]
	try --user KK drill report exam-1 --rater JS --answers
	[[ "$output" == *"must be signed first"* ]]
}

@test "who asks for what came of a test takes it no more" {
	rated
	next_done
	next_done
	[ "$(told KK --answers)" = 2 ]
	try drill take exam-1 --rater KK
	refused 4 "KK has been told what was agreed on session 1"
	# nor one with a session of it
	iptrate -q drill new exam-2 --of 3,2 --rating RL --for testing >/dev/null
	try drill take exam-2 --rater KK
	refused 4 "KK has been told what was agreed on session 2"
	# a copy of either is not rated blind to what was said
	iptrate -q drill new exam-3 --of 3 --rating RL --for testing >/dev/null
	try drill take exam-3 --rater KK
	ended 0 "session 1 of 1"
	# asked a second time it is not kept a second time
	[ "$(told KK --answers)" = 2 ]
	[ "$(iptrate log | grep -c drill-read)" = 1 ]
	iptrate -q casebook check
}

@test "who knows what was agreed is told what came of it" {
	rated
	next_done
	[ "$(told JS)" = 0 ]
	next_done
	[ "$(told JS)" = 2 ]
	# the expert, and somebody who is nobody in this casebook
	[ "$(told RL)" = 2 ]
	[ "$(told visitor)" = 2 ]
	# who is remembered, should they come to rate
	try drill take exam-1 --rater visitor
	refused 4 "visitor has been told"
}

@test "of a sample, who has begun the test is told nothing of others'" {
	rated
	export IPTRATE_USER=
	for n in 1 2 3 4 5 6; do
		iptrate -q rate "$(copy_of JS test-1)" --rater JS --set C3=2/4 \
			--sign --incomplete 'for the test' --yes >/dev/null
	done
	copy_of KK test-1 >/dev/null
	try --user KK drill take test-1 --rater JS
	ended 0 "told to JS alone"
	[[ "$output" != *theirs* ]]
	[ "$(iptrate --user KK drill report test-1 --json --answers |
		json "['results']")" = "[]" ]
}

@test "a set that is taken back tells nothing to who has a session in hand" {
	rated
	next_done
	copy=$(copy_of JS exam-1)
	iptrate -q --user JS drill withdraw exam-1
	try --user JS score 2
	[[ "$output" != *RL* ]]
	[ "$(told JS)" = 0 ]
	iptrate -q rate "$copy" --rater JS --set C3=3/4 --sign \
		--incomplete 'for the test' --yes >/dev/null
	[ "$(told JS)" = 2 ]
	try --user JS score 2
	ended 0 RL
}

@test "a set that is taken back between two sessions is over" {
	rated
	next_done
	iptrate -q drill withdraw exam-1
	[ "$(told JS)" = 1 ]
	try drill report exam-1 --rater JS
	ended 0 "exam-1, JS (1 of its 2 sessions)"
	iptrate drill report exam-1 --json | grep -q '"whole": *false'
	# what was told there is known
	iptrate -q drill new exam-2 --of 1 --rating RL --for testing >/dev/null
	try drill take exam-2 --rater JS
	refused 4 "has been told what was agreed"
}

@test "a test of which a session was removed is not whole" {
	rated
	next_done
	iptrate -q session remove 2 --with-ratings
	try drill report exam-1 --rater JS
	ended 0 "(1 of its 2 sessions, of which some were removed)"
	iptrate drill report exam-1 --json | grep -q '"whole": *false'
}

@test "who is in the middle of a drill sends nothing that is hidden" {
	rated
	copy_of JS exam-1 >/dev/null
	try bundle pack 1 --kind session --rater JS -o s.zip
	refused 4 "is part of drill exam-1, which is not over"
	try --user JS bundle pack 1 --kind session --rater TK -o s.zip
	refused 4 "is part of drill exam-1, which is not over"
	[ ! -e s.zip ]
	# what others said does not go out as an answer either
	try --user JS bundle pack 1 --kind return --rater JS -o s.zip
	[ ! -e s.zip ] || unzip -p s.zip | not grep -q RL
	# nobody sends it to them
	iptrate -q key new --rater JS --no-passphrase
	try bundle pack 1 --kind session --rater TK --to JS -o t.zip
	refused 4 "JS is in the middle of drill exam-1, of which session 1"
	[ ! -e t.zip ]
	try bundle pack 3 --kind session --rater TK -o u.zip
	ended 0
}

@test "a sealed rating is no answer of a drill" {
	rated
	iptrate -q rate 3 --rater AK --role independent --set C3=1 --sign \
		--seal --incomplete 'for the test' >/dev/null
	try --user AK drill new exam-3 --of 3 --rating AK
	refused 4 "is sealed, and this would tell it"
	try drill new exam-3 --of 3 --rating AK
	ended 1
	iptrate -q --user AK reveal 3 --yes >/dev/null
	iptrate -q drill new exam-3 --of 3 --rating AK >/dev/null
}

@test "two codes become one only where that tells no answers" {
	rated
	next_done
	next_done
	copy_of KK exam-1 >/dev/null
	try person merge KK JS
	refused 4 "KK and JS stay two for now: KK is in the middle of drill exam-1"
	try person merge JS KK
	refused 4 "stay two for now"
	# a drill that the other knows nothing of is no hindrance
	iptrate -q drill new team-1 --of 3 --rating RL >/dev/null
	copy_of MB team-1 >/dev/null
	try person merge MB JS
	ended 0
}

@test "a name that is none begins no casebook" {
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/none.db
	try drill take nosuch --rater JS
	refused 1 "there is no drill 'nosuch'"
	[ ! -e none.db ]
}

@test "who has a session to rate blind is told nothing of drills with it" {
	rated
	next_done
	next_done
	iptrate -q assign 1 --to KK --blind people,ratings,tags >/dev/null
	[ "$(told KK --answers)" = 1 ]
	try --user KK drill report exam-1 --rater JS --answers
	[[ "$output" != *"copy of session 1"* ]]
	try --user KK drill take exam-1 --rater JS
	[[ "$output" != *"copy of session 1"* ]]
	# nor of a set for learning
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
	iptrate -q rate "$(copy_of MB team-1)" --rater MB --set C3=2/4 \
		--sign --incomplete 'for the test' --yes >/dev/null
	[ "$(iptrate --user KK drill report team-1 --json |
		json "['results']")" = "[]" ]
	try --user KK drill take team-1 --rater MB
	[[ "$output" != *theirs:* && "$output" != *"mine 2/4"* ]]
}

@test "in the middle of a test no other drill tells what was agreed" {
	rated
	copy_of JS exam-1 >/dev/null
	iptrate -q drill new team-1 --of 1,3 --rating RL >/dev/null
	next_done team-1
	try drill take team-1 --rater JS
	ended 0 "session 2 of 2"
	[[ "$output" != *theirs* ]]
	try --user JS drill report team-1
	[[ "$output" == *"as must those of other drills"* ]]
	next_done
	next_done
	[ "$(iptrate drill report team-1 --rater JS --json |
		json "['results'].__len__()")" = 1 ]
}

@test "who was told stays told under another code" {
	rated
	next_done
	next_done
	iptrate -q person set LL role=assessor >/dev/null
	[ "$(told KK --answers)" = 2 ]
	iptrate -q assign 2 --to LL --blind ratings >/dev/null
	try person merge KK LL
	refused 4 "LL is to rate B-"
	iptrate -q assign withdraw 2 --rater LL
	iptrate -q person merge KK LL
	try drill take exam-1 --rater LL
	refused 4 "LL has been told"
	iptrate -q casebook check
}

@test "a part of a report that has nothing tells nobody" {
	rated
	next_done
	next_done
	try --user KK drill report exam-1 --answers --session 3
	[[ "$output" == *"nothing of drill exam-1 can be told yet"* ]]
	try drill take exam-1 --rater KK
	ended 0 "session 1 of 2"
}
