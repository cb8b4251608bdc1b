#!/bin/sh
# The demonstration: twelve invented sessions from transcript to workbook.
#
#   demo.sh PROGRAM FOLDER
#
# Makes FOLDER/casebook.db and FOLDER/iptrate-demo.xlsx anew.  Run from the
# top of the checkout.
set -eu

program=$1 folder=$2
IPTRATE_CASEBOOK=$folder/casebook.db
IPTRATE_USER=demo
export IPTRATE_CASEBOOK IPTRATE_USER

# The first line is what one would type; the second runs it.
say() {
	printf '\n$ iptrate %s\n' "$*"
	"$program" "$@"
}

# The numbers that import gave, by file.
session_of() {
	sed -n "s,^\([0-9]*\)  .*/$1\.txt\$,\1,p" "$folder/imported"
}

# The turn that has technique $1 for the $2th time in session $one.
first() {
	"$program" tags "$one" --technique "$1" | awk -v n="$2" \
		'$3 == "'"$1"'" && !--n { print $1 }'
}

mkdir -p "$folder"
rm -f "$folder"/casebook.db* "$folder"/iptrate-demo.xlsx

echo "== Twelve invented sessions, from transcript to workbook"
printf '\n$ iptrate import transcripts/sessions/*.txt\n'
"$program" import transcripts/sessions/*.txt >"$folder/imported"
cat "$folder/imported"
one=$(session_of s21)

echo
echo "== A supervisor reads session $one and decides on tags"
say decide "$one" "$(first COMM 1),$(first COMM 2)" accept COMM --rater RL
say decide "$one" "$(first EAFF 1)" accept EAFF --rater RL
say decide "$one" "$(first ADM 1)" reject ADM --rater RL \
	--reason "small talk at the door"
say decide "$one" "$(first COMM 3)" relabel COMM --to CLAR --rater RL
say decide "$one" 149 add HOPE --rater RL
say show "$one" --turns 23-35

echo
echo "== Trainee and supervisor rate it; each rating is scored by itself"
say rate "$one" --rater T04 --role self --sign --set C2=4/4 --set C3=4/4 \
	--set C4=3/3 --set C5=4/4 --set C7=3/3 --set C8=4/4 --set C9=4/4 \
	--set D2=4/3 --set F1=4/4 --set F2=4/4 --set F3=4/4 --set F5=4/4 \
	--evidence C3=27,29
say rate "$one" --rater RL --role supervisor --sign \
	--file transcripts/sessions/s21.ratings.tsv
for name in s01 s02 s03 s04 s05 s06 s07 s08 s22 s23 s24; do
	"$program" -q rate "$(session_of $name)" --rater RL \
		--role supervisor --sign \
		--file transcripts/sessions/$name.ratings.tsv >/dev/null
done
"$program" -q measure set "$one" PHQ-9=14

say score "$one"
say show "$one" --summary
say session list

echo
echo "== The workbook"
say export --all -o "$folder/iptrate-demo.xlsx"
echo
echo "The casebook: $IPTRATE_CASEBOOK"
echo "The workbook: $folder/iptrate-demo.xlsx"
echo "Read on: $program help"
