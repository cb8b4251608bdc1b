# A person's own settings: config.yaml and `iptrate config`.

load common

config() {
	mkdir -p "$XDG_CONFIG_HOME/iptrate"
	cat >"$XDG_CONFIG_HOME/iptrate/config.yaml"
}

@test "without a file nothing is set, and it is told where one would be" {
	try config
	ended 0 "$XDG_CONFIG_HOME/iptrate/config.yaml"
	[[ "$output" == *"not there yet"* ]]
	unset XDG_CONFIG_HOME
	try config
	ended 0 "$HOME/.config/iptrate/config.yaml"
	[ ! -e "$HOME/.config" ]
}

@test "what is set is shown, also as JSON" {
	config <<-'END'
		rater: RL
		idle-lock: 5
		keys: {accept: [y, C-y]}
		colours: {matched: yellow}
	END
	try config
	ended 0 "accept: y C-y"
	[[ "$output" == *"5 minutes"* ]]
	iptrate config --json >seen
	[ "$(json "['rater']" <seen)" = RL ]
	[ "$(json "['keys']['accept']" <seen)" = "y C-y" ]
	[ "$(json "['player']" <seen)" = null ]
	[ "$(json "['exists']" <seen)" = true ]
}

@test "the example sets nothing, and with all its lines in force is sound" {
	iptrate config --example | config
	try config
	ended 0 "keys        not set"
	iptrate config --example | sed 's/^# //' | config
	try config
	ended 0 "next-undecided: ]u Tab"
	[[ "$output" == *"10 minutes"* ]]
	[[ "$output" == *"failure: red bold"* ]]
}

@test "every fault is shown with its line, those of keys and colours too" {
	config <<-'END'
		ratr: RL
		keys:
		  acept: y
		  reject: a
		  down: Pgup
		colours:
		  matched: gren
		  matchd: green
		  failure: red on
	END
	try config
	ended 1 "config.yaml:1:1: unknown setting 'ratr' (did you mean 'rater'?)"
	[[ "$output" == *":3:3: unknown action 'acept' (did you mean 'accept'?)"* ]]
	[[ "$output" == *":5:9: unknown key 'Pgup' (did you mean 'PgUp'?)"* ]]
	[[ "$output" == *":7:12: unknown colour 'gren' (did you mean 'green'?)"* ]]
	[[ "$output" == *":8:3: unknown role of colour 'matchd' (did you mean 'matched'?)"* ]]
	[[ "$output" == *":9:12: a look is a colour"*"not 'red on'"* ]]
}

@test "a key bound twice names both actions, and the screen does not open" {
	small
	config <<<"keys: {reject: a}"
	try review 1
	refused 1 "config.yaml:1:16: 'a' is bound twice in a session: to 'reject' and to 'accept'"
	config <<<"keys: {reject: y, accept: y}"
	try review 1
	refused 1 "'y' is bound twice in a session: to 'accept' and to 'reject'"
	[[ "$output" != *"more)"* ]]
	config <<<'keys: {add: g}'
	try config
	ended 1 "to 'add' and to 'first'"
	# What is free again, or valid elsewhere, may be taken.
	config <<<'keys: {accept: x, reject: a, open: a}'
	try config
	ended 0 "accept: x"
}

@test "keys that cannot be given away are refused" {
	config <<<'keys: {accept: 3}'
	try config
	ended 1 "digits are numbers"
	config <<<'keys: {accept: C-i}'
	try config
	ended 1 "to a terminal 'C-i' is 'Tab'"
	config <<<'keys: {back: none}'
	try config
	ended 1 "'back' needs a key"
	config <<<'keys: {suspend: none}'
	try config
	ended 0 "suspend: none"
}

@test "the rater: option before environment before file" {
	small
	config <<<"rater: FILE"
	try decide 1 7 accept EAFF
	ended 0
	IPTRATE_RATER=ENV try decide 1 7 accept EAFF
	ended 0
	IPTRATE_RATER=ENV try decide 1 7 accept EAFF --rater OPTION
	ended 0
	run python3 - "$IPTRATE_CASEBOOK" <<-'END'
		import sqlite3, sys
		db = sqlite3.connect(sys.argv[1])
		print([code for code, in db.execute(
		    "SELECT code FROM decision JOIN person"
		    " ON person.id = rater_id ORDER BY decision.id")])
	END
	[ "$output" = "['FILE', 'ENV', 'OPTION']" ]
}

@test "a file at fault is told by what needs it, and by nothing else" {
	small
	config <<<"rater: [a, b]"
	try decide 1 7 accept EAFF
	refused 1 "'rater' takes one value"
	try decide 1 7 accept EAFF --rater RL
	ended 0
	try show 1
	ended 0
}

@test "play starts the player with its words, and tells what is missing" {
	small
	try play 1
	refused 1 "no player is set"
	config <<<"player: 'printf %s|\n --at={time} {file}'"
	try play 1
	refused 1 "set 'recordings'"
	config <<-END
		player: "printf '%s|' --at={time} {file}"
		recordings: ["$PWD/{case}_{number}.mp3", "$PWD/{name}.wav"]
	END
	try play 1
	refused 1 "there is no recording '$PWD/C90_6.mp3'"
	echo sound >small.wav
	iptrate play 1 2>note >seen
	[ "$(cat seen)" = "--at=0.000|$PWD/small.wav|" ]
	grep -q "the transcript has no times" note
	mkdir C90_6.mp3
	echo sound >C90_06.mp3
	printf '# case: C90\n# number: 6\n[00:00:01] T: Hello.\n[00:01:02] P: Yes.\n' >timed.txt
	iptrate -q import timed.txt >/dev/null
	try play 2 2
	ended 0 "--at=62.000|$PWD/C90_06.mp3|"
	try play 2 3
	refused 1 "there is no turn 3"
	config <<<"{player: 'false {file}', recordings: '$PWD/small.wav'}"
	try -q play 1
	refused 1 "the player 'false' failed"
}
