#!/bin/sh
# Runs test programs that speak TAP and tells the outcome in few words.
#
#   run.sh PROGRAM|FILE.bats ...
#
# As many at once as there are processors; only failures are shown in full.
# The last line is "N passed, N failed".  A program that dies, hangs or prints
# no test at all counts as one failure; a run of nothing fails, too.  To be run
# from the top of the checkout.
set -u

limit=${TEST_TIMEOUT:-600}

# One program, its TAP and its exit code into files named after its place.
run_one() {
	out=$1 program=$2
	case $program in
	*.bats) set -- bats --tap "$program" ;;
	*) set -- "$program" --tap ${UNIT_MODE:+-m "$UNIT_MODE"} ;;
	esac
	timeout "$limit" "$@" >"$out.tap" 2>"$out.err" </dev/null
	echo "$?" >"$out.rc"
}

# Reads one program's TAP; prints "passed failed skipped" and its failures.
tell() {
	awk -v name="$2" -v rc="$(cat "$1.rc")" -v err="$1.err" '
	/^ok .*# [Ss][Kk][Ii][Pp]/ { skipped++; next }
	/^ok / { passed++; next }
	/^not ok .*# TODO/ { next }
	/^not ok / { failed++; show = 1; text = text $0 "\n"; next }
	/^# (Start of|End of|random seed)/ { next }
	/^#/ && (show || rc) { text = text $0 "\n"; next }
	/^Bail out!/ { text = text $0 "\n" }
	{ show = 0 }
	END {
		if (!failed && (rc || !(passed + skipped))) {
			failed = 1
			why = rc ? "ended with code " rc : "ran no test"
			text = text (rc == 124 ? "took too long" : why) "\n"
		}
		if (failed)
			while ((getline line <err) > 0)
				text = text "  " line "\n"
		printf "%d %d %d %s\n%s", passed, failed, skipped, name, text
	}' "$1.tap"
}

if [ "${1-}" = --one ]; then
	run_one "$2" "$3"
	exit
fi

# The Python that tests read workbooks with: the first one that can.
for PYTHON in python3 /usr/bin/python3; do
	"$PYTHON" -c 'import openpyxl' 2>/dev/null && break
done
export PYTHON

# For VARIANT=san: what is known of the libraries.
LSAN_OPTIONS=suppressions=$(pwd)/tests/lsan.supp:print_suppressions=0
export LSAN_OPTIONS

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

n=0
for program in "$@"; do
	n=$((n + 1))
	printf '%s\0%s\0' "$work/$n" "$program"
done | xargs -0 -n 2 -P "${JOBS:-$(nproc 2>/dev/null || echo 2)}" \
	sh "$0" --one

passed=0 failed=0 skipped=0 n=0
for program in "$@"; do
	n=$((n + 1))
	tell "$work/$n" "$program" >"$work/told"
	read -r p f s name <"$work/told"
	printf '%-44s %4d passed' "$name" "$p"
	[ "$f" = 0 ] || printf ', %d FAILED' "$f"
	[ "$s" = 0 ] || printf ', %d skipped' "$s"
	echo
	sed 1d "$work/told"
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
[ "$skipped" = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ $((passed + skipped)) -gt 0 ]
