# The workbook as another program reads it.

load common

# A Python that has openpyxl; the system's own may have it when another is
# first in the path.
reader() {
	local python
	for python in python3 /usr/bin/python3; do
		if "$python" -c 'import openpyxl' 2>/dev/null; then
			echo "$python"
			return
		fi
	done
	return 1
}

# Exports all sessions, twice as a workbook and once as JSON, and checks.
checked() {
	local python
	python=$(reader) || skip "no openpyxl"
	iptrate -q export --all -o one.xlsx "$@"
	iptrate -q export --all -o one.json "$@"
	run "$python" "$top/tests/export/check_workbook.py" one.xlsx one.json
	echo "$output"
	[ "$status" -eq 0 ]
}

rated() {
	iptrate -q import "$samples"/s0[34].txt >/dev/null
	iptrate -q rate 1 --rater S1 --role supervisor --sign \
		--file "$samples/s03.ratings.tsv" >/dev/null
	iptrate -q rate 1 --rater T1 --role self --set C3=4/3 \
		--evidence C3=25,27 --comment 'C3==1+1' >/dev/null
}

@test "sheets, counts, links, formulas and bold words are as in the JSON" {
	rated
	checked
	[[ "$output" == "2 sessions"*" 0 faults" ]]
	checked --with-transcript
}

@test "decisions are seen in the evidence" {
	rated
	turn=$(iptrate tags 1 --json | json "['tags'][0]['turn']")
	code=$(iptrate tags 1 --json | json "['tags'][0]['technique']")
	iptrate -q decide 1 "$turn" reject "$code" --rater S1 --reason =1+1 \
		>/dev/null
	iptrate -q decide 1 5 add COMM --rater S1 >/dev/null
	checked
}

@test "a session without tags or ratings makes a sound workbook" {
	printf 'T: Hello.\nP: Hello.\n' >plain.txt
	iptrate -q import plain.txt >/dev/null
	checked --with-transcript
}

@test "hostile text stays text" {
	python3 - >hostile.txt <<-'END'
	print("# case: =C1+1")
	print("T: =cmd|'/C calc'!A0 What did you say to him then?")
	print("P: @SUM(1) +1 -1 _x0041_ \u202egnp.exe \x1b[31m \x07 \ufffe")
	print("T: What did you say then, word for word?")
	print("P: " + "and then he said it again, " * 20000)
	print("T: =HYPERLINK(\"http://example.org\")")
	END
	iptrate -q import hostile.txt >/dev/null
	iptrate -q decide 1 5 add COMM --rater S1 --reason '@SUM(A1)' >/dev/null
	checked --with-transcript
	iptrate -q export 1 -o one.csv
	not grep -E '(^|,)"?[=+@-][A-Za-z]' one.csv
}

@test "the same casebook gives the same bytes" {
	rated
	iptrate -q export 1 2 --with-transcript -o a.xlsx
	iptrate -q export 1 2 --with-transcript -o b.xlsx
	cmp a.xlsx b.xlsx
}

@test "a place that cannot be written to is named, and nothing is lost" {
	rated
	for file in nowhere/at/all.xlsx nowhere/at/all.csv /dev/full; do
		try export 1 -o "$file" --user S1
		[ "$status" -ne 0 ]
		[[ "$output" == *"$file"* ]]
	done
	echo old >old.xlsx
	try export 99 -o old.xlsx
	[ "$status" -ne 0 ]
	[ "$(cat old.xlsx)" = old ]
}

@test "LibreOffice opens it" {
	command -v soffice >/dev/null || skip "no LibreOffice"
	rated
	iptrate -q export 1 2 --with-transcript -o a.xlsx
	timeout 100 soffice --headless --convert-to pdf a.xlsx
	[ -s a.pdf ]
}
