# rate, sign, score: people's scores, and what they come to.

load common

# The first rating's value at a path in the JSON of score.
rating() {
	iptrate score 1 --json | json "['ratings'][0]$1"
}

@test "JSON of score has the promised shape" {
	small
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3@3,5 \
		--set G1=2 >/dev/null
	iptrate score 1 --json >score.json
	python3 - <<-'END'
	import json
	score = json.load(open("score.json"))
	assert set(score) == {"session", "rubric", "facts", "risk", "observations",
	                  "not_told_because", "speech", "items", "ratings",
	                  "sealed"}
	assert set(score["rubric"]) == {"id", "version", "sha256"}
	assert score["facts"]["focus"] == "role-dispute"
	items = {item["id"]: item for item in score["items"]}
	assert len(items) == 43
	for item in items.values():
	    assert set(item) == {"id", "name", "class", "live", "suggested",
	                         "flag", "suggestion_turns", "confirmed"}
	for never in ("F1", "F2", "F3", "F4", "G3"):
	    assert items[never]["suggested"] is None, never
	assert items["C3"]["live"] and not items["B1"]["live"]
	assert items["F5"]["flag"] and items["F5"]["suggested"] is None
	assert items["F5"]["suggestion_turns"] == [9]
	rating, = score["ratings"]
	assert set(rating) == {
	    "rater", "role", "signed", "corrected_since_signed",
	    "version", "earlier_version", "signed_at", "meaning",
	    "signed_incomplete_because", "signed_sha256", "signed_how",
	    "rater_qualified",
	    "signed_key", "signed_key_of", "signed_fingerprint",
	    "signed_key_state", "blind", "made_of",
	    "adherence", "quality", "specificity",
	    "proscribed", "proscribed_sum", "live", "rated", "not_applicable",
	    "share_rated", "missing", "state", "reasons", "items", "remarks",
	    "corrected_since_signed"}
	for mean in ("adherence", "quality", "specificity"):
	    assert set(rating[mean]) == {"mean", "n", "sum", "se", "sufficient"}
	assert rating["adherence"]["mean"] == 4 and rating["adherence"]["n"] == 1
	assert rating["quality"]["mean"] == 3
	assert rating["proscribed"] == [{"item": "G1", "extent": 2}]
	assert rating["proscribed_sum"] == 1
	assert rating["state"] == "incomplete" and rating["reasons"]
	assert {"item": "C3", "extent": 4, "quality": 3, "na_reason": None,
	        "comment": None, "turns": [3, 5]} in rating["items"]
	END
}

# 26 of 27 live items are rated in the file; the means below were computed
# by a script from the file and the classes of the rubric, not by iptrate.
@test "a rating from a file is scored, and passes once it is signed" {
	iptrate -q import "$samples/s21.txt"
	try rate 1 --rater RL --role supervisor \
		--file "$samples/s21.ratings.tsv"
	ended 0 "RL (supervisor): incomplete"
	try score 1 --check
	[ "$status" -eq 3 ]
	try sign 1 --rater RL --role supervisor
	ended 0 "RL (supervisor): pass"
	try score 1 --check
	[ "$status" -eq 0 ]
	iptrate rubric list --json >rubric.json
	iptrate score 1 --json >score.json
	python3 - "$samples/s21.ratings.tsv" <<-'END'
	import csv, json, sys
	rating, = json.load(open("score.json"))["ratings"]
	live = {i["id"]: i["class"]
	        for i in json.load(open("score.json"))["items"] if i["live"]}
	rows = {r["item"]: r for r in csv.DictReader(open(sys.argv[1]),
	                                             delimiter="\t")}
	def mean(column, classes):
	    values = [int(rows[i][column]) for i, c in live.items()
	              if c in classes and rows[i][column] not in ("NA", "")]
	    return sum(values) / len(values), len(values)
	for name, column, classes in (("adherence", "extent", "UE"),
	                              ("quality", "quality", "UEC"),
	                              ("specificity", "extent", "U")):
	    want, n = mean(column, classes)
	    assert abs(rating[name]["mean"] - want) < 1e-6, name
	    assert rating[name]["n"] == n
	assert rating["signed"] is True and rating["state"] == "pass"
	END
}

@test "a changed rating has to be signed again" {
	iptrate -q import "$samples/s21.txt"
	iptrate rate 1 --rater RL --role supervisor --sign \
		--file "$samples/s21.ratings.tsv" >/dev/null
	[ "$(rating "['signed']")" = true ]
	try rate 1 --rater RL --role supervisor --set C3=4/4
	ended 0 incomplete
	[ "$(rating "['signed']")" = false ]
}

@test "what was signed stays beside what is changed later" {
	iptrate -q import "$samples/s21.txt"
	iptrate rate 1 --rater RL --role supervisor --sign \
		--file "$samples/s21.ratings.tsv" >/dev/null
	iptrate rate 1 --rater RL --role supervisor --set C3=1 >/dev/null
	iptrate score 1 --json >score.json
	python3 - <<-'END'
	import json
	now, signed = json.load(open("score.json"))["ratings"]
	def c3(rating):
	    return next(i for i in rating["items"] if i["item"] == "C3")
	assert (now["version"], now["signed"], now["earlier_version"]) == \
	    (2, False, False)
	assert (signed["version"], signed["signed"],
	        signed["earlier_version"]) == (1, True, True)
	assert (now["state"], signed["state"]) == ("incomplete", "pass")
	assert c3(now)["extent"] == 1 and c3(signed)["extent"] > 1
	assert "since version 1 was signed" in " ".join(now["reasons"])
	END
	try score 1
	ended 0 "(version 2, not signed)"
	[[ "$output" == *"pass (version 1, signed 2026-09-21"* ]]
	# Taken back, the signature stands again.
	iptrate rate 1 --rater RL --role supervisor --undo >/dev/null
	[ "$(rating "['signed']")" = true ]
	[ "$(iptrate score 1 --json | json "['ratings'].__len__()")" = 1 ]
	# Another phase is another rating; and what was signed is not changed.
	iptrate -q session set 1 phase=initial >/dev/null
	[ "$(rating "['signed']")" = false ]
	[ "$(iptrate score 1 --json | json "['ratings'][1]['state']")" = pass ]
	iptrate -q session set 1 phase=middle >/dev/null
	[ "$(rating "['signed']")" = true ]
	iptrate casebook check
}

@test "a signed value that was changed with other tools is named" {
	small
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 --sign \
		--incomplete 'a trial'
	iptrate casebook check
	python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("drop trigger rating_item_as_it_was")
c.execute("update rating_item set quality = 5"); c.commit()' "$IPTRATE_CASEBOOK"
	try casebook check
	ended 5 "version 1 of RL's rating (supervisor) of session 1 is not what was signed"
}

@test "N/A with its reason, comments and evidence, also later" {
	small
	iptrate rate 1 --rater RL --role self --set C3=4/3 \
		--na C9='no time' --comment C3='stays with it' >/dev/null
	iptrate rate 1 --rater RL --role self --evidence C3=3,5 >/dev/null
	iptrate score 1 --json | python3 -c 'import json, sys
rating, = json.load(sys.stdin)["ratings"]
items = {i["item"]: i for i in rating["items"]}
assert items["C3"] == {"item": "C3", "extent": 4, "quality": 3,
    "na_reason": None, "comment": "stays with it", "turns": [3, 5]}, items
assert items["C9"]["extent"] is None
assert items["C9"]["na_reason"] == "no time"
assert rating["not_applicable"] == 1'
	try rate 1 --rater RL --role self --comment C4=x
	ended 0 "RL (self): incomplete"
	rating "['missing']" | grep -q '"C4"'
	[ "$(rating "['remarks'][0]['comment']")" = x ]
}

@test "raters and roles stand side by side and never mix" {
	small
	iptrate rate 1 --rater T04 --role self --set C3=5/5 >/dev/null
	iptrate rate 1 --rater RL --role supervisor --set C3=3/3 >/dev/null
	try score 1
	ended 0 "T04 (self)"
	[[ "$output" == *"RL (supervisor)"* ]]
	[[ "$output" == *"5/5"*"3/3"* ]]
	[ "$(rating "['quality']['mean']")" = 5.0 ]
	try score 1 --role supervisor --json
	[ "$(json "['ratings'].__len__()" <<<"$output")" = 1 ]
	[ "$(json "['ratings'][0]['quality']['mean']" <<<"$output")" = 3.0 ]
	try score 1 --role boss
	refused 2 "unknown role 'boss'"
}

@test "a rating that cannot be changes nothing" {
	small
	try rate 1 --rater RL --role self --set C3=4/3 --set C4=6/3
	refused 1 "C4: extent 6 is not on the scale of 1 to 5"
	try rate 1 --rater RL --role self --set C3=4/3 --set C44=3/3
	refused 1 "unknown item 'C44'"
	try rate 1 --rater RL --role self --set C3
	[ "$status" -ne 0 ]
	try rate 1 --rater RL --role self --set G1=2/3
	refused 1 "G1"
	try rate 1 --rater RL --role self
	refused 2 "nothing to rate"
	try rate 1 --rater RL --set C3=4/3
	refused 2 "say in which role"
	try rate 1 --role self --set C3=4/3
	refused 2 "say who"
	try rate 1 --rater RL --role sefl --set C3=4/3
	refused 2 "unknown role 'sefl' (did you mean 'self'?)"
	try sign 1 --rater RL --role self
	[ "$status" -eq 1 ]
	[ "$(iptrate score 1 --json | json "['ratings']")" = "[]" ]
}

@test "faults of a ratings file are told with their lines" {
	small
	printf 'item\textent\tquality\nC3\t6\t3\nC4\t3\t3\n' >bad.tsv
	try rate 1 --rater RL --role self --file bad.tsv
	ended 1 "bad.tsv:2"
	printf 'item\textent\tquality\nC33\t4\t3\n' >bad.tsv
	try rate 1 --rater RL --role self --file bad.tsv
	ended 1 "C33"
	printf 'item\textent\tquality\tevidence\nC3\t4\t3\t900\n' >bad.tsv
	try rate 1 --rater RL --role self --file bad.tsv
	refused 1 "bad.tsv:2: item C3: session 1 has no turn 900"
	try rate 1 --rater RL --role self --file missing.tsv
	refused 1 "missing.tsv"
	[ "$(iptrate score 1 --json | json "['ratings']")" = "[]" ]
}

@test "--check is not met when nobody has rated" {
	small
	try score 1 --check
	ended 3 "Nobody has rated this session yet"
}

@test "score fits 80 columns with two ratings" {
	small
	iptrate rate 1 --rater T04 --role self --set C3=5/5 >/dev/null
	iptrate rate 1 --rater RL --role supervisor --set C3=3/3 >/dev/null
	iptrate score 1 | python3 -c 'import sys
for line in sys.stdin:
    assert len(line.rstrip("\n")) <= 80, line'
}

@test "a value is taken back, the first one to not rated, and given again" {
	small
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 --sign \
		--incomplete 'a trial' \
		>/dev/null
	iptrate -q rate 1 --rater RL --role supervisor --set C3=2/2 >/dev/null
	iptrate -q rate 1 --rater RL --role supervisor --undo >/dev/null
	[ "$(rating "['items'][0]['extent']")" = 4 ]
	try rate 1 --rater RL --role supervisor --undo
	ended 0 "rated         0 of"
	[[ "$output" == *"not signed"* ]]
	[ "$(rating "['items']")" = "[]" ]
	try rate 1 --rater RL --role supervisor --undo
	refused 1 "no rating of session 1 can be taken back"
	iptrate -q rate 1 --rater RL --role supervisor --redo >/dev/null
	[ "$(rating "['items'][0]['quality']")" = 3 ]
	iptrate log >log
	grep -q "C3 not rated" log
	try rate 1 --rater RL --role supervisor --undo --set C3=1
	refused 2 "--undo and --redo go alone"
	try rate 1 --rater RL --role peer --undo
	refused 1 "RL has no rating of session 1 as peer"
	iptrate casebook check
}

# Eight easy items at 5/5 and N/A for all other live ones.
@test "a rating does not get better by what is left out of it" {
	iptrate -q import "$samples/s21.txt"
	try rate 1 --rater RL --role supervisor --na C3=x
	refused 1 "the reason 'x' says nothing"
	try rate 1 --rater RL --role supervisor --na 'C3=not live in this phase'
	refused 1 "is not so: it is live in this session"
	try rate 1 --rater RL --role supervisor --set C3=NA
	refused 1 "C3 is marked N/A without a reason"
	try rate 1 --rater RL --role supervisor --na F5='nothing was voiced'
	refused 1 "F5 (Notices and manages risk) is critical and live"
	printf 'item\textent\tquality\nC3\tNA\t\nB1\tNA\t\n' >bare.tsv
	try rate 1 --rater RL --role supervisor --file bare.tsv
	refused 1 "bare.tsv:2: item C3 is marked N/A without a reason, and it is live"
	[ "$(iptrate score 1 --json | json "['ratings']")" = "[]" ]
	# Of an item that is not live nobody asks for one.
	printf 'item\textent\tquality\nC3\t4\t4\nB1\tNA\t\n' >fine.tsv
	iptrate -q rate 1 --rater RL --role supervisor --file fine.tsv >/dev/null
	for item in A1 A2 A3 A4 F1 F2 F3; do
		set -- "$@" --set "$item=5/5"
	done
	for item in C1 C2 C4 C5 C6 C7 C8 C9 C10 C11 C12 D2 F4 G1 G2 G3 G5; do
		set -- "$@" --na "$item=no call for it"
	done
	try rate 1 --rater RL --role supervisor "$@"
	ended 0 "17 of 27 live items are N/A, and at most 4 (15 %) may be"
	try sign 1 --rater RL --role supervisor
	refused 4 "the rating is incomplete and was not signed"
	try sign 1 --rater RL --role supervisor --incomplete 'the tape broke off'
	ended 0 "RL (supervisor): incomplete"
	tr -s '\n ' '  ' <<<"$output" |
		grep -qF "(though incomplete: the tape broke off)"
	iptrate -q export 1 -o out.json
	grep -q '"signed_incomplete_because": "the tape broke off"' out.json
}

@test "signing shows what is signed, and asks at a terminal" {
	iptrate -q import "$samples/s21.txt"
	command -v script >/dev/null || skip "script is not installed"
	iptrate -q person set RL name='Ruth Lorenz'
	iptrate -q rate 1 --rater RL --role supervisor \
		--file "$samples/s21.ratings.tsv" >/dev/null
	line="'$program' sign 1 --rater RL --role supervisor --meaning 'read whole'"
	echo n | script -qec "$line" /dev/null >out || true
	for words in "ipt-core 1.2.0," "version 1" "verdict       pass" \
		"no evidence   A1" "RL (Ruth Lorenz), as supervisor" \
		"meaning       read whole" "C12: not called for" \
		"the rating was not signed"; do
		grep -qF "$words" out
	done
	[ "$(rating "['signed']")" = false ]
	echo y | script -qec "$line" /dev/null >out
	[ "$(rating "['signed']")" = true ]
	# A change beside it is asked about, too.
	line="'$program' rate 1 --rater RL --role supervisor --set C3=1"
	echo n | script -qec "$line" /dev/null >out || true
	grep -qF "begins version 2 beside it. Go on?" out
	[ "$(rating "['version']")" = 1 ]
	script -qec "$line --yes" /dev/null >out </dev/null
	[ "$(rating "['version']")" = 2 ]
}

@test "other tags begin a new version, and the history says so" {
	iptrate -q import "$samples/s21.txt"
	iptrate -q rate 1 --rater RL --role supervisor --sign \
		--file "$samples/s21.ratings.tsv" >/dev/null
	book other
	no_weights other/ipt-en.weights.tsv
	try tag 1 --codebook other/ipt-en.yaml
	ended 0 "version 2 begins, since the session was tagged otherwise"
	[ "$(rating "['signed']")" = false ]
	iptrate log 1 | grep -q "version 1 stays as it was signed"
	iptrate -q tag 1
	[ "$(rating "['signed']")" = true ]
	iptrate casebook check
}

@test "the therapist rates as self, and nobody signs in two roles" {
	small
	iptrate -q session set 1 therapist=T04
	try rate 1 --rater T04 --role supervisor --set C3=5/5
	refused 4 "T04 is the therapist of session 1 and rates it as self only"
	try rate 1 --rater RL --role self --set C3=5/5
	refused 4 "self is the therapist's own rating"
	iptrate -q rate 1 --rater T04 --role self --set C3=5/5 >/dev/null
	iptrate -q rate 1 --rater RL --role supervisor --set C3=3/3 --sign \
		--incomplete 'a trial' --user anna >/dev/null
	try rate 1 --rater RL --role independent --set C3=4/4
	refused 4 "RL has signed a rating of session 1 as supervisor"
	iptrate -q rate 1 --rater RL --role consensus --set C3=4/4 >/dev/null
	iptrate log 1 | grep "anna .*sign .*RL as supervisor"
	try score 1
	ended 0 "by RL, entered by anna"
}

@test "a rating on the rubric before comes out as it did" {
	iptrate -q import "$samples/s21.txt"
	old="$top/tests/data/ipt-core-1.1.0.yaml"
	iptrate -q rate 1 --rater RL --role supervisor --rubric "$old" \
		--file "$samples/s21.ratings.tsv" >/dev/null
	for item in C6 C7 C8 C9 C10; do
		set -- "$@" --na "$item=no call for it"
	done
	iptrate -q rate 1 --rater RL --role supervisor --rubric "$old" "$@" \
		--sign >/dev/null
	# 21 of the 21 that are not N/A, as version 1.1.0 counts.
	[ "$(rating "['share_rated']")" = 1.0 ]
	[ "$(rating "['state']")" = pass ]
}

@test "a therapist told of later marks what was signed in another role" {
	small
	iptrate -q rate 1 --rater RL --role supervisor --set C3=3/3 --sign \
		--incomplete 'a trial' >/dev/null
	try session set 1 therapist=rl
	ended 0 "signed so stays, and counts as incomplete"
	try score 1
	ended 0 "RL is the therapist of session 1 and rates it as self only"
	[[ "$output" == *"the verdict that was signed was"* ]]
	# The way on is open: their own work as self.
	iptrate -q rate 1 --rater RL --role self --set C3=3/3 --sign \
		--incomplete 'a trial' >/dev/null
	# Told otherwise, the first one stands again, and the other does not.
	try session set 1 therapist=T9
	ended 0 "self is the therapist's own rating, not RL's"
	[ "$(rating "['state']")" = incomplete ]
	iptrate casebook check
}

@test "one command gives an item one score, and a remark needs none" {
	small
	try rate 1 --rater RL --role peer --set C3=3/3 --set c3=5/5
	refused 2 "c3 is given twice by --set and --na"
	try rate 1 --rater RL --role peer --set C3=3/3 --na C3='no call for it'
	refused 2 "is given twice by --set and --na"
	printf 'item\textent\tquality\nC3\t1\t\n' >one.tsv
	try rate 1 --rater RL --role peer --file one.tsv --set C3=4/3
	ended 0 "C3 stands in the file, too; the option counts"
	iptrate -q rate 1 --rater RL --role peer --comment f1='only a remark' \
		>/dev/null
	iptrate -q rate 1 --rater RL --role peer --evidence F1=2 >/dev/null
	iptrate score 1 --json | grep -q '"comment": "only a remark"'
	iptrate -q rate 1 --rater RL --role peer --set F1=4/4 >/dev/null
	iptrate score 1 --json | grep -q '"comment": "only a remark"'
	try rate 1 --rater RL --role peer --comment zz='a remark'
	refused 1 "unknown item 'zz'"
}

@test "a reason for signing says something, and signing twice is told" {
	small
	iptrate -q rate 1 --rater RL --role peer --set C3=3/3 >/dev/null
	for reason in . '   ' ok n/a; do
		try sign -q 1 --rater RL --role peer --incomplete "$reason"
		refused 1 "say it in a few words"
	done
	iptrate -q sign 1 --rater RL --role peer --incomplete 'tape broke off'
	try sign 1 --rater RL --role peer --incomplete 'another reason'
	ended 0 "signed already, as version 1, and nothing was changed since"
	[ "$(rating "['version']")" = 1 ]
}

@test "under one name and version there is one rubric" {
	iptrate -q import "$samples/s21.txt"
	mild="$BATS_TEST_TMPDIR/mild.yaml"
	sed 's/^    cut: 3.0/    cut: 1.0/' "$top/rubrics/ipt-core.yaml" >"$mild"
	try rate 1 --rater RL --role peer --rubric "$mild" --set C3=3/3
	refused 1 "calls itself ipt-core"
	sed -i 's/^version: .*/version: mine-1/' "$mild"
	try rate 1 --rater RL --role peer --rubric "$mild" --set C3=3/3
	ended 0 "RL (peer"
	sed -i 's/^    cut: 1.0/    cut: 2.0/' "$mild"
	try rate 1 --rater R2 --role peer --rubric "$mild" --set C3=3/3
	refused 1 "there are ratings here on a rubric by that name"
}

@test "phase and focus are asked about where a signed rating hangs on them" {
	command -v script >/dev/null || skip "script is not installed"
	small
	iptrate -q rate 1 --rater RL --role supervisor --set C3=3/3 --sign \
		--incomplete 'a trial' >/dev/null
	code=$(iptrate session list --json | json "[0]['case']")
	for line in "session set 1 phase=termination" "session set 1 therapist=RL" \
		"case set $code focus=grief"; do
		echo n | script -qec "'$program' $line" /dev/null >out || true
		grep -qF "a new version begins beside what was signed" out
		grep -qF "nothing was changed" out
	done
	[ "$(rating "['version']")" = 1 ]
	script -qec "'$program' session set 1 file=x" /dev/null >out </dev/null
	not grep -qF "Go on?" out
	script -qec "'$program' session set 1 phase=termination --yes" \
		/dev/null >out </dev/null
	[ "$(rating "['version']")" = 2 ]
}

@test "a rating begun on the rubric before goes on with its values" {
	iptrate -q import "$samples/s21.txt"
	old="$BATS_TEST_TMPDIR/old.yaml"
	sed 's/^version: .*/version: 1.0.9/; s/Never asks about the time since/Says nothing of the time since/' \
		"$top/rubrics/ipt-core.yaml" >"$old"
	iptrate -q rate 1 --rater RL --role peer --rubric "$old" \
		--set A1=4/4 --set C3=4/3@25 --na C9='no call for it' \
		--comment F1='a remark' >/dev/null
	try rate 1 --rater rl --role peer --set A2=3/3 --comment C3=now
	ended 0 "begun on an earlier ipt-core, 1.0.9: 2 values were taken over; to be rated anew, as the wording or rule is another: A1"
	iptrate score 1 --json | python3 -c 'import json, sys
ratings = json.load(sys.stdin)["ratings"]
new = {i["item"]: i for i in ratings[1]["items"]}
assert set(new) == {"A2", "C3", "C9"}, new
assert (new["C3"]["extent"], new["C3"]["turns"]) == (4, [25])
assert new["C3"]["comment"] == "now"
assert ratings[1]["remarks"][0]["comment"] == "a remark"
assert {i["item"] for i in ratings[0]["items"]} == {"A1", "C3", "C9"}'
	try score 1
	ended 0 "RL (peer, ipt-core 1.0.9): incomplete"
	# It is done once.
	try rate 1 --rater RL --role peer --set A3=3/3
	[[ "$output" != *"taken over"* ]]
	iptrate casebook check
}
