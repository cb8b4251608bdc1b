# Doors that must open at the first try: the code that is asked for, a reason
# that is typed, the wording beside a rating, and a terminal that cannot.

load screen

@test "a key that asks who one is goes on when it is told" {
	on 100 30 review 1
	shows "T "
	keys ] u a
	shows "who decides? your code:"
	keys RL Enter
	shows "iptrate decide 1"
	[ "$(iptrate show 1 --json | grep -c '"rater": "RL"')" -ge 1 ]
}

@test "words typed for a reason are the reason at Enter" {
	on 100 30 review 1 --rater RL
	shows "T "
	keys ] u x
	shows "type letters"
	text "they laugh at 2"
	shows "Enter takes these words"
	keys Enter
	shows "they laugh at 2"
	iptrate show 1 --json | grep -q '"reason": "they laugh at 2"'
	# The beginning of a choice chooses it.
	keys ] u x
	shows "type letters"
	text "too sl"
	keys Enter
	shows "too slight to count"
}

@test "all five wordings where they fit, and the verdict whole" {
	for size in "100 30" "120 40" "200 60"; do
		on $size review 1 --rater RL
		shows "T "
		keys i 4
		shows "    1  Cuts across distress"
		shows "    5  Hears the change of mood"
		shows "· incomplete"
		keys q q q
		tmux -L "$terminal" kill-server
	done
	on 80 24 review 1 --rater RL
	shows "T "
	keys i 4
	shows "· incomplete"
}

@test "lists take no more columns than a terminal has, and all in a pipe" {
	local long='a long note that goes on about the course of this treatment and on'
	iptrate -q case set C90 note="$long"
	iptrate -q person set "a-supervisor" name="$long" >/dev/null
	for command in "case list" "person list" "session list" "rubric list" \
		"codebook list" "tags 1" log "rubric show" "codebook show COMM"; do
		with="PAGER=cat" on 80 60 --no-color $command
		shows "left with 0"
		# a line that is wider goes on in the next row and fills this one
		capture -J | LC_ALL=C.UTF-8 not grep -E '^.{81}'
		tmux -L "$terminal" kill-server
		[[ $command != "case list" && $command != "person list" ]] ||
			iptrate $command | grep -q "$long"
	done
}

@test "a terminal that cannot place its cursor is refused in a sentence" {
	with="TERM=dumb" on 100 30 review 1 --rater RL
	shows "TERM=dumb says that this"
	shows "left with 2"
}

@test "review begins at the turn that was named" {
	on 100 30 review 1 --turn 7 --rater RL
	shows "▶    7 T"
	off 2>/dev/null || true
}
