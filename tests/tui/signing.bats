# Signing on the screen: with the rater's key, whose passphrase nobody sees, or
# declared.

load screen

# RL's rating at the end of its page: all that is left is how it is signed.
rated() {
	printf 'four words of mine\n' >p
	iptrate -q key new --rater RL "$@" 3<p
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 >/dev/null
	print=$(iptrate key list --json | json "[0]['fingerprint']")
	on 100 30 review 1 --rater RL
	shows "rater RL (supervisor)"
	keys i
	shows "missing"
	begin
}

begin() {
	keys S
	shows "signed all the same, why?"
	text "a trial"
	keys Enter
	shows "I sign this rating as:"
	keys Enter
	shows "how you sign"
}

# Of the newest version: $1, "key" or "declared"; or none.
is() {
	[ "$(iptrate score 1 --json |
		json "['ratings'][0]['signed_how']")" = "$1" ]
}

@test "the passphrase is asked for on the screen, and not shown" {
	rated --passphrase-fd 3
	shows "with your key, ${print:0:9}..."
	keys Enter
	shows "Passphrase of RL's key:"
	shows "what you type is not shown"
	text "four wordsX"
	keys BSpace
	text " of mine"
	capture | not grep -q 'four'
	keys Enter
	shows "signed with your key $print"
	capture | not grep 'four words'
	is key
	[ "$(iptrate score 1 --json |
		json "['ratings'][0]['signed_key_state']")" = good ]
	# it is in no file that was written, nor among the commands
	not grep -r 'four words' --exclude=p .
	keys :
	shows ":"
	keys Up
	capture | not grep 'four words'
	keys Escape
	keys s
	shows "with RL's key"
	shows "$print: finished"
	keys q
	shows "signed, with RL's key"
}

@test "three tries, and nothing is signed" {
	rated --passphrase-fd 3
	keys Enter
	shows "Passphrase of RL's key:"
	text "four words of hers"
	keys Enter
	shows "Wrong. Passphrase of RL's key, 2 of 3:"
	keys Enter
	shows "Wrong. Passphrase of RL's key, 3 of 3:"
	text "four words of mine"
	keys C-u
	keys Enter
	shows "not signed: "
	shows "(three times)"
	capture | not grep 'Passphrase of'
	is null
	# and the next attempt begins anew
	begin
	keys Enter
	shows "Passphrase of RL's key:"
	text "four words of mine"
	keys Enter
	shows "signed with your key"
	is key
}

@test "Esc goes back to the choice, where it can be declared" {
	rated --passphrase-fd 3
	keys Enter
	shows "Passphrase of RL's key:"
	text "four"
	keys Escape
	shows "how you sign"
	is null
	# what was typed before is gone
	keys Enter
	shows "Passphrase of RL's key:"
	text " words of mine"
	keys Enter
	shows "2 of 3"
	keys Escape
	shows "how you sign"
	keys 2
	shows "signed, declared · iptrate sign 1 --role supervisor"
	shows "--declared"
	is declared
	shows "signed, declared; missing"
}

@test "a key without a passphrase signs at once, or is left out" {
	rated --no-passphrase
	keys 2
	shows "signed, declared"
	is declared
	begin
	keys 1
	shows "signed with your key $print"
	is key
	try casebook check
	ended 0
}

@test "nothing is asked of who has no key" {
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 >/dev/null
	on 100 30 review 1 --rater RL
	shows "rater RL (supervisor)"
	keys i
	shows "missing"
	keys S
	shows "signed all the same, why?"
	text "a trial"
	keys Enter
	shows "I sign this rating as:"
	keys Enter
	shows "signed, declared"
	is declared
}
