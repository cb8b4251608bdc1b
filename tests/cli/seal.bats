# Sealed ratings: what others see of them, and until when.

load common

# Session 1, whose therapist is TR.
session() {
	small
	iptrate -q session set 1 therapist=TR >/dev/null
}

# What the helper sealed_self() rates says MARKER where words are free.
sealed_self() {
	iptrate -q rate 1 --rater TR --role self --set C3=4/3 \
		--evidence C3=3 --comment C3='MARKER one' \
		--na C9='MARKER two was not due' --set F5=2/2 >/dev/null
	iptrate -q rate 1 --rater TR --role self --seal \
		--meaning 'MARKER three' --incomplete 'MARKER four' >/dev/null
}

# Everything that prints or writes something of a session, as who looks.
all_doors() {
	local format
	for format in json csv xlsx; do
		iptrate -q export 1 -o out.$format --with-transcript --force
	done
	cat out.json out.csv
	unzip -p out.xlsx
	for door in "score 1" "show 1" "show 1 --why" "show 1 --summary" \
		"log" "log 1" "session list" "session show 1" "case list" \
		"case show C90" "person list" "person show TR" "tags 1" \
		"measure list 1" "casebook check" "transcript 1"; do
		iptrate $door || true
		iptrate $door --json || true
	done 2>&1
}

@test "what is sealed is seen by its rater alone, in every door" {
	session
	sealed_self
	all_doors >seen.txt
	[ "$(grep -c MARKER seen.txt)" = 0 ]
	IPTRATE_RATER=AK all_doors >seen.txt
	[ "$(grep -c MARKER seen.txt)" = 0 ]
	IPTRATE_RATER=TR all_doors >seen.txt
	for n in one two three four; do
		grep -q "MARKER $n" seen.txt
	done
	# A filter is no pair of eyes.
	try score 1 --rater TR
	[[ "$output" != *MARKER* ]]
	mkdir -p "$XDG_CONFIG_HOME/iptrate"
	echo 'rater: TR' >"$XDG_CONFIG_HOME/iptrate/config.yaml"
	try score 1
	[[ "$output" == *MARKER* ]]
}

@test "others see that it is there, whose, when, and its hash" {
	session
	sealed_self
	try score 1
	ended 0 "TR's rating (self), version 1, is sealed since 2026-09-21"
	[[ "$(tr -s '\n ' '  ' <<<"$output")" == *"until a supervisor's rating of \
the session is signed or TR reveals it sha256 "* ]]
	hash=$(iptrate score 1 --json | json "['sealed'][0]['sha256']")
	[ "${#hash}" = 64 ]
	[[ "$output" == *"sha256 $hash"* ]]
	[ "$(iptrate show 1 --json | json "['sealed'][0]['rater']")" = TR ]
	iptrate -q export 1 -o out.json
	[ "$(json "['sessions'][0]['sealed'][0]['role']" <out.json)" = self ]
	iptrate -q export 1 -o out.csv
	grep -q "^sealed,.*,TR,self,.*$hash" out.csv
	iptrate -q export 1 -o out.xlsx
	unzip -p out.xlsx | grep -q "$hash"
	try log 1
	[[ "$output" == *"seal         TR as self, version 1, sha256 $hash"* ]]
	# The hash is that of a nonce and what was signed.
	[ "$(sqlite3 "$IPTRATE_CASEBOOK" "SELECT e.nonce || char(10) ||
		g.signed_text FROM sealed e JOIN signature g USING (rating_id)" |
		head -c -1 | sha256sum | cut -c 1-64)" = "$hash" ]
	try casebook check
	ended 0
}

@test "what is sealed stays as it is, whoever asks" {
	session
	sealed_self
	for args in "--set C3=5/5" "--undo" "--sign" "--seal" "--redo"; do
		try rate 1 --rater TR --role self $args
		refused 4 "TR's rating of session 1 (self) is sealed and stays"
		ended 4 "iptrate reveal 1"
	done
	for command in sign seal; do
		try $command 1 --rater TR --role self --meaning other
		refused 4 "is sealed and stays as it was sealed"
	done
	IPTRATE_RATER=TR try score 1 --json
	[ "$(echo "$output" | json "['ratings'][0]['items'][0]['extent']")" = 4 ]
}

@test "a seal that would claim too much is refused" {
	session
	try rate 1 --rater TR --role self --seal
	refused 1 "TR has no rating of session 1 as self; rate it first"
	iptrate -q rate 1 --rater TR --role self --set C3=4/3 --sign \
		--incomplete 'for the test' >/dev/null
	try seal 1 --rater TR --role self --incomplete 'for the test'
	ended 4 "was signed openly, so that others may have read it"
	iptrate -q rate 1 --rater AK --role consensus --set C3=4/3 >/dev/null
	try seal 1 --rater AK --role consensus --incomplete 'for the test'
	ended 1 "a consensus is made of what its raters know of each other"
	try seal 1 --rater XX --role self
	ended 4 "TR is the therapist of session 1"
	[ "$(iptrate score 1 --json | json "['sealed']")" = "[]" ]
}

@test "an incomplete rating is sealed for a reason only" {
	session
	try rate 1 --rater TR --role self --set C3=4/3 --seal
	ended 4 "the rating is incomplete and was not signed"
	# Nothing of the command was done.
	[ "$(iptrate score 1 --json | json "['ratings']")" = "[]" ]
	[ "$(iptrate score 1 --json | json "['sealed']")" = "[]" ]
}

@test "a signed rating of the supervisor opens the self-rating to others" {
	session
	sealed_self
	iptrate -q rate 1 --rater SV --role supervisor --set C3=3/3 >/dev/null
	try score 1
	[[ "$output" != *MARKER* ]]
	iptrate -q sign 1 --rater SV --role supervisor \
		--incomplete 'for the test' >/dev/null
	try score 1
	[[ "$output" == *"MARKER three"* ]]
	[[ "$output" != *"is sealed"* ]]
}
