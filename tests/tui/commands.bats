# After every change the status line shows the command that would have done it.
# Here each is taken off the screen, run in a shell on a second casebook, and
# both casebooks must say the same.

load screen

second() {
	IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/second.db "$@"
}

# All that people have said of session 1, signatures with their date among it:
# the clock stands still (SOURCE_DATE_EPOCH).  What was signed tells the history
# before it, which is salted in each casebook, so that its hash differs.
said() {
	iptrate tags 1 --json &&
		iptrate score 1 --json | sed '/"signed_sha256"/d'
}

# The line of the screen that holds $1, from "iptrate" on.
shown() {
	capture | sed -n "s/.*\(iptrate [a-z].*\)/\1/p" | grep -F -- "$1"
}

# same FRAGMENT: once the command with it is shown, it does the same.
same() {
	local line
	shows "$1"
	line=$(shown "$1")
	echo "$line"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH second bash -c "$line"
	diff <(said) <(second said)
}

begin() {
	mkdir bin
	ln -s "$program" bin/iptrate
	second iptrate -q import small.txt >/dev/null
	on 200 60 review 1 --rater "$1"
	shows "▶    1 T"
}

@test "every command shown after a decision does the same in a shell" {
	begin RL
	keys Tab a
	same "7 accept EAFF --rater RL"
	keys r
	shows "what is EAFF instead"
	keys c l a r Enter
	same "7 relabel EAFF --to CLAR --rater RL"
	keys Tab x
	shows "why reject RISK"
	keys 7
	shows "reason:"
	text "it's \"so\", \$HOME"
	keys Enter
	same "9 reject RISK"
	keys u
	same "9 withdraw RISK"
	keys C-r
	same "9 reject RISK"
	keys g g t
	shows "add which technique"
	keys s u m Enter
	same "1 add SUM"
	keys j j .
	same "3 add SUM"
	keys F
	text "hint comm"
	keys Enter
	shows "2 of 12 turns are shown"
	keys A
	shows "accept 2 open tags shown?"
	keys y Enter
	same "1-12 accept COMM --open --strength hint"
	keys u
	same "1 --undo"
	keys v j X
	shows "why reject 2 open tags in the range?"
	keys 2
	same "3-5 reject COMM --open --strength hint --reason"
	[ "$(second iptrate tags 1 | grep -c "reject")" -eq 3 ]
}

@test "every command shown after a rating does the same in a shell" {
	begin "'O Neill'"
	keys i
	shows "rated 0 of"
	keys 4
	same "--set A1=4 --rater 'O Neill'"
	keys 3
	same "--set A1=4/3"
	keys -
	shows "why is A2 not applicable?"
	keys 4
	shows "why not applicable:"
	text "nobody's"
	keys Enter
	same "--na 'A2=nobody'\''s'"
	keys k k e
	shows "turn 1 is evidence now"
	same "--evidence A1=1"
	keys J J e
	shows "turn 3 is evidence now"
	same "--evidence A1=1,3"
	keys c
	shows "comment on A1"
	text "\$(rm) & \"so\""
	keys Enter
	same "--comment 'A1="
	keys e
	shows "turn 3 is no evidence now"
	same "--evidence A1=1 "
	keys u
	same "--undo"
	keys C-r
	same "--redo"
	keys S
	shows "signed all the same, why?"
	text "half; so"
	keys Enter
	shows "I sign this rating as:"
	keys C-u
	text "mine; done"
	keys Enter
	shows "signed, declared · iptrate sign"
	same "--meaning 'mine; done' --incomplete 'half; so'"
	iptrate score 1 --json | grep -q '"signed_at": "2026-09-21T14:13:20Z"'
}

@test "a remark is kept without a score, and the command for it does the same" {
	begin RL
	keys i
	shows "rated 0 of"
	keys c
	shows "comment on A1"
	text "hears a mood"
	keys Enter
	same "--comment 'A1=hears a mood'"
	shows "comment  hears a mood"
	keys j e
	shows "turn 1 is evidence now"
	same "--evidence A2=1"
	keys e
	shows "nothing would be left of it; u takes it back"
	keys 4
	same "--set A2=4 --evidence A2=1"
}

@test "the command names the casebook that was named" {
	mkdir bin
	ln -s "$program" bin/iptrate
	IPTRATE_CASEBOOK="a b.db" iptrate -q import small.txt >/dev/null
	with="IPTRATE_RATER=RL" on 200 60 review 1 --casebook "'a b.db'"
	shows "▶    1 T"
	keys Tab a
	shows "accepted · iptrate decide 1 7 accept EAFF --casebook 'a b.db'"
	keys u
	shows "taken back"
	PATH=$PWD/bin:$PATH IPTRATE_RATER=RL \
		bash -c "iptrate decide 1 7 accept EAFF --casebook 'a b.db'"
	iptrate tags 1 --casebook 'a b.db' | grep "EAFF.*accept"
}

@test "what a questionnaire says of risk tells how it is set aside, and is" {
	iptrate -q import "$samples/s07.txt" >/dev/null
	iptrate -q measure set 2 'PHQ-9 item 9=1'
	on 100 40 review 2 --rater RL
	shows "▶    1 "
	keys s
	shows "summary"
	text /aside
	keys Enter
	shows "to set it aside: :decide 2 0 reject RISK --reason WHY"
	keys q
	text ':decide 2 0 reject RISK --reason asked-by-letter'
	settles keys Enter
	capture | grep "^ done"
	run iptrate show 2 --summary
	[[ "$output" == *"risk set aside: questionnaire (RL: asked-by-letter)"* ]]
}
