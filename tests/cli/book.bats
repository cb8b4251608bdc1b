# A codebook in several files.

load common

@test "a fault is told with the file and line it stands in" {
	book mine
	sed -i 's/^    says: asks what the patient said or did in the exchange/    sayz: x/' \
		mine/ipt-en/COMM.yaml
	line=$(grep -n '^    sayz: x' mine/ipt-en/COMM.yaml | cut -d: -f1)
	try codebook check mine/ipt-en.yaml
	ended 3 "mine/ipt-en/COMM.yaml:$line:5: unknown key 'sayz' in a rule"
	[[ "$output" == *$'\n    sayz: x\n    ^'* || "$output" == *$'\n      sayz: x\n      ^'* ]]
	# the same of patterns
	book other
	sed -i "0,/^    match:$/s//    match: ['a(b']\n    and:/" other/ipt-en/SYM.yaml
	line=$(grep -n "match: \['a(b'\]" other/ipt-en/SYM.yaml | cut -d: -f1)
	try codebook check other/ipt-en.yaml
	ended 3 "other/ipt-en/SYM.yaml:$line:17: pattern: missing closing parenthesis"
}

@test "explain names the file of a rule that nearly fired" {
	small
	for turn in 1 3 5 7 9; do
		iptrate codebook explain 1 $turn
	done >told
	grep -Eq 'wanted .* \(line [0-9]+ of .*/rubrics/codebook/ipt-en/[A-Z]+\.yaml\)$' told
	iptrate codebook explain 1 7 --json >told.json
	python3 - told.json <<-'END'
	import json, sys
	near = json.load(open(sys.argv[1]))
	def each(x):
	    if isinstance(x, dict):
	        if "wanted" in x: yield x
	        for v in x.values(): yield from each(v)
	    elif isinstance(x, list):
	        for v in x: yield from each(v)
	found = list(each(near))
	assert found
	for one in found:
	    text = open(one["file"]).read().split("\n")
	    assert 1 <= one["line"] <= len(text), one
	END
}

@test "the folder is all there is to a codebook, and none of it may be missing" {
	book mine
	mkdir alone
	cp mine/ipt-en.yaml alone
	try codebook check alone/ipt-en.yaml
	ended 3 "there is no file ipt-en/lexicons.yaml beside the codebook; copy a codebook with the files that it names"
	rm mine/ipt-en/COMM.yaml
	try evaluate "$samples" --only s21 --codebook mine/ipt-en.yaml
	refused 1 "there is no file ipt-en/COMM.yaml beside the codebook"
}

@test "no file outside the codebook's folder is read" {
	book mine
	cp mine/ipt-en/COMM.yaml COMM.yaml
	sed -i 's,ipt-en/COMM.yaml,../COMM.yaml,' mine/ipt-en.yaml
	try evaluate "$samples" --only s21 --codebook mine/ipt-en.yaml
	refused 1 "lies in the codebook's folder or below it"
	sed -i "s,\.\./COMM.yaml,$PWD/COMM.yaml," mine/ipt-en.yaml
	try evaluate "$samples" --only s21 --codebook mine/ipt-en.yaml
	refused 1 "lies in the codebook's folder or below it"
	sed -i "s,$PWD/COMM.yaml,ipt-en/COMM.yaml," mine/ipt-en.yaml
	ln -sf "$PWD/COMM.yaml" mine/ipt-en/COMM.yaml
	try evaluate "$samples" --only s21 --codebook mine/ipt-en.yaml
	refused 1 "ipt-en/COMM.yaml is a link that leads out of the codebook's folder"
	# a link to the codebook itself is fine, and finds its files
	rm mine/ipt-en/COMM.yaml
	mv COMM.yaml mine/ipt-en/
	ln -s mine/ipt-en.yaml link.yaml
	try codebook test link.yaml
	ended 0 "0 faults"
}

@test "a table that is broken is told of when something is to be tagged" {
	small
	book mine
	sed -i '0,/^start\t/s/^start\t.*/start\tmany/' mine/ipt-en.weights.tsv
	line=$(grep -n $'^start\tmany' mine/ipt-en.weights.tsv | cut -d: -f1)
	try tag 1 --codebook mine/ipt-en.yaml
	refused 1 "mine/ipt-en.weights.tsv:$line:7: 'many' is no number of points"
	try codebook check mine/ipt-en.yaml
	ended 3 "mine/ipt-en.weights.tsv:$line:7"
	iptrate show 1 --codebook mine/ipt-en.yaml >/dev/null
}

@test "what a casebook keeps of a codebook in several files is the whole" {
	small
	book mine 's/^version: .*/version: 9.9.9/'
	iptrate -q tag 1 --codebook mine/ipt-en.yaml
	python3 - "$IPTRATE_CASEBOOK" <<-'END'
	import hashlib, sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	rows = db.execute("SELECT sha256, text FROM codebook_version").fetchall()
	assert len(rows) == 2
	for sha, text in rows:
	    assert hashlib.sha256(text.encode()).hexdigest() == sha
	    assert "id: COMM" in text and "\nof COMM\n" in text
	    open(sha + ".yaml", "w").write(text)
	END
	# it is a codebook in one file, and says the same
	for file in *.yaml; do
		iptrate evaluate "$samples" --only s21 --draws 1 --json \
			--codebook "$file" >kept.json
		iptrate evaluate "$samples" --only s21 --draws 1 --json >now.json
		cmp kept.json now.json
	done
	rm -r mine
	iptrate export 1 -o out.json
	[ "$(json "['sessions'][0]['codebook']['version']" <out.json)" = 9.9.9 ]
}

@test "no line of the codebook is longer than a screen is wide" {
	run awk 'length > 100 { print FILENAME ":" FNR }' \
		"$top"/rubrics/codebook/ipt-en.yaml \
		$(ls "$top"/rubrics/codebook/ipt-en/*.yaml | grep -v /RISK.yaml)
	echo "$output"
	[ -z "$output" ]
}
