#!/bin/sh
# The demonstration: from transcript files to a workbook, as a supervisor
# would go, on sessions that were invented for this project.
#
#   demo.sh PROGRAM FOLDER
#
# Prints each command and what it says; leaves a casebook and a workbook in
# FOLDER.  The decisions and the supervisor's rating are those of the people
# who read the samples; the trainee's own rating is made from the latter.
set -u

program=$1 folder=$2
sessions=transcripts/sessions
sample=$sessions/s05
workbook=$folder/iptrate-demo.xlsx

rm -rf "$folder"
mkdir -p "$folder" || exit 1
unset IPTRATE_RUBRICS
export IPTRATE_CASEBOOK="$folder/casebook.db" IPTRATE_USER=demo PAGER=cat

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
	bold=$(printf '\033[1m') plain=$(printf '\033[0m')
fi

step() {
	printf '\n%s%s%s\n' "$bold" "$*" "$plain"
}

# Shows a command as one would type it, and runs it; quietly: without what it
# prints.
iptrate() {
	echo "\$ iptrate $*" | sed "s,$sessions/s01\.txt .*,$sessions/*.txt,"
	"$program" "$@" || exit 1
}

quietly() {
	echo "\$ $*"
	shift
	"$program" "$@" >/dev/null || exit 1
}

# What two readers of the session (writer, second) say of its tags: accept
# where both gave the technique to the turn, reject where neither did, add
# where both did and no rule.  Prints "verdict technique turn,turn,...".
verdicts() {
	"$program" tags "$1" | awk -v codes="$sample.codes.tsv" '
	function say(verdict, technique, turn,    key) {
		if (!(verdict in left))
			left[verdict] = verdict == "accept" ? 24 : 5
		if (left[verdict]-- <= 0)
			return
		key = verdict " " technique
		if (!(key in turns))
			order[++n] = key
		turns[key] = turns[key] (turns[key] ? "," : "") turn
	}
	BEGIN {
		while ((getline line <codes) > 0) {
			split(line, cell, "\t")
			k = split(cell[3], code, ",")
			for (i = 1; i <= k; i++)
				given[cell[1], code[i]]++
		}
	}
	FNR > 1 {
		tagged[$1, $3] = 1
		if (given[$1, $3] != 1)
			say(given[$1, $3] ? "accept" : "reject", $3, $1)
	}
	END {
		for (turn = 1; turn <= 400; turn++)
			if (given[turn, "EAFF"] == 2 && !tagged[turn, "EAFF"])
				say("add", "EAFF", turn)
		for (i = 1; i <= n; i++)
			print order[i], turns[order[i]]
	}'
}

# A trainee sees it a little otherwise: quality one lower on every third
# item, one higher on every fourth.  Remarks are left out, the reasons for N/A
# are not.
self_rating() {
	awk -F '\t' -v OFS='\t' '
	NR > 1 && $3 ~ /^[1-5]$/ {
		if (NR % 3 == 0 && $3 > 1) $3--
		else if (NR % 4 == 0 && $3 < 5) $3++
	}
	NR > 1 && $2 != "NA" { $4 = "" }
	1' "$sample.ratings.tsv"
}

step 'Twelve invented sessions, stored and tagged'
iptrate import "$sessions"/*.txt
id=$("$program" -q import "$sample.txt" | awk '{ print $1; exit }')

step "Session $id: what the rules found first"
iptrate tags "$id" >"$folder/tags.txt"
head -n 14 "$folder/tags.txt"
echo "... and $(($(wc -l <"$folder/tags.txt") - 14)) more"

step 'A person decides on some of them'
verdicts "$id" >"$folder/verdicts.txt"
while read -r verdict technique turns; do
	quietly iptrate decide "$id" "$turns" "$verdict" "$technique" --rater DV
done <"$folder/verdicts.txt"

step 'Two people rate it, each by themselves'
self_rating >"$folder/self.ratings.tsv"
quietly iptrate rate "$id" --rater TR --role self \
	--file "$folder/self.ratings.tsv" --sign
quietly iptrate rate "$id" --rater DV --role supervisor \
	--file "$sample.ratings.tsv" --sign

step 'The scores, with what the tags suggest beside them'
iptrate score "$id"

step 'The workbook'
iptrate export "$id" -o "$workbook"
[ -s "$workbook" ] || exit 1
echo
echo "Open $workbook to see it all: scores, ratings, evidence, history."
