# Keys of people: made, handed on, trusted, revoked.

load common

# No terminal is near: nobody can be asked.
alone() {
	run setsid -w "$program" "$@" </dev/null
}

keys=config/iptrate/keys

# A key of person $1, without a passphrase, and its public file.
key_of() {
	iptrate -q key new --rater "$1" --no-passphrase
	iptrate -q key show "$1" >"$1.pub"
}

# The same as another person on another computer, whose settings are in $1.
elsewhere() {
	local home=$1
	shift
	XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/$home "$@"
}

fingerprint_of() {
	iptrate key list --json | json "[0]['fingerprint']"
}

@test "a key is made without a casebook, for its owner's eyes" {
	echo 'four words of mine' >p
	try key new --rater RL --name 'R. Lane' --passphrase-fd 3 3<p
	ended 0 "made a key for RL; fingerprint "
	[ ! -e casebook.db ]
	[ "$(stat -c %a $keys)" = 700 ]
	[ "$(stat -c %a $keys/*.key)" = 600 ]
	not grep -q 'four words' -r config
	grep -q '^protection: argon2id' $keys/*.key
	iptrate -q key show RL >RL.pub
	grep -q '^name: R. Lane$' RL.pub
	cmp RL.pub $keys/*.pub
	[ "$(iptrate key list --json | json "[0]['state']")" = own ]
	# stock minisign and age take the two lines
	sed -n 2p RL.pub | grep -Eqx 'RW[A-Za-z0-9+/]{54}'
	if command -v age >/dev/null; then
		echo hello | age -r "$(sed -n 's/^recipient: //p' RL.pub)" >x.age
	fi
}

@test "a pipe without a passphrase is refused, and a bad one" {
	alone key new --rater RL
	refused 4 "--no-passphrase"
	try key new --rater RL --passphrase-fd 9
	refused 2 "open file descriptor"
	echo short >p
	try key new --rater RL --passphrase-fd 3 3<p
	refused 1 "fewer than 8 characters"
	printf 'with a \0 in the middle' >p
	try key new --rater RL --passphrase-fd 3 3<p
	refused 1 "NUL byte"
	head -c 2000 /dev/zero | tr '\0' a >p
	try key new --rater RL --passphrase-fd 3 3<p
	refused 1 "at most 1024 bytes"
	printf '\303' >p
	try key new --rater RL --passphrase-fd 3 3<p
	refused 1 "fewer than 8"
	try key new --rater RL --passphrase-fd 3 --no-passphrase 3<p
	refused 2 "not both"
	try key new --no-passphrase
	refused 2 "say who"
	[ ! -e config ]
}

@test "a key is never put in the place of another" {
	key_of RL
	sha256sum $keys/*.key >before
	try key new --rater rl --no-passphrase
	refused 4 "has a key here already"
	sha256sum -c before
	iptrate -q key revoke RL --because 'the laptop was lost'
	iptrate -q key new --rater RL --no-passphrase
	sha256sum -c before
	[ "$(ls $keys/*.key | wc -l)" = 2 ]
}

@test "the passphrase of a key is changed by who knows it" {
	printf 'the first one\nthe second one\nthe third one\n' >p
	head -1 p | iptrate -q key new --rater RL --passphrase-fd 0
	iptrate -q key show RL >before
	tail -n +2 p >wrong
	try key passwd RL --passphrase-fd 3 3<wrong
	refused 4 "passphrase"
	try key passwd RL --passphrase-fd 3 3<p
	ended 0 "has the new passphrase now"
	try key passwd RL --passphrase-fd 3 3<wrong
	ended 0
	tail -n 1 p >last
	try key passwd RL --no-passphrase --passphrase-fd 3 3<last
	refused 2 "not both"
	iptrate -q key show RL >after
	cmp before after
	[ "$(stat -c %a $keys/*.key)" = 600 ]
	[ "$(ls $keys | wc -l)" = 3 ]
}

@test "a key is trusted by its fingerprint" {
	key_of RL
	print=$(fingerprint_of)
	[[ $print =~ ^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$ ]]
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/other
	alone key trust RL.pub --as RL --role supervisor
	refused 4 "nobody can be asked"
	[[ "$output" == *"$print"* ]]
	try key trust RL.pub --as RL --role supervisor --fingerprint 0000-0000
	refused 4 "not the key you were told of"
	try key trust RL.pub --as RL --role friend --fingerprint "$print"
	refused 2 "supervisor|rater|body|trainee"
	try key trust RL.pub --as AK --role rater --fingerprint "$print"
	refused 4 "calls its holder 'RL'"
	try key trust casebook.db --as RL --role rater --fingerprint "$print"
	refused 1
	[ ! -e other ]
	# as it is read out: small letters, blanks
	try key trust RL.pub --as RL --role supervisor \
		--fingerprint "$(echo "$print" | tr 'A-Z-' 'a-z ')"
	ended 0 "trusted as the key of RL, supervisor"
	[ "$(iptrate key list --json | json "[0]['state']")" = supervisor ]
	iptrate -q key show RL >again.pub
	cmp RL.pub again.pub
	# once more changes nothing; another role is taken
	iptrate -q key trust RL.pub --as rl --role rater --fingerprint "$print"
	[ "$(iptrate key list --json | json "[0]['state']")" = rater ]
	[ "$(iptrate key list --json | json '.__len__()')" = 1 ]
}

@test "a second key of one person is told, and a revoked one stays out" {
	key_of RL
	first=$(fingerprint_of)
	mv config first
	mv RL.pub first.pub
	key_of RL
	second=$(fingerprint_of)
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/other
	iptrate -q key trust first.pub --as RL --role rater --fingerprint "$first"
	try key trust RL.pub --as RL --role rater --fingerprint "$second"
	ended 0 "has another key here, $first"
	try key show RL
	refused 2 "several keys"
	try key revoke "$first" --because '. .'
	refused 1 "in a few words"
	try key revoke "$first"
	refused 2 "--because"
	try key revoke "$first" --because $'stolen\nrole: body'
	ended 0 "counts for nothing"
	try key revoke "$first" --because 'again'
	refused 4 "revoked already"
	try key trust first.pub --as RL --role rater --fingerprint "$first"
	refused 4 "was revoked here: stolen role: body"
	try key show RL
	ended 0 "$second"
	try key list
	[ "$(grep -c revoked <<<"$output")" = 1 ]
}

@test "files of keys that were tampered with are named" {
	key_of RL
	print=$(fingerprint_of)
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/other
	iptrate -q key trust RL.pub --as RL --role rater --fingerprint "$print"
	trusted=other/iptrate/keys/trusted
	key=$(basename $trusted/*.pub .pub)
	cp -r other kept
	for edit in 's/^role: .*/role: king/' 's/^key: ./key: 7/' \
		's/^since: 2/since: yesterday/' 's/^code: .*/code: /' \
		'1i\k: x' '$a\' 's/^since.*//'; do
		cp kept/iptrate/keys/trusted/* $trusted
		sed -i "$edit" "$trusted/$key.trust"
		cmp -s "$trusted/$key.trust" "kept/iptrate/keys/trusted/$key.trust" &&
			continue
		try key list
		refused 5 "$key.trust"
	done
	cp kept/iptrate/keys/trusted/* $trusted
	mv "$trusted/$key.pub" $trusted/0000000000000000.pub
	try key list
	[ "$status" -ne 0 ]
	rm -r $trusted/*
	cp kept/iptrate/keys/trusted/* $trusted
	sed -i 's/^code: RL/code: AK/' "$trusted/$key.pub"
	try key list
	refused 5
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config
	sed -i 's/^code: RL/code: AK/' $keys/*.key
	try key list
	[ "$status" -ne 0 ]
}
