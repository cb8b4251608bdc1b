# The shipped codebook on sessions by other writers: what it must not fall
# under.  The floors are those asked for, not what it reaches today.

load common

# $1: session names, $2: least micro-F1, $3: least macro-F1, $4: least
# precision of tags probable or sequence
reaches() {
	local only=()
	for name in $1; do
		only+=(--only "$name")
	done
	"$program" evaluate "$top/tests/data/heldout" --json --draws 10 \
		"${only[@]}" >report.json
	"${PYTHON:-python3}" - "$2" "$3" "$4" <<-'END'
	import json, sys
	micro, macro, firm = map(float, sys.argv[1:])
	got = json.load(open("report.json"))["machine"]["writer"]
	print(got["micro_f1"], got["macro_f1"], got["firm_precision"])
	sys.exit(not (got["micro_f1"] >= micro and got["macro_f1"] >= macro
	              and got["firm_precision"] >= firm))
	END
}

@test "sessions that nothing was learned from, in ordinary language" {
	reaches "h02 k02 m02" 0.50 0.45 0.60
}

@test "sessions that nothing was learned from, in indirect language" {
	reaches "h05 k04 m04 n03 p05 t03" 0.35 0.30 0.60
}

@test "no session is both held out and learned from" {
	for file in "$top"/tests/data/heldout/*.txt; do
		name=$(basename "$file")
		[ ! -e "$samples/$name" ]
		for other in "$top"/tests/data/practice/*/"$name"; do
			[ ! -e "$other" ]
		done
	done
}
