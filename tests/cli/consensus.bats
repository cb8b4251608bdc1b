# consensus: what raters agree on is filled in, the rest is settled.

load common

session() {
	small
	iptrate -q session set 1 therapist=TR >/dev/null
}

# A signed rating of session 1 by $1 as $2; what follows are values.
signed() {
	local rater=$1 role=$2
	shift 2
	iptrate -q rate 1 --rater "$rater" --role "$role" "$@" \
		--sign --incomplete 'for the test' >/dev/null
}

two() {
	session
	signed RL independent --set C3=4/3 --evidence C3=3,5 --set C4=2/2 \
		--set A1=3/3 --evidence A1=1 --na C9='none was due' \
		--comment C4='two feelings named'
	signed AK independent --set C3=5/3 --evidence C3=5 --set C4=2/2 \
		--set A1=3/3 --evidence A1=1,3 --na C9='no role play' \
		--set F1=4/4
}

# Of item $1 in the JSON of the list: [$2].
of_item() {
	iptrate consensus list 1 --json | python3 -c "import json, sys
v = [i for i in json.load(sys.stdin)['items'] if i['item'] == '$1'][0]$2
print(v if isinstance(v, str) else json.dumps(v))"
}

# The hash of what $1 has signed first.
hash_of() {
	iptrate score 1 --rater "$1" --json | json "['ratings'][-1]['signed_sha256']"
}

# Of what the consensus was made, in the JSON of the score: [$1].
made_of() {
	iptrate score 1 --role consensus --json |
		json "['ratings'][0]['made_of']$1"
}

# Everything that was rated and signed but by CH, to see that it stays.
originals() {
	sqlite3 "$IPTRATE_CASEBOOK" "SELECT i.*, s.* FROM rating r
		JOIN rating_item i ON i.rating_id = r.id
		JOIN signature s ON s.rating_id = r.id
		WHERE r.role <> 'consensus'"
}

@test "what all gave is filled in with the evidence of all" {
	two
	originals >before
	try consensus 1 --of RL,AK --rater CH
	ended 0 "Consensus of session 1 by CH (version 1, not signed), of AK"
	ended 0 "3 agreed, 2 to settle, 0 settled"
	[[ "$output" == *"C3  Communication analysis"*"5/3     4/3"* ]]
	[[ "$output" == *"RL: turn 3, "* ]]
	[[ "$output" != *"C4  "* ]]
	[ "$(of_item A1 "['value']['turns']")" = "[1, 3]" ]
	[ "$(of_item A1 "['standing']")" = agreed ]
	[ "$(of_item C4 "['value']['comment']")" = null ]
	[ "$(of_item C4 "['said'][1]['value']['comment']")" = "two feelings named" ]
	[ "$(of_item C9 "['value']['na_reason']")" = "no role play; none was due" ]
	[ "$(of_item F1 "['standing']")" = open ]
	[ "$(of_item F1 "['said'][1]['value']")" = null ]
	originals | cmp - before
	try log 1
	[[ "$output" == *"CH as consensus of AK (independent, version 1, sha256 $(hash_of AK)), RL (independent, version 1, sha256 $(hash_of RL)): A1 3/3, C4 2/2, C9 n/a"* ]]
	try casebook check
	ended 0
}

@test "in which order the raters are named makes no difference" {
	two
	cp "$IPTRATE_CASEBOOK" two.db
	iptrate consensus 1 --of RL,AK --rater CH --json >one.json
	cp two.db "$IPTRATE_CASEBOOK"
	iptrate consensus 1 --of 'ak, rl' --rater CH --json >two.json
	cmp one.json two.json
	# And a second time changes nothing.
	n=$(iptrate log 1 | wc -l)
	iptrate consensus 1 --of AK,RL --rater CH --json | cmp - two.json
	[ "$(iptrate log 1 | wc -l)" = "$n" ]
}

@test "settling needs a note, and stays with the item as its comment" {
	two
	iptrate -q consensus 1 --of RL,AK --rater RL >/dev/null
	originals >before
	try consensus settle 1 C3=4/3 --rater RL
	refused 1 "say in a few words how C3 was settled (--note TEXT)"
	try consensus settle 1 C3=4/3 --rater RL --note x
	refused 1 "say in a few words how C3 was settled"
	try consensus settle 1 C4=3/3 --rater RL --note 'we think so'
	refused 1 "on C4 all agree"
	try consensus settle 1 C3=6/3 --rater RL --note 'we think so'
	refused 1 "C3"
	try consensus settle 1 C3=4/3 --rater XX --note 'we think so'
	refused 4 "the consensus of session 1 is RL's"
	[ "$(of_item C3 "['standing']")" = open ]
	try consensus settle 1 C3=4/3 --rater AK --note 'turn 5 asks for words'
	ended 0 "3 agreed, 1 to settle, 1 settled"
	[ "$(of_item C3 "['value']['comment']")" = "turn 5 asks for words" ]
	[ "$(of_item C3 "['value']['turns']")" = "[3, 5]" ]
	try log 1
	[[ "$output" == *"RL as consensus, settled by AK: C3 4/3 (AK 5/3, RL 4/3)"* ]]
	# N/A is a way to settle, too, and the settled may be settled anew.
	iptrate -q consensus settle 1 C3=NA:'nothing was told' F1=4/4 \
		--evidence 7 --note 'on a second look' --rater RL >/dev/null
	[ "$(of_item C3 "['value']['na_reason']")" = "nothing was told" ]
	[ "$(of_item F1 "['value']['turns']")" = "[7]" ]
	originals | cmp - before
	try consensus list 1
	ended 0 "3 agreed, 0 to settle, 2 settled"
}

@test "what is not signed, sealed or not there is refused with the mend" {
	session
	signed RL independent --set C3=4/3
	iptrate -q rate 1 --rater AK --role independent --set C3=5/3 >/dev/null
	try consensus 1 --of RL,AK --rater CH
	refused 4 "AK's rating (independent) of session 1 is not signed; AK signs it first (iptrate sign 1 --rater AK --role independent)"
	try consensus 1 --of RL,XX --rater CH
	refused 1 "XX has no rating of session 1 as peer, supervisor or independent"
	try consensus 1 --of RL --rater CH
	refused 1 "a consensus is of two raters or more"
	try consensus 1 --of RL,rl --rater CH
	refused 1 "RL is named twice"
	try consensus 1 --rater CH
	refused 2 "say whose ratings: --of A,B"
	try consensus 1 --of RL,AK --role-of self --rater CH
	refused 1 "a consensus is of raters of another's work"
	try consensus 1 --of RL,AK --rater TR
	refused 4 "TR is the therapist of session 1"
	iptrate -q seal 1 --rater AK --role independent \
		--incomplete 'for the test' >/dev/null
	try consensus 1 --of RL,AK --rater CH
	refused 4 "AK's rating (independent) of session 1 is sealed; open it first (iptrate reveal 1)"
	try consensus list 1
	refused 1 "session 1 has no consensus yet"
	[ "$(iptrate score 1 --json | json "['ratings'].__len__()")" = 1 ]
	iptrate -q reveal 1 --rater AK >/dev/null
	try consensus 1 --of RL,AK --rater CH
	ended 0 "0 agreed, 1 to settle"
}

@test "a rater of several roles is asked which" {
	session
	signed RL independent --set C3=4/3
	signed AK supervisor --set C3=4/3
	try consensus 1 --of RL,AK --role-of independent --rater CH
	refused 1 "AK has no rating of session 1 as independent"
	try consensus 1 --of RL,AK --rater CH
	ended 0 "1 agreed, 0 to settle"
	try consensus 1 --of RL,AK --role-of oracle --rater CH
	refused 2 "unknown role 'oracle'"
}

@test "what is signed later is said, and taken in when asked" {
	two
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	iptrate -q consensus settle 1 C3=4/3 --note 'turn 5 asks for words' \
		--rater CH >/dev/null
	iptrate -q rate 1 --rater AK --role independent --set C4=3/3 >/dev/null
	try consensus list 1
	[[ "$(tr '\n' ' ' <<<"$output")" == *"AK has changed values since"* ]]
	iptrate -q sign 1 --rater AK --role independent \
		--incomplete 'for the test' >/dev/null
	try consensus list 1
	[[ "$output" == *"AK has signed version 2 (independent)"* ]]
	# Until then it is of what it was.
	[ "$(of_item C4 "['standing']")" = agreed ]
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	[ "$(of_item C4 "['standing']")" = open ]
	[ "$(of_item C4 "['value']")" = null ]
	[ "$(of_item C3 "['standing']")" = settled ]
	[ "$(of_item C3 "['value']['comment']")" = "turn 5 asks for words" ]
	try consensus list 1
	[[ "$output" != *"AK has signed"* ]]
}

@test "it is signed like any rating, and nobody averages it" {
	two
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	try sign 1 --rater CH --role consensus --incomplete 'two are open'
	ended 0 "CH (consensus)"
	try score 1 --role consensus --json
	[ "$(echo "$output" | json "['ratings'][0]['signed']")" = true ]
	iptrate -q consensus settle 1 C3=4/3 --note 'turn 5 asks for words' \
		--rater CH >/dev/null
	try consensus list 1
	ended 0 "by CH (version 2, not signed)"
}

@test "what it was made of stands beside it everywhere" {
	two
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	of="AK (independent, version 1, sha256 $(hash_of AK)), RL \
(independent, version 1, sha256 $(hash_of RL))"
	for command in score show; do
		try $command 1
		[[ "$(tr -s '\n ' '  ' <<<"$output")" == *"Made of $of."* ]]
	done
	[ "$(made_of "[0]['rater']")" = AK ]
	[ "$(made_of "[1]['sha256']")" = "$(hash_of RL)" ]
	[ "$(made_of "[1]['later']")" = null ]
	# Others are made of nothing.
	[ "$(iptrate score 1 --rater AK --json |
		json "['ratings'][0]['made_of']")" = "[]" ]
	iptrate -q export 1 -o out.json
	iptrate -q export 1 -o out.csv
	iptrate -q export 1 -o out.xlsx
	python3 -c "import json
r = {r['rater']: r for r in json.load(open('out.json'))['sessions'][0]['ratings']}
assert [m['rater'] for m in r['CH']['made_of']] == ['AK', 'RL']
assert r['CH']['made_of'][0]['sha256'] == r['AK']['signed_sha256']
assert r['AK']['made_of'] == []"
	grep -qF ",\"$of\"" out.csv
	unzip -p out.xlsx xl/sharedStrings.xml | grep -qF "Made of $of"
}

@test "that one of them was changed since is said wherever it is shown" {
	two
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	iptrate -q sign 1 --rater CH --role consensus \
		--incomplete 'two are open' >/dev/null
	says() {
		[ "$(made_of "[0]['later']")" = "$1" ]
		try score 1
		[[ "$(tr -s '\n ' '  ' <<<"$output")" == *"$1"* ]]
		iptrate -q export 1 -o out.csv
		grep -qF "$1" out.csv
	}
	iptrate -q rate 1 --rater AK --role independent --set C4=3/3 >/dev/null
	says "AK has changed values since version 1 (independent) was signed, and not signed them"
	iptrate -q sign 1 --rater AK --role independent \
		--incomplete 'for the test' >/dev/null
	says "AK has signed version 2 (independent) on 2026-09-21T14:13:20Z, and the consensus is of version 1"
	[ "$(made_of "[1]['later']")" = null ]
	[ "$(made_of "[0]['version']")" = 1 ]
	iptrate casebook check
}

@test "that one of them cannot count any more is said" {
	two
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	iptrate -q session set 1 therapist=RL --yes >/dev/null
	[[ "$(made_of "[1]['later']")" == "RL's rating (independent) counts in that role no more: "* ]]
	try consensus list 1
	[[ "$(tr '\n' ' ' <<<"$output")" == *"RL's rating (independent) counts"* ]]
}
