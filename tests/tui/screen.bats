# The review screen in a real terminal.

load screen

@test "a session is opened from the list and read" {
	on 80 24 review --rater RL
	shows "C90"
	keys Enter
	shows "C90 · session 6/16 · middle · role dispute"
	shows "▶    1 T Last week you told me about the truck."
	shows "[How did you say] it?"
	shows "◐  EAFF probable"
	keys q
	shows "iptrate review"
	keys q
	shows "left with 0"
}

@test "a tag is accepted at its key, and the command is shown" {
	on 80 24 review 1 --rater RL
	keys Tab
	shows "▶    7 T [How did that make you feel]?"
	keys a
	shows "accepted · iptrate decide 1 7 accept EAFF"
	shows "●  EAFF accepted"
	iptrate tags 1 --json | grep -q '"verdict": "accept"'
}

@test "rejecting with a reason, adding, undoing and doing again" {
	on 80 24 review 1 --rater RL
	keys Tab x
	shows "why reject EAFF?"
	keys 2
	shows "✕  EAFF rejected"
	keys 1 G t
	shows "add which technique?"
	text DIREL
	shows "Direct"
	keys Enter
	shows "＋ DIREL added"
	keys u
	shows "taken back · iptrate decide 1 1 withdraw DIREL"
	keys u
	shows "◐  EAFF probable"
	keys C-r
	shows "✕  EAFF rejected"
	iptrate log --session 1 >log 2>/dev/null || iptrate log 1 >log
	grep -q "withdraw DIREL" log
}

@test "the command that is shown does the same" {
	on 80 24 review 1 --rater RL
	keys Tab x 1
	shows "iptrate decide 1 7 reject EAFF --reason 'not this technique'"
	keys q
	shows "left with 0"
	export IPTRATE_RATER=MB
	try decide 1 9 reject RISK --reason 'not this technique'
	ended 0 "rejected RISK"
}

@test "items are rated by digits and saved at once" {
	on 80 24 review 1 --rater RL
	keys i
	shows "1 of "
	keys 4 3
	shows "rated 1 of"
	keys 2 2 3 3
	shows "rated 3 of"
	keys - 1
	shows "1 N/A"
	keys k k k k e
	shows "turn 1 is evidence now"
	keys c
	text "stays with it"
	keys Enter
	shows "comment  stays with it"
	try score 1
	[[ "$output" == *"rated"*"3 of"* ]]
}

@test "in the smallest window an item's anchors are there, and all on a page" {
	with="IPTRATE_RATER=RL" on 60 16 review 1
	keys i j j
	shows "extent  >"
	shows "    3  "
	keys 4
	shows "quality >"
	shows "Enter anchors"
	keys Enter
	shows "item A3"
	shows "suggested"
	keys G
	shows "    5  expert: "
	keys q
	shows "quality >"
	tmux -L "$terminal" resize-window -x 80 -y 24
	shows "missing A1"
}

@test "a range is taken back at one key, also in a later sitting" {
	on 80 24 review 1 --rater RL
	keys v G A
	shows "accept 2 open tags in the range? y or n:"
	keys y Enter
	shows "2 tags accepted; u takes all of them back"
	keys q
	shows "left with 0"
	tmux -L "$terminal" kill-server
	on 80 24 review 1 --rater RL
	keys Tab u
	shows "2 decisions taken back, turns 7 to 9 · iptrate decide 1 --undo"
	shows "◐  EAFF probable"
	keys C-r
	shows "2 decisions made again"
	shows "●  EAFF accepted"
	try log
	[ "$(grep -c "withdraw" <<<"$output")" -eq 2 ]
}

@test "a comment may be written in one's own editor" {
	printf '#!/bin/sh\necho "written elsewhere" >"$1"\n' >editor
	chmod +x editor
	export with="EDITOR=$PWD/editor TMPDIR=$PWD VISUAL="
	on 80 24 review 1 --rater RL
	keys i 4 k E
	shows "comment  written elsewhere"
	not ls iptrate-*.txt 2>/dev/null
}

@test "a wide terminal has the details on the right" {
	on 200 60 review 1 --rater RL
	shows "│ turn 1, T (therapist): no tag; t adds a technique"
	keys Tab a
	shows "│ 7 EAFF"
	keys i
	shows "> "
	keys 4 3
	shows "iptrate rate 1 --role supervisor --set"
}

@test "the window may change its size at any time" {
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	tmux -L "$terminal" resize-window -x 130 -y 40
	shows "│ turn 1, T (therapist)"
	tmux -L "$terminal" resize-window -x 60 -y 16
	shows "▶    1 T"
	tmux -L "$terminal" resize-window -x 40 -y 10
	shows "This window is too small."
	tmux -L "$terminal" resize-window -x 80 -y 24
	shows "▶    1 T Last week you told me about the truck."
}

@test "nothing is lost when the program is killed" {
	local shell
	on 80 24 review 1 --rater RL
	keys Tab a
	shows "accepted · iptrate decide"
	shell=$(tmux -L "$terminal" display -p '#{pane_pid}')
	kill -9 "$(program_pid)"
	shows "left with 137"
	tmux -L "$terminal" kill-server
	until_ok test ! -e "/proc/$shell"
	on 80 24 review 1 --rater RL
	keys Tab
	shows "●  EAFF accepted"
	keys u
	shows "◐  EAFF probable"
}

@test "leaving and a signal give the terminal back as it was" {
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	kill -TERM "$(program_pid)"
	shows "left with 143"
	capture -S -100 | not grep -q "the truck"
	text "typed again"
	shows "typed again"
}

@test "a key blanks the screen at once" {
	on 80 24 review 1 --rater RL
	shows "the truck"
	keys Z
	until_ok eval '! capture | grep -q truck'
	keys a
	shows "the truck"
	try log
	[[ "$output" != *"accept"* ]]
}

@test "NO_COLOR and --ascii leave plain characters without colour" {
	export with=NO_COLOR=1
	on 80 24 review 1 --rater RL --ascii
	shows ">    1 T Last week"
	shows "o  EAFF probable"
	capture -e >seen
	not grep -qP '\x1b\[[0-9;]*3[0-7]m' seen
	not grep -qP '[^\x00-\x7f]' seen
}

@test "colour is there when it is wanted" {
	on 80 24 review 1 --rater RL
	shows "◐  EAFF probable"
	capture -e | grep -qP '\x1b\[[0-9;]*3[0-7]m'
}

@test "wide and combining characters stand where they should, controls nowhere" {
	printf 'T: Tell me 日本語 cafe\xcc\x81 now.\nP: A\x1b[31mred\x1b[0m thing.\n' \
		>wide.txt
	iptrate -q import wide.txt >/dev/null
	on 80 24 review 2 --rater RL
	shows "日本語 café now." || shows "日本語 cafe"$'\xcc\x81'" now."
	keys j
	shows "▶    2 P A"
	capture -e | not grep -qP '\x1b\[31mred'
}

@test "who writes at the same time is named, and nothing is lost" {
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	mkfifo hold
	python3 - "$IPTRATE_CASEBOOK" 3>&- <<-'END' &
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1], isolation_level=None)
	db.execute("BEGIN IMMEDIATE")
	open("held", "w").close()
	open("hold").read()
	END
	until_ok test -e held
	keys Tab a
	shows "another"
	shows "◐  EAFF probable"
	echo go >hold
	wait
	keys a
	shows "accepted · iptrate decide 1 7 accept EAFF"
}

@test "what another saves appears by itself, and the cursor stays" {
	on 80 24 review 1 --rater RL
	keys Tab
	shows "▶    7 T"
	shows "◐  EAFF probable"
	export IPTRATE_RATER=MB
	iptrate -q decide 1 7 accept EAFF >/dev/null
	shows "others have decided 1 time meanwhile"
	shows "●  EAFF accepted"
	shows "▶    7 T"
}

@test "any command runs behind a colon, with completion" {
	on 80 24 review 1 --rater RL
	keys :
	text "session l"
	keys Tab Enter
	shows "small.txt"
	keys q :
	text "decide 1 9 accept RISK"
	keys Enter
	shows "turn 9: accepted RISK"
	keys q ]t ]t ]t ]t
	shows "●  RISK accepted"
}

@test "a turn is split behind a colon, and the cursor stays on its words" {
	on 80 24 review 1 --rater RL
	keys 9 G m b 7 G
	shows "▶    7 T [How did that make you feel]?"
	keys a
	shows "●  EAFF accepted"
	keys :
	text "turn split 1 1 'What exactly' --first-role patient"
	keys Enter
	shows "turn 1 is split: 1 (patient, 8 words) and 2 (therapist, 7 words)"
	keys q
	shows "▶    8 T [How did that make you feel]?"
	shows "●  EAFF accepted"
	keys "'" b
	shows "▶   10 T"
	keys :
	text "turn undo 1"
	keys Enter
	shows "turns 1 and 2 are turn 1 again"
	keys q
	shows "▶    9 T"
}

@test "without a terminal it says what to use instead" {
	run "$program" review 1 --rater RL </dev/null
	[ "$status" -eq 2 ]
	[[ "$output" == *"iptrate show SESSION"* ]]
	try review 99
	[ "$status" -ne 0 ]
}

@test "what is pasted is text where it is asked for, and else no keys" {
	on 80 24 review 1 --rater RL
	shows "▶    1 T"
	printf 'Taq\n' >pasted
	tmux -L "$terminal" load-buffer pasted
	tmux -L "$terminal" paste-buffer -p
	shows "text can be pasted where text is asked for"
	keys i 4
	shows "--set A1=4"
	keys c
	shows "comment on A1:"
	tmux -L "$terminal" paste-buffer -p
	shows "comment on A1: Taq"
	keys Enter
	shows "comment  Taq"
	try tags 1
	[[ "$output" != *accept* ]]
}

@test "an editor that fails changes no comment" {
	with="EDITOR=false" on 80 24 review 1 --rater RL
	keys i 4 c
	text "as it was"
	keys Enter
	shows "comment  as it was"
	keys E
	shows "the comment stays as it was:"
	shows "comment  as it was"
}
