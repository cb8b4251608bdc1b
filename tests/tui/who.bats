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
	shows "all turns of 'T' are the other's now"
	iptrate session speakers 1 | grep -q 'T *other'
}
