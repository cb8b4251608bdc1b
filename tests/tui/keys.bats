# Passphrases of keys at a terminal.

load screen

@test "a passphrase that is typed is asked for twice and not shown" {
	on 100 30 "key new --rater RL"
	shows 'New passphrase:'
	keys 'some words of mine' Enter
	shows 'The same again:'
	keys 'some words of mine' Enter
	shows 'left with 0'
	[[ "$(capture)" != *'of mine'* ]]
	grep -q '^protection: argon2id' config/iptrate/keys/*.key
}

@test "two passphrases that differ make no key, and ^C gives the echo back" {
	on 100 30 "key new --rater RL"
	shows 'New passphrase:'
	keys 'some words of mine' Enter
	shows 'The same again:'
	keys 'some words of hers' Enter
	shows 'left with 1'
	[[ "$(capture)" == *'passphrases differ'* ]]
	[ ! -e config/iptrate/keys ]
	tmux -L "$terminal" kill-server
	terminal_of 100 30 "trap : INT; '$program' key new --rater RL; stty -a; cat"
	shows 'New passphrase:'
	keys C-c
	shows ' echo '
}
