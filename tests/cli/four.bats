#!/usr/bin/env bats
# Four people, four casebooks, four keys: a trainee (TR), a supervisor (SV) and
# two raters (R1, R2) who must not see each other.

load common
load desks

everybody() {
	local who

	cp "$BATS_TEST_DIRNAME/small.txt" .
	desks TR SV R1 R2
	introduce TR SV trainee
	introduce SV TR supervisor
	for who in R1 R2; do
		introduce SV "$who" supervisor
		introduce "$who" SV rater
	done
}

# The whole of a file as stock tools see it.
stock() {
	rm -rf unpacked
	mkdir unpacked
	unzip -q "$1" -d unpacked
	(
		cd unpacked/*/
		sha256sum -c --strict --quiet tagmanifest-sha256.txt \
			manifest-sha256.txt
		minisign -V -q -p "$BATS_TEST_TMPDIR/$2.pub" \
			-m tagmanifest-sha256.txt
	)
}

sealed() {
	at TR -q import small.txt >/dev/null
	at TR -q session set 1 therapist=TR
	at TR -q rate 1 --role self --set A1=5/5@1 --set C4=5/4@5 >/dev/null
	at TR -q seal 1 --role self --yes --incomplete 'two items for a test' \
		>/dev/null
	at TR -q bundle pack 1 --kind session --to SV.pub -o to-sv.zip
	at SV -q bundle open to-sv.zip.age
}

rated() {
	at SV -q rate 1 --role supervisor --set A1=3/3@1 --set C4=4/3@5 >/dev/null
	at SV -q sign 1 --role supervisor --yes \
		--incomplete 'two items for a test' >/dev/null
}

# who extent/quality: opens what was sent, rates, sends it back.
rates_blind() {
	at "$1" -q bundle open "to-$1.zip.age"
	at "$1" -q rate 1 --role independent --set A1="$2" --set C4=3/3@5 >/dev/null
	at "$1" -q sign 1 --role independent --yes \
		--incomplete 'two items for a test' >/dev/null
	at "$1" -q bundle pack 1 --kind return --to SV.pub -o "from-$1.zip"
	at SV -q bundle open "from-$1.zip.age"
}

@test "a session goes round four people, and every file stands up to stock tools" {
	local who

	for who in unzip sha256sum minisign age; do
		command -v "$who" >/dev/null || skip "no $who"
	done
	everybody
	sealed
	# What is sealed is there, and not what it says.
	at SV show 1 | grep -q 'sealed'
	! at SV score 1 | grep -q '^TR (self)'
	# The same, for who must not open it.
	at_try R1 bundle open to-sv.zip.age
	[ "$status" -eq 4 ]
	rated
	at SV show 1 | grep -q 'sealed'
	! at SV score 1 | grep -q '^TR (self)'
	at SV -q person set R1 role=assessor
	at SV -q person set R2 role=assessor
	at SV -q assign 1 --to R1,R2 --blind people,ratings,number,measures
	for who in R1 R2; do
		at SV -q bundle pack 1 --kind to-rate --for "$who" \
			--to "$who.pub" -o "to-$who.zip"
	done
	# What a blind rater gets says nothing of what they must not see.
	at SV -q bundle pack 1 --kind to-rate --for R1 -o look.zip 2>/dev/null
	stock look.zip SV
	! grep -rqE 'C90|TR|R2|small\.txt|"number": 6' unpacked/*/data
	rates_blind R1 4/3
	rates_blind R2 2/2
	at R1 -q bundle pack 1 --kind return -o look.zip 2>/dev/null
	stock look.zip R1
	! grep -rqi 'truck' unpacked
	at SV -q casebook check
	[ "$(at SV score 1 --json | grep -c '"role": "independent"')" = 2 ]
	# Consensus, reveal, and home.
	at SV -q consensus 1 --of R1,R2 --role-of independent >/dev/null
	at SV -q consensus settle 1 A1=3/3 --note 'turn 1 asks for the words' \
		>/dev/null
	at SV -q sign 1 --role consensus --yes \
		--incomplete 'two items for a test' >/dev/null
	at SV -q bundle pack 1 --kind return --to TR.pub -o home.zip
	at TR -q bundle open home.zip.age
	at_try TR reveal 1 --yes
	[ "$status" -eq 0 ]
	[[ "$output" == *"+2"* ]]
	at TR score 1 --json | grep -q '"role": "consensus"'
	at TR -q casebook check
	# The supervisor sees the same once it has come back.
	at TR -q bundle pack 1 --kind return --to SV.pub -o gap.zip
	at SV -q bundle open gap.zip.age
	at_try SV reveal 1 --yes
	[[ "$output" == *"+2"* ]]
	at SV -q casebook check
	at SV log 1 | grep -q 'brought by R1'
}

@test "stock age encrypts what is opened here" {
	command -v age >/dev/null || skip 'no age'
	everybody
	at TR -q import small.txt >/dev/null
	at TR -q bundle pack 1 --kind session -o plain.zip 2>/dev/null
	age -r "$(sed -n 's/^recipient: //p' SV.pub)" -o stock.age plain.zip
	at SV -q bundle open stock.age
	at_try SV bundle show stock.age
	[[ "$output" == *"encrypted"*"yes"* ]]
	[[ "$output" == *"good"* ]]
}

@test "what a known key did not sign is not taken in under its name" {
	everybody
	at TR -q import small.txt >/dev/null
	at TR -q bundle pack 1 --kind session --unsigned -o unsigned.zip \
		2>/dev/null
	at_try SV bundle open unsigned.zip
	[ "$status" -eq 4 ]
	[[ "$output" == *"has not signed it"* ]]
	# Somebody else under that name.
	at R1 -q import small.txt >/dev/null
	at R1 -q bundle pack 1 --kind session --unsigned --rater TR -o r1.zip \
		2>/dev/null
	at_try SV bundle open r1.zip
	[ "$status" -eq 4 ]
	at TR -q bundle pack 1 --kind session -o signed.zip 2>/dev/null
	# A key that nobody here knows.
	at_try R1 bundle open signed.zip
	[ "$status" -eq 4 ]
	[[ "$output" == *"is not known here"* ]]
	at R1 -q bundle open signed.zip --accept-unknown-key 2>/dev/null
	at SV -q bundle open signed.zip
	at SV -q key revoke TR --because 'the laptop was lost' --yes
	at_try SV bundle open signed.zip
	[ "$status" -eq 4 ]
	[[ "$output" == *"revoked"* ]]
}

@test "a key with a passphrase signs and opens, told through a descriptor" {
	everybody
	mkdir PP.config
	echo 'four words for one key' >pass
	at PP -q key new --passphrase-fd 3 3<pass
	at PP key show PP >PP.pub 2>/dev/null
	introduce PP SV rater
	introduce SV PP supervisor
	at PP -q import small.txt >/dev/null
	at PP -q bundle pack 1 --kind session -o pp.zip --to SV.pub \
		--passphrase-fd 3 3<pass
	at SV -q bundle open pp.zip.age
	at SV -q bundle pack 1 --kind return -o back.zip --to PP.pub
	at_try PP bundle open back.zip.age
	[ "$status" -eq 4 ]
	at PP -q bundle open back.zip.age --passphrase-fd 3 3<pass
}
