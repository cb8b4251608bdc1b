# Signed and sealed with keys, checked by hand: with sha256sum, minisign and
# what the program gives out, and nothing else of it.

load common

sql() {
	sqlite3 "$IPTRATE_CASEBOOK" "$@"
}

# A key for each of "$@".
keys() {
	for who in "$@"; do
		iptrate -q key new --rater "$who" --no-passphrase
		iptrate -q key show "$who" >"$who.pub"
	done
}

# The text and the signature of $1's rating as $2, in $1.txt and .minisig.
given_out() {
	rm -f "$1.txt" "$1.txt.minisig"
	iptrate -q sign 1 --rater "$1" --role "$2" --show -o "$1.txt"
	! command -v minisign >/dev/null ||
		minisign -V -p "$1.pub" -m "$1.txt" >/dev/null
}

@test "the hash of a seal is that of the signed text" {
	small
	iptrate -q session set 1 therapist=TR >/dev/null
	keys TR SV
	iptrate -q rate 1 --rater TR --role self --set C3=4/3 \
		--comment C3='umlaut ü, line
break' --seal --incomplete 'a trial' >/dev/null
	iptrate score 1 --json >score.json
	noted=$(json "['sealed'][0]['sha256']" <score.json)
	# the key is told of it and the nonce is not, until it is opened
	[ "$(grep -c nonce score.json)" = 0 ]
	iptrate -q export 1 -o out.json
	not grep -q nonce out.json
	iptrate log 1 | not grep -q nonce
	try sign 1 --rater TR --role self --show
	refused 1 "has signed no rating"
	iptrate -q rate 1 --rater SV --role supervisor --set C3=3/3 --sign \
		--incomplete 'a trial' >/dev/null
	iptrate reveal 1 --json >r.json
	nonce=$(json "['opened'][0]['nonce']" <r.json)
	given_out TR self
	[ "$( (echo "$nonce"; cat TR.txt) | sha256sum)" = "$noted  -" ]
	grep -qx "item C3 4/3" TR.txt
	# where it can be read later, too
	iptrate log 1 | tr -s '\n ' '  ' | grep -q "sha256 $noted, nonce $nonce"
	[ "$(json "['comparisons'][0]['self_signature']['key_of']" <r.json)" = TR ]
	[ "$(json "['comparisons'][0]['supervisor_signature']['key_state']" \
		<r.json)" = good ]
	try reveal 1
	ended 0 "TR (self), version 1, signed 2026-09-21T14:13:20Z, with TR's key"
	try casebook check
	ended 0
}

@test "a sealed rating is not signed with another's key" {
	small
	keys AK
	iptrate -q rate 1 --rater TR --role self --set C3=4/3 --seal \
		--incomplete 'a trial' >/dev/null
	# TR has none: it is declared, and AK's key has nothing to do with it
	IPTRATE_RATER=TR iptrate score 1 --json >score.json
	[ "$(json "['ratings'][0]['signed_how']" <score.json)" = declared ]
}

@test "a consensus is signed with a key, and says how its parts were" {
	small
	keys RL CH
	for rater in RL AK; do
		iptrate -q rate 1 --rater $rater --role independent \
			--set C3=4/3 --sign --incomplete 'a trial' >/dev/null
	done
	iptrate -q consensus 1 --of RL,AK --rater CH >/dev/null
	print() {
		iptrate key list --json | python3 -c 'import json, sys
print([k["fingerprint"] for k in json.load(sys.stdin)
       if k["code"] == sys.argv[1]][0])' "$1"
	}
	iptrate consensus list 1 | tr -s '\n ' '  ' >said
	grep -qF "by CH (version 1, not signed), of AK (independent, version 1, declared), RL (independent, version 1, with RL's key $(print RL))" said
	iptrate -q sign 1 --rater CH --role consensus --incomplete 'a trial' \
		>/dev/null
	iptrate consensus list 1 | tr -s '\n ' '  ' >said
	grep -qF ", with CH's key $(print CH))" said
	iptrate consensus list 1 --json >c.json
	[ "$(json "['signature']['key_of']" <c.json)" = CH ]
	[ "$(json "['of'][0]['signature']['how']" <c.json)" = declared ]
	[ "$(json "['of'][1]['signature']['fingerprint']" <c.json)" = "$(print RL)" ]
	given_out CH consensus
	grep -qx 'role consensus' CH.txt
	grep -qx 'item C3 4/3' CH.txt
	try casebook check
	ended 0
}
