# A technique with another name: what people decided on it is not lost.

load common

# The shipped rules with COMM called CANAL; $1: "was: COMM" or nothing.
renamed() {
	rules_alone
	cp -r "$IPTRATE_RUBRICS/codebook" new
	find new -name '*.yaml' -exec \
		sed -Ei "s/\\bCOMM\\b/CANAL/g; s/^id: CANAL$/&${1:+\\n$1}/" {} +
	mv new/ipt-en/COMM.yaml new/ipt-en/CANAL.yaml
	unset IPTRATE_RUBRICS
}

decided() {
	small
	iptrate -q decide 1 3 accept COMM --rater RL
	iptrate -q decide 1 5 reject COMM --rater RL --reason 'too slight'
	iptrate -q decide 1 7 add COMM --rater RL
	iptrate -q decide 1 7 withdraw COMM --rater RL
}

@test "decisions under an old name are read under the new one, stored as they were" {
	decided
	renamed 'was: COMM'
	try codebook diff "$top/rubrics/codebook/ipt-en.yaml" new/ipt-en.yaml
	ended 0 "2 decisions under COMM, which is CANAL in the codebook"
	iptrate codebook diff "$top/rubrics/codebook/ipt-en.yaml" new/ipt-en.yaml --json |
		python3 -c 'import json, sys
assert json.load(sys.stdin)["old_names"] == [
    {"name": "COMM", "now": "CANAL", "decisions": 2}]'
	try tag 1 --codebook new/ipt-en.yaml
	ended 0 "2 decisions under COMM, which is CANAL in the codebook: read under the new name"
	try tags 1 --codebook new/ipt-en.yaml --json
	python3 - "$output" <<-'END'
	import json, sys
	tags = {(t["turn"], t["technique"]): t for t in json.loads(sys.argv[1])["tags"]}
	assert not any(name == "COMM" for _, name in tags)
	assert tags[3, "CANAL"]["confirmed"] and tags[5, "CANAL"]["verdict"] == "reject"
	assert (7, "CANAL") not in tags
	END
	try show 1 --codebook new/ipt-en.yaml
	ended 0 "accepted as COMM"
	iptrate -q export 1 -o out.csv --codebook new/ipt-en.yaml
	grep -q "CANAL.*accepted as COMM" out.csv
	[ "$("$PYTHON" -c 'import sqlite3, sys
print(*sorted({t for t, in sqlite3.connect(sys.argv[1]).execute(
    "SELECT technique FROM decision")}))' "$IPTRATE_CASEBOOK")" = COMM ]
	# Taking back reaches what was decided under the old name.
	iptrate -q decide 1 --undo --rater RL --codebook new/ipt-en.yaml
	try tags 1 --codebook new/ipt-en.yaml --json
	[ "$status" -eq 0 ]
	try casebook check
	ended 0
}

@test "decisions under an old name go along with their words when turns change" {
	decided
	renamed 'was: COMM'
	# Shown and decided on before anything is tagged again.
	try tags 1 --codebook new/ipt-en.yaml --json
	python3 -c 'import json, sys
tags = {(t["turn"], t["technique"]): t for t in json.loads(sys.argv[1])["tags"]}
assert tags[3, "CANAL"]["confirmed"] and (3, "COMM") not in tags' "$output"
	iptrate -q tag 1 --codebook new/ipt-en.yaml
	# The words that gave the tag are in the second half.
	iptrate -q turn split 1 3 what --codebook new/ipt-en.yaml
	try tags 1 --codebook new/ipt-en.yaml --json
	python3 -c 'import json, sys
tags = {(t["turn"], t["technique"]): t for t in json.loads(sys.argv[1])["tags"]}
assert tags[4, "CANAL"]["confirmed"], tags
assert not any(t[1] == "COMM" for t in tags)' "$output"
	iptrate casebook check
}

@test "decisions on a technique that is gone are counted and kept" {
	decided
	renamed ''
	try codebook diff "$top/rubrics/codebook/ipt-en.yaml" new/ipt-en.yaml
	ended 0 "2 decisions under COMM, which the codebook does not have: kept"
	try tag 1 --codebook new/ipt-en.yaml
	ended 0 "can say 'was: COMM'"
	# Nothing is lost: with the old codebook they stand again.
	try tag 1
	[[ $output != *"under COMM"* ]]
	[ "$(iptrate tags 1 --json | json "['tags'][0]['verdict']")" = accept ]
}

@test "coded files and rubrics know the old name, and two cannot have it" {
	renamed 'was: COMM'
	mkdir gold
	cp "$samples"/s21.txt "$samples"/s21.codes.tsv gold
	grep -q COMM gold/s21.codes.tsv
	try evaluate gold --codebook new/ipt-en.yaml --draws 10
	ended 0
	[[ $output == *$'\n'CANAL* ]]
	try rubric check "$top/rubrics/ipt-core.yaml" --codebook new/ipt-en.yaml
	ended 0
	sed -i 's/^id: SYM$/&\nwas: [COMM, OLD]/' new/ipt-en/SYM.yaml
	try codebook check new/ipt-en.yaml
	[ "$status" -ne 0 ]
	[[ $output == *"the technique id 'COMM' is used twice"* ]]
}
