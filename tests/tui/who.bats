# Who is who, told on the screen for all turns of a speaker.

load screen

@test "a key changes all turns of a speaker" {
	on 200 40 review 1 --rater RL
	shows "▶    1 T"
	keys W
	shows "who is 'T', in all"
	shows "therapist (as now)"
	text other
	keys Enter
	shows "all turns of 'T': other (:turn undo 1 takes it back)"
	shows "iptrate session speakers 1 T=other"
	iptrate session speakers 1 | grep -q 'T *other'
	keys :
	shows ":"
	text "turn undo 1"
	keys Enter
	shows "whose the turns are is as before"
	iptrate session speakers 1 | grep -q 'T *therapist'
}
