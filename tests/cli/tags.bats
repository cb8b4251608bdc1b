# tags, tag, show, decide.

load common

# The verdict JSON gives for technique $2 on turn $1; "none" without a tag.
verdict() {
	iptrate tags 1 --json | python3 -c 'import json, sys
for tag in json.load(sys.stdin)["tags"]:
    if tag["turn"] == int(sys.argv[1]) and tag["technique"] == sys.argv[2]:
        print(tag["verdict"], str(tag["confirmed"]).lower())
        break
else:
    print("none")' "$1" "$2"
}

@test "JSON of tags has the promised shape, and the words are in the turn" {
	iptrate -q import "$samples/s21.txt"
	iptrate tags 1 --json >tags.json
	iptrate transcript "$samples/s21.txt" --json >turns.json
	python3 - <<-'END'
	import json
	tags = json.load(open("tags.json"))
	turns = {t["n"]: t for t in json.load(open("turns.json"))["turns"]}
	assert tags["session"] == 1
	assert set(tags["codebook"]) == {"id", "version", "sha256"}
	assert len(tags["tags"]) > 20
	for tag in tags["tags"]:
	    assert set(tag) == {"turn", "technique", "strength", "rule", "words",
	                        "rules", "hits", "episode", "bridged",
	                        "below_floor", "verdict", "relabelled_to",
	                        "relabelled_from", "confirmed"}, tag
	    turn = turns[tag["turn"]]
	    assert turn["role"] == "therapist"
	    text = turn["text"].encode()
	    for hit in tag["hits"]:
	        assert set(hit) == {"rule", "start", "end", "words", "says", "weak",
	                            "context"}
	        if hit["words"] is not None:
	            assert text[hit["start"]:hit["end"]].decode() == hit["words"]
	    if tag["hits"]:
	        assert tag["rule"] == tag["hits"][0]["rule"] == tag["rules"][0]
	        weak = [hit["weak"] for hit in tag["hits"]]
	        assert weak == sorted(weak), tag
	        assert tag["words"] == (
	            None if weak[0] else tag["hits"][0]["words"])
	    else:
	        assert tag["rule"] is None and tag["words"] is None
	END
}

@test "tags are listed with rule and words; one technique; the undecided" {
	small
	try tags 1
	ended 0 "risk."
	try tags 1 --technique risk
	ended 0 RISK
	[[ "$output" != *EAFF* ]]
	try tags 1 --technique RIKS
	refused 1 "unknown technique 'RIKS' (did you mean 'RISK'?)"
	iptrate -q decide 1 9 accept RISK --rater RL
	try tags 1 --undecided
	[[ "$output" != *RISK* ]]
}

@test "accept, reject, relabel, add, and taking back" {
	small
	try decide 1 9 accept RISK --rater RL
	ended 0 "turn 9: accepted RISK"
	[ "$(verdict 9 RISK)" = "accept true" ]
	try decide 1 9 RISK --undo --rater RL
	ended 0 "took back the decision on RISK"
	[ "$(verdict 9 RISK)" = "None false" ]
	iptrate decide 1 9 reject RISK --rater RL --reason 'a test'
	[ "$(verdict 9 RISK)" = "reject false" ]
	iptrate decide 1 7 relabel EAFF --to CLAR --rater RL
	[ "$(verdict 7 EAFF)" = "relabel false" ]
	[ "$(verdict 7 CLAR)" = "relabel true" ]
	try tags 1
	[[ "$output" == *"relabel to CLAR"* && "$output" == *"relabel from EAFF"* ]]
	iptrate decide 1 1 add inc --rater RL
	[ "$(verdict 1 INC)" = "add true" ]
	try show 1
	[[ "$output" == *"✕  RISK  rejected"* ]]
	[[ "$output" == *"✕  EAFF  to CLAR"* ]]
	[[ "$output" == *"→  CLAR  from EAFF"* ]]
	[[ "$output" == *"＋ INC   added"* ]]
}

@test "a session is shown with what people said of it" {
	small
	iptrate -q decide 1 9 reject RISK --rater RL --reason 'a test'
	iptrate -q decide 1 7 relabel EAFF --to CLAR --rater MB
	iptrate -q rate 1 --rater RL --role peer --set C10=4/3 --na C9='no call' \
		--evidence C10=3,5 --comment C10='names who' >/dev/null
	try show 1
	ended 0 "         said  RL: reject RISK, a test"
	[[ "$output" == *"         said  MB: relabel EAFF as CLAR"* ]]
	[[ "$output" == *"RL (peer): "*"  C9    N/A, no call"*"  C10   4/3; evidence 3, 5; names who"* ]]
	[[ "$output" != *"  why  "* ]]
	try show 1 --turns 7-8 --why
	ended 0 '         why   CLAR eaff.feel "How did that make you feel": '
	[[ "$output" != *"C10"* ]]
	iptrate show 1 --json >shown.json
	[ "$(json "['turns'][8]['decisions'][0]['reason']" <shown.json)" = "a test" ]
	[ "$(json "['ratings'][0]['items'][0]['item']" <shown.json)" != "" ]
	printf 'T: How are you?\nP: I want to kill myself.\nT: Next week then.\nP: Ok.\n' >r.txt
	iptrate -q import r.txt --case C91 >/dev/null
	try show 2
	ended 0 "         look  risk, turns 2 to "
}

@test "decisions outlive re-tagging and another codebook" {
	small
	iptrate -q decide 1 9 accept RISK --rater RL
	iptrate -q decide 1 7 reject EAFF --rater RL
	iptrate tags 1 --json >before
	iptrate -q tag 1
	iptrate -q tag --all
	iptrate tags 1 --json >after
	cmp before after
	book mine 's/^version: .*/version: 9.9.9/'
	iptrate -q tag --codebook mine/ipt-en.yaml
	[ "$(verdict 9 RISK)" = "accept true" ]
	[ "$(verdict 7 EAFF)" = "reject false" ]
}

@test "several turns are decided on together, or none of them" {
	small
	try decide 1 7,9 accept EAFF --rater RL
	refused 1 "turn 9 has no tag EAFF to accept"
	[ "$(verdict 7 EAFF)" = "None false" ]
	try decide 1 1,3-5 add SUPL --rater RL
	[ "$status" -eq 1 ]
	[ "$(verdict 1 SUPL)" = none ]
	try decide 1 1,3 add SUPL --rater RL
	ended 0 "turn 3: added SUPL"
}

@test "all open tags of some turns are decided on by one command" {
	small
	try decide 1 1-12 accept --open --rater RL
	ended 0 "turn 7: accepted EAFF"
	[[ "$output" == *"turn 9: accepted RISK"* ]]
	[ "${#lines[@]}" -eq 2 ]
	try decide 1 1-12 accept --open --rater RL
	refused 1 "session 1 has no open tag there"
	try decide 1 --undo --rater RL
	[ "${#lines[@]}" -eq 2 ]
	try decide 1 1-8,11 reject role,eaff --open --strength hint \
		--strength probable --reason chance --rater RL
	ended 0 "turn 11: rejected ROLE"
	[[ "$output" == *"turn 7: rejected EAFF"* ]]
	[ "${#lines[@]}" -eq 2 ]
	try decide 1 1-12 add --open --rater RL
	refused 2 "--open goes with accept and reject only"
	try decide 1 9 accept RISK --strength hint --rater RL
	refused 2 "--strength goes with --open only"
	try decide 1 9 accept RSK --open --rater RL
	refused 2 "unknown technique 'RSK' (did you mean 'RISK'?)"
	try decide 1 9 accept --open --strength weak --rater RL
	refused 2 "unknown strength 'weak' (hint, probable or sequence)"
}

@test "the session alone takes back what was decided together, and does it again" {
	small
	try decide 1 --undo --rater RL
	refused 1 "RL has decided nothing that could be taken back"
	iptrate -q decide 1 7 accept EAFF --rater RL
	iptrate -q decide 1 1,3,5 add SUPL --rater RL
	try decide 1 --undo --rater RL
	ended 0 "turn 3: took back the decision on SUPL"
	[ "$(verdict 5 SUPL)" = none ]
	[ "$(verdict 7 EAFF)" = "accept true" ]
	try decide 1 --redo --rater RL
	ended 0 "turn 5: added SUPL"
	[ "$(verdict 1 SUPL)" = "add true" ]
	iptrate log >log
	[ "$(grep -c 'withdraw SUPL' log)" -eq 3 ]
	[ "$(grep -c 'add SUPL' log)" -eq 6 ]
	try decide 1 --rater RL
	refused 2 "something is missing"
	try decide 1 3 SUPL --redo --rater RL
	refused 2 "--redo goes with the session alone"
	try decide 1 3 --undo --rater RL
	refused 2 "something is missing"
}

@test "a decision that cannot be is refused in a sentence" {
	small
	try decide 1 90 accept RISK --rater RL
	refused 1 "session 1 has no turn 90 (it has 12)"
	try decide 1 1 accept RISK --rater RL
	refused 1 "RISK"
	try decide 1 9 acept RISK --rater RL
	refused 2 "unknown verdict 'acept' (did you mean 'accept'?)"
	try decide 1 9 accept RISC --rater RL
	refused 1 "unknown technique 'RISC' (did you mean 'RISK'?)"
	try decide 1 9 accept RISK
	refused 2 "say who: --rater CODE (or set IPTRATE_RATER,"
	try decide 1 9 relabel RISK --rater RL
	refused 2 "relabel needs to know to what: --to TECHNIQUE"
	try decide 1 9 accept RISK --to SYM --rater RL
	refused 2 "--to goes with relabel only"
	try decide 1 nine accept RISK --rater RL
	refused 2 "a turn must be a whole number from 1, not 'nine'"
	try decide one 9 accept RISK --rater RL
	refused 2 "'one' is not a session's number"
	try decide 7 9 accept RISK --rater RL
	refused 1 "there is no session 7"
	IPTRATE_RATER=RL try decide 1 9 accept RISK
	ended 0
}

@test "show marks matched words, and shows the turns asked for" {
	small
	try show 1
	ended 0 "of [ending your life] this"
	try show 1 --turns 9
	[[ "$output" == *"ending your life"* && "$output" != *babysitter* ]]
	try show 1 --turns 99
	refused 1 "session 1 has no turn 99"
	try show 1 --tagged
	[[ "$output" != *babysitter* ]]
	try show 1 --summary
	ended 0 "Risk enquiry and safety"
	[ "$(iptrate show 1 --json | json "['turns'][8]['tags'][0]['technique']")" \
		= RISK ]
}

# Turn 49 ("And that wasn't...") has its tag by weak signs alone, turn 75 by
# some of each: "another way to read", and "there".
@test "risk stands at the head of show and score" {
	small
	for command in show score; do
		try $command 1
		[[ "${lines[1]}" == "risk asked about: turn 9" ]]
	done
	iptrate -q decide 1 9 reject RISK --rater RL
	try show 1 --turns 1
	[[ "${lines[1]}" == "risk: whether it was voiced or asked about is not known: "* ]]
	cat >alone.txt <<-'END'
	# case: C91
	T: How has the week been?
	P: I don't want to be here any more. I've thought about killing myself.
	T: Did the plumber come, in the end?
	P: He did.
	T: Good. Shall we talk about your sister?
	P: All right.
	END
	iptrate -q import alone.txt
	for command in show score; do
		try $command 2
		[[ "${lines[1]}" == "! RISK may have been voiced and not followed up: turn 2 \"I don't want"* ]]
	done
	iptrate score 2 --json | python3 -c 'import json, sys
s = json.load(sys.stdin)
assert s["risk"] == {"asked": None, "perhaps_asked": None,
                     "not_followed_up": [2]}, s["risk"]
assert any(o["kind"] == "risk" and o["first_turn"] == 2
           for o in s["observations"])'
}

@test "a tag that a person gives answers what was missed" {
	cat >alone.txt <<-'END'
	# case: C91
	# phase: middle
	T: How has the week been?
	P: I don't want to be here any more. I've thought about killing myself.
	T: Did the plumber come, in the end?
	P: He did.
	END
	iptrate -q import alone.txt
	try show 1
	[[ "${lines[1]}" == "! RISK may have been voiced and not followed up: turn 2 \"I don't want"* ]]
	# Before it was voiced, nothing was answered.
	iptrate -q decide 1 1 add RISK --rater RL
	try show 1
	[[ "${lines[1]}" == "! RISK may have been voiced and not followed up: turn 2 \"I don't want"* ]]
	iptrate -q decide 1 1 withdraw RISK --rater RL
	iptrate -q decide 1 3 add RISK --rater RL
	for command in show score; do
		try $command 1
		[[ "${lines[1]}" == "risk asked about: turn 3" ]]
	done
	[ "$(iptrate score 1 --json | json "['risk']['not_followed_up']")" = null ]
	iptrate -q decide 1 3 withdraw RISK --rater RL
	try show 1
	[[ "${lines[1]}" == "! RISK may have been voiced and not followed up: turn 2 \"I don't want"* ]]
}

@test "what one looks for in a phase and does not find is told" {
	long_enough
	expected="'LINK' in d and 'COMM' not in d and 'SYM' not in d"
	[ "$(iptrate show 1 --json | json "['expected_unseen']
d = v
v = $expected")" = true ]
	try show 1 --summary
	ended 0 "unseen  OPEN "
	[[ "$output" == *", LINK Linking mood"* ]]
	iptrate -q decide 1 7 add LINK --rater RL
	try show 1 --summary
	ended 0 "unseen  OPEN "
	[[ "$output" != *", LINK Linking mood"* ]]
	# Nobody can tell what to expect in a session of no phase.
	sed '/^# /d' long.txt >plain.txt
	iptrate -q import plain.txt --case C92
	[ "$(iptrate show 2 --json | json "['expected_unseen']")" = "[]" ]
}

# Counted by hand in small.txt.
@test "score and show tell what is worth a look, and who spoke" {
	small
	for command in score "show --summary"; do
		try $command 1
		ended 0 "worth a look"
		[[ "$output" =~ therapist\ +6\ turns ]]
		[[ "$output" =~ patient\ +6\ turns ]]
	done
	for command in score show; do
		iptrate $command 1 --json | python3 -c 'import json, sys
s = json.load(sys.stdin)["speech"]
assert s["patient"]["turns"] == s["therapist"]["turns"] == 6
assert s["patient"]["words"] == 44, s["patient"]
assert s["patient"]["longest_turn"] == 2
assert s["patient"]["longest_turn_words"] == 11
assert s["therapist"]["questions"] >= 5'
	done
}

# Another number each, so that none can stand in the place of another.
@test "show tells whose session it is, as data" {
	small
	iptrate -q session set 1 number=7 planned=16 phase=middle \
		focus=role-dispute
	iptrate show 1 --json >session.json
	python3 - <<-'END'
	import json
	told = json.load(open("session.json"))
	assert (told["session"], told["case"], told["number"],
	        told["planned"], told["phase"], told["focus"]) == (
	    1, "C90", 7, 16, "middle", "role-dispute"), told
	END
}

# s21 rebuilds an exchange from turn 27 on; s22 is a first session with an
# inventory.
@test "show tells the episodes, their components and the people named" {
	iptrate -q import "$samples/s21.txt" "$samples/s22.txt"
	try show 1 --summary
	[[ "$output" =~ "COMM    turn 27-"[0-9]+" "+[0-9]+" turns carry it; "[0-9]+" components: " ]]
	try show 2 --summary
	[[ "$output" =~ "people named: " ]]
	iptrate show 2 --json | python3 -c 'import json, sys
episodes = json.load(sys.stdin)["episodes"]
(people,) = [set(e["relations"]) for e in episodes
             if e["id"] == "inv" and e["complete"]][:1]
assert len(people) > 2, people
assert all(e["first_turn"] <= e["last_turn"] for e in episodes)'
}

@test "show leaves the words of weak signs unmarked" {
	rules_alone
	iptrate -q import "$samples/s21.txt"
	try tags 1 --technique COMM
	[[ "$output" == *"  49  ◐  COMM       sequence  (by its place)"* ]]
	try show 1 --turns 49
	[[ "$output" == *"COMM  sequence"* ]]
	[[ "$(grep "^ *49" <<<"$output")" != *"["* ]]
	iptrate -q export 1 -o out.json
	[ "$(python3 -c 'import json
for s in json.load(open("out.json"))["sessions"]:
    for t in s["tags"]:
        if t["turn"] in (49, 73) and t["technique"] == "COMM":
            print(t["turn"], repr(t["words"] or ""), len(t["hits"]) > 0)')" \
		= $'49 \'\' True\n73 \'\' True' ]
	try show 1 --turns 75
	[[ "$output" == *"there [another way to read] a shrug"* ]]
}

@test "show keeps to the width of 80 columns" {
	iptrate -q import "$samples/s21.txt"
	iptrate show 1 | python3 -c 'import sys
for line in sys.stdin:
    assert len(line.rstrip("\n")) <= 80, line'
}

@test "the codebook that is named is the one that tagged" {
	book other 's/^version: .*/version: 9.9.9/'
	iptrate import "$samples/s21.txt" --codebook other/ipt-en.yaml >/dev/null
	iptrate tags 1 --json | grep -q '"version": "9.9.9"'
	iptrate export 1 -o out.json -q
	grep -q '"version": "9.9.9"' out.json
}

@test "a warning of risk is set aside with a reason, and comes back" {
	printf '%s\n' "# case: C91" "T: How was the week?" \
		"P: They'd all be better off without me." >alone.txt
	iptrate -q import alone.txt
	warns="! RISK may have been voiced and not followed up: turn 2"
	for command in show "show --summary" score; do
		try $command 1
		[[ "$output" == *"$warns"*"better off without me"* ]]
	done
	try decide 1 2 reject RISK --rater RL
	ended 1 "with a reason only"
	try decide 1 1 reject RISK --rater RL --reason "not meant"
	ended 1 "has no tag RISK"
	iptrate -q decide 1 2 reject RISK --rater RL --reason "of the choir"
	try show 1
	[[ "$output" != *"may have been voiced"* ]]
	try log 1
	[[ "$output" == *"of the choir"* ]]
	iptrate -q decide 1 --undo --rater RL
	try show 1
	[[ "$output" == *"$warns"* ]]
}

@test "item 9 of the PHQ-9 warns of risk until it is asked about" {
	printf '%s\n' "# case: C91" "T: How was the week?" "P: All right." \
		"T: And the garden?" >alone.txt
	iptrate -q import alone.txt
	iptrate -q measure set 1 "PHQ-9 item 9=0"
	try show 1
	[[ "$output" != *"may have been voiced"* ]]
	iptrate -q measure set 1 "phq-9 item 9=2"
	for command in show "show --summary" score; do
		try $command 1
		[[ "$output" == *"! RISK may have been voiced and not "*"item 9"* ]]
	done
	try measure set 1 "PHQ-9 item 9=4"
	[ "$status" -ne 0 ]
	# However it is written, it is one measure.
	iptrate -q measure set 1 "phq9 ITEM9=1"
	[ "$(iptrate measure list 1 --json | grep -c '"score"')" = 1 ]
	# Set aside with a reason, until it is noted anew.
	try decide 1 0 reject RISK --rater RL
	refused 1 "with a reason only"
	try decide 1 0 reject COMM --rater RL --reason "asked on paper"
	refused 1 "turn 0 has no tag COMM"
	iptrate -q decide 1 0 reject RISK --rater RL --reason "asked on paper"
	try show 1
	[[ "$output" != *"may have been voiced"* ]]
	[[ "$output" == *"risk set aside: questionnaire (RL: asked on paper)"* ]]
	iptrate -q turn merge 1 1 --role therapist
	iptrate -q turn undo 1
	iptrate casebook check
	iptrate -q decide 1 --undo --rater RL
	try show 1
	[[ "$output" == *"may have been voiced"* ]]
	iptrate -q decide 1 0 reject RISK --rater RL --reason "asked on paper"
	SOURCE_DATE_EPOCH=1790000060 iptrate -q measure set 1 "PHQ-9 item 9=3"
	try show 1
	[[ "$output" == *"may have been voiced"* ]]
	iptrate -q decide 1 3 add RISK --rater RL
	try show 1
	[[ "$output" != *"may have been voiced"* ]]
}
