# Weights learned from coded sessions.

load common

# Two folders of three sessions: learning takes a moment only.
folders() {
	mkdir one two
	for name in w01 w02 w03; do
		cp "$top/tests/data/practice/w/$name".* one
	done
	for name in d01 d02 d04; do
		cp "$top/tests/data/practice/d/$name".* two
	done
}

@test "weights are learned, written, read and used" {
	folders
	try codebook learn one two -o mine.yaml
	ended 0 "6 sessions"
	[[ "$output" == *COMM* && "$output" == *"rules alone"* ]]
	[[ "$output" == *"is in mine.yaml; --codebook uses it"* ]]
	try codebook check mine.yaml
	ended 0 "0 faults"
	iptrate evaluate one --codebook mine.yaml --draws 1 --json >known.json
	[ "$(json "['machine']['writer']['micro_f1'] > 0.7" <known.json)" = true ]
	# The table is beside it, with a head and a technique at a time.
	grep -q '^weights: mine.weights.tsv$' mine.yaml
	head -6 mine.weights.tsv | grep -q 'Do not edit: learn anew'
	head -6 mine.weights.tsv | grep -q 'from 6 sessions'
	grep -q '^#   one$' mine.weights.tsv
	[ "$(grep -c '^of ' mine.weights.tsv)" -ge 5 ]
	# Twice gives the same, and the rules are as they were.
	iptrate codebook learn one two -o twice.yaml >/dev/null
	cmp mine.weights.tsv twice.weights.tsv
	cmp <(grep -v ^weights: mine.yaml) <(grep -v ^weights: twice.yaml)
	iptrate codebook learn one two -o again.yaml --codebook mine.yaml >/dev/null
	cmp <(grep -v ^weights: mine.yaml) <(grep -v ^weights: again.yaml)
	book shipped
	# points of words are kept as they were
	cmp <(sed -n '/^points of /,$p' mine.weights.tsv) \
		<(sed -n '/^points of /,$p' shipped/ipt-en.weights.tsv)
	no_weights mine.weights.tsv
	no_weights shipped/ipt-en.weights.tsv
	iptrate evaluate one --codebook mine.yaml --draws 1 --json >mine.json
	iptrate evaluate one --codebook shipped/ipt-en.yaml --draws 1 --json \
		>rules.json
	cmp mine.json rules.json
}

@test "a codebook that names its table keeps its own file" {
	folders
	book mine
	cp -r mine before
	try codebook learn one two -o mine/ipt-en.yaml --codebook mine/ipt-en.yaml
	ended 0 "in mine/ipt-en.weights.tsv"
	cmp mine/ipt-en.yaml before/ipt-en.yaml
	not cmp -s mine/ipt-en.weights.tsv before/ipt-en.weights.tsv
	# or the table alone
	iptrate codebook learn one two -o alone.tsv --json >alone.json
	[ "$(json "['table']" <alone.json)" = alone.tsv ]
	cmp alone.tsv mine/ipt-en.weights.tsv
	[ ! -e alone.yaml ]
	# what a casebook is kept in is not written over
	iptrate -q import one/w01.txt
	cp casebook.db mine/ipt-en.weights.tsv
	try codebook learn one two -o mine/ipt-en.yaml \
		--codebook mine/ipt-en.yaml
	[ "$status" -ne 0 ]
	cmp casebook.db mine/ipt-en.weights.tsv
}

@test "no name of a session's people is in the table" {
	folders
	iptrate codebook learn one two -o mine.yaml >/dev/null
	cut -f1 mine.weights.tsv | tr ' ' '\n' | sort -u >words
	# Words that stand with a capital within sentences of these sessions
	# and never without, unless those who wrote the lines that points were
	# learned from mostly write them without ("pastor").
	cat "$top"/tests/data/risk/{lines,answers,talk}/* >lines
	cat one/*.txt two/*.txt | grep '^[TP]:' |
		grep -oE "[a-z,] [A-Z][a-z]{3,}" | cut -c3- | sort -u |
		while read -r name; do
			lower=${name,}
			grep -qw "$lower" one/*.txt two/*.txt ||
				[ "$(grep -cw "$lower" lines)" -gt \
					"$(grep -cw "$name" lines)" ] ||
				echo "$lower"
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
	[ "$(json "['written'] is None" <all.json)" = true ]
	[ "$(json "['techniques']['COMM']['firm_precision'] > 0" <all.json)" = true ]
	try codebook learn one two --only-rater nobody
	refused 1 "nobody"
	# A slip must not let a session in that was to be kept out.
	try codebook learn one two --without w1
	refused 1 "there is no session w1 to keep out"
	try codebook learn one two
	ended 0 "Nothing was written: -o FILE writes the codebook"
	[ ! -e mine.yaml ]
}

@test "a session counts once" {
	folders
	try codebook learn one two one/
	refused 1 "one/: the folder is named twice"
	# under another name, with other ends of lines, by other raters
	sed 's/$/\r/' one/w02.txt >two/again.txt
	sed 's/writer/other/' one/w02.codes.tsv >two/again.codes.tsv
	try codebook learn one two
	refused 1 "one/w02 and two/again are the same session"
	try codebook learn one two --without again
	ended 0 "6 sessions"
}

@test "a session with hundreds of raters is read as one with few" {
	folders
	for i in $(seq 256); do
		sed "1d;s/\twriter\t/\tr$i\t/" one/w01.codes.tsv
	done >many
	(head -1 one/w01.codes.tsv; cat many) >codes
	iptrate codebook learn one two --json >few.json
	cp codes one/w01.codes.tsv
	iptrate codebook learn one two --json >many.json
	cmp few.json many.json
}

@test "what is coded in part is learned from in part" {
	folders
	# one rater, one folder: each session is left out by itself
	sed -i 's/\twriter\t/\tsecond\t/' two/*.codes.tsv
	iptrate codebook learn one two --only-rater writer --json >part.json
	iptrate codebook learn one --json >one.json
	cmp part.json one.json
	[ "$(json "['sessions']" <part.json)" = 3 ]
	# too little to learn any technique from
	for file in one/*.codes.tsv; do
		head -2 "$file" >short
		mv short "$file"
	done
	try codebook learn one
	refused 1 "no technique was given to enough turns"
}

@test "what cannot be learned from is refused in one sentence" {
	folders
	rm one/w01.* one/w02.*
	try codebook learn one
	refused 1 "too few to learn from"
	try codebook learn nowhere
	refused 1 "nowhere: there is no such folder"
	try codebook learn two -o missing/mine.yaml
	refused 1 "missing/mine.yaml: there is no folder missing"
	[ ! -e mine.yaml ]
}

@test "points of words are put into the table, in the place of those there" {
	book mine
	printf 'label\tline\nyes\tI will not wake up\nno\tI woke up at six\n' >a.tsv
	cp a.tsv b.tsv
	cp mine/ipt-en.weights.tsv before.tsv
	try codebook points risk-voiced a.tsv b.tsv
	ended 0 "4 lines and 0 turns of talk"
	[[ "$output" == *"Nothing was written"* ]]
	try codebook points risk-voiced a.tsv b.tsv -o mine/ipt-en.yaml \
		--codebook mine/ipt-en.yaml
	ended 0 "Written to mine/ipt-en.weights.tsv, as its 'points of risk-voiced'"
	cmp mine/ipt-en.yaml "$top/rubrics/codebook/ipt-en.yaml"
	iptrate codebook check mine/ipt-en.yaml >/dev/null
	# nothing else of the table is touched
	cmp <(sed '/^points of risk-voiced/,/^points of risk-replies/d' before.tsv) \
		<(sed '/^points of risk-voiced/,/^points of risk-replies/d' mine/ipt-en.weights.tsv)
	[ "$(grep -c '^points of ' mine/ipt-en.weights.tsv)" = 2 ]
	sed -n '/^points of risk-voiced/,/^points of risk-replies/p' \
		mine/ipt-en.weights.tsv | grep -q 'from 4 labelled lines'
	# talk is a file with a turn in each line, or a folder of sessions
	printf 'I was up at six again\n\nHe never came\n' >talk.txt
	try codebook points risk-voiced a.tsv b.tsv --talk talk.txt
	ended 0 "4 lines and 2 turns of talk"
	printf 'caf\351\n' >talk.txt
	try codebook points risk-voiced a.tsv b.tsv --talk talk.txt
	refused 1 "talk.txt:1: the file is not UTF-8"
	# a file of its own, for below word-points
	iptrate codebook points risk-voiced a.tsv b.tsv --json -o voiced.yaml >out
	[ "$(json "['written']" <out)" = voiced.yaml ]
	grep -q '^points: |$' voiced.yaml
	# what is no table stays as it is
	cp a.tsv kept.tsv
	try codebook points risk-voiced b.tsv -o a.tsv
	[ "$status" -ne 0 ]
	[[ "$output" == *"a.tsv is no table of weights"* ]]
	cmp a.tsv kept.tsv
}
