# Weights learned from coded sessions.

load common

# Two folders of three sessions: learning takes a moment only.
folders() {
	mkdir one two
	for name in w01 w02 w03; do
		cp "$top/tests/data/practice/w/$name".* one
	done
	cp "$top"/tests/data/practice/d/* two
}

@test "weights are learned, written, read and used" {
	folders
	try codebook learn one two -o mine.yaml
	ended 0 "6 sessions"
	[[ "$output" == *COMM* && "$output" == *"too few turns"* ]]
	try codebook check mine.yaml
	ended 0 "0 faults"
	iptrate evaluate one --codebook mine.yaml --draws 1 --json >known.json
	[ "$(json "['machine']['writer']['micro_f1'] > 0.7" <known.json)" = true ]
	# What stood before the weights is as it was, and twice gives the same.
	diff <(sed '/^weights: |$/,$d' mine.yaml) \
		<(sed '/^weights: |$/,$d' "$top/rubrics/codebook/ipt-en.yaml")
	iptrate codebook learn two one -o again.yaml >/dev/null
	iptrate codebook learn one two -o twice.yaml >/dev/null
	cmp mine.yaml twice.yaml
}

@test "no name of a session's people is in the table" {
	folders
	iptrate codebook learn one two -o mine.yaml >/dev/null
	sed -n '/^weights: |$/,$p' mine.yaml | cut -f1 | tr ' ' '\n' |
		sort -u >words
	# Words that stand with a capital within sentences of these sessions
	# and never without.
	cat one/*.txt two/*.txt | grep '^[TP]:' |
		grep -oE "[a-z,] [A-Z][a-z]{3,}" | cut -c3- | sort -u |
		while read -r name; do
			lower=${name,}
			grep -qw "$lower" one/*.txt two/*.txt || echo "$lower"
		done >names
	[ -s names ]
	run grep -xFf names words
	echo "$output"
	[ "$status" -eq 1 ]
}

@test "sessions and raters can be left out; figures come as JSON" {
	folders
	iptrate codebook learn one two --json >all.json
	iptrate codebook learn one two --without w01 --json >less.json
	[ "$(json "['sessions']" <all.json)" = 6 ]
	[ "$(json "['sessions']" <less.json)" = 5 ]
	[ "$(json "['techniques']['COMM']['learned']" <all.json)" = true ]
	try codebook learn one two --only-rater nobody
	refused 1 "nobody"
}

@test "what cannot be learned from is refused in one sentence" {
	folders
	rm one/w01.* one/w02.*
	try codebook learn one
	refused 1 "too few to learn from"
	try codebook learn nowhere
	refused 1 "nowhere: there is no such folder"
	try codebook learn two -o missing/mine.yaml
	refused 1 "missing/mine.yaml"
	[ ! -e mine.yaml ]
}
