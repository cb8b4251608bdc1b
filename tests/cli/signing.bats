# Ratings signed with keys: what is said of them, verified with stock
# minisign, and proved by the check of the casebook.

load common

# Session 1 rated by RL, who has a key, not signed yet.
rated() {
	small
	iptrate -q key new --rater RL --no-passphrase
	iptrate -q key show RL >RL.pub
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 \
		--evidence C3=3 --na C9='no action was due' >/dev/null
}

signs() {
	iptrate -q sign 1 --rater RL --role supervisor --incomplete 'a trial' \
		"$@" >/dev/null
}

key_id() {
	iptrate key list --json | json "[0]['id']"
}

# SQL with the triggers out of the way, on the casebook as it was kept.
edit() {
	cp kept.db casebook.db
	python3 -c 'import sqlite3, sys
db = sqlite3.connect("casebook.db")
triggers = db.execute("SELECT name, sql FROM sqlite_master"
                      " WHERE type = ?", ("trigger",)).fetchall()
for name, sql in triggers:
    db.execute("DROP TRIGGER " + name)
db.executescript(sys.argv[1])
for name, sql in triggers:
    db.execute(sql)
db.commit()' "$1"
}

@test "stock minisign verifies what is given out" {
	command -v minisign >/dev/null || skip "minisign is not here"
	rated
	signs
	iptrate -q sign 1 --rater RL --role supervisor --show -o r.txt
	minisign -V -p RL.pub -m r.txt
	grep -qx 'iptrate signed rating 2' r.txt
	grep -qx 'blind-to nothing' r.txt
	grep -qx 'item C9 NA' r.txt
	grep -qx 'na-reason no action was due' r.txt
	grep -Eqx 'history [0-9a-f]{64}' r.txt
	iptrate -q sign 1 --rater RL --role supervisor --show | cmp - r.txt
	[ "$(iptrate sign 1 --rater RL --role supervisor --show --json |
		json "['signed_key']")" = "$(key_id)" ]
	try sign 1 --rater RL --role supervisor --show -o r.txt
	refused 4 "there already"
	sed -i 's/4\/3/5\/3/' r.txt
	not minisign -V -p RL.pub -m r.txt
	try sign 1 --rater RL --role self --show
	refused 1 "has signed no rating"
}

@test "every place that shows a signature says how it was given" {
	rated
	signs --declared
	print=$(iptrate key list --json | json "[0]['fingerprint']")
	for how in declared "with RL's key $print"; do
		word=declared
		[ "$how" = declared ] || { signs; word=key; }
		for door in "score 1" "log 1"; do
			iptrate $door >said
			tr -s '\n ' ' ' <said | grep -qF "$how" ||
				{ echo "$door: not '$how'"; cat said; return 1; }
		done
		iptrate score 1 --json >score.json
		[ "$(json "['ratings'][0]['signed_how']" <score.json)" = $word ]
		for format in json csv xlsx; do
			iptrate -q export 1 -o out.$format --force
		done
		[ "$(json "['sessions'][0]['ratings'][0]['signed_how']" \
			<out.json)" = $word ]
		grep -q ",$word" out.csv
		unzip -p out.xlsx >book
		for sheet in ", $how: I rated" \
			"signed 2026-09-21T14:13:20Z, $how"; do
			grep -qF -e "$sheet" book ||
				{ echo "workbook: not '$sheet'"; return 1; }
		done
	done
	[ "$(json "['ratings'][0]['signed_key_of']" <score.json)" = RL ]
	[ "$(json "['ratings'][0]['signed_fingerprint']" <score.json)" = "$print" ]
	[ "$(json "['ratings'][0]['signed_key_state']" <score.json)" = good ]
	grep -q ",key,RL,$print,good" out.csv
	not grep -q "$(key_id)" said
	[ "$(json "['ratings'][0]['version']" <score.json)" = 2 ]
	# with the key nothing is left to sign
	try sign 1 --rater RL --role supervisor --incomplete 'a trial'
	ended 0 "signed already, as version 2"
}

@test "a key under a passphrase is asked for, or done without in words" {
	small
	echo 'four words of mine' >p
	echo 'four words of hers' >wrong
	iptrate -q key new --rater RL --passphrase-fd 3 3<p
	set -- sign 1 --rater RL --role supervisor --incomplete 'a trial'
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 >/dev/null
	run setsid -w "$program" -q "$@" </dev/null
	refused 4 "--declared"
	try -q "$@" --passphrase-fd 3 3<wrong
	refused 4 "passphrase"
	[ "$(iptrate score 1 --json | json "['ratings'][0]['signed']")" = false ]
	try "$@" --passphrase-fd 3 3<p
	[[ "$(tr -s '\n ' '  ' <<<"$output")" == *"with RL's key"* ]]
	try rate 1 --rater RL --role supervisor --set C3=5/3 --sign \
		--incomplete 'a trial' --declared
	ended 0 "declared"
}

@test "the check proves signatures, and names what was changed" {
	rated
	signs
	cp casebook.db kept.db
	cp -r config mine
	try casebook check
	ended 0 "under no signature"
	cp casebook.db kept.db
	id=$(key_id)
	iptrate -q key new --rater AK --no-passphrase
	other=$(iptrate key list --json | json "[0]['id']")
	while IFS=$'\t' read -r sql says; do
		edit "$sql"
		try casebook check
		[ "$status" -eq 5 ] || { echo "not found: $sql"; return 1; }
		[[ "$output" == *"$says"* ]] ||
			{ echo "not said: $says"; return 1; }
	done <<-END
		UPDATE rating_item SET extent = 5 WHERE item = 'C3'	C3 was signed as '4/3@3', and '5/3@3' stands there
		UPDATE rating_item SET na_reason = 'x' WHERE item = 'C9'	C9 na-reason was signed as
		UPDATE signature SET state = 'pass'	verdict was signed as
		UPDATE signature SET name = 'X'	name is there as 'X'
		UPDATE signature SET at = at + 1	at was signed as
		UPDATE signature SET meaning = 'x'	meaning was signed as
		UPDATE signature SET blind = 'people'	blind-to was signed as
		UPDATE rating SET role = 'peer'	role was signed as
		UPDATE signature SET signer = 'AK'	signer was signed as
		UPDATE signature SET history = NULL	is not what was signed
		UPDATE signature SET minisig = replace(minisig, 'iptrate rating', 'another')	its signature is not one by RL's key
		UPDATE signature SET signed_text = signed_text || 'x'	its signature is not one by RL's key
		UPDATE signature SET minisig = NULL	half of its signature is gone
		UPDATE signature SET key_id = NULL	half of its signature is gone
		UPDATE signature SET key_id = '$other'	it is said to be signed with key $other
		UPDATE signature SET minisig = 'none'	what should be its signature is none
		UPDATE event SET hash = 'x' || hash	the history that was signed with it is not the one
		DELETE FROM event WHERE id < 3	events 1 to 2 are missing
	END
	# another's trust is no part of the casebook
	cp kept.db casebook.db
	XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/nobody try casebook check
	ended 0 "is not trusted here and proves nothing"
	SOURCE_DATE_EPOCH=1790000001 iptrate -q key revoke RL --because 'it was lost'
	try casebook check
	ended 0 "which was revoked since (it was lost)"
	rm -r config
	cp -r mine config
	SOURCE_DATE_EPOCH=1789999999 iptrate -q key revoke RL --because 'it was lost'
	try casebook check
	refused 5 "after the key"
}

@test "a signature copied to another rating is found" {
	rated
	signs
	iptrate -q rate 1 --rater AK --role peer --set C3=4/3 >/dev/null
	iptrate -q sign 1 --rater AK --role peer --incomplete 'a trial' >/dev/null
	cp casebook.db kept.db
	edit "UPDATE signature SET (key_id, minisig) = (SELECT key_id, minisig
		FROM signature WHERE id = 1) WHERE id = 2"
	try casebook check
	[ "$status" -eq 5 ]
	[[ "$output" == *"version 1 of AK's rating (peer) of session 1: its signature is not one by RL's key"* ]]
	edit "UPDATE signature SET (key_id, minisig, signed_text) = (SELECT
		key_id, minisig, signed_text FROM signature WHERE id = 1)
		WHERE id = 2"
	try casebook check
	[ "$status" -eq 5 ]
	[[ "$output" == *"it is signed with the key of RL, not of AK"* ]]
}

@test "what is to be signed keeps to 80 columns, and to whole names" {
	small
	export COLUMNS=120
	local name='Dr Anna Katharina Maria von und zu Hohenstein-Oberwiesenthal, third supervisor'
	iptrate -q person set RL role=supervisor name="$name"
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 \
		--na C9='it was not called for here, nor would anybody have found room for it' >/dev/null
	"$program" sign 1 --rater RL --role supervisor --incomplete 'a trial' \
		2>told >/dev/null
	cat told
	grep -q '^To be signed: session 1' told
	[ "$(awk 'length($0) > 80' told)" = "" ]
	tr -s '\n ' ' ' <told >line
	grep -qF "signed by RL ($name), as supervisor" line
	grep -qF 'nor would anybody have found room for it' line
}
