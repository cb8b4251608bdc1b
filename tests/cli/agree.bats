# Agreement in tables of ratings that are no casebook's.

load common

stats=$BATS_TEST_DIRNAME/../data/stats/data

# The value of a figure, by its name and how its options begin.
figure() {
	jq_value '[s["value"] for s in d["statistics"]
		if s["name"] == "'"$1"'" and
		s["options"].startswith("'"$2"'")][0]'
}

# A Python expression over the JSON of $output, d.
jq_value() {
	"${PYTHON:-python3}" -c "import json,sys
d = json.load(sys.stdin)
print($1)" <<<"$output"
}

table() {
	printf '%b' "$1" >t.tsv
}

@test "two raters: what is said of them, and for whom" {
	iptrate agree --matrix "$stats/ordinal2.tsv" --scale 1-5 >said
	diff - said <<-'END'
	40 units, 2 raters, 80 ratings

	how often two ratings were the same
	for the person who was rated; of these raters on these units
	raters  units         the same        95 %         within 1        95 %
	r1,r2      40  15 of 40 (38 %)  24 to 53 %  36 of 40 (90 %)  77 to 96 %

	one rater against another
	for a supervisor: who rates higher (mean), how far two ratings of one unit may
	lie apart (limits, 95 % of them), and quadratic weighted kappa, the agreement
	beyond chance
	first - second  units  mean           95 %       limits  kappa          95 %
	r1 - r2            40  0.18  -0.13 to 0.48  -1.7 to 2.1   0.65  0.47 to 0.82

	agreement beyond chance
	of all raters at once, gaps and all; 1 is full agreement, 0 what chance gives
	all raters                value          95 %
	AC1, the same or not       0.23  0.04 to 0.42
	AC2, quadratic weights     0.80  0.71 to 0.88
	alpha, quadratic weights   0.65  0.46 to 0.84
	alpha, interval            0.65             -

	how well ratings tell units apart
	for an accrediting body; by two-way mean squares, raters taken as drawn from
	many
	of marks                      value          95 %
	ICC(A,1), one rating           0.65  0.44 to 0.80
	ICC(A,k), mean of the raters   0.79  0.61 to 0.89
	SEM, error of one rating       0.68             -
	smallest detectable change     1.89             -
	of the spread of these 80 ratings of 40 units 65 % lies between units; the rest
	is raters and noise

	Read with care: the figures speak of these raters on these units. Units must be
	independent: items of one session are not, and sessions of one therapist make
	intervals too narrow. Kappa near 0 with high agreement is a matter of one
	category that holds nearly all ratings, not of bad raters. Below 20 units
	intervals are rough. --figures lists every figure, --json gives them with all
	digits.
	END
}

@test "JSON has every figure with its digits, and null with a note" {
	try agree --matrix "$stats/ordinal2.tsv" --scale 1-5 --json
	[ "$status" -eq 0 ]
	[ "$(jq_value 'd["units"], d["raters"], d["ratings"], d["missing"]')" = "40 2 80 0" ]
	[[ "$(figure cohen_kappa categories)" == 0.18500407497962* ]]
	[[ "$(figure gwet_ac2 weights=quadratic)" == 0.79515570934256* ]]
	[ "$(jq_value 'sorted(d["statistics"][0])')" = "['lower', 'n', 'name', 'note', 'options', 'p', 'se', 'upper', 'value']" ]
	try agree --matrix "$stats/awkward/constant_both.tsv" --json
	[ "$(figure cohen_kappa categories)" = None ]
	[ "$(jq_value '[s["note"] for s in d["statistics"] if s["value"] is None and not s["note"]]')" = "[]" ]
	[[ "${output,,}" != *": nan"* && "${output,,}" != *": inf"* ]]
}

@test "the scale is not what was seen" {
	try agree --matrix "$stats/awkward/constant_both.tsv" --json
	[ "$(figure gwet_ac1 '')" = None ]
	try agree --matrix "$stats/awkward/constant_both.tsv" --scale 1-5 --json
	[ "$(figure gwet_ac1 '')" = 1.0 ]
	try agree --matrix "$stats/sessions5.tsv" --scale 1-5
	refused 1 "sessions5.tsv:2:7: 4.25 is no point of the scale 1-5; name the step as well, such as --scale 1-5/0.25"
	try agree --matrix "$stats/sessions5.tsv" --scale 1-5/0.25
	[ "$status" -eq 0 ]
	for wrong in 1 5-1 1-x 1-5/0 1-5/x inf-5 0x1-5 1-1e9 1-5x; do
		try agree --matrix t.tsv --scale "$wrong"
		refused 2 "does not read as LOW-HIGH"
	done
}

@test "a rating a row: units and raters, groups, therapists and sessions" {
	awk -F'\t' 'NR == 1 { print "unit\trater\tscore"; next }
		{ print $1 "\tr1\t" $2; print $1 "\tr2\t" $3 }' \
		"$stats/ordinal2.tsv" >long.tsv
	iptrate agree --matrix "$stats/ordinal2.tsv" --json >wide
	iptrate agree --matrix long.tsv --long --json >long
	cmp wide long
	try agree --matrix "$stats/oneway_unbalanced.tsv" --long --json
	[[ "$(figure icc_oneway_unbalanced k0)" == 0.5030004204* ]]
	try agree --matrix "$stats/gstudy_sessions.tsv" --long --cut 3 --json
	[[ "$(figure d_phi 'n_session=4; n_rater=2')" == 0.6488* ]]
	[[ "$(figure d_phi 'n_session=4; each')" == 0.70963* ]]
	[[ "$(figure decision_false_pass 'n_session=1; n_rater=1')" == 0.09523394* ]]
	try agree --matrix "$stats/gstudy_sessions.tsv" --long
	[[ "$output" == *"12 units, 3 raters, 144 ratings"* ]]
	[[ "$output" == *"session x 4, rater x 2 "* ]]
	try agree --matrix "$stats/gstudy_items.tsv" --long --json
	[[ "$(figure g_variance component=item:rater)" == -0.00497354* ]]
	[ "$(figure g_variance_reml component=item:rater)" = 0.0 ]
}

@test "counts, and raters that are chosen" {
	try agree --matrix "$stats/huge_counts.tsv" --json
	[[ "$(figure cohen_kappa 'weights: counts')" == 0.845214177* ]]
	try agree --matrix "$stats/pefr1986.tsv" --between wright1,mini1 --json
	[ "$(jq_value 'd["rater_names"]')" = "['wright1', 'mini1']" ]
	[[ "$(figure ba_bias 'wright1 - mini1')" == -2.117647* ]]
	try agree --matrix "$stats/pefr1986.tsv" --between wright1,nobody
	refused 1 "no rater 'nobody' (it has wright1, wright2, mini1, mini2)"
}

@test "what cannot be used is one sentence with its place, and writes nothing" {
	table 'unit\tA\tB\n1\t3\t=cmd()\n'
	try agree --matrix t.tsv
	refused 1 "t.tsv:2:5: '=cmd()' is no number"
	table 'unit\tA\tB\n1\t3\0\t4\n'
	try agree --matrix t.tsv
	refused 1 "t.tsv:2: a NUL byte"
	table 'unit\tA\tB\n1\t7\t4\n'
	try agree --matrix t.tsv --scale 1-5
	refused 1 "t.tsv:2:3: 7 is not on the scale 1-5"
	: >t.tsv
	try agree --matrix t.tsv
	refused 1 "t.tsv:1: the table is empty"
	try agree --matrix missing.tsv
	refused 1 "there is no such file"
	try agree
	refused 1 "there is no casebook"
	try agree --matrix t.tsv --case C1
	refused 2 "--case is about a casebook and does not go with --matrix"
	try agree --matrix t.tsv 1
	refused 2 "--matrix is a table of ratings and has no sessions"
	try agree --scale 1-5
	refused 2 "--scale is about a table of ratings: name it with --matrix"
	[ ! -e "$IPTRATE_CASEBOOK" ]
}

@test "one rater, one unit, nothing at all: a sentence each" {
	for file in single_rater n1 no_overlap one_overlap \
		constant_both identical_units total_disagreement; do
		try agree --matrix "$stats/awkward/$file.tsv"
		[ "$status" -eq 0 ]
		[[ "${output,,}" != *nan* && "${output,,}" != *inf* ]]
	done
	try agree --matrix "$stats/awkward/single_rater.tsv"
	[[ "$output" == *"one rater: agreement needs two"* ]]
	for more in '' --json; do
		# shellcheck disable=SC2086
		try agree --matrix "$stats/awkward/all_missing.tsv" $more
		[ "$status" -eq 1 ]
		[ "${#lines[@]}" -eq 1 ]
		[[ "$output" == *"all_missing.tsv: no ratings"* ]]
	done
	table 'unit\trater\tscore\n1\tA\t\n'
	try agree --matrix t.tsv --long
	refused 1 "t.tsv: no ratings"
	table 'therapist\tsession\trater\tscore\n'
	try agree --matrix t.tsv --long
	refused 1 "t.tsv: no ratings"
	try agree --matrix "$stats/awkward/no_overlap.tsv"
	[[ "$output" == *"no unit was rated by both"* ]]
	try agree --matrix "$stats/awkward/one_rater_all_missing.tsv"
	[[ "$output" == *"r2 gave no rating and is left out"* ]]
}

@test "what is said of one pair is said once, in digits that can be read" {
	table 'unit\tA\tB\n1\t3.0526316\t3\n'
	try agree --matrix t.tsv
	[ "$(grep -c 'one pair only: difference 0.0526;' <<<"$output")" = 1 ]
	[[ "$output" != *0.05263* ]]
	try agree --matrix t.tsv --json
	[ "$(jq_value 'len([s for s in d["statistics"] if s["note"] and
		"one pair only" in s["note"]]) > 5')" = True ]
}

@test "options that say nothing here are refused, and say why" {
	table 'unit\tA\tB\n1\t3\t4\n2\t4\t4\n'
	try agree --matrix t.tsv --cut 3
	refused 2 "--cut is the pass mark of therapists"
	table 'unit\trater\tscore\n1\tA\t4\n1\tB\t4\n'
	try agree --matrix t.tsv --long --cut 3
	refused 2 "t.tsv: --cut needs therapist, session and rater in each row"
	for wrong in A,A a,A A,B,a; do
		try agree --matrix t.tsv --between "$wrong"
		refused 2 "two different raters or more, such as A,B; it has the same one twice: '"
	done
	for wrong in ,A A, A,,B ,; do
		try agree --matrix t.tsv --between "$wrong"
		refused 2 "two different raters or more, such as A,B; a name is missing in '$wrong'"
	done
	try agree --matrix t.tsv --between A
	refused 2 "it has only 'A'"
	for wrong in -1 x 1.5 99999999999; do
		try agree --most "$wrong"
		refused 2 "--most must be a whole number, or 0 for all, not '$wrong'"
	done
	try agree --most 0
	refused 1 "there is no casebook"
}

@test "help names the roles that are taken, in 80 columns" {
	for what in agree depend drift; do
		iptrate help "$what" >help
		tr -s '\n ' ' ' <help >line
		grep -q 'peer, supervisor, independent (these unless some are named), self, consensus' line
	done
	for what in '' agree depend drift; do
		# shellcheck disable=SC2086
		iptrate help $what | awk 'length($0) > 80' >wide
		cat wide
		[ ! -s wide ]
	done
}

@test "names of raters that are long go on below, whole, in 80 columns" {
	awk 'BEGIN {
		for (r = 1; r < 4; r++)
			head = head "\tThe Rater With A Long Name Number " r
		print "unit" head
		for (i = 1; i < 26; i++)
			print i "\t" i % 5 + 1 "\t" (i * 3) % 5 + 1 "\t" (i * 2) % 4 + 1
	}' >t.tsv
	try agree --matrix t.tsv
	[ "$status" -eq 0 ]
	[ "$(awk 'length($0) > 80' <<<"$output")" = "" ]
	tr -s '\n ' ' ' <<<"$output" >line
	# in three tables of pairs or raters
	[ "$(grep -o 'Number 3' line | wc -l)" -ge 5 ]
	not grep -q '…' line
}

@test "names of raters are shown, never obeyed" {
	table 'unit\t=cmd()\t\033[31mred\n1\t3\t4\n2\t4\t4\n3\t1\t2\n'
	try agree --matrix t.tsv
	[ "$status" -eq 0 ]
	[[ "$output" != *$'\033'* ]]
	try agree --matrix t.tsv --json
	[[ "$output" != *$'\033'* ]]
	try agree --matrix t.tsv --figures
	[[ "$output" != *$'\033'* ]]
}

@test "100,000 units take seconds" {
	awk 'BEGIN { print "unit\tA\tB\tC"; for (i = 1; i <= 100000; i++)
		print i "\t" i % 5 + 1 "\t" (i + i % 3) % 5 + 1 "\t" (i % 7 ? i % 5 + 1 : "") }' >t.tsv
	run timeout 60 "$program" agree --matrix t.tsv --scale 1-5 --json
	[ "$status" -eq 0 ]
	[ "$(jq_value 'd["units"]')" = 100000 ]
}
