#!/usr/bin/env bats
# What is in each kind of bundle and what is not; nobody sends what they must
# not see, nor to somebody what that one must not see.

load common
load desks

# A session at the supervisor's desk (SV) of which much is said: by SV and, as
# sealed, by the trainee (TR).  Each word that starts with MARK is somewhere.
said() {
	desks SV R1 R2
	introduce R1 SV rater
	introduce R2 SV rater
	cp "$BATS_TEST_DIRNAME/small.txt" MARKfile.txt
	{
		at SV -q import MARKfile.txt
		at SV -q session set 1 therapist=TR
		at SV -q measure set 1 PHQ-9=17
		at SV -q decide 1 3 add CLAR --reason MARKreason
		at SV -q rate 1 --role supervisor --set A1=4/3@3 \
			--comment A1=MARKsaid
		at SV -q sign 1 --role supervisor --meaning MARKmeaning \
			--incomplete 'for a test'
		at SV -q rate 1 --rater AX --role peer --set A1=2/2@3 \
			--comment A1=MARKpeer
		at SV -q person set R1 role=assessor
		at SV -q person set R2 role=assessor
	} >/dev/null
}

sealed_too() {
	at SV -q rate 1 --rater TR --role self --set A1=5/5@1 \
		--comment A1=MARKsealed --seal --incomplete 'for a test' \
		>/dev/null
}

pack() {
	at SV -q bundle pack 1 "$@" 2>/dev/null
}

has() {
	grep -q "$2" <<<"$(inside "$1" | tr -d '\0')"
}

lacks() {
	! has "$1" "$2" || return 1
}

@test "to rate: text and facts; no ratings, no tags, no file" {
	said
	pack --kind to-rate -o t.zip
	has t.zip "where's the truck"
	has t.zip C90
	has t.zip PHQ-9
	[ "$(rows_in t.zip turns.tsv 2>/dev/null || true)" != 0 ]
	for table in ratings values signatures signed sealed consensus \
		decisions assignments; do
		[ "$(rows_in t.zip "$table.tsv")" = 0 ]
	done
	lacks t.zip MARK
	# Verdicts on tags, where they are asked for.
	pack --kind to-rate --tags -o tags.zip
	has tags.zip MARKreason
	[ "$(rows_in tags.zip decisions.tsv)" = 1 ]
	lacks tags.zip MARKsaid
}

@test "a return: what was said and the hash of the text; no text, no file" {
	said
	pack --kind return -o r.zip
	for word in MARKreason MARKsaid MARKmeaning MARKpeer; do
		has r.zip "$word"
	done
	# Not a word of a turn, in whatever file.
	"$python" - r.zip MARKfile.txt <<-'END'
	import re, sys, zipfile
	z = zipfile.ZipFile(sys.argv[1])
	held = "\n".join(z.read(n).decode() for n in z.namelist()
	                 if "/rubrics/" not in n)
	for line in open(sys.argv[2]):
	    said = re.match("[TP]: (.*)", line)
	    assert not said or said[1] not in held, line
	assert not [n for n in z.namelist() if "/sessions/" in n]
	END
	lacks r.zip MARKfile
	lacks r.zip "truck"
	lacks r.zip PHQ-9
	at SV show 1 --json >/dev/null
	hash=$(inside r.zip | sed -n '/data\/sessions\.tsv$/,/^$/p' |
		grep -oE '[0-9a-f]{64}' | tail -1)
	[ "${#hash}" = 64 ]
}

@test "a session: all of it, the file to the byte" {
	said
	pack --kind session -o s.zip
	for word in MARKreason MARKsaid MARKmeaning MARKpeer MARKfile PHQ-9 \
		"where's the truck"; do
		has s.zip "$word"
	done
	unzip -q s.zip
	cmp session-*/data/sessions/*/source MARKfile.txt
}

@test "what is sealed goes as sealed, whoever sends it" {
	desks SV TR
	cp "$BATS_TEST_DIRNAME/small.txt" .
	{
		at SV -q import small.txt
		at SV -q session set 1 therapist=TR
	} >/dev/null
	sealed_too
	for kind in session return; do
		pack --kind "$kind" -o "$kind.zip"
		lacks "$kind.zip" MARKsealed
		[ "$(rows_in "$kind.zip" sealed.tsv)" = 1 ]
		[ "$(rows_in "$kind.zip" ratings.tsv)" = 1 ]
		[ "$(rows_in "$kind.zip" values.tsv)" = 0 ]
		[ "$(rows_in "$kind.zip" signatures.tsv)" = 0 ]
		[ "$(rows_in "$kind.zip" signed.tsv)" = 0 ]
	done
	at SV -q bundle pack 1 --kind session --rater TR -o own.zip 2>/dev/null
	lacks own.zip MARKsealed
	# What would let somebody try out what it says.
	nonce=$("$python" -c "import sqlite3
print(sqlite3.connect('SV.db').execute('SELECT nonce FROM sealed').fetchone()[0])")
	[ "${#nonce}" = 32 ]
	lacks session.zip "$nonce"
	lacks return.zip "$nonce"
	# When, by whom and the hash are there.
	sha256=$(at SV score 1 --json | json "['sealed'][0]['sha256']")
	inside session.zip | sed -n '/data\/sealed\.tsv$/,/^$/p' >row
	grep -qw TR row
	grep -qw "$sha256" row
	# Once it is open, so is what is sent.
	at SV -q rate 1 --role supervisor --set A1=4/3@3 >/dev/null
	at SV -q sign 1 --role supervisor --incomplete 'for a test' >/dev/null
	pack --kind return -o open.zip
	has open.zip MARKsealed
}

@test "to a blind rater goes what was assigned and nothing of the rest" {
	said
	at SV -q assign 1 --to R1 --blind all
	pack --kind to-rate --for R1 -o b.zip
	for word in MARK C90 TR AX PHQ-9 middle 'role dispute' R2; do
		! inside b.zip | tr -d '\0' | grep -qw "$word" || false
	done
	has b.zip "where's the truck"
	has b.zip "therapist: Last week"
	[ "$(rows_in b.zip assignments.tsv)" = 1 ]
	# With --tags no more than that.
	pack --kind to-rate --for R1 --tags -o bt.zip
	[ "$(rows_in bt.zip decisions.tsv)" = 0 ]
}

@test "who rates a session blind sends what they said, and nothing else" {
	said
	at SV -q assign 1 --to R1 --blind people,ratings,number
	mine() {
		IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/SV.db \
			XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/R1.config \
			IPTRATE_RATER=R1 IPTRATE_USER=R1 "$program" "$@"
	}
	mine -q rate 1 --role independent --set A1=3/3@3 \
		--comment A1=OWNwords >/dev/null
	before=$(holds SV.db)
	for kind in session to-rate; do
		run mine bundle pack 1 --kind "$kind" -o x.zip
		echo "$output"
		[ "$status" -eq 4 ]
		[[ "$output" == *"rates session 1 ("*") blind"*"--kind return"* ]]
		[ ! -e x.zip ]
	done
	[ "$(holds SV.db)" = "$before" ]
	mine -q bundle pack 1 --kind return -o own.zip 2>/dev/null
	has own.zip OWNwords
	lacks own.zip MARK
	lacks own.zip C90
	lacks own.zip AX
	[ "$(rows_in own.zip values.tsv)" = 1 ]
	# Nor to another who rates it blind, who is not named.
	at SV -q assign 1 --to R2 --blind people >/dev/null
	introduce R2 R1 rater
	run mine bundle pack 1 --kind return --to R2 -o x.zip
	echo "$output"
	[ "$status" -eq 4 ]
	[[ "$output" == *"not for one of the receivers to see yet"* ]]
	[[ "$output" != *R2* ]]
	run mine bundle pack 1 --kind return --to R1 -o x.zip
	[ "$status" -eq 0 ]
	# The same for whoever packs in their name.
	at SV -q bundle pack 1 --kind return --rater R1 --unsigned -o o.zip \
		2>/dev/null
	lacks o.zip MARK
	# Once it is signed they see the rest, and may send it.
	mine -q sign 1 --role independent --incomplete 'for a test' >/dev/null
	mine -q bundle pack 1 --kind return -o all.zip 2>/dev/null
	has all.zip MARKsaid
}

@test "nothing goes to a blind rater by another road" {
	said
	at SV -q assign 1 --to R1 --blind ratings
	for kind in session return to-rate; do
		at_try SV bundle pack 1 --kind "$kind" --to R1 -o x.zip
		[ "$status" -eq 4 ]
		[[ "$output" == *"R1 is to rate session 1 blind"* ]]
		[[ "$output" == *"--kind to-rate --for R1"* ]]
		[ ! -e x.zip.age ]
	done
	# By the key's file, by its recipient, and beside another.
	at_try SV bundle pack 1 --kind session --to R1.pub -o x.zip
	[ "$status" -eq 4 ]
	at_try SV bundle pack 1 --kind session --to R2 \
		--to "$(sed -n 's/^recipient: //p' R1.pub)" -o x.zip
	[ "$status" -eq 4 ]
	at_try SV bundle pack 1 --kind to-rate --for R1 --to R1 -o x.zip
	[ "$status" -eq 0 ]
	at_try SV bundle pack 1 --kind session --to R2 -o y.zip
	[ "$status" -eq 0 ]
	# The rating has come back, and the rest may follow.
	at R1 -q bundle open x.zip.age --accept-unknown-key 2>/dev/null
	at R1 -q rate 1 --role independent --set A1=3/3@3 >/dev/null
	at R1 -q sign 1 --role independent --incomplete 'for a test' >/dev/null
	at R1 -q bundle pack 1 --kind return -o back.zip 2>/dev/null
	at SV -q bundle open back.zip
	at_try SV bundle pack 1 --kind return --to R1 -o x.zip
	[ "$status" -eq 0 ]
}

@test "a bundle is encrypted for who is named, and for who sends it" {
	said
	at_try SV bundle pack 1 --kind session --to R1 -o x.zip
	[ "$status" -eq 0 ]
	[[ "$output" == *"opens with the key of R1, and with your own"* ]]
	for who in SV R1; do
		at_try "$who" bundle show x.zip.age
		[ "$status" -eq 0 ]
	done
	at_try R2 bundle show x.zip.age
	[ "$status" -eq 4 ]
	[[ "$output" == *"not encrypted for"* ]]
	[ "$(grep -ac '^-> X25519' x.zip.age)" = 2 ]
	# Twice the same is once; one's own key is there anyhow.
	at SV -q bundle pack 1 --kind session --to R1 --to R1.pub --to SV.pub \
		-o x.zip
	[ "$(grep -ac '^-> X25519' x.zip.age)" = 2 ]
	# Who has no key cannot open it again, and is told.
	at_try SV bundle pack 1 --kind session --rater AX --to R1 -o x.zip
	[ "$status" -eq 0 ]
	[[ "$output" == *"not with yours"* ]]
}

@test "a receiver's key that is none, revoked or not trusted" {
	said
	at_try SV bundle pack 1 --kind session --to R9 -o x.zip
	[ "$status" -eq 1 ]
	[[ "$output" == *"'R9' is no key that is known here, nor a file"* ]]
	at_try SV bundle pack 1 --kind session --to age1qqqq -o x.zip
	[ "$status" -eq 1 ]
	at_try SV bundle pack 1 --kind session --to small.txt -o x.zip
	[ "$status" -eq 1 ]
	desks R3
	at_try SV bundle pack 1 --kind session --to R3.pub -o x.zip
	[ "$status" -eq 0 ]
	[[ "$output" == *"R3.pub is not one that you trust here"* ]]
	at SV -q key revoke R2 --because 'it was lost' --yes
	for key in R2.pub "$(sed -n 's/^recipient: //p' R2.pub)"; do
		at_try SV bundle pack 1 --kind session --to "$key" -o r.zip
		[ "$status" -eq 4 ]
		[[ "$output" == *"revoked here (it was lost)"* ]]
		[ ! -e r.zip.age ]
	done
}
