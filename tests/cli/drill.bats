# drill: sessions given out for practice, and what was said held against what
# was agreed.

load common

# Two sessions that RL has rated and signed; turn numbers as in small.txt.
rated() {
	small
	sed 's/truck/van/; s/^T:/Martha Lowe:/' small.txt >two.txt
	iptrate -q import two.txt --case C77 --number 3 \
		--therapist 'Martha Lowe' >/dev/null
	iptrate -q session set 2 therapist=TH >/dev/null
	for s in 1 2; do
		iptrate -q rate $s --rater RL --role independent \
			--set C3=4/4 --evidence C3=3 --set A1=3/3 \
			--na C9='none was due' \
			--sign --incomplete 'for the test' >/dev/null
	done
	iptrate -q decide 1 3 add COMM --rater RL >/dev/null
}

# Rates the copy $2 as $1 and signs; what follows are values.
practise() {
	local rater=$1 session=$2
	shift 2
	iptrate -q rate "$session" --rater "$rater" "$@" --sign \
		--incomplete 'for the test' --yes >/dev/null
}

# $2 of the step that rater $1 is at in the set $3.
step() {
	iptrate drill take "$3" --rater "$1" --json | json "['$2']"
}

# Item $2 of the first result in the JSON of the report of $1: [$3].
pair() {
	iptrate drill report "$1" --rater JS --json | python3 -c "import json, sys
r = json.load(sys.stdin)['results'][0]
v = [i for i in r['items'] if i['item'] == '$2'][0]$3
print(v if isinstance(v, str) else json.dumps(v))"
}

@test "a set is made of signed ratings, and of nothing else" {
	rated
	try drill new team-1 --of 1
	refused 1 "session 1 has no signed consensus"
	try drill new team-1 --of 1 --rating KK
	refused 1 "KK has signed no rating of session 1"
	try drill new 'Team One' --of 1 --rating RL
	refused 1 "cannot name a drill"
	try drill new learn-1 --of 1 --rating RL
	refused 1 "came with the program"
	try drill new team-1 --rating RL
	refused 2 "name the sessions of the drill"
	try drill new team-1 --of 1,1 --rating RL
	refused 2 "session 1 is named twice"
	try drill new team-1 --of 1 --rating RL --for exam
	refused 2 "unknown purpose 'exam'"
	try drill new team-1 --of 1 --of C77/3 --rating RL
	ended 0 "Drill team-1, for learning"
	try drill new team-1 --of 1 --rating RL
	refused 1 "there is a drill team-1 already"
	[ "$(iptrate drill show team-1 --json | json "['parts'][1]['session']")" = 2 ]
	try drill show nothing
	refused 1 "there is no drill 'nothing'"
}

@test "a signed consensus is taken where no expert is named" {
	small
	for r in RL AK; do
		iptrate -q rate 1 --rater $r --role independent --set C3=4/3 \
			--sign --incomplete 'for the test' >/dev/null
	done
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	try drill new team-1 --of 1
	refused 1 "has no signed consensus"
	iptrate -q sign 1 --rater CH --role consensus \
		--incomplete 'for the test' >/dev/null
	iptrate -q drill new team-1 --of 1
	[ "$(iptrate drill show team-1 --json |
		json "['parts'][0]['role']")" = consensus ]
	try drill take team-1 --rater AK
	refused 4 "AK has rated session 1 of drill team-1"
	try drill take team-1 --rater CH
	refused 4 "CH has rated session 1 of drill team-1"
}

@test "after each session mine, theirs and the wording between them are told" {
	rated
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	copy=$(step JS session team-1)
	practise JS "$copy" --set C3=2/4 --evidence C3=5 --set A1=3/3 \
		--set F1=2/2
	try drill take team-1 --rater JS
	ended 0 "mine 2/4, theirs 4/4"
	[[ "$output" == *"2 (mine): One or two questions about what was said"* ]]
	[[ "$output" == *"3 (between): Words and one or two of tone"* ]]
	[[ "$output" == *"4 (theirs): Words, tone, intention and reception"* ]]
	[[ "$output" != *"quality: mine"* ]]
	[[ "$output" == *"mine,   turn 5:"* ]]
	[[ "$output" == *"theirs, turn 3:"* ]]
	[[ "$output" == *"F1  Warmth"*"mine 2/2, theirs -"* ]]
	[[ "$output" == *"C9"*"mine -, theirs N/A"*"theirs: N/A, none was due"* ]]
	[[ "$output" == *"the same: A1 3/3"* ]]
	[[ "$output" == *"session 2 of 2"* ]]
	[ "$(pair team-1 C3 "['theirs']['turns']")" = "[3]" ]
	[ "$(pair team-1 C3 "['mine']['extent']")" = 2 ]
	[ "$(pair team-1 C3 "['extent_anchors'][2]['point']")" = 4 ]
	[ "$(pair team-1 A1 "['same']")" = true ]
	# nothing is wider than the page
	! iptrate drill report team-1 --rater JS | grep -E '^.{81}' || false
}

@test "what was agreed is not seen before, and known after" {
	rated
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	copy=$(step JS session team-1)
	export IPTRATE_USER=JS IPTRATE_RATER=JS
	try score 1
	[[ "$output" != *RL* ]]
	[[ "$output" == *"hidden until"* ]]
	try tags 1
	ended 4
	try drill report team-1
	[[ "$output" == *"nothing of drill team-1 can be told yet"* ]]
	try drill show team-1
	[[ "$output" != *RL* ]]
	try rate 1 --role independent --set C3=4/4
	refused 4 "JS practises on session 1 in drill team-1"
	unset IPTRATE_USER IPTRATE_RATER
	try assign 1 --to JS --blind ratings
	refused 4 "JS practises on session 1"
	# nor by what another was told
	practise KK "$(step KK session team-1)" --set C3=3/4
	try --user JS drill report team-1 --rater KK
	[[ "$output" != *theirs* ]]
	try drill report team-1 --rater KK
	ended 0 "theirs 4/4"
	practise JS "$copy" --set C3=2/4
	try --user JS score 1
	ended 0 RL
	try assign 1 --to JS --blind ratings
	refused 4 "can be blind to nothing of ratings"
	try assign 1 --to JS --blind ratings,number
	ended 0 "blind to number only"
}

@test "who has it to rate cannot practise on it first" {
	rated
	iptrate -q person set JS role=assessor
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	iptrate -q assign 2 --to JS --blind people >/dev/null
	try drill take team-1 --rater JS
	refused 4 "JS has session 2 of drill team-1 to rate"
	try drill take team-1 --rater TH
	refused 4 "TH has led session 2"
	iptrate -q decide 1 5 add OPEN --rater KK >/dev/null
	try drill take team-1 --rater KK
	refused 4 "KK has worked on session 1"
}

# The numbers of everything that lists sessions or ratings.
lists() {
	iptrate session list --json
	iptrate case list --json
	iptrate person list --json | grep -v unknown | grep -A9 RL
	iptrate score 1 --json
	iptrate export --all -o out.json >/dev/null 2>&1
	grep -v -e exported -e made out.json
	iptrate export --all -o out.csv >/dev/null 2>&1
	cat out.csv
	iptrate codebook stats --json
	rm -f out.json out.csv
}

@test "a drill counts nowhere as a rating of the session" {
	rated
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	lists >before
	copy=$(step JS session team-1)
	iptrate -q decide "$copy" 5 add CLAR --rater JS >/dev/null
	iptrate tags "$copy" --json | grep -q CLAR
	practise JS "$copy" --set C3=1 --set A1=1
	iptrate drill take team-1 --rater JS >/dev/null
	lists >after
	diff before after
	try rate "$copy" --rater JS --role independent --set C3=1
	refused 4 "it is rated as drill, not as independent"
	try rate 1 --rater XX --role drill --set C3=1
	refused 4 "session 1 is no copy for a drill"
	try consensus "$copy" --of JS,RL --rater CH
	ended 4
	try bundle pack "$copy" --kind session --unsigned --rater RL -o x.zip
	refused 4 "is practice and is not sent"
	try assign "$copy" --to RL
	refused 4 "given out by 'iptrate drill take' alone"
	try turn text "$copy" 1 "other words"
	refused 4 "is not corrected"
	try session set "$copy" number=3
	refused 4 "stays as it was made"
	try session remove "$copy" --with-ratings
	refused 4 "goes with the session that it is a copy of"
	code=$(iptrate session show "$copy" --json | json "['case']")
	[[ "$code" == "team-1/1 (drill "* ]]
	try case purge "$code" --with-ratings
	refused 4 "is no case"
	try session set 1 case="$code"
	refused 4 "is no case"
	try import "$top/tests/cli/small.txt" --case "$code"
	[ "$status" -ne 0 ]
	iptrate -q casebook check
	iptrate export 1 -o one.json >/dev/null 2>&1
	not grep -q '"drill"' one.json
	iptrate sign "$copy" --rater JS --show | grep -q drill
}

@test "a copy tells nothing of whose it is" {
	rated
	iptrate -q drill new team-1 --of C77/3 --rating RL >/dev/null
	copy=$(step JS session team-1)
	for command in "session show" "session speakers" show score log tags; do
		try $command "$copy"
		[[ "$output" != *C77* ]]
		[[ "$output" != *TH* ]]
		[[ "$output" != *two.txt* ]]
		[[ "$output" != *Martha* ]]
		[[ "$output" != *RL* ]]
	done
}

@test "what was done stays, and can be done again for learning" {
	rated
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
	first=$(step JS session team-1)
	try drill take team-1 --rater JS --again
	refused 4 "go on without --again"
	practise JS "$first" --set C3=2/4
	try rate "$first" --rater JS --set C3=4/4
	refused 4 "what was done in a drill stays as it was"
	try rate "$first" --rater JS --undo
	refused 4 "what was done in a drill stays as it was"
	try decide "$first" 3 add CLAR --rater JS
	refused 4 "what was done in a drill stays as it was"
	try drill take team-1 --rater JS
	ended 0 "is finished"
	second=$(iptrate drill take team-1 --rater JS --again --json |
		json "['session']")
	[ "$second" -gt "$first" ]
	practise JS "$second" --set C3=4/4
	try drill report team-1
	[ "${#lines[@]}" -ge 2 ]
	[ "$(iptrate drill report team-1 --json | json "['results']" |
		grep -o '"take"' | wc -l)" = 2 ]
	[ "$(pair team-1 C3 "['mine']['extent']")" = 2 ]
	try rate "$first" --rater KK --set C3=4/4
	refused 4 "is JS's copy for drill team-1"
}

@test "a test tells nothing before the last, and is taken once" {
	rated
	iptrate -q drill new exam-1 --of 1,2 --rating RL --for testing >/dev/null
	copy=$(step JS session exam-1)
	practise JS "$copy" --set C3=2/4
	try drill take exam-1 --rater JS
	ended 0 "session 2 of 2"
	[[ "$output" != *theirs* ]]
	try --user JS score 1
	[[ "$output" != *RL* ]]
	try drill report exam-1 --rater JS
	[[ "$output" == *"all of its sessions must be signed first"* ]]
	practise JS "$(step JS session exam-1)" --set C3=5/4
	try drill take exam-1 --rater JS
	ended 0 "is finished"
	[[ "$output" == *"session 1 ("*"session 2 ("* ]]
	[[ "$output" == *"of 2 items with an extent from both, 0 the same, 1"* ]]
	try drill take exam-1 --rater JS --again
	refused 4 "each rater takes it once"
	iptrate -q drill new exam-2 --of 2 --rating RL --for testing >/dev/null
	try drill take exam-2 --rater JS
	refused 4 "has been told what was agreed on session 1 of drill exam-2"
	# of its techniques nothing was told
	try drill take exam-1 --rater JS --technique COMM
	ended 0 "Mark each turn that is COMM"
	try drill take exam-2 --rater JS --technique COMM
	refused 4 "nobody has agreed on COMM"
}

@test "turns of a technique are found, missed and wrongly marked" {
	rated
	iptrate -q decide 1 5 add COMM --rater RL >/dev/null
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
	try drill take team-1 --rater JS --technique XYZ
	refused 1 "unknown technique 'XYZ'"
	try drill take team-1 --rater JS --technique ROLE
	refused 4 "nobody has agreed on ROLE"
	try drill take team-1 --rater JS --technique comm
	ended 0 "Mark each turn that is COMM"
	copy=$(step JS session team-1)
	[ "$(iptrate tags "$copy" --json | json "['tags']")" = "[]" ]
	try rate "$copy" --rater JS --set C3=4/4
	refused 4 "turns are marked and no items rated"
	iptrate -q decide "$copy" 3 add COMM --rater JS >/dev/null
	iptrate -q decide "$copy" 1 add COMM --rater JS >/dev/null
	try sign "$copy" --rater JS --show
	refused 1 "has signed no rating"
	try sign "$copy" --rater JS
	ended 0 "all turns of session $copy are marked"
	try drill take team-1 --technique COMM --rater JS
	ended 0 "COMM  found 1 of 2, wrongly marked 1"
	[[ "$output" == *"found,  turn 3:"* ]]
	[[ "$output" == *"missed, turn 5:"* ]]
	[[ "$output" == *"wrong,  turn 1:"* ]]
	[ "$(iptrate drill report team-1 --json |
		json "['results'][0]['techniques'][0]['missed'][0]['turn']")" = 5 ]
}

@test "drills go with their sessions" {
	rated
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	copy=$(step JS session team-1)
	practise JS "$copy" --set C3=2/4
	step JS session team-1 >/dev/null
	[ "$(iptrate session list --json | json "[0]['session']")" = 1 ]
	iptrate -q session remove 1 --with-ratings
	try show "$copy"
	ended 1 "there is no session"
	iptrate -q case purge C77 --with-ratings
	iptrate -q casebook check
	[ "$(sqlite3 "$IPTRATE_CASEBOOK" 'SELECT (SELECT count(*) FROM turn)
		+ (SELECT count(*) FROM drill_session)
		+ (SELECT count(*) FROM drill_answer)
		+ (SELECT count(*) FROM rating)')" = 0 ]
	not grep -qa 'the babysitter' "$IPTRATE_CASEBOOK"
	try drill take team-1 --rater JS
	refused 4 "the sessions of drill team-1 were removed"
}

@test "later corrections change no drill that was taken" {
	rated
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
	practise JS "$(step JS session team-1)" --set C3=2/4
	before=$(iptrate drill report team-1 --rater JS)
	iptrate -q turn merge 1 1 --role therapist >/dev/null || true
	iptrate -q turn text 1 3 'Other words.' >/dev/null
	iptrate -q rate 1 --rater RL --role independent --set C3=1 \
		--sign --incomplete 'another view' >/dev/null
	[ "$(iptrate drill report team-1 --rater JS)" = "$before" ]
}

@test "what people wrote cannot change the terminal" {
	rated
	iptrate -q rate 1 --rater RL --role independent \
		--comment C3=$'\e[31mred\e]0;title\a' --sign \
		--incomplete 'for the test' >/dev/null
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
	practise JS "$(step JS session team-1)" --set C3=2/4 \
		--comment C3=$'\e[2Jgone'
	iptrate drill take team-1 --rater JS >out
	grep -q 'red' out
	not grep -q $'\e' out
	iptrate drill report team-1 --json | not grep -q $'\e'
}

@test "a set that was taken back is begun by nobody" {
	rated
	iptrate -q drill new team-1 --of 1,2 --rating RL >/dev/null
	practise JS "$(step JS session team-1)" --set C3=2/4
	iptrate -q drill withdraw team-1
	try drill take team-1 --rater KK
	refused 4 "drill team-1 was taken back"
	try drill withdraw team-1
	refused 4 "taken back already"
	try drill report team-1
	ended 0 "team-1, JS (1 of its 2 sessions)"
	try --user JS score 2
	ended 0 RL
	try drill withdraw learn-1
	refused 4 "nothing to take back"
}

@test "the samples are taken from a new casebook" {
	iptrate drill list --json >sets
	[ "$(json "[0]['name']" <sets)" = learn-1 ]
	[ "$(json "[1]['purpose']" <sets)" = testing ]
	try drill show test-1
	ended 0 "proves nothing"
	copy=$(step JS session learn-1)
	iptrate -q rate "$copy" --rater JS --file "$samples/s02.ratings.tsv" \
		--sign --yes >/dev/null
	try drill take learn-1 --rater JS
	ended 0 "a copy of sample s02"
	[[ "$output" != *"theirs: mine"* ]]
	[ "$(iptrate session list --json)" = "[]" ]
	[ "$(iptrate drill report learn-1 --json |
		json "['results'][0]['rubric']")" = ipt-core ]
	iptrate -q casebook check
}

# The rows of drills.tsv with set $1: phase and focus from the samples.
balance() {
	awk -v set="$1" '$1 == set { print $3 }' "$top/transcripts/drills.tsv" |
		while read -r name; do
			sed -n "s,^# $2: *\\([^/]*\\).*,\\1,p" "$samples/$name.txt"
		done | sort | uniq -c | tr -s ' \n' ' '
}

@test "each sample is in one set, and both have every phase and focus" {
	[ "$(cut -f 3 "$top/transcripts/drills.tsv" | sed 1d | sort)" = \
		"$(cd "$samples" && printf '%s\n' s*.codes.tsv |
			sed 's/[.].*//' | sort)" ]
	for key in phase focus; do
		[ "$(balance learn-1 $key | tr -d ' 0-9')" = \
			"$(balance test-1 $key | tr -d ' 0-9')" ]
	done
}

@test "who only looks at the sets that came along begins no casebook" {
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/none.db
	try drill list
	ended 0 "learn-1"
	try drill show test-1
	ended 0 "Drill test-1, for testing"
	[ ! -e none.db ]
	# what is named as the next step works
	try drill take learn-1 --rater R1 --no-screen
	ended 0 "iptrate show 1 --user R1"
	iptrate show 1 --user R1 >/dev/null
}
