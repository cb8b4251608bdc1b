# What is not known is not claimed: sessions in another language, short ones,
# and those of which nobody is known to be the therapist.

load common

# lines -> a session file of that many turns of the therapist, from lines of
# two (T, P) over and over
session() {
	local file=$1 turns=$2 n=0
	shift 2
	echo "# case: ${file%.txt}" >"$file"
	while ((n < turns)); do
		printf 'T: %s\nP: %s\n' "$1" "$2" >>"$file"
		n=$((n + 1))
		set -- "${@:3}" "$1" "$2"
	done
}

german=(
	"Wie ist es Ihnen seit dem letzten Mal ergangen?"
	"Nicht gut, ich habe mich am Sonntag mit meiner Mutter gestritten."
	"Was haben Sie gesagt, und was hat sie Ihnen geantwortet?"
	"Dass ich undankbar bin, also habe ich einfach aufgelegt.")
english=(
	"How have things been since we last met?"
	"Not so good, I had words with my mother on Sunday again."
	"What did you say to her, and what did she say then?"
	"That I am not grateful for anything, so I put the phone down.")

# The last try was done and said all of these.
said() {
	[ "$status" -eq 0 ]
	for what in "$@"; do
		[[ $output == *"$what"* ]] || { echo "not said: $what"; return 1; }
	done
}

# Nowhere is it said that a thing is not there, and everywhere why not.
tells_nothing() {
	local n=$1 why=$2
	for command in show "show --summary" score; do
		try $command "$n"
		ended 0
		[[ $output != *"not asked about"$'\n'* ]]
		[[ $output != *"nothing voiced was missed"* ]]
		[[ $output != *"unseen"* ]]
		[[ $(tr -s ' \n' ' ' <<<"$output") == *"$why"* ]]
	done
	iptrate score "$n" --json >score.json
	iptrate show "$n" --json >show.json
	iptrate -q export "$n" -o out.json
	WHY=$why python3 - <<-'END'
	import json, os
	why = os.environ["WHY"]
	score, show = json.load(open("score.json")), json.load(open("show.json"))
	whole = json.load(open("out.json"))["sessions"][0]
	for told in score, show, whole:
	    assert why in "; ".join(told["not_told_because"]), told
	assert all(item["suggested"] is None for item in score["items"])
	assert all(s["extent"] is None for s in whole["suggestions"])
	assert show["expected_unseen"] is None
	assert score["risk"]["not_followed_up"] is None
	END
	iptrate -q export "$n" -o out.csv
	grep -q "not told,$n,.*$why" out.csv
	iptrate -q export "$n" -o out.xlsx
	WHY=$why "$PYTHON" - <<-'END'
	import openpyxl, os
	sheet = openpyxl.load_workbook("out.xlsx")["Summary"]
	cells = [str(c.value) for row in sheet for c in row if c.value]
	assert any(os.environ["WHY"] in cell for cell in cells), cells
	assert "not told" in cells
	END
}

@test "a session in another language is told at import and claims nothing" {
	session DE.txt 24 "${german[@]}"
	try import DE.txt --number 6 --planned 16
	said "what is missing in it will not be told" \
		"does not look like the codebook's language (en)"
	tells_nothing 1 "does not look like the codebook's language (en)"
}

@test "half in another language is as bad, and the role is named" {
	session HALF.txt 12 "${english[@]}"
	session more.txt 12 "${german[@]}"
	tail -n +2 more.txt >>HALF.txt
	try import HALF.txt --number 6
	said "part of what" "says does not look like"
	session ONE.txt 24 "${english[@]}"
	sed -i 's/^T: .*/T: Und was haben Sie ihr dann am Telefon geantwortet?/' ONE.txt
	try import ONE.txt
	said "what the therapist says does not look like"
}

@test "languages and scripts of many kinds are none of the codebook's" {
	local i=0 line
	while IFS='|' read -r line; do
		i=$((i + 1))
		session "L$i.txt" 24 "${line%%|*}" "${line##*|}"
	done <"$BATS_TEST_DIRNAME/languages.txt"
	((i > 12))
	try import L*.txt
	[ "$(grep -c 'will not be told' <<<"$output")" -eq "$i" ]
	[ "$(grep -c "codebook's language" <<<"$output")" -eq "$i" ]
}

@test "a short session claims nothing, and one long enough does" {
	session SHORT.txt 19 "${english[@]}"
	session LONG.txt 20 "${english[@]}"
	try import SHORT.txt LONG.txt --planned 16 --phase initial
	said "SHORT.txt: warning: what is missing in it will not be told" \
		"19 turns of the therapist" "asks for 20"
	[[ $output != *"LONG.txt: warning"* ]]
	local short long
	short=$(iptrate session list --json |
		python3 -c 'import json, sys
print([s["session"] for s in json.load(sys.stdin) if s["case"] == "SHORT"][0])')
	long=$((3 - short))
	tells_nothing "$short" "19 turns of the therapist"
	try score "$long"
	said "risk not asked about" "unseen"
	iptrate score "$long" --json | python3 -c 'import json, sys
s = json.load(sys.stdin)
assert s["not_told_because"] == [] and s["risk"]["asked"] == []
assert any(i["suggested"] for i in s["items"])'
}

@test "risk that was voiced is shown though nothing else can be told" {
	session MIX.txt 24 "${german[@]}"
	echo "P: I've thought about killing myself." >>MIX.txt
	echo "T: Bis Dienstag dann." >>MIX.txt
	iptrate -q import MIX.txt
	for command in show score; do
		try $command 1
		[[ ${lines[1]} == *RISK*"turn 48"* ]]
	done
}

# No sample session, nor any that rules were tried on, is doubted.
@test "sessions in the varieties of English are none of another language" {
	try import --dry-run "$samples"/*.txt \
		"$top"/tests/data/heldout/*.txt
	ended 0
	[[ $output != *"will not be told"* ]]
}

@test "a tag by words alone says which, and where" {
	local s=$samples/s21.txt
	iptrate -q import "$s"
	try show 1 --why
	said ".weight" "such words go with it: " "after the patient spoke of "
	[[ $output != *"weigh towards it"* ]]
	iptrate tags 1 --json | python3 -c 'import json, sys
tags = json.load(sys.stdin)["tags"]
says = [h["says"] for t in tags for h in t["hits"] if h["rule"].endswith(".weight")]
assert len(says) > 20 and len(set(says)) > 20 and all(says)
assert any("near the end of the session" in s for s in says)
assert not any("<" in s for s in says)
import re
small = {"it", "the", "been", "what", "and", "in the", "of the", "you", "that"}
told = {w for s in says for w in re.findall("\"([^\"]+)\"", s)}
assert len(told) > 20 and not told & small, told & small
shown = {(h["words"] or "").lower() for t in tags for h in t["hits"]
         if h["rule"].endswith(".weight")}
assert len(shown) > 10 and not shown & small, shown & small'
	iptrate codebook explain 1 37 | grep -q "such words go with it"
	iptrate -q export 1 -o out.xlsx
	"$PYTHON" - <<-'END'
	import openpyxl
	sheet = openpyxl.load_workbook("out.xlsx")["Evidence"]
	assert any("such words go with it" in str(c.value)
	           for row in sheet for c in row)
	END
}
