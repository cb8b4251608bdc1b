#!/usr/bin/env bats
# Sessions drawn by lot, and the lot drawn again by another program.

load common

# Six sessions of three cases, two raters.
begin() {
	for n in 1 2 3 4 5 6; do
		sed "s/truck/truck $n/" "$BATS_TEST_DIRNAME/small.txt" >s$n.txt
		iptrate -q import s$n.txt --case C$(((n + 1) / 2)) \
			--number $n >/dev/null
	done
	iptrate -q person set IR role=assessor
	iptrate -q person set JS role=assessor
}

# The published method, in Python.
redraw() {
	python3 - "$1" <<'PYTHON'
import hashlib, json, sys
d = json.load(open(sys.argv[1]))
raters = d["raters"].split(",")
share = round(float(d["share"].rstrip("% ")) * 100)
strata = {}
for row in d["frame"]:
    key = hashlib.sha256(f"{d['seed']}:{row['uid']}".encode()).hexdigest()
    assert key == row["key"], row
    strata.setdefault(row["stratum"], []).append((key, row))
drawn = []
for rows in strata.values():
    rows.sort(key=lambda one: one[0])
    drawn += rows[:(len(rows) * share + 5000) // 10000]
drawn.sort(key=lambda one: one[0])
want = {}
for i, (key, row) in enumerate(drawn):
    order = [raters[(i + k) % len(raters)] for k in range(len(raters))]
    may = [r for r in order if r not in row["cannot"].split(",")]
    want[row["uid"]] = ",".join(may[:d["each"]])
got = {r["uid"]: r["raters"] for r in d["frame"] if r["drawn"]}
assert got == want, (got, want)
print(len(got))
PYTHON
}

@test "a draw comes out the same by another program" {
	begin
	iptrate -q session set 3 therapist=IR
	for by in "" case phase,case; do
		iptrate -q --json assign --sample 50% ${by:+--by $by} \
			--seed "a 'seed'" --to IR,JS >draw.json
		[ "$(redraw draw.json)" -eq 3 ]
		for session in 1 2 3 4 5 6; do
			for rater in IR JS; do
				iptrate -q assign withdraw $session \
					--rater $rater || true
			done
		done
	done
	iptrate --json assign --sample 33.4% --seed 9 --to IR,JS --twice \
		>draw.json || true
	[ "$(iptrate assign draw --json | json "[0]['holds']")" = true ]
	iptrate casebook check
}

@test "two raters each, and nobody who cannot" {
	begin
	iptrate -q session set 3 therapist=IR
	try assign --sample 100% --seed 1 --to IR,JS --twice
	refused 4 "session 3 was drawn, and too few of IR,JS can rate it"
	[ "$(iptrate assign list --json)" = "[]" ]
	iptrate -q --json assign 1 2 4 5 6 --sample 100% --seed 1 --to IR,JS \
		--twice --blind people >draw.json
	[ "$(redraw draw.json)" -eq 5 ]
	[ "$(iptrate assign list --json | json "" | grep -o '"name"' | wc -l)" \
		-eq 10 ]
}

@test "a share or seed that does not do is refused" {
	begin
	for share in 0% 0.00% 101% 20 x% -5% %; do
		try assign "--sample=$share" --seed 1 --to IR
		refused 1 "is no share to draw"
	done
	try assign --sample 5% --seed 1 --to IR
	refused 1 "5% of 6 sessions gives none"
	try assign --sample 50% --to IR
	refused 2 "--seed N"
	try assign --sample 50% --seed 1 --by fase --to IR
	refused 2 "is nothing to draw by"
	try assign --sample 50% --seed 1 --to IR --twice
	refused 2 "2 raters"
	try assign 1 --seed 1 --to IR
	refused 2 "--sample"
	try assign draw 3
	refused 1 "there is no draw 3"
	[ "$(iptrate assign draw --json)" = "[]" ]
}

@test "a draw that was changed with another tool does not hold" {
	begin
	iptrate -q assign --sample 50% --seed 1 --to IR >/dev/null
	iptrate assign draw show 1
	python3 -c "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('UPDATE draw SET seed = 2')
db.commit()" "$IPTRATE_CASEBOOK"
	try assign draw 1
	ended 5 "comes out otherwise"
	try casebook check
	ended 5 "draw"
}

@test "who rates blind is told of no draw" {
	begin
	iptrate -q assign --sample 50% --seed 1 --to IR --blind number \
		>/dev/null
	try --user IR assign draw 1
	refused 4 "sign these first"
}
