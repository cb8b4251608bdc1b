# For every command-line test: a casebook of its own, and short words for
# what tests say most.  IPTRATE names the program (tests/run.sh sets it).

top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
samples=$top/transcripts/sessions
program=${IPTRATE:-$top/build/${VARIANT:-release}/iptrate}

setup() {
	unset IPTRATE_RATER IPTRATE_RUBRICS IPTRATE_USER NO_COLOR PAGER COLUMNS
	export LC_ALL=C.UTF-8 TERM=xterm
	export HOME=$BATS_TEST_TMPDIR XDG_DATA_HOME=$BATS_TEST_TMPDIR/data
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/casebook.db
	export SOURCE_DATE_EPOCH=1790000000
	cd "$BATS_TEST_TMPDIR" || return
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

# A value of JSON: `json PATH < FILE`, the path in Python, "['tags'][0]".
json() {
	python3 -c "import json, sys; v = json.load(sys.stdin)$1
print(v if isinstance(v, str) else json.dumps(v))"
}

# A short session with something to find, as session 1.
small() {
	cat >small.txt <<-'END'
	# case: C90
	# number: 6
	# planned: 16
	# phase: middle
	# focus: role dispute
	T: What has happened between you and Rick since last week?
	P: We had a row on Thursday. He lent Danny the truck and never told me.
	T: So you walk in. What did you say to him?
	P: I said where's the truck. And he goes, Danny's got it.
	T: What exactly did he say then? And how did he say it?
	P: With his mouth full. Like I asked him where's the remote.
	T: How did that make you feel?
	P: Like I was the babysitter.
	T: Have you had any thoughts of ending your life this week?
	P: No. Nothing like that.
	END
	iptrate -q import small.txt >/dev/null
}
