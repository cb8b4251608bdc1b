# merge: what raters decided on tags, brought together and settled.

load common

decided() {
	local rater=$1
	shift
	iptrate -q decide 1 "$@" --rater "$rater" >/dev/null
}

# Tags that are there to decide on, whatever the rules say.
session() {
	small
	for technique in COMM CLAR EAFF; do
		for turn in 3 5 7; do
			decided ZZ $turn add $technique
		done
	done
}

# Of the tag "TURN TECHNIQUE" in the JSON of the merge of A and B: [$2].
of_tag() {
	iptrate merge 1 --of AA,BB --json | python3 -c "import json, sys
v = [t for t in json.load(sys.stdin)['tags']
	if '%d %s' % (t['turn'], t['technique']) == '$1'][0]$2
print(v if isinstance(v, str) else json.dumps(v))"
}

@test "what is the same stands, what differs is listed" {
	session
	decided AA 3 accept COMM
	decided BB 3 accept COMM
	decided AA 5 accept CLAR --reason 'asks what he meant'
	decided BB 5 reject CLAR --reason 'a mere mm'
	decided AA 7 reject EAFF
	try merge 1 --of AA,BB
	ended 0 "verdicts of AA, BB: 1 agreed, 1 decided by one only, 1 to settle, 0 settled"
	ended 0 "turn 5  CLAR  "
	ended 0 "AA: accept, asks what he meant"
	ended 0 "BB: reject, a mere mm"
	[[ "$output" != *"turn 3"* ]]
	[[ "$output" != *"turn 7"* ]]
	[ "$(of_tag '3 COMM' "['standing']")" = agreed ]
	[ "$(of_tag '7 EAFF' "['standing']")" = "one only" ]
	iptrate merge 1 --of AA,BB --json >one.json
	iptrate merge 1 --of bb,aa --json | cmp - one.json
	# Without --of all who decided.
	try merge 1
	ended 0 "verdicts of AA, BB, ZZ"
}

@test "a relabelling is a no and a yes" {
	session
	# The same said in two ways.
	decided AA 3 relabel CLAR --to COMM
	decided BB 3 reject CLAR
	decided BB 3 accept COMM
	# Not the same.
	decided AA 5 relabel CLAR --to COMM
	decided BB 5 relabel CLAR --to EAFF
	decided AA 7 relabel CLAR --to COMM
	decided BB 7 reject CLAR
	[ "$(of_tag '3 CLAR' "['standing']")" = agreed ]
	[ "$(of_tag '5 CLAR' "['standing']")" = open ]
	[ "$(of_tag '7 CLAR' "['standing']")" = open ]
	try merge 1 --of AA,BB
	ended 0 "AA: relabel to COMM"
}

@test "settling is a decision with the note and what each had said" {
	session
	decided AA 5 accept CLAR
	decided BB 5 reject CLAR
	try merge settle 1 5:CLAR=accept --rater CH
	refused 1 "say in a few words how it was settled (--note TEXT)"
	try merge settle 1 5:CLAR=withdraw --rater CH --note 'we think so'
	refused 2 "'5:CLAR=withdraw' settles nothing (write 14:COMM=accept"
	try merge settle 1 5:CLAR --rater CH --note 'we think so'
	refused 2 "settles nothing"
	try merge settle 1 3:COMM=accept --of AA,BB --rater CH --note 'we think so'
	refused 1 "on COMM at turn 3 the raters do not differ"
	try merge settle 1 5:CLAR=relabel:CLAR --of AA,BB --rater CH \
		--note 'we think so'
	refused 1 "CLAR cannot be relabelled as itself"
	[ "$(of_tag '5 CLAR' "['standing']")" = open ]
	try merge settle 1 5:clar=reject --of AA,BB --rater AA --note 'a mere mm'
	ended 0 "0 to settle, 1 settled"
	ended 0 "AA: reject, settled (AA accept, BB reject): a mere mm"
	# What AA thought by themselves is still there.
	[ "$(of_tag '5 CLAR' "['said'][0]['decision']['verdict']")" = accept ]
	iptrate -q export 1 -o out.json
	[ "$(json "['sessions'][0]['tags']" <out.json | python3 -c "import json, sys
print([t['rejected'] for t in json.load(sys.stdin)
	if t['turn'] == 5 and t['technique'] == 'CLAR'][0])")" = True ]
	# It is taken back like any decision, and another word opens it anew.
	iptrate -q decide 1 --undo --rater AA >/dev/null
	[ "$(of_tag '5 CLAR' "['standing']")" = open ]
	iptrate -q decide 1 --redo --rater AA >/dev/null
	[ "$(of_tag '5 CLAR' "['standing']")" = settled ]
	decided BB 5 reject CLAR --reason 'again'
	[ "$(of_tag '5 CLAR' "['standing']")" = open ]
}

@test "several are settled together or not at all" {
	session
	for turn in 3 5; do
		decided AA $turn accept CLAR
		decided BB $turn reject CLAR
	done
	try merge settle 1 3:CLAR=accept 5:CLAR=relabel:NONE --of AA,BB \
		--rater CH --note 'we think so'
	refused 1 "unknown technique 'NONE'"
	[ "$(of_tag '3 CLAR' "['standing']")" = open ]
	iptrate -q merge settle 1 3:CLAR=accept 5:CLAR=relabel:COMM \
		--of AA,BB --rater CH --note 'we think so' >/dev/null
	[ "$(of_tag '3 CLAR' "['settled']['verdict']")" = accept ]
	[ "$(of_tag '5 CLAR' "['settled']['to']")" = COMM ]
}

@test "who did not decide cannot be merged" {
	session
	try merge 1
	refused 1 "verdicts are brought together of two raters or more"
	try merge 1 --of ZZ,QQ
	refused 1 "QQ has decided on no tag of session 1"
	try merge 1 --of ZZ,zz
	refused 1 "ZZ is named twice"
	try merge 1 --of ZZ
	refused 1 "name them with commas between (--of A,B)"
}
