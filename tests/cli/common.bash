# For every command-line test: a casebook of its own, and short words for
# what tests say most.  IPTRATE names the program (tests/run.sh sets it).

top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
samples=$top/transcripts/sessions
program=${IPTRATE:-$top/build/${VARIANT:-release}/iptrate}

setup() {
	unset IPTRATE_RATER IPTRATE_RUBRICS IPTRATE_USER NO_COLOR PAGER COLUMNS
	export LC_ALL=C.UTF-8 TERM=xterm
	export HOME=$BATS_TEST_TMPDIR XDG_DATA_HOME=$BATS_TEST_TMPDIR/data
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/casebook.db
	export SOURCE_DATE_EPOCH=1790000000
	cd "$BATS_TEST_TMPDIR" || return
	chmod 700 .
}

iptrate() {
	"$program" "$@"
}

# Runs the program: $output holds both streams, $status the exit code.
try() {
	run "$program" "$@"
	echo "iptrate $* -> $status"
	echo "$output"
}

# The last try ended with code $1 and said, among other things, $2.
ended() {
	[ "$status" -eq "$1" ]
	[ $# -lt 2 ] || [[ "$output" == *"$2"* ]]
}

# The last try failed with code $1, and with one sentence, $2 in it.
refused() {
	ended "$@"
	[ "${#lines[@]}" -eq 1 ]
	[[ "${lines[0]}" == "iptrate: "* ]]
}

# The command must fail.  After `! COMMAND` a test would go on, whatever came
# of it; of a pipe it is the last: `iptrate log | not grep -q x`.
not() {
	if "$@"; then
		echo "it did not fail: $*"
		return 1
	fi
}

# A value of JSON: `json PATH < FILE`, the path in Python, "['tags'][0]".
json() {
	python3 -c "import json, sys; v = json.load(sys.stdin)$1
print(v if isinstance(v, str) else json.dumps(v))"
}

# A short session with something to find, as session 1 of the casebook.  It
# is imported once a file of tests and copied from there.
small() {
	local kept=$BATS_FILE_TMPDIR/small.db
	cp "$BATS_TEST_DIRNAME/small.txt" .
	if [ ! -e "$kept" ]; then
		iptrate -q import small.txt >/dev/null
		cp "$IPTRATE_CASEBOOK" "$kept"
	else
		cp "$kept" "$IPTRATE_CASEBOOK"
	fi
}

# The same with turns enough for something to be said of what is missing.
long_enough() {
	cp "$BATS_TEST_DIRNAME/small.txt" long.txt
	for _ in {1..16}; do
		printf 'T: Mm, okay.\nP: It was like that.\n' >>long.txt
	done
	iptrate -q import long.txt >/dev/null
}

# The shipped codebook without its weights, for tests of what rules do.
rules_alone() {
	export IPTRATE_RUBRICS=$BATS_TEST_TMPDIR/rubrics
	cp -r "$top/rubrics" "$IPTRATE_RUBRICS"
	no_weights "$IPTRATE_RUBRICS/codebook/ipt-en.weights.tsv"
}

# Leaves a table of weights what it holds besides: points of words.
no_weights() {
	sed -i '/^points of /,$!d' "$1"
}

# A copy of the shipped codebook, to be changed, in the folder $1: its file is
# $1/ipt-en.yaml.  What follows is for sed, over all its files but the table.
book() {
	cp -r "$top/rubrics/codebook" "$1"
	local folder=$1
	shift
	[ $# -eq 0 ] || find "$folder" -name '*.yaml' -exec sed -i "$@" {} +
}
