# The screen of a rater who rates blind.

load screen

assigned() {
	iptrate -q session set 1 therapist=MARKTHER case=MARKCASE
	iptrate -q rate 1 --rater MARKRATER --role supervisor --set A1=4/4 \
		--comment A1=MARKCOMMENT
	iptrate -q decide 1 1 add TERM --rater MARKRATER --reason MARKREASON
	iptrate -q person set IR role=assessor
	iptrate -q --user BOSS assign 1 --to IR --role peer \
		--blind people,ratings,tags,number
	name=$(iptrate assign list --json | json "[0]['name']")
}

# Nothing of what is hidden is on the screen.
silent() {
	! capture | grep MARK
}

@test "the screen shows a blind rater nothing of what is hidden" {
	assigned
	on 100 30 review --rater IR
	shows "$name"
	silent
	keys Enter
	shows "rater IR (peer, blind)"
	shows "$name"
	silent
	keys i
	shows "A1"
	silent
	keys Escape
	shows "Last week"
	keys s
	silent
	keys Escape
	shows "Last week"
	keys :
	text "session show 1"
	keys Enter
	shows "blind to"
	silent
}

@test "who says on the screen who they are sees no more than they may" {
	assigned
	on 100 30 review 1
	shows "MARKCASE"
	keys a
	shows "your code"
	text IR
	keys Enter
	shows "rater IR (peer, blind)"
	silent
}
