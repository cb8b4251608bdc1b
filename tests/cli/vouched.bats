# What is said of a signature by what is known of its key: whose it is, what it
# is trusted for, revoked since or before, and whether the rows are its text's.

load common

# As another person, whose settings are in the folder $1.
as() {
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/$1
}

fingerprint_of() {
	iptrate key list --json | json "[0]['fingerprint']"
}

# Session 1 rated and signed by RL with a key; the public half is RL.pub, its
# fingerprint $print.
signed() {
	small
	as rl
	iptrate -q key new --rater RL --no-passphrase
	iptrate -q key show RL >RL.pub
	print=$(fingerprint_of)
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 \
		--evidence C3=3 --sign --incomplete 'a trial' >/dev/null
	as me
}

trusts() {
	iptrate -q key trust RL.pub --as RL --role "${1-supervisor}" \
		--fingerprint "$print"
}

# Of RL's signature: the state of its key in JSON is $1, and score says $2.
shown() {
	local is
	is=$(iptrate score 1 --json |
		json "['ratings'][0]['signed_key_state']")
	[ "$is" = "$1" ] || { echo "it is $is"; return 1; }
	iptrate score 1 | tr -s '\n ' '  ' >said
	grep -qF -- "$2" said || { cat said; return 1; }
}

# SQL with the triggers out of the way.
edit() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect("casebook.db")
for name, in db.execute("SELECT name FROM sqlite_master"
                        " WHERE type = ?", ("trigger",)).fetchall():
    db.execute("DROP TRIGGER " + name)
db.executescript(sys.argv[1])' "$1"
}

@test "a key that is not known is named by its id, and then by whose it is" {
	signed
	shown unknown ", which is not known here: I rated"
	grep -Eq 'with the key ([0-9A-F]{4}-){3}[0-9A-F]{4}, which' said
	not grep -q "$print" said
	trusts
	shown good ", with RL's key $print: I rated"
	# A folder of keys that cannot be read hides no rating.
	echo junk >me/iptrate/keys/trusted/0000000000000000.pub
	shown unknown "not known here"
}

@test "a signature whose rows or text were changed is not shown as sound" {
	signed
	trusts
	cp casebook.db kept.db
	for change in "rating_item SET extent = 5" \
		"rating_item SET comment = 'so'" \
		"signature SET signed_text = replace(signed_text, '4/3', '5/3')" \
		"signature SET minisig = NULL" \
		"signature SET minisig = 'none'" \
		"signature SET key_id = NULL"; do
		cp kept.db casebook.db
		edit "UPDATE $change"
		shown wrong "as the row says, and that is not so: 'iptrate casebook check' tells why" ||
			{ echo "not found: $change"; return 1; }
		try casebook check
		[ "$status" -eq 5 ]
	done
	# The row and its text alike: only the key tells.
	cp kept.db casebook.db
	edit "UPDATE rating_item SET extent = 5;
		UPDATE signature SET signed_text = replace(signed_text, '4/3', '5/3')"
	shown wrong "that is not so"
}

@test "another's key under a rating, or another's name over it, is found" {
	signed
	trusts
	as ak
	iptrate -q key new --rater AK --no-passphrase
	iptrate -q key show AK >AK.pub
	ak=$(fingerprint_of)
	iptrate -q rate 1 --rater AK --role peer --set C3=2/2 --sign \
		--incomplete 'a trial' >/dev/null
	as me
	iptrate -q key trust AK.pub --as AK --role rater --fingerprint "$ak"
	cp casebook.db kept.db
	# AK's rating, as it was signed, made RL's with another tool
	edit "UPDATE rating SET rater_id = (SELECT id FROM person
		WHERE code = 'RL') WHERE role = 'peer'"
	try casebook check
	[ "$status" -eq 5 ]
	[[ "$output" == *"it is signed with the key of AK, not of RL"* ]]
	iptrate score 1 --role peer | tr -s '\n ' '  ' >said
	grep -qF "with AK's key $ak, as the row says, and that is not so" said
}

@test "a key revoked since, before, or before the signature came" {
	signed
	trusts
	cp -r me kept
	SOURCE_DATE_EPOCH=1790000001 iptrate -q key revoke RL --because 'it was lost'
	shown "revoked since" "with RL's key $print, revoked since: I rated"
	try casebook check
	ended 0 "revoked since (it was lost); that it was signed before is its own word"
	# nobody vouches for the history any more
	[[ "$output" != *"under no signature"* ]]
	rm -r me
	cp -r kept me
	SOURCE_DATE_EPOCH=1790000000 iptrate -q key revoke RL --because 'it was lost'
	shown "revoked before" "after it was revoked, which counts for nothing"
	try casebook check
	[ "$status" -eq 5 ]
	[[ "$output" == *"was revoked (it was lost), and proves nothing"* ]]
}

@test "what came after the key was revoked may have been dated back" {
	signed
	as rl
	iptrate -q bundle pack 1 --kind session --rater RL -o s.zip 2>/dev/null
	as me
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/mine.db
	trusts
	cp -r me kept
	# here before the key was revoked
	SOURCE_DATE_EPOCH=1790000100 iptrate -q bundle open s.zip
	SOURCE_DATE_EPOCH=1790000200 iptrate -q key revoke RL --because 'it was lost'
	shown "revoked since" "revoked since"
	try casebook check
	ended 0 "that it was signed before is known from when it came here"
	# and after
	rm mine.db
	rm -r me
	cp -r kept me
	SOURCE_DATE_EPOCH=1790000100 iptrate -q bundle open s.zip
	SOURCE_DATE_EPOCH=1790000050 iptrate -q key revoke RL --because 'it was lost'
	shown "revoked before it came" "which was revoked before this came here"
	try casebook check
	ended 0 "that it was signed earlier is its own word, and proves nothing"
}

@test "a key is trusted for a role, and what is signed in another is told" {
	signed
	trusts trainee
	try casebook check
	ended 0 "signed as supervisor, with a key that is trusted here as that of a trainee"
	trusts rater
	try casebook check
	ended 0 "trusted here as that of a rater"
	trusts supervisor
	try casebook check
	ended 0
	[[ "$output" != *"trusted here as that"* ]]
}

@test "of two keys of one code each verifies what it signed" {
	signed
	trusts
	mv rl first
	as rl
	iptrate -q key new --rater RL --no-passphrase
	iptrate -q key show RL >RL2.pub
	second=$(fingerprint_of)
	iptrate -q rate 1 --rater RL --role supervisor --set C3=5/3 --sign \
		--incomplete 'a trial' >/dev/null
	as me
	shown unknown "not known here"
	try key trust RL2.pub --as RL --role supervisor --fingerprint "$second"
	ended 0 "RL has another key here, $print"
	shown good "with RL's key $second: I rated"
	grep -qF "with RL's key $print: I rated" said
	SOURCE_DATE_EPOCH=1790000001 iptrate -q key revoke "$print" \
		--because 'a new one'
	iptrate score 1 --json >score.json
	[ "$(json "['ratings'][0]['signed_key_state']" <score.json)" = good ]
	[ "$(json "['ratings'][1]['signed_key_state']" <score.json)" = "revoked since" ]
}

@test "who is merged into another keeps what their key signed" {
	signed
	trusts
	iptrate -q person set R9 name='R. Lane'
	as rl
	try person merge RL into R9
	ended 0 "the key $print stays that of RL: what it signed goes on to be verified, and is R9's now; it signs nothing new for R9, who has no key yet (iptrate key new)"
	as me
	shown good ", with RL's key $print: I rated"
	grep -q "Signed 2026-09-21T14:13:20Z by RL," said
	[ "$(iptrate score 1 --json | json "['ratings'][0]['rater']")" = R9 ]
	try casebook check
	ended 0 "signed as RL, with the key of RL, whose code is R9 since (person merge)"
	# RL means R9 now, and R9's ratings are signed with R9's key
	as rl
	iptrate -q rate 1 --rater RL --role supervisor --set C3=5/3 >/dev/null
	try sign 1 --rater RL --role supervisor --incomplete 'a trial'
	ended 0 ", declared: I"
	iptrate -q key new --rater R9 --no-passphrase
	iptrate -q sign 1 --rater R9 --role supervisor --incomplete 'a trial' \
		>/dev/null
	iptrate score 1 | tr -s '\n ' '  ' >said
	grep -qF ", with R9's key" said
	grep -qF ", with RL's key $print" said
	grep -qF "by R9 (R. Lane)," said
	try casebook check
	ended 0
}

@test "a merge of somebody whose key is trusted says whose is needed" {
	signed
	trusts
	iptrate -q person set R9 name='R. Lane'
	try person merge RL into R9
	ended 0 "whose key is not known here yet (iptrate key trust)"
	# and one of nobody with a key says nothing of keys
	iptrate -q person set X1 name=X
	iptrate -q person set X2 name=X
	try person merge X1 into X2
	ended 0
	[[ "$output" != *key* ]]
}
