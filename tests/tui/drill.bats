# Drills on the screen: rated as always, and told afterwards.

load screen

# Session 1 rated by RL, and a set of it.
rated() {
	iptrate -q rate 1 --rater RL --role independent --set C3=4/4 \
		--evidence C3=3 --set A1=3/3 \
		--sign --incomplete 'for the test' >/dev/null
	iptrate -q decide 1 3 add COMM --rater RL >/dev/null
	iptrate -q drill new team-1 --of 1 --rating RL >/dev/null
}

# The first item 2/4, and signed so.
rate_and_sign() {
	keys i
	shows "rated 0 of"
	keys 2 4
	shows "rated 1 of"
	keys S
	shows "signed all the same, why?"
	text "a trial"
	keys Enter
	shows "I sign this rating as:"
	keys Enter
}

@test "a copy is rated as drill, and mine and theirs follow the signature" {
	rated
	on 100 40 drill take team-1 --rater JS
	shows "rater JS (drill)"
	capture | not grep -q C90
	shows "team-1/1"
	rate_and_sign
	shows "drill team-1, session 1 of 1"
	shows "mine 2/4, theirs 3/3"
	shows "2 (mine): A passing"
	shows "theirs, turn 3:"
	keys q
	until_ok not on_page
	settles keys q
	keys q
	shows "Drill team-1 is finished"
	shows "left with 0"
}

on_page() {
	capture | grep -qF "theirs, turn 3:"
}

@test "turns are marked at their key, and signing says that all are" {
	rated
	on 100 40 drill take team-1 --technique COMM --rater JS
	shows "How did you say it?"
	iptrate -q decide 2 5 add COMM --rater JS >/dev/null
	keys i
	shows "rated 0 of"
	keys S
	shows "have you marked all turns of COMM?"
	text "yes"
	keys Enter
	shows "found 0 of 1, wrongly marked 1"
	shows "missed, turn 3:"
	shows "wrong,  turn 5:"
}

@test "a test goes on to the next and tells nothing" {
	rated
	sed 's/truck/van/' small.txt >two.txt
	iptrate -q import two.txt --case C77 --number 3 >/dev/null
	iptrate -q rate 2 --rater RL --role independent --set C3=4/4 \
		--sign --incomplete 'for the test' >/dev/null
	iptrate -q drill new exam-1 --of 1,2 --rating RL --for testing >/dev/null
	on 100 40 drill take exam-1 --rater JS
	shows "rater JS (drill)"
	rate_and_sign
	shows "nothing is told before the last"
	capture | not grep -q theirs
	keys q
	keys q
	shows "the van"
}
