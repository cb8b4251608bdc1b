# iptrate transcript: read, tell, convert; nothing is stored.

load common

@test "JSON has the promised shape" {
	iptrate transcript "$samples/s01.txt" --json >out.json
	[ "$(json "['format']" <out.json)" = txt ]
	[ "$(json "['encoding']" <out.json)" = UTF-8 ]
	[ "$(json "['warnings']" <out.json)" = "[]" ]
	[ "$(json "['turns'][0]['n']" <out.json)" = 1 ]
	[ "$(json "['turns'][0]['role']" <out.json)" = therapist ]
	[ "$(json "['turns'][0]['start_ms']" <out.json)" = null ]
	[ "$(json "['speakers'][1]['role']" <out.json)" = patient ]
	[ "$(json "['speakers'][1]['guessed']" <out.json)" = false ]
	[ "$(json "['turns'][-1]['n']" <out.json)" = \
		"$(grep -c '^[TP]: ' "$samples/s01.txt")" ]
	[ ! -e "$IPTRATE_CASEBOOK" ]
}

@test "text shows format, encoding, warnings with lines, speakers" {
	printf 'Ana: hi\nBo: what? \377 so\nCy: three more words\n' >odd.txt
	try transcript odd.txt --speaker Di=other --format txt
	ended 0 "txt, windows-1252, 3 turns"
	ended 0 "warning: nobody here is called 'Di'"
	[[ "$output" =~ Bo\ +unknown\ +1\ +3\ +1\ +nobody ]]
	printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>h \303\251 \303\251 \303\251 \377\n' >odd.vtt
	try transcript odd.vtt
	ended 0 "warning: line 4: 1 byte could not be read"
}

@test "captions come as the file has them" {
	printf '%s\n' WEBVTT '' intro '00:00:01.000 --> 00:00:02.500' \
		'<v Finch>Hello <i>you</i>' >a.vtt
	iptrate transcript a.vtt --cues --json >out.json
	[ "$(json "['cues'][0]['id']" <out.json)" = intro ]
	[ "$(json "['cues'][0]['start_ms']" <out.json)" = 1000 ]
	[ "$(json "['cues'][0]['end_ms']" <out.json)" = 2500 ]
	[[ "$(json "['cues'][0]['text']" <out.json)" == *"<i>you</i>"* ]]
	try transcript a.vtt --cues
	ended 0 "0:01"
}

@test "by the letter, a bad signature means no cues, said twice" {
	printf 'WEBVTTX\n\n00:01.000 --> 00:02.000\nT: hello\n' >bad.vtt
	code=0
	iptrate transcript bad.vtt --format vtt --strict --cues --json \
		>out.json 2>why || code=$?
	[ "$code" -eq 1 ]
	[ "$(json "" <out.json)" = '{"cues": []}' ]
	[ "$(grep -c '^{"error": "bad.vtt' why)" -eq 1 ]
	code=0
	iptrate transcript none.vtt --strict --cues --json >out.json || code=$?
	[ "$code" -eq 1 ]
	[ ! -s out.json ]
}

@test "unclear roles are a note, not a failure" {
	printf 'Ana: hello\nBo: hi\nAna: yes\n' >ab.txt
	run bash -c "'$program' transcript ab.txt --json 2>notes"
	[ "$status" -eq 0 ]
	[ "$(json "['turns'][0]['role']" <<<"$output")" = unknown ]
	grep -q -- --therapist notes
	run bash -c "'$program' transcript ab.txt --json --therapist Ana 2>notes"
	[ "$(json "['turns'][0]['role']" <<<"$output")" = therapist ]
	run bash -c "'$program' transcript ab.txt --json \
		--speaker Ana=therapist --speaker Bo=other 2>notes"
	[ "$(json "['turns'][1]['role']" <<<"$output")" = other ]
	try transcript ab.txt --speaker Ana=boss
	refused 2 "unknown role of a speaker 'boss'"
}

@test "a transcript can be written as .txt and .vtt and read again" {
	small
	for ending in txt vtt; do
		iptrate -q transcript small.txt -o out.$ending
		[ "$(stat -c %a out.$ending)" = 600 ]
		iptrate transcript out.$ending --json | json "['turns']" |
			python3 -c 'import json, sys
print([(t["role"], t["text"]) for t in json.load(sys.stdin)])' >$ending
	done
	[ -s txt ]
	cmp txt vtt
	try transcript small.txt -o out.doc
	refused 2 "out.doc: a transcript is written as .txt or .vtt"
	try transcript small.txt -o /nowhere/out.txt
	refused 1 "/nowhere/out.txt: cannot be written"
	ln -s /dev/full full.txt
	try transcript small.txt -o full.txt
	refused 1 "full.txt: cannot be written: No space left on device"
}

@test "control characters of a file never reach the terminal" {
	printf 'T: hello \033]0;owned\007 you\nP: \033[31mred\033[0m \302\233x\n' \
		>evil.txt
	try transcript evil.txt
	ended 0 hello
	[[ "$output" != *$'\e'* && "$output" != *$'\a'* ]]
	[[ "$output" != *$'\302\233'* ]]
	iptrate -q import evil.txt --case $'C\e[31m1' >out 2>&1 || true
	not grep -q $'\e' out
	iptrate show 1 >out 2>&1 || true
	not grep -q $'\e' out
}

@test "every character reference of HTML's list means what Python thinks" {
	python3 -c 'from html.entities import html5
print("WEBVTT\n")
for name in html5:
    print("00:01.000 --> 00:02.000\n[&%s]\n" % name)' >all.vtt
	iptrate transcript all.vtt --strict --json 2>/dev/null >out.json
	python3 -c 'import html, json
from html.entities import html5
turns = [t["text"] for t in json.load(open("out.json"))["turns"]]
want = ["[%s]" % c for c in html5.values()]
assert len(want) > 2000
assert turns == [w.replace("\n", " ") for w in want]'
}

@test "who is neither therapist nor patient as far as anybody said is told" {
	printf 'Anna: Hm?\nBen: No.\nMaria: He says no.\nBen: No!\n' >a.txt
	try import a.txt --therapist Anna --dry-run
	ended 0 "a.txt: who 'Ben' is has not been said (--speaker 'Ben'=patient, or =other)"
	ended 0 "who 'Maria' is has not been said"
	try import a.txt --therapist Anna --speaker Maria=other --dry-run
	ended 0
	[[ "$output" != *"has not been said"* ]]
}
