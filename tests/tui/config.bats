# What config.yaml changes on the screen: keys, colours, player, idle lock,
# mouse.

load screen

config() {
	mkdir -p "$XDG_CONFIG_HOME/iptrate"
	cat >"$XDG_CONFIG_HOME/iptrate/config.yaml"
}

# The terminal is closed; the next is another one, which need not wait for it.
off() {
	tmux -L "$terminal" kill-server
	terminal=$terminal+
}

@test "help and the bottom line have the keys that were set" {
	config <<-'END'
		rater: RL
		keys: {accept: y, reject: [n, F2], find-next: C-n, help: "h ?", last-of-turn: Left}
	END
	on 80 24 review 1
	shows "rater RL (supervisor)"
	shows " y accept  n reject"
	shows "h help"
	keys h
	shows "y                  accept"
	shows "n F2               reject"
	keys q Tab a
	shows "a does nothing here; h shows what does"
	keys y
	shows "accepted · iptrate decide 1 7 accept EAFF"
	keys u
	shows "taken back"
	keys F2 1
	shows "✕  EAFF rejected"
}

@test "a fault in the settings keeps the screen shut" {
	config <<<"keys: {reject: a}"
	on 80 24 review 1 --rater RL
	shows "nd twice in a session: to 'reject' and to 'accept'"
	shows "left with 1"
}

# Escapes of the words marked in the tag column.
ink_of() {
	capture -e | grep -F -- "$1" | head -1
}

@test "256 colours where the terminal has them, 16 elsewhere, or what was set" {
	export with=TERM=xterm-256color
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	[[ "$(ink_of EAFF)" == *$'\e[38;5;133m'* ]]
	off
	export with=TERM=xterm
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	[[ "$(ink_of EAFF)" == *$'\e[35m'* ]]
	off
	config <<<"colours: {undecided: 208 underline}"
	export with=TERM=xterm-256color
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	[[ "$(ink_of EAFF)" == *$'38;5;208m'* ]]
	off
	# A colour the terminal lacks leaves the one it has.
	export with=TERM=xterm
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	[[ "$(ink_of EAFF)" == *$'\e[35m'* ]]
}

@test "terminals without colour, and NO_COLOR, show the same text" {
	local text
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	text=$(capture)
	for how in TERM=vt100 TERM=linux NO_COLOR=1; do
		off
		export with=$how
		on 80 24 review 1 --rater RL
		shows "◐  EAFF probable"
		[ "$(capture)" = "$text" ]
		[ "$how" = TERM=linux ] ||
			capture -e | not grep -qP '\x1b\[[0-9;]*[34][0-7]m'
	done
}

# A player that writes its words down and runs until it is ended.
player() {
	cat >player <<-END
		#!/bin/sh
		printf '%s\n' "\$@" >"$PWD/played"
		echo noise; echo noise >&2
		trap 'echo ended >>"$PWD/played"; exit' TERM
		$1
	END
	chmod +x player
	echo sound >"C90_s06.mp3"
	config <<-END
		player: "$PWD/player --at={time} -- {file}"
		recordings: ["/nowhere/{case}.mp3", "$PWD/{case}_s{number}.mp3"]
	END
}

@test "the recording is played from the turn, beside the screen" {
	player 'while :; do sleep 0.05; done'
	printf '# case: C90\n# number: 6\n[00:00:01] T: Hello there.\n[00:01:02] P: Yes, it was bad.\n' >timed.txt
	iptrate -q import timed.txt >/dev/null
	on 80 24 review 2 --rater RL
	shows "▶"
	keys j p
	shows "C90_s06.mp3 from 1:02; P stops"
	until_ok grep -q -- "--at=62.000" played
	[ "$(sed -n 3p played)" = "$PWD/C90_s06.mp3" ]
	capture | not grep -q noise
	keys P
	shows "stopped"
	until_ok grep -q ended played
	# Nothing is left of it.
	local pid
	pid=$(program_pid)
	[ -e "/proc/$pid/task/$pid/children" ]
	[ -z "$(cat "/proc/$pid/task/$pid/children")" ]
	keys P
	shows "nothing is playing"
	keys p
	until_ok eval '! grep -q ended played'
	keys Z
	until_ok grep -q ended played
	keys Z p
	until_ok eval '! grep -q ended played'
	kill -TERM "$(program_pid)"
	shows "left with 143"
	until_ok grep -q ended played
}

@test "a player that fails is told in one sentence" {
	player 'exit 3'
	on 80 24 review 1 --rater RL
	shows "▶"
	keys p
	shows "player' failed with code 3"
	keys a
	shows "this turn has no tag"
	player 'exit 0'
	keys p
	shows "from its beginning (no times are known); P stops"
	rm C90_s06.mp3
	keys p
	shows "there is no recording '/nowhere/C90.mp3'"
	keys q
	shows "left with 0"
	off
	config <<<"{player: 'no-such-player {file}', recordings: '$PWD/small.txt'}"
	on 80 24 review 1 --rater RL
	shows "▶"
	keys p
	shows "there is no program 'no-such-player' (player in config.yaml)"
	off
	config <<<"mouse: no"
	on 80 24 review 1 --rater RL
	shows "▶"
	keys p
	shows "no player is set ('iptrate config' tells where to set it)"
}

@test "nothing in the name of a recording is read as a command" {
	player 'sleep 5'
	printf "T: Hello there.\nP: Yes.\n" >plain.txt
	iptrate -q import --case '$(touch pwned); ' plain.txt >/dev/null ||
		skip "such a code is refused"
	iptrate -q session set 2 number=6 >/dev/null
	echo sound >'$(touch pwned);_s06.mp3'
	on 80 24 review 2 --rater RL
	shows "▶"
	keys p
	shows "P stops"
	until_ok grep -q touch played
	[ "$(sed -n 3p played)" = "$PWD/"'$(touch pwned);_s06.mp3' ]
	[ ! -e pwned ]
}

@test "the screen is blanked when nobody types" {
	config <<<"idle-lock: 0.01"
	on 80 24 review 1 --rater RL
	shows "Any key brings the session back."
	capture | not grep -q "truck"
	keys a
	shows "the truck"
	try log
	[[ "$output" != *"accept"* ]]
}

# mouse BUTTON COLUMN ROW, from 1: as a terminal tells it.
mouse() {
	tmux -L "$terminal" send-keys -l -- $'\e'"[<$1;$2;$3M"
	[ "$1" -ge 64 ] ||
		tmux -L "$terminal" send-keys -l -- $'\e'"[<$1;$2;$3m"
}

mouse_is() {
	[ "$(tmux -L "$terminal" display -p "#{mouse_any_flag}")" = "$1" ]
}

@test "a click goes there, the wheel moves, the timeline jumps" {
	config <<<"mouse: yes"
	export with=TERM=xterm-256color
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	until_ok mouse_is 1
	mouse 0 20 8
	shows "▶    3 T"
	mouse 65 20 7
	shows "▶    4 P"
	mouse 64 20 7
	shows "▶    3 T"
	mouse 0 3 2
	shows "▶    1 T"
	mouse 0 72 2
	shows "▶   12"
	# In the gutter, the tag; above and below, nothing.
	mouse 0 20 23
	mouse 0 20 1
	shows "▶   12"
	keys q
	shows "left with 0"
	mouse_is 0
}

@test "without the setting the mouse is the terminal's, and a signal gives it back" {
	export with=TERM=xterm-256color
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	mouse_is 0
	off
	config <<<"mouse: yes"
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	until_ok mouse_is 1
	kill -TERM "$(program_pid)"
	shows "left with 143"
	mouse_is 0
}

@test "stopped, it gives back the screen and the mouse; continued, it takes them" {
	config <<<"mouse: yes"
	terminal_of 80 24 "env LC_ALL=C.UTF-8 TERM=xterm-256color bash --norc --noprofile -i"
	text "'$program' review 1 --rater RL"
	keys Enter
	shows "▶    1 T"
	until_ok mouse_is 1
	keys C-z
	shows "Stopped"
	mouse_is 0
	capture | not grep -q "the truck"
	text "fg"
	keys Enter
	shows "▶    1 T"
	until_ok mouse_is 1
	keys q
	until_ok mouse_is 0
}
