# reveal: what was sealed is opened, and held against the supervisor's rating.

load common

# Session 1, whose therapist is TR.
session() {
	small
	iptrate -q session set 1 therapist=TR >/dev/null
}

# A sealed rating of session $1 by $2 as $3; what follows are values.
sealed() {
	local session=$1 rater=$2 role=$3
	shift 3
	iptrate -q rate "$session" --rater "$rater" --role "$role" "$@" \
		--seal --incomplete 'for the test' >/dev/null
}

signed() {
	local session=$1 rater=$2 role=$3
	shift 3
	iptrate -q rate "$session" --rater "$rater" --role "$role" "$@" \
		--sign --incomplete 'for the test' >/dev/null
}

sql() {
	sqlite3 "$IPTRATE_CASEBOOK" "$@"
}

# A value of item $1 in the JSON of the comparison: [$2].
of_item() {
	python3 -c "import json, sys
c = json.load(open('r.json'))['comparisons'][0]
print(json.dumps([i for i in c['items'] if i['item'] == '$1'][0]$2))"
}

@test "nobody opens what is not due but its rater" {
	session
	sealed 1 TR self --set C3=4/3
	try reveal 1
	refused 4 "TR's rating (self), version 1, is sealed since"
	ended 4 "nothing was opened"
	try reveal 1 --rater AK
	refused 4 "until a supervisor's rating of the session is signed"
	[ "$(sql 'SELECT revealed_at FROM sealed')" = "" ]
	try reveal 1 --rater TR
	ended 0 "Opened: TR's rating (self), version 1"
	ended 0 "there is nothing to compare yet"
	try score 1
	[[ "$output" == *"TR (self)"* ]]
	[ "$(sql 'SELECT revealed_by FROM sealed')" = TR ]
	# A change begins the next version now, and a seal is over.
	iptrate -q rate 1 --rater TR --role self --set C3=3/3 >/dev/null
	try seal 1 --rater TR --role self --incomplete 'for the test'
	ended 4 "was sealed and revealed before"
}

@test "both are opened at once, and compared item by item" {
	session
	sealed 1 TR self --set C3=4/3 --evidence C3=3,5 --set C4=2/2 \
		--set A1=3/3 --na C9='no role play was due' --set F5=3/2
	try reveal 1 --rater SV
	refused 4
	sealed 1 SV supervisor --set C3=3/4 --evidence C3=5 --set C4=3/3 \
		--set A1=3/3 --set C9=2/2 --comment C9='turn 9 asked for it'
	# TR's is signed, so that SV's is due, and the other way round.
	iptrate -q reveal 1 --json >r.json
	[ "$(json "['opened'][0]['rater']" <r.json)" = TR ]
	[ "$(json "['opened'][1]['rater']" <r.json)" = SV ]
	[ "$(of_item C3 "['extent_gap']")" = 1 ]
	[ "$(of_item C3 "['quality_gap']")" = -1 ]
	[ "$(of_item C3 "['direction']")" = '"mixed"' ]
	[ "$(of_item C4 "['direction']")" = '"self below"' ]
	[ "$(of_item A1 "['direction']")" = '"same"' ]
	[ "$(of_item C9 "['direction']")" = '"not comparable"' ]
	[ "$(of_item C9 "['self']['na_reason']")" = '"no role play was due"' ]
	[ "$(of_item F5 "['supervisor']")" = null ]
	[ "$(of_item C3 "['self_evidence'][1]['turn']")" = 5 ]
	words=$(of_item C3 "['supervisor_evidence'][0]['words']")
	[ "$(json "['comparisons'][0]['compared']" <r.json)" = 3 ]
	[ "$(json "['comparisons'][0]['mean_extent_gap']" <r.json)" = 0.0 ]
	try reveal 1
	ended 0 "Session 1: self-rating of TR, supervisor's rating of SV"
	ended 0 "SV  turn 5: ${words:1:20}"
	[[ "$output" == *"4/3   3/4      extent +1, quality -1"* ]]
	[[ "$output" == *"N/A   2/2      not comparable"* ]]
	[[ "$output" == *"superv."* ]]
	[[ "$output" != *"Opened"* ]]
	# One event each, and no second time.
	[ "$(iptrate log 1 | grep -c ' reveal ')" = 2 ]
	try casebook check
	ended 0
}

@test "gaps of earlier sessions of the same therapist stand beside" {
	for n in 1 2 3; do
		sed "s/truck/truck $n/" "$BATS_TEST_DIRNAME/small.txt" >s$n.txt
		iptrate -q import s$n.txt --case C$n >/dev/null
		iptrate -q session set $n therapist=TR >/dev/null
	done
	signed 1 TR self --set C3=5/3
	signed 1 SV supervisor --set C3=3/3
	SOURCE_DATE_EPOCH=1790001000 sealed 2 TR self --set C3=4/3
	SOURCE_DATE_EPOCH=1790002000 signed 2 SV supervisor --set C3=3/3
	SOURCE_DATE_EPOCH=1790003000 signed 3 TR self --set C3=4/4
	SOURCE_DATE_EPOCH=1790003000 signed 3 SV supervisor --set C3=4/3
	# What is due and not opened yet is not told here.
	iptrate -q reveal 3 --json >r.json
	[ "$(of_item C3 "['earlier']" | json "[0]['extent_gap']")" = 2 ]
	[ "$(of_item C3 "['earlier']" | json ".__len__()")" = 1 ]
	iptrate -q reveal 2 >/dev/null
	iptrate -q reveal 3 --json >r.json
	[ "$(of_item C3 "['earlier']" | json "[1]['session']")" = 2 ]
	[ "$(of_item C3 "['earlier']" | json "[1]['extent_gap']")" = 1 ]
	try reveal 3
	ended 0 "before: session 1 extent +2; session 2 extent +1"
	try reveal 1
	[[ "$output" != *"before:"* ]]
}

@test "who is blind to one of them learns from no gap whose it is" {
	for n in 1 2; do
		sed "s/truck/truck $n/" "$BATS_TEST_DIRNAME/small.txt" >s$n.txt
		iptrate -q import s$n.txt --case C$n >/dev/null
		iptrate -q session set $n therapist=TR >/dev/null
		SOURCE_DATE_EPOCH=179000${n}000 signed $n TR self --set C3=5/3
		SOURCE_DATE_EPOCH=179000${n}000 signed $n SV supervisor --set C3=3/3
	done
	iptrate -q person set IR role=assessor
	iptrate -q assign 1 --to IR --blind people >/dev/null
	try reveal 2
	ended 0 "before: session 1 extent +2"
	export IPTRATE_RATER=IR
	try reveal 2
	ended 0 "extent +2"
	[[ "$output" != *"before:"* ]]
	try reveal 1
	refused 4 "what others rated is hidden until that rating is signed"
}

@test "the comparison fits a terminal of 80 columns" {
	session
	sealed 1 TR self --set C3=4/3 --evidence C3=3,5,7,9,11 \
		--comment C3='I asked for the words, and how they were said, and what came of it'
	signed 1 SV supervisor --set C3=3/4 --evidence C3=5
	export COLUMNS=80
	try reveal 1
	ended 0 "TR's rating (self), version 1, sealed 2026-09-21T14:13:20Z"
	ended 0 "sha256 "
	ended 0 "C3  Communication analysis            4/3   3/4      extent +1, quality -1"
	for line in "${lines[@]}"; do
		[ "${#line}" -le 80 ]
	done
	# And in as many words what the gap is of.
	[[ "$(tr -s '\n ' '  ' <<<"$output")" == *"Of 1 item with both, the \
self-rating is above on 0, below on 0, the same on 0, above and below on 1; \
mean gap in extent +1.00, in quality -1.00."* ]]
}

@test "a changed value is named, and nothing is opened" {
	session
	sealed 1 TR self --set C3=4/3 --comment C3='as it was'
	signed 1 SV supervisor --set C3=3/3
	sql "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master
		WHERE type = 'trigger'" >drop.sql
	sql <drop.sql
	cp "$IPTRATE_CASEBOOK" kept.db
	for edit in "rating_item SET extent = 5|C3 was signed as '4/3', and '5/3' stands there" \
		"rating_item SET comment = 'other'|C3 comment was signed as 'as it was', and 'other'" \
		"signature SET meaning = 'x'|meaning was signed as" \
		"sealed SET nonce = '00'|neither its values nor the text" \
		"sealed SET sha256 = 'ff'|neither its values nor the text"; do
		cp kept.db "$IPTRATE_CASEBOOK"
		sql "UPDATE ${edit%%|*} WHERE rating_id = 1"
		try reveal 1
		refused 5 "${edit##*|}"
		ended 5 "nothing was opened"
		[ "$(sql 'SELECT revealed_at FROM sealed')" = "" ]
	done
	cp kept.db "$IPTRATE_CASEBOOK"
	sql "UPDATE sealed SET nonce = NULL"
	try reveal 1
	refused 1 "only the SHA-256 is here; ask TR for what was sealed"
}

@test "where nothing is sealed and nothing can be compared it says so" {
	session
	try reveal 1
	refused 1 "session 1 has no sealed rating, nor a signed self-rating"
	signed 1 TR self --set C3=4/3
	signed 1 SV supervisor --set C3=4/3
	try reveal 1
	ended 0 "Of 1 item with both, the self-rating is above on 0"
}
