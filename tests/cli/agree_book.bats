#!/usr/bin/env bats
# How far two raters agree over many sessions of a casebook: shares with their
# counts, intervals from sessions, and the figures of the same table as a file.

load common

# 24 sessions of four therapists by R1 and R2, who is the milder one by .1 to
# .3; all items of a session lie at two neighbouring points.
setup_file() {
	load common
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	python3 "$BATS_TEST_DIRNAME/marks.py" rubric >marks.yaml
	awk 'BEGIN {
		print "therapist\tsession\trater\tscore"
		for (t = 1; t <= 4; t++)
			for (s = 1; s <= 6; s++) {
				x = 2 + (t * 7 + s * 5) % 9 * .3
				printf "%d\t%d\t1\t%.2f\n", t, s, x
				printf "%d\t%d\t2\t%.2f\n", t, s, \
					x + .1 + (t + s) % 3 * .1
			}
	}' >marks.tsv
	printf '#!/bin/sh\nexec "%s" --rubric "%s/marks.yaml" "$@"\n' \
		"$program" "$PWD" >with-marks
	chmod +x with-marks
	python3 "$BATS_TEST_DIRNAME/marks.py" casebook marks.tsv ./with-marks
	cp "$IPTRATE_CASEBOOK" kept.db
}

begin() {
	cp "$BATS_FILE_TMPDIR/kept.db" "$IPTRATE_CASEBOOK"
	cp "$BATS_FILE_TMPDIR"/{marks.tsv,marks.yaml} .
	program=$BATS_FILE_TMPDIR/with-marks
}

# The text as one line.
told() {
	try "$@"
	output=$(tr -s '\n ' ' ' <<<"$output")
}

@test "shares stand with their counts, and with intervals from sessions" {
	begin
	told agree
	ended 0 "all items, extent: 480 of 480 pairs are the same (100 %)"
	python3 - >expected <<-'END'
	marks = {}
	for line in list(open("marks.tsv"))[1:]:
	    t, s, r, x = line.split()
	    marks.setdefault((t, s), {})[r] = round(float(x) * 20)
	def points(total):
	    return [total // 20 + (i < total % 20) for i in range(20)]
	pairs = [(a, b) for of in marks.values()
	         for a, b in zip(points(of["1"]), points(of["2"]))]
	same = sum(a == b for a, b in pairs)
	assert len(pairs) == 480 and 0 < same < 480
	print("all items, quality: %d of 480 pairs are the same (%.0f %%; 95 %%: "
	      % (same, 100 * same / 480))
	higher = sum(b - a for a, b in pairs) / 480
	assert .1 < higher < .3
	print("all items, quality: R2 rated higher than R1, by %.2f points on the "
	      "mean of 480 pairs (95 %%: " % higher)
	END
	while read -r line; do
		[[ "$output" == *"$line"* ]] || { echo "not: $line"; false; }
	done <expected
	[[ "$output" == *"by drawing sessions)"* ]]
	[[ "$output" != *"may be chance"* ]]
	try agree
	[ "$(awk 'length($0) > 80' <<<"$output")" = "" ]
}

@test "intervals need twenty sessions, and are the same for a seed" {
	begin
	iptrate agree --json >all.json
	iptrate agree --json >again.json
	cmp all.json again.json
	iptrate agree --seed 2 --json >other.json
	iptrate agree K{1..3}/{1..6} K4/1 --json >fewer.json
	python3 - <<-'END'
	import json
	def drawn(name):
	    made = json.load(open(name))
	    quality = [a for a in made["all_items"] if a["of"] == "quality"][0]
	    return {s["name"].split(":")[1]: s for s in quality["statistics"]
	            if s["name"].startswith("bootstrap_percentile:")}
	all_, other, fewer = map(drawn, ("all.json", "other.json", "fewer.json"))
	assert set(all_) == {"percent_agreement", "percent_within_1",
	                     "mean_absolute_difference", "ba_bias"}, set(all_)
	for name in ("percent_agreement", "ba_bias"):
	    a, b, c = all_[name], other[name], fewer[name]
	    assert a["lower"] < a["value"] < a["upper"] and a["n"] == 24, a
	    assert a["value"] == b["value"]
	    assert abs(a["lower"] - b["lower"]) < .03, (a, b)
	    assert c["lower"] is None and c["n"] == 19, c
	    assert "20 or more, and here are 19" in c["note"], c
	# another seed draws others, and comes out near
	assert any((all_[n]["lower"], all_[n]["upper"], all_[n]["se"]) !=
	           (other[n]["lower"], other[n]["upper"], other[n]["se"])
	           for n in all_)
	END
	told agree K{1..3}/{1..6} K4/1
	ended 0 "19 sessions chosen"
	[[ "$output" != *"by drawing sessions"* ]]
	[[ "$output" == *"R2 rated higher than R1, by 0."*"pairs Kappa"* ]]
}

@test "an item's figures are those of the same table as a file" {
	begin
	iptrate agree --json >here.json
	python3 - >item.tsv <<-'END'
	print("session\tR1\tR2")
	rows = {}
	for line in list(open("marks.tsv"))[1:]:
	    t, s, r, x = line.split()
	    total = round(float(x) * 20)
	    rows.setdefault(f"K{t}/{s}", []).append(total // 20 + (6 < total % 20))
	for name, points in rows.items():
	    print(name, *points, sep="\t")
	END
	iptrate agree --matrix item.tsv --scale 1-5 --json >there.json
	python3 - <<-'END'
	import json
	item = [i for i in json.load(open("here.json"))["items"]
	        if i["item"] == "M7" and i["of"] == "quality"][0]
	there = {(s["name"], s["options"]): s
	         for s in json.load(open("there.json"))["statistics"]}
	names = {s["name"] for s in item["statistics"]}
	assert {"percent_agreement", "percent_within_1", "ba_bias",
	        "weighted_kappa_quadratic", "gwet_ac2",
	        "krippendorff_alpha"} <= names, names
	for s in item["statistics"]:
	    other = there[s["name"], s["options"]]
	    for key in ("value", "se", "lower", "upper", "p", "n", "note"):
	        a, b = s[key], other[key]
	        assert a == b or abs(a - b) < 1e-12, (s, other)
	kappa = [s for s in item["statistics"]
	         if s["name"] == "weighted_kappa_quadratic"][0]
	assert 0 < kappa["value"] < 1
	assert item["pairs"] == 24
	END
}

@test "one pair tells nothing yet, and is no percentage" {
	python3 "$BATS_TEST_DIRNAME/marks.py" rubric >marks.yaml
	program=$BATS_FILE_TMPDIR/with-marks
	python3 "$BATS_TEST_DIRNAME/marks.py" text 1 >s.txt
	iptrate -q import s.txt >/dev/null
	for who in A B; do
		iptrate -q rate 1 --rater $who --role peer --set M1=3/3 \
			>/dev/null
		iptrate -q sign 1 --rater $who --role peer \
			--incomplete 'a trial' >/dev/null
	done
	told agree
	ended 0 "all items, extent: 1 pair: tells nothing yet"
	[[ "$output" == *"all items, quality: 1 pair: tells nothing yet"* ]]
	[[ "$output" == *"M1 Item 1 1 of 1 1 of 1 0.00"* ]]
	[[ "$output" != *"100 %"* ]]
	[[ "$output" != *"rated higher"* ]]
	# with a value in one of the two columns alone
	iptrate -q rate 1 --rater B --role peer --set M1=1 >/dev/null
	iptrate -q sign 1 --rater B --role peer --incomplete 'a trial' \
		>/dev/null
	told agree
	ended 0 "quality: no item has it from two raters"
}

@test "what was drawn by lot is told, and that it comes out the same again" {
	begin
	for who in D1 D2; do
		iptrate -q person set $who role=assessor
	done
	iptrate -q assign --sample 25% --seed 7 --to D1,D2 --twice >/dev/null
	iptrate assign list --json >given.json
	python3 "$BATS_TEST_DIRNAME/marks.py" rating 3 >r.tsv
	for n in $(python3 -c "import json
print(*sorted({a['session'] for a in json.load(open('given.json'))}))"); do
		for who in D1 D2; do
			iptrate -q rate "$n" --user $who --rater $who \
				--role independent --file r.tsv --sign --yes \
				>/dev/null
		done
	done
	iptrate agree --between D1,D2 --json >made.json
	python3 - <<-'END'
	import json
	made = json.load(open("made.json"))["coverage"]
	assert made["twice"] == made["twice_by_lot"] == 6, made
	draw, = made["draws"]
	assert draw["seed"] == "7" and draw["frame"] == 24, draw
	assert draw["rated_twice"] == 6 and draw["holds"], draw
	END
	told agree --between D1,D2
	ended 0 "6 drawn by lot"
	[[ "$output" == *"25% of 24 sessions, seed '7', 6 drawn, 6 of them rated twice here; drawn again it comes out the same"* ]]
}

@test "codes of people that are long keep to 80 columns, tags and all" {
	local a=Supervisor-Anna-Katharina-Hohenstein
	local b=Supervisor-Anna-Katharina-Oberwiesen who
	iptrate -q import "$samples/s01.txt" >/dev/null
	for who in $a $b; do
		iptrate -q rate 1 --rater $who --role peer --set A1=3/3 \
			--set A2=4/3 >/dev/null
		iptrate -q sign 1 --rater $who --role peer \
			--incomplete 'a trial' >/dev/null
		iptrate -q decide 1 3 add CLAR --rater $who >/dev/null
	done
	try agree
	ended 0 "tags: two raters"
	[ "$(awk 'length($0) > 80' <<<"$output")" = "" ]
	output=$(tr -s '\n ' ' ' <<<"$output")
	ended 0 "$a (first) and $b (second); for supervisors:"
	[[ "$output" == *"CLAR 1 0 0 1.00"* ]]
}
