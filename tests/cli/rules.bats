# codebook, rubric, evaluate: tools for people who write rules.

load common

# A codebook of one technique and one rule; $1 is put into the rule.
tiny() {
	cat >tiny.yaml <<-END
	codebook: tiny
	version: 1.0.0
	language: en
	name: A tiny codebook
	status: for tests

	techniques:
	  - id: SLEEP
	    name: Asks about sleep
	    group: initial
	    definition: The therapist asks how the patient sleeps.
	    unit: turn
	    phases: [initial, middle, termination]
	    rules:
	      - id: sleep.ask
	        says: asks about sleep
	        match: ['\bhow (?:did|do) you sleep\b']
	        strength: probable
	        examples: ["How did you sleep?"]
	        counterexamples: ["Did you sleep on it?"]
	${1-}
	precedence: [SLEEP]
	END
}

@test "the codebook is listed, and a technique told" {
	try codebook list
	ended 0 "Communication analysis"
	[ "$(iptrate codebook list --json | json "['techniques'].__len__()")" = 36 ]
	try codebook show comm
	ended 0 "tell apart"
	try codebook show COM
	refused 1 "unknown technique 'COM' (did you mean 'COMM'?)"
}

@test "the shipped codebook has no fault" {
	try codebook check
	ended 0 " 0 faults"
}

@test "check tells faults with place and caret, and exits with 3" {
	tiny
	try codebook check tiny.yaml
	ended 0 "tiny.yaml: 0 faults"
	tiny "        strenght: hint"
	try codebook check tiny.yaml
	ended 3 "tiny.yaml:"
	[[ "$output" == *strenght* && "$output" == *"^"* ]]
	try codebook check tiny.yaml --json
	[ "$status" -eq 3 ]
	[ "$(json "['ok']" <<<"$output")" = false ]
	[ "$(json "['diagnostics'][0]['level']" <<<"$output")" = error ]
}

@test "check shows the caret under a pattern that does not compile" {
	tiny
	sed -i 's/(?:did|do)/(?:did|do/' tiny.yaml
	try codebook check tiny.yaml
	ended 3 "^"
	sed "s/match: .*/match: ['x*']/" tiny.yaml >empty.yaml
	try codebook check empty.yaml
	ended 3 empty.yaml
}

@test "test runs the examples, and a failing one is told" {
	tiny
	try codebook test tiny.yaml
	ended 0 "2 examples run, 0 faults"
	sed -i 's/\["How did you sleep?"\]/["How was Tuesday?"]/' tiny.yaml
	try codebook test tiny.yaml
	ended 3 "1 fault"
	try codebook test missing.yaml
	refused 1 "missing.yaml"
}

@test "a broken codebook stops the commands that need it, in a sentence" {
	small
	tiny "        strenght: hint"
	try tags 1 --codebook tiny.yaml
	[ "$status" -eq 1 ]
	[[ "$output" == *"tiny.yaml:"*strenght* ]]
	try tags 1 --codebook missing.yaml
	refused 1 "missing.yaml"
}

@test "check tells what rules cost on a sample, and what they gave there" {
	tiny
	try codebook check tiny.yaml
	ended 0 "tiny.yaml: 0 faults"
	[[ "$output" != *dearest* ]]
	try codebook check tiny.yaml --sample "$BATS_TEST_DIRNAME/small.txt"
	ended 0 "dearest rules"
	[[ "$output" == *"for 1,000 turns, measured on 1 session, "* ]]
	iptrate codebook check tiny.yaml --json \
		--sample "$BATS_TEST_DIRNAME/small.txt" >check.json
	python3 - <<-'END'
	import json
	d = json.load(open("check.json"))
	assert d["ok"] and d["diagnostics"] == [], d
	assert d["sample"]["sessions"] == 1, d
	for rule in d["rules"]:
	    assert 0 <= rule["tried"] <= 1 and rule["microseconds"] >= 0, rule
	    assert rule["stood"] <= rule["tagged"], rule
	END
	# A word that is everywhere is tried everywhere, and that costs time.
	sed "s/match: .*/match: ['[a-z]+']/" tiny.yaml >slow.yaml
	try codebook check slow.yaml
	ended 0 "it is tried on every turn; the rule takes "
	try codebook check tiny.yaml --sample missing.txt
	refused 1 missing.txt
	mkdir empty
	try codebook check tiny.yaml --sample empty
	refused 1 empty
}

@test "check says that examples do not hold, and test which" {
	tiny
	sed 's/examples: \[.*/examples: ["Quite another thing."]/' tiny.yaml \
		>off.yaml
	not cmp -s tiny.yaml off.yaml
	try codebook check off.yaml
	ended 0 "does not hold ('codebook test' shows it)"
	try codebook test off.yaml
	ended 3 "off.yaml:"
}

@test "explain says why a turn has its tags" {
	small
	try codebook explain 1 9
	ended 0 RISK
	[[ "$output" == *risk.* ]]
	iptrate codebook explain 1 9 --json >why.json
	[ "$(json "['turn']" <why.json)" = 9 ]
	[ "$(json "['role']" <why.json)" = therapist ]
	[ "$(json "['tags'][0]['technique']" <why.json)" = RISK ]
	# The words are where they are said to be.
	iptrate show 1 --json >session.json
	python3 - <<-'END'
	import json
	why = json.load(open("why.json"))
	turn = next(t for t in json.load(open("session.json"))["turns"]
	            if t["n"] == 9)["text"].encode()
	rules = [r for t in why["tags"] for r in t["rules"]]
	assert rules and any(r["words"] for r in rules)
	for r in rules + why["near"]:
	    assert (r["words"] or "").encode() == turn[r["start"]:r["end"]], r
	for r in why["near"]:
	    assert r["wanted"] and r["line"] > 1, r
	END
	try codebook explain 1 99
	refused 1 99
}

@test "explain tells the points of a whole session, as text and as data" {
	iptrate -q import "$top/transcripts/sessions/s21.txt"
	iptrate codebook explain 1 37 --json >why.json
	iptrate codebook explain 1 37 >why.txt
	python3 - <<-'END'
	import json, re
	why = json.load(open("why.json"))
	text = open("why.txt").read()
	tag = next(t for t in why["tags"] if t["technique"] == "COMM")
	w = tag["weight"]
	assert w["total"] == w["words"] + w["around"] + w["rules"], w
	assert w["total"] >= w["probable"] > w["hint"], w
	assert "rules %+d: %+d;" % (w["rules"], w["total"]) in text, text
	points = [c["points"] for c in w["for"]]
	assert points == sorted(points, reverse=True) and points[-1] > 0
	assert all(c["points"] < 0 for c in w["against"])
	first = w["for"][0]
	assert "%s '%s' %+d" % tuple(first.values()) in text, text
	for t in why["tags"] + why["dropped"]:
	    assert re.search(r"^  %s \(%s\)" % (t["technique"], t["strength"]),
	                     text, re.M)
	    assert (" dropped by" in text) >= bool(t["dropped_by"])
	for r in why["near"]:
	    assert "nearly: " + r["rule"] in text and r["wanted"] in text
	e = tag["episode"]
	assert e["first_turn"] <= 37 <= e["last_turn"] and e["complete"]
	assert "components (%d): %s" % (len(e["components"]),
	                                ", ".join(e["components"])) in text
	END
}

@test "diff tells what another codebook would change, and changes nothing" {
	long_enough
	iptrate -q decide 1 9 accept RISK --rater RL
	iptrate tags 1 --json >before
	tiny
	try codebook diff "$top/rubrics/codebook/ipt-en.yaml" tiny.yaml
	ended 0 "nothing was written"
	[[ "$output" == *"- session 1 turn 9 RISK  (decided on by a person)"* ]]
	try codebook diff tiny.yaml "$top/rubrics/codebook/ipt-en.yaml" --json
	[[ "$output" == *'"appears"'* ]]
	# One EAFF tag suggests C4 an extent; the tiny codebook knows none.
	try codebook diff "$top/rubrics/codebook/ipt-en.yaml" tiny.yaml --all
	[[ "$output" == *"suggested extents that would move:"* ]]
	[[ "$output" =~ "session 1: "[^$'\n']*"C4 "[2-5]" -> 1" ]]
	iptrate codebook diff "$top/rubrics/codebook/ipt-en.yaml" tiny.yaml \
		--json | python3 -c 'import json, sys
d = json.load(sys.stdin)
assert set(d) == {"tags", "extents", "old_names"}
(c4,) = [e for e in d["extents"] if e["item"] == "C4"]
assert c4["session"] == 1 and c4["before"] > c4["after"] == 1, c4'
	iptrate tags 1 --json >after
	cmp before after
}

# 1 accepted of 1: the Wilson 95 % interval begins at n / (n + z^2), z 1.96
# (Wilson 1927): 1 / 4.8416.
@test "stats count what people said of each rule" {
	small
	iptrate -q decide 1 9 accept RISK --rater RL
	try codebook stats
	ended 0 "risk.ask"
	iptrate codebook stats --json >stats.json
	python3 - <<-'END'
	import json
	rules = {r["rule"]: r for r in json.load(open("stats.json"))}
	assert rules["risk.ask"]["fired"] == 1
	assert rules["risk.ask"]["accepted"] == 1
	assert rules["risk.ask"]["precision"] == 1
	assert abs(rules["risk.ask"]["low"] - 0.2065) < 0.001
	END
}

@test "a rule below the floor gives hints, and says so" {
	small
	book strict 's/^floor:.*/floor: {precision: 0.5, decided: 1}/'
	sed 's/babysitter/child/' small.txt >other.txt
	iptrate -q import other.txt
	try tags 2 --technique RISK --codebook strict/ipt-en.yaml
	[[ "$output" == *"◐  RISK       probable"* ]]
	iptrate -q decide 1 9 reject RISK --rater RL
	try tags 2 --technique RISK --codebook strict/ipt-en.yaml
	[[ "$output" == *"○  RISK       below floor"* ]]
	try show 2 --turns 9 --codebook strict/ipt-en.yaml
	[[ "$output" == *"○  RISK  below floor"* ]]
	try codebook stats --codebook strict/ipt-en.yaml
	ended 0 "below the floor: 1; what rests on such rules"
	try codebook explain 2 9 --codebook strict/ipt-en.yaml
	ended 0 "risk.ask is below the floor"
	# The shipped floor asks for more decisions.
	try tags 2 --technique RISK
	[[ "$output" == *"◐  RISK       probable"* ]]
	iptrate -q decide 2 9 accept RISK --rater RL
	try tags 2 --technique RISK --codebook strict/ipt-en.yaml
	[[ "$output" == *"●  RISK       probable"* ]]
}

@test "the rubric is listed, its scoring and an item's wording told" {
	try rubric list
	ended 0 "C3"
	try rubric show
	ended 0 "pass:"
	try rubric show c3
	ended 0 "5 expert"
	try rubric show C33
	refused 1 "unknown item 'C33'"
	[ "$(iptrate rubric list --json | json "['items'].__len__()")" = 43 ]
	try rubric check
	ended 0 " 0 faults"
}

@test "a rubric with an unknown item is refused with its place" {
	sed 's/{item: F5, extent-at-most: 1}/{item: F55, extent-at-most: 1}/' \
		"$top/rubrics/ipt-core.yaml" >bad.yaml
	not cmp -s bad.yaml "$top/rubrics/ipt-core.yaml"
	try rubric check bad.yaml
	ended 3 "F55"
	[[ "$output" == *"bad.yaml:"*"^"* ]]
	small
	try score 1 --rubric bad.yaml
	[ "$status" -eq 1 ]
	[[ "$output" == *"bad.yaml:"*F55* ]]
}

@test "evaluate has the promised shape, and rater against rater" {
	mkdir gold
	cp "$samples"/s0[12].* gold/
	iptrate evaluate gold --draws 20 --json >e.json
	python3 - <<-'END'
	import json
	e = json.load(open("e.json"))
	assert e["sessions"] == 2 and e["turns"] > 100
	assert e["raters"] == ["second", "writer"]
	technique = {"n", "precision", "recall", "f1", "f1_low", "f1_high",
	             "kappa", "ac1", "positive", "precision_interval",
	             "recall_interval", "kappa_interval", "ac1_interval",
	             "session_spearman", "counts"}
	for part in ("machine", "ceiling"):
	    for value in e[part].values():
	        assert set(value) == {
	            "turns", "sessions",
	            "micro_f1", "micro_low", "micro_high", "macro_f1",
	            "macro_low", "macro_high", "sessions", "turns",
	            "micro_precision", "micro_recall", "firm_precision",
	            "techniques"}
	        for t in value["techniques"].values():
	            assert set(t) == technique
	            assert sum(c[0] for c in t["counts"].values()) == t["n"]
	assert set(e["machine"]) == {"second", "writer"}
	(pair,) = e["ceiling"]
	assert sorted(pair.split("/")) == ["second", "writer"]
	END
	try evaluate gold --draws 20 --only s01
	ended 0 "1 session,"
	try evaluate gold --draws 20 --counts
	ended 0 "turns by session, writer/machine"
	printf 'turn\trater\tcodes\n1\ta\t-\n' >gold/s01.codes.tsv
	try evaluate gold --only s01 --draws 20
	ended 0 "macro-F1 - (- to -)"
	[[ "$output" != *nan* ]]
	cp "$samples"/s01.codes.tsv gold
	try evaluate gold --draws 20 --disagreements
	ended 0 "misses (-) and false alarms (+)"
	[ ! -e "$IPTRATE_CASEBOOK" ]
}

# F1 of the machine, counted here from its own tags and the rater's codes.
@test "evaluate counts right" {
	mkdir gold
	cp "$samples"/s21.* gold/
	iptrate evaluate gold --draws 20 --json >e.json
	iptrate -q import gold/s21.txt
	iptrate tags 1 --json >tags.json
	python3 - <<-'END'
	import csv, json
	machine = {(t["turn"], t["technique"])
	           for t in json.load(open("tags.json"))["tags"]}
	rater = {(int(r["turn"]), code.strip())
	         for r in csv.DictReader(open("gold/s21.codes.tsv"),
	                                 delimiter="\t")
	         if r["rater"] == "writer" and r["codes"] != "-"
	         for code in r["codes"].split(",")}
	hits = len(machine & rater)
	e = json.load(open("e.json"))["machine"]["writer"]
	f1 = 2 * hits / (len(machine) + len(rater))
	assert abs(e["micro_f1"] - f1) < 1e-6, (e["micro_f1"], f1)
	comm = [{x for x in s if x[1] == "COMM"} for s in (machine, rater)]
	want = 2 * len(comm[0] & comm[1]) / (len(comm[0]) + len(comm[1]))
	assert abs(e["techniques"]["COMM"]["f1"] - want) < 1e-6
	END
}

@test "evaluate measures a codebook that lacks techniques of the rubric" {
	tiny
	mkdir gold
	cp "$BATS_TEST_DIRNAME/small.txt" gold/a.txt
	printf 'turn\trater\tcodes\n1\tw\t-\n3\tw\tSLEEP\n' \
		>gold/a.codes.tsv
	cp "$samples/s21.ratings.tsv" gold/a.ratings.tsv
	try evaluate gold --codebook tiny.yaml --draws 20
	ended 0 "1 session, 2 turns of the therapist"
}

@test "evaluate refuses a folder without sessions" {
	mkdir none
	try evaluate none
	refused 1 none
	try evaluate missing
	refused 1 missing
	try evaluate none --least firm
	refused 2 "unknown strength 'firm'"
}

@test "a slip with a folder, a rule or too early a question is told with the mend" {
	small
	try evaluate nowhere
	refused 1 "nowhere: there is no such folder; name one that holds NAME.txt"
	try evaluate "$samples/s01.txt"
	refused 1 "s01.txt: this is a file; name the folder it lies in"
	try codebook diff "$top/rubrics/ipt-core.yaml" \
		"$top/rubrics/codebook/ipt-en.yaml"
	refused 1 "this is a rubric, and a codebook is wanted"
	try rubric check "$top/rubrics/codebook/ipt-en.yaml"
	ended 3 "this is a codebook, and a rubric is wanted"
	try codebook show comm.own-words
	refused 1 "'comm.own-words' is a rule of the technique COMM; name that"
	try codebook stats
	ended 0 "nobody has decided on a tag yet"
	iptrate -q decide 1 9 accept RISK --rater RL
	try codebook stats
	[[ "$output" != *"nobody has decided"* ]]
	mkdir gold
	cp "$samples"/s01.* gold/
	try evaluate gold --draws 5
	ended 0 "given by neither: "
	[[ "$output" != *"- to -"* ]]
}
