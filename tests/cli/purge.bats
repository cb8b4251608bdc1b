#!/usr/bin/env bats
# session remove, case purge: no word is left in the file, and the history
# still verifies.

load common

# A session whose every free text has a word of its own that is nowhere else:
# zebra01 in the text, zebra02 in the file's name, ...
marked() {
	python3 - <<-'END'
	turns = ["T: What exactly did you say to zebra01?"]
	turns += ["zebra03: I told him zebra01 about it. " * 40,
	          "T: And how did that make you feel?"] * 60
	with open("zebra02_C7_3.txt", "w") as f:
	    f.write("# case: C7\n# number: 3\n" + "\n".join(turns) + "\n")
	END
	iptrate -q import zebra02_C7_3.txt --speaker zebra03=patient
	iptrate -q decide 1 1 add SYM --rater RL --reason 'as zebra04 said'
	iptrate -q decide 1 3 add CLAR --rater RL --reason zebra05
	iptrate -q rate 1 --rater RL --role supervisor --set A1=4/3 \
		--na B2='zebra06 was known' --comment A1='zebra07 there'
	iptrate -q turn text 1 2 'He said zebra08 to me.'
	iptrate -q turn text 1 4 'He said zebra09 to me.'
	iptrate -q turn undo 1
	iptrate -q measure set 1 zebra10=3
	iptrate -q case set C7 note='zebra11 moved'
	iptrate -q case set C7 note='zebra12 moved again'
}

# No file of the casebook, its log and its notes among them, has the pattern.
free_of() {
	cat "$IPTRATE_CASEBOOK" "$IPTRATE_CASEBOOK"[-.]* 2>/dev/null |
		LC_ALL=C not grep -qae "$1"
}

@test "nothing marked is left once a session is removed" {
	marked
	iptrate log | grep -q zebra02
	for mark in 01 02 03 04 05 06 07 08 10; do
		not free_of "zebra$mark"
	done
	iptrate -q session remove 1 --with-ratings
	for mark in 01 02 03 04 05 06 07 08 09 10; do
		free_of "zebra$mark"
	done
	# the case is still there, and its note
	not free_of zebra12
	try casebook check
	ended 0 ": sound"
	try log 1
	ended 0 "(what it said was removed)"
	[[ "$output" == *decide* && "$output" == *"121 turns, 2 decisions"* ]]
	[[ "$output" != *zebra* && "$output" != *C7* ]]
}

@test "nothing marked is left once a case is purged" {
	marked
	cp "$BATS_TEST_DIRNAME/small.txt" .
	iptrate -q import small.txt
	iptrate -q session set 2 case=C7
	iptrate -q session set 2 case=C90
	try case purge C7
	refused 4 "2 decisions and 1 rating by people"
	try case purge C8
	refused 1 "no case 'C8'"
	try case purge C7 --with-ratings
	ended 0 "purged case C7: 1 session"
	free_of zebra
	try log
	ended 0
	[[ "$output" != *C7* ]]
	try casebook check
	ended 0 ": sound"
	try case list
	[[ "$output" != *C7* && "$output" == *C90* ]]
	iptrate case purge C90 --json >purged.json
	[ "$(json "['sessions']" <purged.json)" = 1 ]
	iptrate casebook check
}

@test "a speaker is remembered as long as a session of the case has one" {
	marked
	sed 's/zebra01/no one/g; s/number: 3/number: 4/' zebra02_C7_3.txt >b.txt
	iptrate -q import b.txt
	iptrate -q session remove 1 --with-ratings
	try case show C7
	ended 0 zebra03
	iptrate -q session remove 2
	free_of zebra03
}

@test "words that a reader keeps from being cleared are told of" {
	marked
	cat >reader.py <<-'END'
	import os, sqlite3, time
	c = sqlite3.connect(os.environ["IPTRATE_CASEBOOK"], isolation_level=None)
	c.execute("begin")
	c.execute("select count(*) from session").fetchone()
	open("reading", "w").close()
	while not os.path.exists("enough"):
	    time.sleep(.05)
	END
	python3 reader.py &
	until [ -e reading ]; do :; done
	try session remove 1 --with-ratings
	touch enough
	wait
	ended 0 "another process is reading it"
	try casebook check
	ended 0 ": sound"
	for mark in 01 02 03 04 05 06 07 08 09 10; do
		free_of "zebra$mark"
	done
}

@test "a removal is the program's own, not another tool's" {
	marked
	python3 "$BATS_TEST_DIRNAME/edits.py" --edit "$IPTRATE_CASEBOOK" \
		"UPDATE event SET detail = NULL WHERE id = 1"
	try casebook check
	refused 5 "the words of event 1 ("
	iptrate -q session remove 1 --with-ratings
	python3 "$BATS_TEST_DIRNAME/edits.py" --edit "$IPTRATE_CASEBOOK" \
		"UPDATE event SET detail = 'new words' WHERE id = 2"
	try casebook check
	ended 5 "event 2 ("
}

@test "older copies that still have it are named" {
	marked
	cp "$IPTRATE_CASEBOOK" "$IPTRATE_CASEBOOK.before-v4"
	try session remove 1 --with-ratings
	ended 0 "$IPTRATE_CASEBOOK.before-v4"
}

@test "a removal among many sessions leaves nothing, in whatever page" {
	for i in 1 2 3 4 5 6 7 8; do
		python3 - "$i" <<-'END'
		import random, sys
		i = sys.argv[1]
		r = random.Random(i)
		word = "zebra99 " if i == "4" else "horse "
		with open(f"s{i}.txt", "w") as f:
		    f.write(f"# case: C{i}\n# number: 3\n")
		    for n in range(150):
		        f.write(f"T: What did you say {n}?\nP: {r.random()} "
		                + word * r.randrange(1, 60) + "\n")
		END
	done
	iptrate -q import s*.txt
	for n in 2 20 40 60; do
		iptrate -q turn text 4 "$n" "zebra99 $n"
		iptrate -q decide 4 $((n + 1)) add CLAR --rater RL \
			--reason "zebra99 $n"
	done
	iptrate -q turn undo 4
	iptrate -q session remove 4 --with-ratings
	free_of zebra99
	iptrate casebook check
}
