#!/usr/bin/env bats
# Three raters over six sessions: given out blind, rated month by month, and
# held against each other.  Rater C becomes milder from the fourth month on.

load common
load three

setup_file() {
	load common
	load three
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	three_raters
	cp "$IPTRATE_CASEBOOK" kept.db
}

# A statistic of a report: figure FILE PATH NAME OPTIONS
figures() {
	python3 - "$1" "$2" <<-'END'
	import json, sys
	made = eval("json.load(open(sys.argv[1]))" + sys.argv[2])
	for s in made["statistics"]:
	    print(s["name"], s["options"], s["value"], s["lower"], s["upper"])
	END
}

@test "coverage says who rated what, blind, and how it was chosen" {
	begin
	try agree
	ended 0 "6 sessions chosen, 6 rated, 6 of them by two raters or more"
	[[ "$output" == *"3 raters, 18 signed"* ]]
	[[ "$output" == *"6 assigned by hand"* ]]
	[[ "$output" == *"A             6                6      6"* ]]
	[ "$(iptrate agree --json | json "['coverage']['twice_by_hand']")" = 6 ]
}

@test "the scores are those of the same table as a file" {
	begin
	iptrate agree --json >here.json
	for n in {1..6}; do
		iptrate score "$n" --json >"$n.json"
	done
	python3 - <<-'END' >table.tsv
	import json
	print("session\tA\tB\tC")
	for n in range(1, 7):
	    made = {r["rater"]: r["quality"]["mean"]
	            for r in json.load(open(f"{n}.json"))["ratings"]}
	    print(n, *(repr(made[w]) for w in "ABC"), sep="\t")
	END
	iptrate agree --matrix table.tsv --json >there.json
	figures here.json "['scores'][1]['report']" >here
	figures there.json "" >there
	grep -q '^icc_sf_2_1' here
	[ "$(grep -c . here)" -gt 20 ]
	# printed with ten digits in one, in full in the other
	python3 - <<-'END'
	def read(name):
	    rows = {}
	    for line in open(name):
	        head, *values = line.rstrip().rsplit(" ", 3)
	        rows[head] = values
	    return rows
	here, there = read("here"), read("there")
	assert set(here) <= set(there), set(here) - set(there)
	for head, values in here.items():
	    for a, b in zip(values, there[head]):
	        if a == "None" or b == "None":
	            assert a == b, (head, a, b)
	        else:
	            assert abs(float(a) - float(b)) < 1e-6, (head, a, b)
	END
}

@test "items are counted pair by pair, and the worst disagreement is first" {
	begin
	iptrate agree --json >made.json
	for n in {1..6}; do
		for who in A B C; do
			values "$who" "$n" >"$who$n"
		done
	done
	python3 - <<-'END'
	import itertools, json, re
	made = json.load(open("made.json"))
	given = {}
	for n in range(1, 7):
	    for who in "ABC":
	        for item, extent in re.findall(r"--set (\w+)=(\d)",
	                                       open(f"{who}{n}").read()):
	            given[n, who, item] = int(extent)
	for row in made["items"]:
	    if row["of"] != "extent":
	        continue
	    pairs = [(given[n, a, row["item"]], given[n, b, row["item"]])
	             for n in range(1, 7)
	             for a, b in itertools.combinations("ABC", 2)]
	    if row["pairs"] != len(pairs):
	        continue	# not live in all of them
	    assert row["same"] == sum(a == b for a, b in pairs), row
	    assert row["within_one"] == sum(abs(a - b) < 2 for a, b in pairs)
	    assert abs(row["mean_distance"] - sum(abs(a - b) for a, b in pairs)
	               / len(pairs)) < 1e-9, row
	assert sum(r["pairs"] == 18 for r in made["items"]) > 20
	apart = [max(d["extent_apart"], d["quality_apart"])
	         for d in made["disputed_items"]]
	assert apart == sorted(apart, reverse=True) and apart[0] > 0
	first = made["disputed_items"][0]
	assert first["open"] == "iptrate review %d --turn %d" % (
	    first["session"], min(t["turn"] for s in first["said"]
	                          for t in s["evidence"])), first["open"]
	END
}

@test "as many disagreements are shown as are asked for, with 0 all" {
	begin
	all=$(iptrate agree --json | json "['disputed_items']
v = len(v)")
	[ "$all" -gt 10 ]
	[ "$(iptrate agree --most 0 | grep -c '^    iptrate review')" = "$all" ]
	try agree --most 3
	[[ "$output" == *"and $((all - 3)) more (--most 0 shows all)"* ]]
}

@test "how far a mark would stand, or why it cannot be told" {
	begin
	try depend
	ended 0 "18 ratings of 6 sessions by 3 therapists, 3 raters"
	[[ "$output" != *nan* ]]
	[ "$(iptrate depend --json | json "['ratings']")" = 18 ]
}

@test "a rater who has still to rate sees nothing of the others" {
	begin
	iptrate -q person set D role=assessor
	iptrate -q assign 1 2 --to D --blind people,ratings
	try agree --user D
	ended 0 "4 sessions chosen"
	[[ "$output" == *"2 sessions are left out: they are rated blind"* ]]
	[[ "$output" != *"C01"* ]]
	[[ "$output" != *"C02"* ]]
	try agree --user D --therapist T1
	refused 1 "there is no therapist 'T1'"
	try agree --user D --case C01
	refused 1 "there is no session of a case 'C01'"
}

@test "what was practised counts nowhere" {
	begin
	iptrate agree --json >before.json
	iptrate -q drill take learn-1 --rater D --user D --no-screen >taken
	n=$(grep -o 'session [0-9]*\. Rate' taken | grep -o '[0-9]*')
	iptrate -q rate "$n" --rater D --user D --set A1=3/3 >/dev/null
	iptrate -q sign "$n" --rater D --user D --incomplete 'to practise' \
		>/dev/null
	iptrate drill take learn-1 --rater D --user D --no-screen >told
	grep -q 'mine 3/3, theirs' told
	iptrate agree --json >after.json
	cmp before.json after.json
}

@test "who becomes milder is seen, month by month" {
	begin
	try drift
	ended 0 "2026-02"
	[[ "$output" != *nan* ]]
	iptrate drift --json >made.json
	python3 - <<-'END'
	import json
	made = {r["rater"]: r for r in json.load(open("made.json"))["raters"]}
	assert [len(made[w]["months"]) for w in "ABC"] == [6, 6, 6]
	c = [m["severity"] for m in made["C"]["months"]]
	# by hand: the mean of the last three months is well above the first
	assert min(c[3:]) > max(c[:3]) + .2, c
	# those who stay are not taken for the one who changes
	assert [made[w]["changed"] for w in "ABC"] == [False, False, True], made
	assert made["C"]["chart"] and made["C"]["severity"]["value"] > 0
	END
	try drift C
	ended 0 "Milder than these raters"
	try drift A
	ended 0 "More severe than these raters together, by 0.20 (95 %: 0.07 to 0.33)"
	try drift C
	[[ "$output" != *"mild +/severe -"*"mild +/severe -"* ]]
	try drift ZZ
	refused 1 "there is no rater 'ZZ'"
	try drift C --since 2026-06-15
	ended 0 "cannot be told"
}

@test "two sessions of one case and number have not one name" {
	begin
	one=$(iptrate session show 1 --json | json "['number']")
	iptrate -q session set 2 case=C01 number="$one"
	iptrate agree --json >agree.json
	names=$(json "['coverage']['by_session']
v = [s['name'] for s in v]" <agree.json)
	[[ "$names" == "[\"C01/$one (1)\", \"C01/$one (2)\", \"C03/"* ]]
	[ "$(json "['disputed_items']
v = sorted({d['name'] for d in v if d['session'] < 3})" <agree.json)" = \
		"[\"C01/$one (1)\", \"C01/$one (2)\"]" ]
	# by itself it is the only one
	try agree 1
	[[ "$output" == *"C01/$one  "* ]]
	[[ "$output" != *"C01/$one (1)"* ]]
}
