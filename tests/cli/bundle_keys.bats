#!/usr/bin/env bats
# Bundles and keys: who signed, for whom it is, and what is refused.

load common
load desks

@test "stock age encrypts what is opened here" {
	command -v age >/dev/null || skip 'no age'
	desks TR SV R1
	introduce TR SV trainee
	introduce SV TR supervisor
	cp "$BATS_TEST_DIRNAME/small.txt" .
	at TR -q import small.txt >/dev/null
	at TR -q bundle pack 1 --kind session -o plain.zip 2>/dev/null
	age -r "$(sed -n 's/^recipient: //p' SV.pub)" -o stock.age plain.zip
	at SV -q bundle open stock.age
	at_try SV bundle show stock.age
	[[ "$output" == *"encrypted"*"yes"* ]]
	[[ "$output" == *"good"* ]]
}

@test "what a known key did not sign is not taken in under its name" {
	desks TR SV R1
	introduce TR SV trainee
	introduce SV TR supervisor
	cp "$BATS_TEST_DIRNAME/small.txt" .
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
	desks TR SV R1
	introduce TR SV trainee
	introduce SV TR supervisor
	cp "$BATS_TEST_DIRNAME/small.txt" .
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
	echo 'four other words' >wrong
	before=$(holds PP.db)
	run at PP bundle open back.zip.age --passphrase-fd 3 3<wrong
	echo "$output"
	[ "$status" -eq 4 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ "$output" == *"passphrase"* ]]
	run at PP bundle pack 1 --kind session -o wrong.zip --passphrase-fd 3 \
		3<wrong
	[ "$status" -eq 4 ]
	[ ! -e wrong.zip ]
	[ "$(holds PP.db)" = "$before" ]
	at PP -q bundle open back.zip.age --passphrase-fd 3 3<pass
	# The secret half is given out to its owner alone, and not without it.
	run at PP key show PP --identity --passphrase-fd 3 3<wrong
	[ "$status" -eq 4 ]
	[[ "$output" != *AGE-SECRET* ]]
	run at PP key show PP --identity --passphrase-fd 3 3<pass
	[[ "$output" == *AGE-SECRET-KEY-1* ]]
	run at SV key show PP --identity
	[ "$status" -eq 4 ]
	[[ "$output" == *"not your own"* ]]
}

@test "a rating that is signed by a key which is another's here" {
	desks TR SV
	cp "$BATS_TEST_DIRNAME/small.txt" .
	{
		at TR -q import small.txt
		at TR -q bundle pack 1 --kind session -o s.zip
		at SV -q bundle open s.zip --accept-unknown-key
		at TR -q rate 1 --role self --set A1=4/3@3
		at TR -q sign 1 --role self --incomplete 'for a test'
		at TR -q bundle pack 1 --kind return -o r.zip --unsigned
	} >/dev/null 2>&1
	# Here the same key goes by another code.
	at TR key show TR 2>/dev/null | sed '/^code:/d; /^signed:/d' |
		sed -n 1,2p >plain.pub
	told=$(at SV key trust plain.pub --as ZZ --role rater 2>&1 |
		grep -oE '([0-9A-Z]{4}-){7}[0-9A-Z]{4}' | head -1)
	at SV -q key trust plain.pub --as ZZ --role rater --fingerprint "$told"
	before=$(holds SV.db)
	at_try SV bundle open r.zip
	[ "$status" -eq 4 ]
	[[ "$output" == *"is by a key that here is somebody else's"* ]]
	# The same of a bundle.
	at TR -q bundle pack 1 --kind session -o signed.zip 2>/dev/null
	at_try SV bundle open signed.zip
	[ "$status" -eq 4 ]
	[[ "$output" == *"says that it comes from TR, and is signed by"* ]]
	[[ "$output" == *"here is ZZ's"* ]]
	[ "$(holds SV.db)" = "$before" ]
}
