#!/usr/bin/env bats
# depend: how far a mark in a casebook would stand.

load common

# Six therapists with two sessions each, by three raters with gaps, as a
# casebook; the same table for 'agree --matrix', which the tests of agreement
# hold to other programs.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	load common
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	python3 "$BATS_TEST_DIRNAME/marks.py" rubric >marks.yaml
	printf 'therapist\tsession\trater\tscore\n' >marks.tsv
	local t=0 pair
	for pair in 4.50,4.20 2.10,2.60 3.40,3.60 2.20,1.90 3.00,2.60 4.80,4.40
	do
		t=$((t + 1))
		add $t 1 "${pair%,*}" 1 2 3
		add $t 2 "${pair#*,}" 1 2
	done
	printf '#!/bin/sh\nexec "%s" --rubric "%s/marks.yaml" "$@"\n' \
		"$program" "$PWD" >with-marks
	chmod +x with-marks
	python3 "$BATS_TEST_DIRNAME/marks.py" casebook marks.tsv ./with-marks
	cp "$IPTRATE_CASEBOOK" kept.db
}

# therapist, session, mark, raters: one is milder by .3, one severer by .15,
# with something of their own.
add() {
	local t=$1 s=$2 mark=$3 r
	shift 3
	for r; do
		awk -v t="$t" -v s="$s" -v m="$mark" -v r="$r" 'BEGIN {
			split("0 .3 -.15", own, " ")
			x = m + own[r] + .05 * ((t * 3 + s * 5 + r * 7) % 4)
			x = int(x * 20 + .5) / 20
			printf "%s\t%s\t%s\t%.2f\n", t, s, r, (x > 5 ? 5 : x)
		}' >>marks.tsv
	done
}

begin() {
	cp "$BATS_FILE_TMPDIR/kept.db" "$IPTRATE_CASEBOOK"
	cp "$BATS_FILE_TMPDIR"/{marks.tsv,marks.yaml} .
	program=$BATS_FILE_TMPDIR/with-marks
}

# As try, with the lines of the text as one.
told() {
	try "$@"
	output=$(tr -s '\n ' ' ' <<<"$output")
}

# A figure of a design: designs SESSIONS RATERS KEY
design() {
	json "['designs']" | python3 -c "import json, sys
for d in json.load(sys.stdin):
	if (d['sessions'], d['raters']) == ($1, $2) and not d['each_by_another_rater']:
		print('%.6f' % d['$3'])"
}

mark() {
	json "['marks']" | python3 -c "import json, sys
for m in json.load(sys.stdin):
	if m['therapist'] == '$1':
		print(m['$2'])"
}

@test "components and designs are those of the same marks in a table" {
	begin
	iptrate depend --json >depend.json
	iptrate agree --matrix marks.tsv --long --cut 3 --json >agree.json
	python3 - <<'END'
import json
ours = json.load(open('depend.json'))
theirs = {(s['name'], s['options']): s['value']
          for s in json.load(open('agree.json'))['statistics']}
assert ours['ratings'] == 30 and ours['sessions'] == 12, ours
assert ours['rated_twice'] == 12 and ours['raters'] == 3
assert ours['method'] == 'REML' and ours['missing'] == []
seen = 0
for part in ours['components']:
    name = 'component=' + part['component']
    if part['component'] == 'residual':
        name += ' (session:therapist x rater)'
    value = theirs['g_variance_reml', name]
    assert abs(value - part['variance']) < 1e-9, (name, value, part)
for d in ours['designs']:
    if d['each_by_another_rater']:
        continue
    name = 'n_session=%d; n_rater=%d' % (d['sessions'], d['raters'])
    for key, called in (('phi', 'd_phi'), ('sem', 'd_sem_absolute')):
        assert abs(theirs[called, name] - d[key]) < 1e-9, (name, key)
        seen += 1
assert seen == 2 * 28
assert abs(sum(p['share'] for p in ours['components']) - 1) < 1e-9
END
}

@test "the text says for whom it is, in 80 columns, and what it rests on" {
	begin
	told depend
	ended 0 "30 ratings of 12 sessions by 6 therapists, 3 raters"
	ended 0 "For an accrediting body"
	ended 0 "the cheapest way to that certainty"
	ended 0 "which is few: take them as rough"
	ended 0 "items are taken as fixed"
	not grep -qi 'nan' <<<"$output"
	try depend
	[ "$(awk 'length($0) > 80' <<<"$output")" = "" ]
	[ "$(grep -c '^T[1-6] ' <<<"$output")" = 6 ]
}

@test "one candidate: clearly above, clearly below, or near the cut" {
	begin
	told depend --therapist t1
	ended 0 "T1: mean 4."
	ended 0 "clearly above the cut. The error rests on 12 sessions of 6 therapists by 3 raters, which is few: take the verdict as rough."
	not grep -q T2 <<<"$output"
	iptrate depend --all --json >all.json
	[ "$(mark T1 verdict <all.json)" = "clearly above" ]
	[ "$(mark T5 verdict <all.json)" = "near the cut" ]
	[ "$(mark T4 verdict <all.json)" = "clearly below" ]
	[ "$(mark T5 caution <all.json)" = None ]
	[[ "$(mark T4 caution <all.json)" == *"take the verdict as rough"* ]]
	# in a table as well, in the row and right below
	told depend
	ended 0 "clearly above, rough"
	ended 0 "rough: the error of a mark rests on 6 therapists and 3 raters, which is few."
	told depend K1/1
	ended 0 "clearly above the cut. It is the mark of one session"
	told depend --therapist T5
	ended 0 "near the cut: rate another session, best by another rater"
	ended 0 "Chance that the true mark is at the cut of 3.00 or above"
}

@test "sessions and cases name whose mark is looked at, not what it rests on" {
	begin
	iptrate depend K2/1 --json >one.json
	[ "$(json "['ratings']" <one.json)" = 30 ]
	[ "$(mark T2 ratings <one.json)" = 3 ]
	iptrate depend --case K2 --json >case.json
	[ "$(mark T2 ratings <case.json)" = 5 ]
	[ "$(json "['marks']" <case.json | json "[0]['sessions']")" = 2 ]
	[ "$(design 4 2 phi <one.json)" = "$(design 4 2 phi <case.json)" ]
	iptrate depend K2/1 K3/1 --json >two.json
	[ "$(mark T2 sessions <two.json)$(mark T3 sessions <two.json)" = 11 ]
}

@test "the wanted certainty is reached with the fewest ratings" {
	begin
	iptrate depend --certain 0.5 --json >low.json
	iptrate depend --certain '90 %' --json >high.json
	python3 - <<'END'
import json
low, high = json.load(open('low.json')), json.load(open('high.json'))
assert low['cheapest_by_phi']['phi'] >= .5
assert high['certain'] == .9
best = high['cheapest_by_phi']
for d in high['designs']:
    if d['phi'] >= .9:
        assert best['ratings'] <= d['ratings'], (best, d)
assert low['cheapest_by_phi']['ratings'] <= best['ratings']
END
}

@test "another score has no cut and no wrong decisions" {
	begin
	try depend --score adherence
	ended 0 "All marks are the same"
	iptrate depend --score adherence --json >adherence.json
	[ "$(json "['cut']" <adherence.json)" = null ]
	[ "$(json "['designs']" <adherence.json)" = "[]" ]
}

@test "what is missing is told, with what to do, and is no failure" {
	begin
	try depend --since 2100-01-01
	ended 0 "There are no ratings to go by"
	ended 0 "30 ratings are left out: they were signed before the day"
	try depend --role peer
	ended 0 "There are no ratings to go by"
	try depend --therapist T1 --since 2100-01-01 --json
	ended 0
	[ "$(json "['missing']" <<<"$output" | json "[0][:12]")" = "There are no" ]
	python3 "$BATS_TEST_DIRNAME/marks.py" text 99 >none.txt
	python3 "$BATS_TEST_DIRNAME/marks.py" rating 3 >rating.tsv
	iptrate -q import none.txt >/dev/null
	iptrate -q rate none --rater R1 --role independent \
		--file rating.tsv --sign --yes >/dev/null
	told depend
	ended 0 "30 ratings of 12 sessions"
	ended 0 "1 rating is left out: the therapist of its session is not known"
	for s in K{2..6}/1 K{2..6}/2; do
		iptrate -q session set $s therapist=T1 >/dev/null
	done
	told depend
	ended 0 "All ratings are of one therapist"
	ended 0 "T1: mean 3."
	ended 0 "its error is not known"
	not grep -qi 'nan' <<<"$output"
}

@test "wrong words are refused in one sentence" {
	begin
	try depend --score skill
	refused 2 "unknown score 'skill'"
	try depend --certain 2
	refused 2 "--certain takes a share between 0 and 1"
	try depend --certain nan
	refused 2 "--certain takes a share"
	try depend --since yesterday
	refused 2 "--since takes a day"
	try depend --since 2026-13-40
	refused 2 "--since takes a day"
	try depend --role boss
	refused 2 "unknown role 'boss'"
	try depend --all K1/1
	refused 2 "--all is each therapist"
	try depend --therapist NOBODY
	refused 1 "there is no therapist 'NOBODY'"
	try depend 99
	refused 1
}

@test "who rates a session blind gets nothing of it, and nothing is written" {
	begin
	iptrate -q person set IR role=assessor
	iptrate -q assign K1/1 --to IR --blind people,ratings >/dev/null
	iptrate log | wc -l >before
	export IPTRATE_RATER=IR IPTRATE_USER=ir
	iptrate depend --json >blind.json
	[ "$(json "['ratings']" <blind.json)" = 27 ]
	[[ "$(json "['left_out']" <blind.json)" == *"rated blind by who looks"* ]]
	[ "$(mark T1 sessions <blind.json)" = 1 ]
	unset IPTRATE_RATER IPTRATE_USER
	iptrate log | wc -l | cmp - before
}

@test "the band near the cut is measured, once there are enough ratings" {
	begin
	python3 "$BATS_TEST_DIRNAME/marks.py" rating 3.15 >rating.tsv
	iptrate -q rate K1/1 --rater R9 --role peer --file rating.tsv \
		>/dev/null
	told score K1/1 --rater R9
	ended 0 "it would be: borderline"
	ended 0 "twice the error of a mark, from 30 ratings of 12 sessions"
	# Worked out again from the table: raters and the rest, by REML.
	python3 - <<'END' >wide.tsv
rows = [line.split() for line in open('marks.tsv')][1:]
cells = {}
for t, s, r, x in rows:
    cells.setdefault(t + '/' + s, {})[r] = x
print('unit\tR1\tR2\tR3')
for unit, of in cells.items():
    print(unit, *(of.get(r, '') for r in '123'), sep='\t')
END
	iptrate agree --matrix wide.tsv --json >wide.json
	width=$(python3 - <<'END'
import json
sem = [s['value'] for s in json.load(open('wide.json'))['statistics']
       if s['name'] == 'sem_agreement' and 'REML' in s['options']][0]
print('less than %.2f away' % (2 * sem))
END
)
	ended 0 "$width"
	# What was signed before keeps what it was signed with.
	told score K1/1 --rater R1
	ended 0 "the fixed band: "
	ended 0 "and 24 are needed to measure it"
	told rubric show
	ended 0 "measured from 24 ratings on: then within 2 errors of a mark"
}

@test "a near-cut that cannot be is refused with its line" {
	begin
	for bad in measured '{fixed: 0.25}' '{measured-from: 40}' \
		'{fixed: 0.25, measured-from: 3}' \
		'{fixed: 9, measured-from: 40}' \
		'{fixed: 0.25, measured-from: 40, errors: 7}' \
		'{fixed: 0.25, measured-from: 40, widths: 2}' '[0.25]'; do
		sed "s/near-cut: .*/near-cut: $bad/" marks.yaml >bad.yaml
		run "$BATS_FILE_TMPDIR/with-marks" rubric check bad.yaml
		[ "$status" -eq 3 ]
		[[ "$output" == *bad.yaml:18:* ]]
	done
	sed "s/near-cut: .*/near-cut: {fixed: 0.3, measured-from: 40, errors: 1.5}/" \
		marks.yaml >good.yaml
	iptrate rubric check good.yaml
}

@test "a workbook tells how far the marks of its sessions would stand" {
	begin
	iptrate -q export K2/1 K5/1 -o out.xlsx
	"${PYTHON:-python3}" - <<'END'
import openpyxl
sheet = openpyxl.load_workbook('out.xlsx')['Standing']
cells = [[c.value for c in row] for row in sheet.iter_rows()]
flat = [c for row in cells for c in row if c is not None]
assert any('30 ratings of 12 sessions' in str(c) for c in flat), flat
assert 'session:therapist' in flat and 'Phi' in flat
named = [row[0] for row in cells if str(row[0]).startswith('T') and
         len(str(row[0])) == 2]
assert named == ['T2', 'T5'], named
assert not any(isinstance(c, str) and c.startswith('=') for c in flat)
END
	# Where it is not known there is no such sheet.
	rm -f casebook.db*
	small
	iptrate -q export 1 -o plain.xlsx
	"${PYTHON:-python3}" -c "import openpyxl
assert 'Standing' not in openpyxl.load_workbook('plain.xlsx').sheetnames"
}

@test "where therapists do not differ, only the error of a mark is told" {
	printf 'therapist\tsession\trater\tscore\n' >same.tsv
	local t r
	for t in 1 2 3; do
		for r in 1 2; do
			printf '%s\t1\t%s\t3.%s\n' "$t" "$r" "$((r * 2))"
			printf '%s\t2\t%s\t4.%s\n' "$t" "$r" "$((r * 2 + t % 2))"
		done
	done >>same.tsv
	program=$BATS_FILE_TMPDIR/with-marks
	python3 "$BATS_TEST_DIRNAME/marks.py" casebook same.tsv "$program"
	told depend
	ended 0 "Therapists do not differ by more than error here"
	[[ "$output" == *"error of a mark (SEM)"* ]]
	[[ "$output" != *"Phi"* ]]
	[[ "$output" != *"wrong pass"* ]]
	[[ "$output" != *"tell more than"* ]]
}
