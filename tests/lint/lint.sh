#!/bin/sh
# The rules of the house, one at a time; prints faults and fails on any.
#
#   lint.sh RULE [TOP]
#
# RULE is rooms, sizes, same, names, top or format; TOP the checkout to look at.
set -u

rules=$(cd "$(dirname "$0")" && pwd)
cd "${2-.}" || exit 2

sources() {
	find src -name '*.[ch]' | LC_ALL=C sort
}

# Everything that is kept: what git tracks or would, or all but the builds.
kept() {
	if [ -d .git ] && git ls-files >/dev/null 2>&1; then
		git ls-files --cached --others --exclude-standard
	else
		find . -path ./.git -prune -o -path './build*' -prune -o \
			-type f -print | sed 's,^\./,,'
	fi
}

# Arrows between rooms, borrowed headers, banned functions.
rooms() {
	sources | xargs awk -f "$rules/rooms.awk" src/README.md \
		"$rules/banned.tsv"
}

# Functions of more than 60 lines, files of more than 400.
sizes() {
	sources | xargs awk -f "$rules/sizes.awk" "$rules/large.txt"
}

# Structs, functions and files that bear the name of another.
same() {
	sources | xargs awk -f "$rules/same.awk" "$rules/subjects.txt"
}

# Places of one machine, and what lies beside the checkout, in kept files.
names() {
	place='(^|[^A-Za-z0-9_.~}-])/(home|root|work|farm|Users)/[A-Za-z.]'
	desk='[.]library|farm[-]studio|before[-]stop'
	kept | xargs -r grep -nIE "$place|$desk" && return 1
	kept | grep -v '^tests/' | xargs -r grep -nIF '../shared' && return 1
	return 0
}

# Only these stand at the top.
top() {
	kept | sed 's,/.*,,' | LC_ALL=C sort -u | grep -vxE \
		'src|rubrics|transcripts|tests|Makefile|README\.md|LICENSE|\..*' &&
		return 1
	return 0
}

# Layout as clang-format 14 has it; other versions differ in small things.
format() {
	find src tests -name '*.[ch]' | LC_ALL=C sort |
		xargs clang-format --dry-run 2>&1 |
		sed -n 's/^\(.*\.[ch]\):[0-9].*-Wclang-format-.*/\1/p' | uniq -c |
		awk '{ n += $1; if (NR <= 5) print $2 ": " $1 " places" }
			END { if (NR > 5) print "and " NR - 5 " more files"
			      if (n) print n " places; make fmt mends them"
			      exit n > 0 }'
}

case ${1-} in
rooms | sizes | same | names | top | format) "$1" ;;
*) echo "usage: lint.sh rooms|sizes|same|names|top|format [TOP]" >&2; exit 2 ;;
esac
