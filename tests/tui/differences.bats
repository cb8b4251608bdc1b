# Where raters differ: walked with ]d and [d, listed with D.

load screen

decided() {
	local rater=$1
	shift
	iptrate -q decide 1 "$@" --rater "$rater" >/dev/null
}

signed() {
	local rater=$1 role=$2
	shift 2
	iptrate -q rate 1 --rater "$rater" --role "$role" "$@" \
		--sign --incomplete 'for the test' >/dev/null
}

# Tags on turns 3 and 7 that AA and BB do not see alike, one on 5 that they do;
# items A1 and C3 of which only the second and C4 differ.
differ() {
	iptrate -q session set 1 therapist=TR >/dev/null
	for turn in 3 5 7; do
		decided AA $turn add CLAR
	done
	decided BB 3 reject CLAR --reason 'a mere mm'
	decided BB 5 accept CLAR
	decided BB 7 reject CLAR
	signed AA independent --set A1=3/3 --set C3=4/3 --set C4=2/2
	signed BB independent --set A1=3/3 --set C3=5/3 --set C4=2/4
}

@test "]d and [d walk the tags that raters see differently" {
	differ
	on 90 26 review 1 --rater AA
	shows "C90"
	keys ] d
	shows "▶    3 T"
	keys ] d
	shows "▶    7 T"
	keys ] d
	shows "no disagreement after this"
	shows "▶    7 T"
	keys [ d
	shows "▶    3 T"
	keys [ d
	shows "no disagreement before this"
	# With a count, too.
	keys 2 ] d
	shows "▶    7 T"
}

@test "what was settled is not walked any more" {
	differ
	iptrate -q merge settle 1 3:CLAR=accept --of AA,BB --rater CH \
		--note 'asks what he said' >/dev/null
	on 90 26 review 1 --rater AA
	shows "C90"
	keys ] d
	shows "▶    7 T"
	keys [ d
	shows "no disagreement before this"
}

@test "]d and [d walk the items that raters gave differently" {
	differ
	on 90 26 review 1 --rater CH --role supervisor
	shows "C90"
	keys i
	shows "A1"
	keys ] d
	shows "C3: AA 4/3 (independent), BB 5/3 (independent)"
	keys ] d
	shows "C4: AA 2/2 (independent), BB 2/4 (independent)"
	keys ] d
	shows "there is no item on which raters differ after this"
	keys [ d
	shows "C3: AA 4/3"
	keys [ d
	shows "there is no item on which raters differ before this"
}

@test "D lists what each gave, the gap, and tags on which they differ" {
	differ
	signed TR self --set C3=5/4
	signed SV supervisor --set C3=4/3
	on 100 30 review 1 --rater CH --role peer
	shows "C90"
	keys D
	shows "what the raters say"
	shows "* C3   AA 4/3 (independent), BB 5/3 (independent)"
	shows "extent +1, quality +1"
	capture | grep -q "^ *A1   AA 3/3 (independent), BB 3/3"
	shows "turn 3 CLAR: AA add, BB reject"
	shows "turn 7 CLAR: AA add, BB reject"
	! capture | grep "turn 5 CLAR" || false
}

@test "of ratings that nobody has signed there is nothing to walk" {
	iptrate -q rate 1 --rater AA --role peer --set C3=4/3 >/dev/null
	iptrate -q rate 1 --rater BB --role peer --set C3=2/3 >/dev/null
	on 90 26 review 1 --rater CH --role supervisor
	shows "C90"
	keys i
	shows "A1"
	keys ] d
	shows "fewer than two ratings are signed and open to you"
	keys Escape
	shows "▶"
	keys ] d
	shows "no disagreement after this"
}

@test "a blind rater walks nothing and lists nothing of others" {
	differ
	signed SV supervisor --set C3=2/1 --comment C3=MARKCOMMENT
	iptrate -q person set IR role=assessor
	iptrate -q --user BOSS assign 1 --to IR --blind ratings >/dev/null
	on 100 30 review 1 --rater IR --role independent
	shows "rater IR (independent, blind)"
	keys ] d
	shows "no disagreement after this"
	keys D
	shows "no signed rating is open to you"
	shows "none"
	! capture | grep -E "AA|BB|SV|MARK|CLAR:" || false
	keys Escape
	shows "▶"
	keys i
	shows "A1"
	keys ] d
	shows "fewer than two ratings are signed and open to you"
	! capture | grep -E "AA|BB|SV|MARK" || false
}

@test "what is sealed is not compared, and that it is there is said" {
	iptrate -q session set 1 therapist=TR >/dev/null
	iptrate -q rate 1 --rater TR --role self --set C3=5/4 \
		--comment C3=MARKCOMMENT --seal --incomplete 'for the test' \
		>/dev/null
	signed AA independent --set C3=2/2
	on 100 30 review 1 --rater AA --role independent
	shows "C90"
	keys D
	shows "AA 2/2 (independent)"
	shows "TR's rating (self), version 1, is sealed since"
	! capture | grep -E "5/4|MARK" || false
}
