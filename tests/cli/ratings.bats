# rate --file: tables as spreadsheets save them, and what is said of items
# that have no score.

load common

setup_file() {
	export NL=$'\n'
}

# Rates session 1 by the file; the state of rater RL is in score.json.
rate_by() {
	try rate 1 --rater RL --role peer --file "$1"
	iptrate score 1 --rater RL --json >score.json 2>/dev/null || true
}

item() {
	python3 -c "import json, sys
r = json.load(open('score.json'))['ratings'][0]
print(json.dumps([i for i in r['$1'] if i['item'] == '$2'][0]))"
}

nothing_rated() {
	[ "$(iptrate score 1 --json | json "['ratings']")" = "[]" ]
}

@test "the same table in every encoding, with every separator" {
	small
	printf 'Item,Extent,QUALITY,Comment\r\nc3,4.0,3,café\r\n' >u8.csv
	iconv -t WINDOWS-1252 u8.csv >w1252.csv
	printf '\xff\xfe' >le.txt; tr , '\t' <u8.csv | sed 's/"//g' |
		iconv -t UTF-16LE >>le.txt
	printf '\xfe\xff' >be.txt; tr , '\t' <u8.csv | sed 's/"//g' |
		iconv -t UTF-16BE >>be.txt
	printf 'sep=;\ritem;extent;quality;comment\rC3;4,0;3,0;café\r' >mac.csv
	for file in u8.csv w1252.csv le.txt be.txt mac.csv; do
		rate_by $file
		ended 0
		[[ "$(item items C3)" == *'"extent": 4, "quality": 3'* ]]
		item items C3 | grep -q 'caf\\u00e9'
	done
}

@test "a line break in a cell is part of it" {
	small
	printf 'item\textent\tquality\tcomment\nC3\t4\t3\t"first\nsecond"\nC4\t5\t4\t\n' >r.tsv
	rate_by r.tsv
	ended 0
	[ "$(item items C3 | json "['comment']")" = "first${NL}second" ]
	[ "$(item items C4 | json "['extent']")" = 5 ]
	# One line of the screen, with no break in it.
	[ "$(iptrate show 1 | grep -c 'first second')" = 1 ]
}

@test "a row that cannot be placed is refused, and nothing is changed" {
	small
	printf 'item\textent\tquality\nC3\t4\t3\nC4 4 3\nC5\t5\t5\n' >blanks.tsv
	rate_by blanks.tsv
	refused 1 "blanks.tsv:3:1: unknown item 'C4 4 3': wanted is an item"
	ended 1 "and 3 cells with tabs between"
	nothing_rated
	printf 'item,extent,quality\nC3,4,3\nTotal,,\n' >total.csv
	rate_by total.csv
	refused 1 "total.csv:3:1: unknown item 'Total'"
	nothing_rated
	printf 'item,extent,quality,comment\nC3,4,3,well, he said\n' >comma.csv
	rate_by comma.csv
	refused 1 "comma.csv:2: the row has 5 cells and the first line names 4"
	nothing_rated
	printf 'item,extent,quality,comment\nC3,4,3,"open\nC4,4,3,"\n' >open.csv
	rate_by open.csv
	refused 1 "open.csv:2:8: a quotation mark opens here and closes on line 3"
	nothing_rated
}

@test "comments, evidence and reasons without a score are kept" {
	small
	printf 'item\textent\tquality\tcomment\tevidence\tna_reason\nA1\t\t\tto be asked\t\t\nA2\t4\t3\t\t\t\nC4\t\t\t\t3\t\nC5\t\t\t\t\tno room\n' >r.tsv
	rate_by r.tsv
	ended 0
	[ "$(item remarks A1 | json "['comment']")" = "to be asked" ]
	[ "$(item remarks C4 | json "['turns']")" = "[3]" ]
	[ "$(item items C5 | json "['na_reason']")" = "no room" ]
	# No number is made of them.
	[ "$(json "['ratings'][0]['rated']" <score.json)" = 1 ]
	[[ "$(json "['ratings'][0]['missing']" <score.json)" == *'"A1"'* ]]
	iptrate show 1 | grep -q 'A1.*not rated; to be asked'
	iptrate -q export 1 -o e.csv
	grep -q 'A1.*to be asked' e.csv
	# A score that comes later finds them there.
	iptrate -q rate 1 --rater RL --role peer --set a1=4/4 >/dev/null
	iptrate score 1 --rater RL --json >score.json
	[ "$(item items A1 | json "['comment']")" = "to be asked" ]
	# ... and taken back it leaves them behind.
	iptrate -q rate 1 --rater RL --role peer --undo >/dev/null
	iptrate score 1 --rater RL --json >score.json
	[ "$(item remarks A1 | json "['comment']")" = "to be asked" ]
}

@test "a remark on an item without a score stays when the rest is signed" {
	small
	iptrate -q rate 1 --rater RL --role peer --set C3=3/3 \
		--comment F1='warm enough' --sign --incomplete 'a trial' >/dev/null
	[ "$(iptrate score 1 --json | json "['ratings'][0]['signed']")" = true ]
	iptrate score 1 --json | grep -q '"comment": "warm enough"'
	iptrate -q export 1 -o out.csv
	grep -q "warm enough" out.csv
	# One that comes later is no other version of what was signed.
	iptrate -q rate 1 --rater RL --role peer --comment F2='and so on' >/dev/null
	[ "$(iptrate score 1 --json | json "['ratings'][0]['signed']")" = true ]
	iptrate score 1 --json | grep -q '"comment": "and so on"'
}

@test "a session with a remark is not removed unasked" {
	small
	printf 'item\textent\tcomment\nC3\t\tto be asked\n' >r.tsv
	rate_by r.tsv
	try session remove 1
	refused 4 "1 rating by people"
}

@test "items and techniques are typed in any case" {
	small
	try rate 1 --rater RL --role peer --set c3=4/3 --comment C3=well --na "c5=no feeling came up"
	ended 0
	[ "$(iptrate score 1 --json | json "['ratings'][0]['items'][0]['item']")" = C3 ]
	iptrate log | grep -q 'C3 4/3, C5 n/a'
	iptrate rubric show c3 | grep -q C3
	iptrate codebook show Comm | grep -q COMM
	iptrate tags 1 --technique comm >low
	iptrate tags 1 --technique COMM >high
	cmp low high
}

@test "a workbook is named as one" {
	small
	printf 'PK\003\004 and more' >r.xlsx
	rate_by r.xlsx
	refused 1 "r.xlsx: this is a workbook; save its sheet as CSV"
}
