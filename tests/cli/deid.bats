# iptrate deid: what in a transcript tells who somebody is; nothing is stored.

load common

@test "proposals have turn, bytes, category, words and the reason" {
	printf 'T: How is José?\nP: He rang me on the 14th of March, from Gdańsk.\n' >a.txt
	iptrate deid --text a.txt --json >out.json
	[ "$(json "['proposals'][0]['turn']" <out.json)" = 1 ]
	[ "$(json "['proposals'][0]['category']" <out.json)" = NAME ]
	[ "$(json "['proposals'][0]['start']" <out.json)" = 7 ]
	[ "$(json "['proposals'][0]['end']" <out.json)" = 12 ]
	[ "$(json "['proposals'][0]['text']" <out.json)" = José ]
	[ -n "$(json "['proposals'][0]['why']" <out.json)" ]
	[ "$(json "['proposals'][1]['text']" <out.json)" = "14th of March" ]
	[ "$(json "['proposals'][1]['category']" <out.json)" = DATE ]
	[ "$(json "['proposals'][2]['text']" <out.json)" = Gdańsk ]
	[ "$(json "['unfinished']" <out.json)" = 0 ]
	[ ! -e "$IPTRATE_CASEBOOK" ]
}

@test "names given, labels and the head of the file are found in any form" {
	cat >a.txt <<-'END'
		# patient: Zorbina Quux
		Plimsollina: how was it with vexford
		Zorbina: vexfords they are all the same zorbina i said
	END
	iptrate deid --text a.txt --known "Ann Vexford" --json >out.json
	json "['proposals']" <out.json | grep -q '"text": "vexford"'
	json "['proposals']" <out.json | grep -q '"text": "vexfords"'
	json "['proposals']" <out.json | grep -q '"text": "zorbina"'
	json "['proposals']" <out.json | grep -q 'known beforehand'
}

@test "what was kept and could be a name is listed once with its count" {
	printf 'T: So.\nP: The ortho said the ortho will see.\n' >a.txt
	iptrate deid --text a.txt --json >out.json
	[ "$(json "['left'][0]['form']" <out.json)" = ortho ]
	[ "$(json "['left'][0]['count']" <out.json)" = 2 ]
	try deid --text a.txt
	ended 0 "Kept, and could be a name"
	ended 0 "read the text yourself"
}

@test "nothing of a text reaches the terminal raw" {
	printf 'T: So.\nP: I told M\033[31mario and Ana\302\233x it.\n' >a.txt
	try deid --text a.txt
	ended 0
	[[ "$output" != *$'\033'* ]]
	[[ "$output" != *$'\302\233'* ]]
}

@test "a file is asked for, and a wrong one gives one sentence" {
	try deid
	refused 2 "--text FILE"
	try deid --text nowhere.txt
	refused 1 nowhere.txt
}
