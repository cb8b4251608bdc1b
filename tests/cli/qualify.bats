# reference, qualify: raters held against sessions with an agreed rating.

load common
load three

setup_file() {
	load common
	load three
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	three_raters
	cp "$IPTRATE_CASEBOOK" kept.db
}

begin() {
	cp "$BATS_FILE_TMPDIR/kept.db" "$IPTRATE_CASEBOOK"
	month 7
}

# Thresholds that ask for $1 sessions and what follows, one line each.
thresholds() {
	local sessions=$1
	shift
	printf '%s\n' 'calibration: own' 'version: 2.0.0' 'rubric: ipt-core' \
		"sessions-at-least: $sessions" 'valid-months: 12' "$@" >own.yaml
}

# From the ratings themselves, by other means: "pairs same near icc" of the
# raters $1 and $2 over all sessions and items with an extent from both.
by_hand() {
	for n in 1 2 3 4 5 6; do
		iptrate score "$n" --json
	done | python3 -c '
import json, sys
text, at, pairs = sys.stdin.read(), 0, []
decoder = json.JSONDecoder()
while text[at:].strip():
    at += len(text[at:]) - len(text[at:].lstrip())
    one, end = decoder.raw_decode(text[at:])
    at += end
    of = {r["rater"]: {i["item"]: i["extent"] for i in r["items"]}
          for r in one["ratings"]}
    a, b = of[sys.argv[1]], of[sys.argv[2]]
    pairs += [(a[i], b[i]) for i in a if a[i] and b.get(i)]
n = len(pairs)
grand = sum(x + y for x, y in pairs) / (2 * n)
rows = 2 * sum(((x + y) / 2 - grand) ** 2 for x, y in pairs)
columns = n * sum((sum(p[k] for p in pairs) / n - grand) ** 2 for k in (0, 1))
total = sum((v - grand) ** 2 for p in pairs for v in p)
r, c = rows / (n - 1), columns
e = (total - rows - columns) / (n - 1)
print(n, sum(x == y for x, y in pairs), sum(abs(x - y) <= 1 for x, y in pairs),
      (r - e) / (r + e + 2 / n * (c - e)))
' "$1" "$2"
}

# The line $2 of the JSON of a qualifying of $1, and of it [$3].
line() {
	iptrate qualify "$1" --thresholds own.yaml -n --json | python3 -c "
import json, sys
print([l for l in json.load(sys.stdin)['lines'] if l['name'] == '$2'][0]['$3'])"
}

@test "a rater's figures are those of the ratings" {
	begin
	iptrate -q reference new 1 2 3 4 5 6 --rating A
	thresholds 6 'icc-at-least: 0.6' 'within-one-at-least: 0.9' \
		'exact-at-least: 0.5'
	for who in B C; do
		read -r pairs same near icc <<<"$(by_hand A "$who")"
		[ "$pairs" -gt 100 ]
		[ "$(line "$who" exact of)" = "of $pairs" ]
		python3 -c "assert abs($(line "$who" exact reached) - \
			$same / $pairs) < 1e-12"
		python3 -c "assert abs($(line "$who" within_one reached) - \
			$near / $pairs) < 1e-12"
		python3 -c "assert abs($(line "$who" icc reached) - $icc) < 1e-9"
	done
	[ "$(line B exact met)" = True ]
	[ "$(line C exact met)" = True ]
	thresholds 6 'exact-at-least: 0.8'
	[ "$(line B exact met)" = True ]
	[ "$(line C exact met)" = False ]
}

@test "what comes of it is kept, ends, and is told where the rater rates" {
	begin
	iptrate -q reference new 1 2 3 4 5 6 --rating A
	thresholds 6 'exact-at-least: 0.8'
	try score 1
	[[ "$output" != *"rater then"* ]]
	try qualify B --thresholds own.yaml
	ended 0 "B reaches the thresholds, until 2027-07-10"
	try qualify C --thresholds own.yaml
	ended 0 "C does not reach the thresholds: of 1, 0 met, 1"
	try qualify
	ended 0 "qualified"
	[[ "$output" == *"not reached"* ]]
	# shares are no whole numbers, and what was not reached has no end
	grep -qE '^B +qualified +6 +1.00 +0.8[0-9] +0.9[0-9] +2027-07-10T' \
		<<<"$output"
	grep -qE '^C +not reached +6 +1.00 +0.[0-9]{2} +0.[0-9]{2} *$' \
		<<<"$output"
	[ "$(iptrate qualify --json | json "[1]['expires']")" = null ]
	[ "$(iptrate qualify --json | json "[0]['rater']")" = B ]
	# who compares raters is told as well
	try agree
	ended 0 "B: qualified until 2027-07-10"
	[[ "$output" == *"A: not held against references"* ]]
	[ "$(iptrate agree --json | json "['coverage']['by_rater'][2]['qualified']" |
		cut -c 1-22)" = "thresholds not reached" ]
	# ratings from before tell that nothing was known then
	[ "$(iptrate score 1 --json |
		json "['ratings'][1]['rater_qualified']")" = \
		"not held against references" ]
	# what is signed after it tells it
	month 8
	iptrate -q import "$samples"/s07.txt >/dev/null
	for who in A B C; do
		iptrate -q rate 7 --rater "$who" --role independent \
			--set C3=3/3 --sign --incomplete 'for the test' \
			>/dev/null
	done
	iptrate score 7 --json >score
	[ "$(json "['ratings'][0]['rater_qualified']" <score)" = \
		"not held against references" ]
	[ "$(json "['ratings'][1]['rater_qualified']" <score)" = \
		"qualified until 2027-07-10 (own 2.0.0)" ]
	[[ "$(json "['ratings'][2]['rater_qualified']" <score)" == \
		"thresholds not reached 2026-"* ]]
	try score 7
	[[ "$(echo $output)" == *"(rater then: qualified until 2027-07-10 (own 2.0.0))"* ]]
	# ... and when it is over, that
	month 25
	iptrate -q import "$samples"/s08.txt >/dev/null
	iptrate -q rate 8 --rater B --role independent --set C3=3/3 --sign \
		--incomplete 'for the test' >/dev/null
	[ "$(iptrate score 8 --json |
		json "['ratings'][0]['rater_qualified']")" = \
		"qualification ended 2027-07-10 (own 2.0.0)" ]
	iptrate -q casebook check
	iptrate log | grep -q "qualify  *B by own 2.0.0: reached, 6 sessions"
}

@test "what was not rated blind, is one's own, or old counts not" {
	begin
	iptrate -q reference new 1 2 3 --rating A
	thresholds 2 'exact-at-least: 0.1'
	try qualify A --thresholds own.yaml
	ended 0 "3 sessions left out: the reference is the rater's own"
	[[ "$output" == *"Too few sessions to say: 0"* ]]
	iptrate -q import "$samples"/s07.txt >/dev/null
	for who in A B; do
		iptrate -q rate 7 --rater "$who" --role independent \
			--set C3=3/3 --sign --incomplete 'for the test' \
			>/dev/null
	done
	iptrate -q reference new 7 --rating A
	try qualify B --thresholds own.yaml -n
	ended 0 "1 session left out: not rated blind"
	[ "$(iptrate qualify B --thresholds own.yaml -n --json |
		json "['sessions']")" = 3 ]
	# of a test and of blind ratings each session counts once; two years on
	# the old ones do not count
	month 30
	iptrate -q import "$samples"/s08.txt >/dev/null
	iptrate -q assign 8 --to B --blind ratings >/dev/null
	for who in A B; do
		iptrate -q --user "$who" rate 8 --rater "$who" \
			--role independent --set C3=3/3 --sign \
			--incomplete 'for the test' >/dev/null
	done
	iptrate -q reference new 8 --rating A
	try qualify B --thresholds own.yaml -n
	[[ "$output" == *"3 sessions left out: signed too long before"* ]]
	[[ "$output" == *"Too few sessions to say: 1"* ]]
	# a consensus is the own of those it was made of
	iptrate -q consensus 5 --of B,C --rater A >/dev/null
	iptrate -q sign 5 --rater A --role consensus \
		--incomplete 'for the test' >/dev/null
	iptrate -q reference new 5
	try qualify C --thresholds own.yaml -n
	[[ "$output" == *"1 session left out: the reference is the rater's own"* ]]
}

@test "a critical line that was missed is told, and none proves nothing" {
	begin
	thresholds 2 'critical-missed-at-most: 0'
	iptrate -q reference new 1 2 --rating A
	try qualify B --thresholds own.yaml
	ended 0 "not known"
	[[ "$output" == *"no reference among these fails by a critical line"* ]]
	[[ "$output" == *"does not reach"* ]]
	iptrate -q import "$samples"/s07.txt >/dev/null
	iptrate -q assign 7 --to B,C --blind ratings >/dev/null
	iptrate -q rate 7 --rater A --role independent --set F5=1 --sign \
		--incomplete 'for the test' >/dev/null
	iptrate -q --user B rate 7 --rater B --role independent --set F5=1 \
		--sign --incomplete 'for the test' >/dev/null
	iptrate -q --user C rate 7 --rater C --role independent --set F5=3/3 \
		--sign --incomplete 'for the test' >/dev/null
	iptrate -q reference new 7 --rating A
	python3 -c "assert $(line B critical_missed reached) == 0"
	[ "$(line B critical_missed met)" = True ]
	python3 -c "assert $(line C critical_missed reached) == 1"
	[ "$(line C critical_missed met)" = False ]
	try qualify C --thresholds own.yaml
	ended 0 "of 1 that fail by a reference"
}

@test "a test of one's own counts, and what came with the program does not" {
	begin
	iptrate -q drill new exam-1 --of 1,2 --rating A --for testing >/dev/null
	iptrate -q person set NN role=assessor >/dev/null
	thresholds 2 'exact-at-least: 0.5' 'technique-f1-at-least: 0.5'
	for n in 1 2; do
		copy=$(iptrate drill take exam-1 --rater NN --json |
			json "['session']")
		# shellcheck disable=SC2046
		iptrate -q rate "$copy" --rater NN $(values A $n) --sign --yes \
			>/dev/null
		# not before it is whole
		[ "$n" = 2 ] || [ "$(iptrate qualify NN --thresholds own.yaml \
			-n --json | json "['sessions']")" = 0 ]
	done
	python3 -c "assert $(line NN exact reached) == 1"
	[ "$(line NN technique_f1 reached)" = None ]
	try qualify NN --thresholds own.yaml
	[[ "$output" == *"no turns were marked in a test"* ]]
	# turns of a technique
	for s in 1 2; do
		iptrate -q decide $s 5 add COMM --rater A >/dev/null
	done
	iptrate -q drill new exam-2 --of 1,2 --rating A --for testing >/dev/null
	iptrate -q person set MM role=assessor >/dev/null
	for n in 1 2; do
		copy=$(iptrate drill take exam-2 --technique COMM --rater MM \
			--json | json "['session']")
		iptrate -q decide "$copy" 5 add COMM --rater MM >/dev/null
		[ "$n" = 1 ] || iptrate -q decide "$copy" 7 add COMM \
			--rater MM >/dev/null
		iptrate -q sign "$copy" --rater MM >/dev/null
	done
	# two found, one wrong: 2 * 2 / (2 * 2 + 1)
	[ "$(line MM technique_f1 reached)" = 0.8 ]
	for n in 1 2 3 4 5 6; do
		copy=$(iptrate drill take test-1 --rater MM --json |
			json "['session']")
		iptrate -q rate "$copy" --rater MM --set C3=3/3 --sign \
			--incomplete 'for the test' --yes >/dev/null
	done
	try qualify MM --thresholds own.yaml -n
	[[ "$output" == *"6 sessions left out: samples that came with"* ]]
}

@test "a reference is told to nobody who rates it blind" {
	begin
	iptrate -q import "$samples"/s07.txt >/dev/null
	iptrate -q rate 7 --rater A --role independent --set C3=3/3 --sign \
		--incomplete 'for the test' >/dev/null
	iptrate -q assign 7 --to B --blind ratings >/dev/null
	iptrate -q reference new 7 --rating A
	[ "$(iptrate --user B reference list --json)" = "[]" ]
	[ "$(iptrate --user C reference list --json | json "[0]['session']")" = 7 ]
	try --user B reference new 7 --rating A
	refused 4
	try --user B reference remove 7
	refused 4
	try --user B log
	[[ "$output" != *reference* ]]
	try --user B session show 7
	[[ "$output" != *reference* ]]
}

@test "what is no reference and no threshold is said in one sentence" {
	begin
	try reference new 1
	refused 1 "session 1 has no signed consensus"
	try reference new 1 --rating ZZ
	refused 1 "ZZ has signed no rating of session 1"
	try reference remove 1
	refused 1 "session 1 is no reference"
	try qualify ZZ
	refused 1 "no person 'ZZ'"
	try qualify --thresholds own.yaml
	refused 2 "say which rater"
	try qualify B --thresholds nothing.yaml
	refused 1 "nothing.yaml"
	thresholds 6
	try qualify B --thresholds own.yaml
	ended 1 "no threshold is set"
	thresholds 1 'exact-at-least: 0.5'
	try qualify B --thresholds own.yaml
	ended 1 "own.yaml:4:"
	thresholds 6 'exact-at-least: 1.5'
	try qualify B --thresholds own.yaml
	ended 1 "own.yaml:6:"
	thresholds 6 'exact-at-least: 0.5'
	sed -i 's/ipt-core/other/' own.yaml
	try qualify B --thresholds own.yaml
	refused 1 "for raters of the rubric 'other'"
	# the one that came along is sound
	try qualify B -n
	ended 0 "Too few sessions to say: 0, and the thresholds ask for 6"
}

@test "references are slipped in among what a rater is given" {
	begin
	iptrate -q import "$samples"/s0[78].txt "$samples"/s2[1-4].txt \
		>/dev/null
	for n in 7 8 9; do
		iptrate -q rate "$n" --rater A --role independent \
			--set C3=3/3 --sign --incomplete 'for the test' \
			>/dev/null
	done
	iptrate -q reference new 1 7 8 9 --rating A
	try assign 10 11 --to B --blind ratings --references 2
	refused 2 "say the seed"
	try assign 10 11 --to B --references 2 --seed 5
	refused 2 "given blind"
	try assign 10 11 --to B --blind ratings --references none --seed 5
	refused 2 "'none' is no number"
	try assign --sample 50% --to B --blind ratings --references 2 --seed 5
	refused 2 "not with --sample"
	# 1 is known to B, who rated it
	iptrate assign 10 11 --to B,C --blind people,ratings --references 2 \
		--seed 5 --json >given
	python3 - <<-'END'
	import json
	given = json.load(open("given"))
	for rater in "BC":
	    own = [g["session"] for g in given if g["rater"] == rater]
	    assert own == sorted(own) and len(own) == 4, own
	    assert {10, 11} < set(own), own
	    assert len(set(own) & {7, 8, 9}) == 2, own
	END
	# what the rater sees does not tell which they are
	iptrate --user B assign list --rater B --json >seen
	python3 - <<-'END'
	import json
	seen = [g for g in json.load(open("seen")) if g["state"] == "open"]
	assert len(seen) == 4
	for key in ("draw", "blind", "role", "assigned_at", "due"):
	    assert len({str(g[key]) for g in seen}) == 1, key
	END
	# nobody slips them in for themselves
	try --user C assign 12 --to C --blind people,ratings --references 1 \
		--seed 5
	[ "$status" -ne 0 ]
	try assign 12 --to B --blind people,ratings --references 3 --seed 6
	ended 0 "B: 1 of 3 references; there are no more that B does not know"
}

@test "drift is seen beside what was agreed" {
	begin
	iptrate -q reference new 1 2 3 4 5 6 --rating A
	iptrate drift B --json >drift
	for n in 1 2 3 4 5 6; do
		iptrate score "$n" --json >"score$n"
	done
	python3 - <<-'END'
	import json
	drift = json.load(open("drift"))
	rater, = drift["raters"]
	assert len(rater["months"]) == 6
	for n, month in enumerate(rater["months"], 1):
	    of = {r["rater"]: r["quality"]["mean"]
	          for r in json.load(open(f"score{n}"))["ratings"]}
	    assert month["references"] == month["sessions"] == 1
	    assert abs(month["severity"] - (of["B"] - of["A"])) < 1e-9, n
	END
	try drift B
	ended 0 "6 of 6 sessions were held against a reference"
	# whose reference it is is held against the others
	try drift A
	[[ "$output" != *"held against a reference"* ]]
}

@test "a rater alone is seen beside references" {
	begin
	iptrate -q import "$samples"/s07.txt >/dev/null
	for n in 1 2 3 4 5 6; do
		iptrate -q session remove "$n" --with-ratings
	done
	try drift
	[[ "$output" == *"No session has signed ratings by two"* ]]
	iptrate -q rate 7 --rater A --role independent $(values A 1) --sign \
		--incomplete 'for the test' >/dev/null
	iptrate -q rate 7 --rater B --role independent $(values B 1) --sign \
		--incomplete 'for the test' >/dev/null
	iptrate -q reference new 7 --rating A
	try drift B --role independent
	ended 0 "1 of 1 sessions were held against a reference"
}

@test "few items of a session, and one's own answers, qualify nobody" {
	begin
	iptrate -q import "$samples"/s0[78].txt >/dev/null
	iptrate -q assign 7 8 --to B --blind ratings >/dev/null
	for n in 7 8; do
		# shellcheck disable=SC2046
		iptrate -q rate $n --rater A --role independent $(values A $n) \
			--sign --incomplete 'for the test' >/dev/null
		iptrate -q --user B rate $n --rater B --role independent \
			--set C3=3/3 --sign --incomplete 'for the test' \
			>/dev/null
	done
	iptrate -q reference new 7 8 --rating A
	thresholds 2 'within-one-at-least: 0.5'
	try qualify B --thresholds own.yaml
	ended 0 "2 sessions left out: too few of the reference's items"
	[[ "$output" == *"Too few sessions to say: 0"* ]]
	# somebody of two codes takes a test with their own answers
	iptrate -q drill new exam-1 --of 1,2 --rating A --for testing >/dev/null
	for n in 1 2; do
		copy=$(iptrate drill take exam-1 --rater NN --json |
			json "['session']")
		# shellcheck disable=SC2046
		iptrate -q rate "$copy" --rater NN $(values A $n) --sign --yes \
			>/dev/null
	done
	iptrate -q person merge NN A
	try qualify A --thresholds own.yaml -n
	ended 0 "4 sessions left out: the reference is the rater's own"
	thresholds 2 'exact-at-least: 0'
	try qualify A --thresholds own.yaml
	refused 1 "own.yaml:6:17: 'exact-at-least' of 0 or less asks for nothing"
}

@test "turns that were marked long ago count no more" {
	begin
	iptrate -q decide 1 5 add COMM --rater A >/dev/null
	iptrate -q drill new exam-2 --of 1 --rating A --for testing >/dev/null
	iptrate -q person set MM role=assessor >/dev/null
	copy=$(iptrate drill take exam-2 --technique COMM --rater MM --json |
		json "['session']")
	iptrate -q decide "$copy" 5 add COMM --rater MM >/dev/null
	iptrate -q sign "$copy" --rater MM >/dev/null
	month 40
	iptrate -q import "$samples"/s0[78].txt >/dev/null
	iptrate -q assign 8 9 --to MM --blind ratings >/dev/null
	for n in 8 9; do
		for who in A MM; do
			# shellcheck disable=SC2046
			iptrate -q --user $who rate $n --rater $who \
				--role independent $(values A $n) --sign \
				--incomplete 'for the test' >/dev/null
		done
	done
	iptrate -q reference new 8 9 --rating A
	thresholds 2 'technique-f1-at-least: 0.9'
	try qualify MM --thresholds own.yaml
	ended 0 "no turns were marked in a test"
	[[ "$output" == *"does not reach"* ]]
}
