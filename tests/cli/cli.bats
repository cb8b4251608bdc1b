# The command line itself: finding commands, options, help, exit codes, looks.

load common

@test "who only looks makes no casebook, named or not, and none of an empty file" {
	unset IPTRATE_CASEBOOK
	for command in "session list" "show 1" "score 1" log "tags 1" \
		"export 1 -o out.csv" "case list" "person list" "casebook check" \
		"tag" "rate 1 --rater RL --role peer --set A1=3/3"; do
		try $command
		[ "$status" -ne 0 ]
		[[ $output == *"there is no casebook"*"iptrate import FILE"* ]]
	done
	[ ! -e data ]
	: >empty.db
	try session list --casebook empty.db
	refused 1 "empty.db is empty; 'iptrate import FILE...' makes a casebook of it"
	[ ! -s empty.db ]
	cp "$BATS_TEST_DIRNAME/small.txt" .
	iptrate -q import small.txt --casebook empty.db
	[ "$(iptrate session list --json --casebook empty.db | json ".__len__()")" = 1 ]
}

@test "a slip in a command is named, with the mend, in one line" {
	try imort a.txt
	refused 2 "unknown command 'imort' (did you mean 'import'?)"
	try session lst
	refused 2 "unknown command 'session lst' (did you mean 'session list'?)"
	try session
	refused 2 "'session' needs to know what: list, show, set, speakers or remove"
	try zzzzzz
	refused 2 "unknown command 'zzzzzz' (see 'iptrate help')"
}

@test "a slip in an option is named, with the mend, in one line" {
	try import a.txt --cse C1
	refused 2 "unknown option '--cse' (did you mean '--case'?)"
	try tags 1 --reason x
	refused 2 "option '--reason' does not go with 'tags'"
	try import a.txt --case
	refused 2 "option '--case' needs a value"
	try session list --casebook ''
	refused 2 "option '--casebook' needs a value"
	try tags 1 --json=yes
	refused 2 "option '--json' takes no value"
	try -Z
	refused 2 "unknown option '-Z'"
}

@test "too few and too many arguments are told with the right use" {
	try tags
	refused 2 "something is missing: iptrate tags SESSION"
	try version now
	refused 2 "'now' is one too many"
}

@test "options may stand anywhere, with = or a blank; -- ends them" {
	small
	try --json tags 1
	ended 0 '"session": 1'
	try tags --json 1
	ended 0 '"session": 1'
	try --casebook="$IPTRATE_CASEBOOK" session list
	ended 0 C90
	try --casebook "$IPTRATE_CASEBOOK" session list
	ended 0 C90
	try transcript -- --json
	refused 1 "--json: "
}

@test "nothing asked: the overview, and code 2" {
	try
	ended 2 "usage: iptrate COMMAND"
	try help
	ended 0 "usage: iptrate COMMAND"
	try --help
	ended 0 "usage: iptrate COMMAND"
}

@test "help of a command, a noun, and --help say the same" {
	try help decide
	ended 0 "usage: iptrate decide SESSION TURNS"
	help=$output
	try decide --help
	[ "$output" = "$help" ]
	try session --help
	ended 0 "session remove"
	try help session
	ended 0 "session remove"
	try help dicide
	refused 2 "did you mean 'decide'"
}

@test "help fits a terminal of 80 columns" {
	iptrate help --man | sed -n 's/^\.SS iptrate \(.*\)/\1/p' >/dev/null
	for command in import decide rate score evaluate "codebook diff"; do
		iptrate help $command
	done | sed '/^  iptrate/d; /^usage/d' | awk 'length > 80 { print; bad = 1 }
		END { exit bad }'
}

@test "the version" {
	try --version
	ended 0 "iptrate "
	try version --json
	[ "$(json "['version']" <<<"$output")" != "" ]
}

@test "completion is sound in every shell that is here" {
	for shell in bash zsh fish; do
		iptrate completion $shell >script
		grep -q codebook script
		! command -v $shell >/dev/null || $shell -n script
	done
	try completion tcsh
	refused 2 "no completion for 'tcsh' (bash, zsh or fish)"
}

@test "bash completes commands, verbs, options and their values" {
	cat >asks.sh <<-'END'
	source ./script
	ask() {
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_iptrate
		echo "${COMPREPLY[*]}"
	}
	ask iptrate impo
	ask iptrate codebook ""
	ask iptrate decide --rea
	ask iptrate rate 1 --role sup
	ask iptrate score --js
	END
	iptrate completion bash >script
	run bash asks.sh
	echo "$output"
	[ "${lines[0]}" = import ]
	[ "${lines[1]}" = "list show check test explain diff stats learn points" ]
	[ "${lines[2]}" = --reason ]
	[ "${lines[3]}" = supervisor ]
	[ "${lines[4]}" = --json ]
}

@test "no colour but on a terminal or when asked for" {
	small
	try show 1
	[[ "$output" != *$'\e'* ]]
	try show 1 --color
	[[ "$output" == *$'\e['* ]]
	NO_COLOR=1 run script -qec "$program show 1 --turns 1" /dev/null
	[[ "$output" != *$'\e[1m'* ]]
	PAGER=cat run script -qec "$program show 1 --turns 1" /dev/null
	[[ "$output" == *$'\e[1m'* ]]
}

@test "plain characters when asked for, or when the locale has no others" {
	small
	run iptrate show 1 --ascii
	[[ "$output" != *[●◐○✕]* ]]
	LC_ALL=C run iptrate show 1 --turns 9
	[[ "$output" == *"o  RISK"* ]]
}

@test "long output is paged on a terminal, short and piped output is not" {
	small
	export PAGER='sed s/^/paged:/'
	run script -qec "stty rows 10 cols 80; $program show 1" /dev/null
	[[ "$output" == *"paged:"* ]]
	run script -qec "stty rows 60 cols 80; $program show 1 --turns 1" \
		/dev/null
	[[ "$output" != *"paged:"* ]]
	try show 1
	[[ "$output" != *"paged:"* ]]
}

@test "a full disk is noticed, a reader who leaves is not complained of" {
	run bash -c "'$program' help >/dev/full"
	refused 1 "standard output: cannot write: No space left on device"
	run bash -c "'$program' help --man | head -1; exit \${PIPESTATUS[0]}"
	[[ "$output" != *"iptrate: "* ]]
}

@test "the rubrics folder can be named, and is missed in a sentence" {
	mkdir bin
	cp "$program" bin/iptrate
	run bin/iptrate --rubrics "$top/rubrics" codebook list
	ended 0 COMM
	IPTRATE_RUBRICS=$top/rubrics run bin/iptrate codebook list
	ended 0 COMM
	mkdir -p share/iptrate
	cp -r "$top/rubrics" share/iptrate/
	run bin/iptrate codebook list
	ended 0 COMM
	try --rubrics /nowhere codebook list
	refused 1 "/nowhere"
}

@test "SOURCE_DATE_EPOCH is the clock, and must be a number" {
	small
	try log
	ended 0 "2026-09-21T14:13:20Z"
	SOURCE_DATE_EPOCH=soon try session list
	refused 2 "SOURCE_DATE_EPOCH"
}

@test "only what stores begins a casebook that was named" {
	try session list --casebook casbook.db
	refused 1 "there is no casebook casbook.db; 'iptrate import FILE...'"
	for command in "show 1" "score 1" "tags 1" log "casebook check" \
		"decide 1 1 accept COMM --rater RL" "codebook stats" \
		"export --output out.csv 1"; do
		try $command --casebook casbook.db
		refused 1 "there is no casebook casbook.db"
		IPTRATE_CASEBOOK=casbook.db try $command
		refused 1 "there is no casebook casbook.db"
	done
	[ ! -e casbook.db ]
	cp "$BATS_TEST_DIRNAME/small.txt" .
	iptrate -q import small.txt --casebook casebook.db
	try session list --casebook casbook.db
	refused 1 "(did you mean 'casebook.db'?)"
	[ ! -e casbook.db ]
	iptrate person set RL role=supervisor --casebook other.db
	[ "$(iptrate session list --json --casebook other.db)" = "[]" ]
}

@test "with --json, failures are JSON on standard error, codes the same" {
	small
	fails() {
		local code=$1 says=$2 got=0
		shift 2
		iptrate "$@" --json >out 2>why || got=$?
		[ "$got" -eq "$code" ]
		[ ! -s out ]
		[ "$(wc -l <why)" -eq 1 ]
		[[ "$(json "['error']" <why)" == *"$says"* ]]
	}
	fails 1 "there is no session 99" show 99
	fails 2 "unknown command 'sho'" sho 1
	fails 2 "unknown option" session list --cse C1
	printf 'SQLite format 3\0 and rubbish' >bad.db
	fails 5 bad.db casebook check --casebook bad.db
	iptrate casebook check --json >sound.json
	[ "$(json "['sound']" <sound.json)" = true ]
	[ "$(json "['casebook']" <sound.json)" = "$IPTRATE_CASEBOOK" ]
	# What is not data is told there, too, and can be told apart.
	iptrate tag 1 --json >tally.json 2>why
	[ "$(json "['sessions']" <tally.json)" = 1 ]
	[ ! -s why ]
}

@test "what a command changed is told, also when it was nothing" {
	small
	try tag 1
	ended 0 "tagged 1 session: nothing has changed"
	book weak '/strength: probable/d'
	iptrate tag --all --codebook weak/ipt-en.yaml --json >tally.json
	[ "$(json "['strength']" <tally.json)" -gt 0 ]
	try tag --all
	ended 0 "tagged 1 session: "
	[[ "$output" =~ ", "[1-9][0-9]*" changed in strength" ]]
	[ "$(iptrate decide 1 9 accept RISK --rater RL --json |
		json "[0]['verdict']")" = accept ]
	[ "$(iptrate session remove 1 --with-ratings --json |
		json "['removed']")" = 1 ]
}

@test "a tag that a relabelling gave is not open" {
	small
	open() {
		iptrate session list --json | json "[0]['undecided']"
	}
	before=$(open)
	# Turn 7 has EAFF by the machine; nothing was found on turn 9 but RISK.
	iptrate -q decide 1 9 relabel RISK --to EAFF --rater RL
	[ "$(open)" -eq $((before - 1)) ]
	iptrate -q decide 1 9 withdraw RISK --rater RL
	[ "$(open)" -eq "$before" ]
	# Relabelled to what the machine gave as well: both are decided.
	iptrate -q decide 1 7 add SYM --rater RL
	iptrate -q decide 1 7 relabel SYM --to EAFF --rater RL
	[ "$(open)" -eq $((before - 1)) ]
	iptrate -q decide 1 7 withdraw SYM --rater RL
	[ "$(open)" -eq "$before" ]
}

@test "score keeps within a narrow terminal, whoever rates" {
	small
	for rater in RA RB RC RD RE RF; do
		iptrate -q rate 1 --rater $rater --role supervisor \
			--set C3=4/3 >/dev/null
	done
	for width in 40 60 80 100; do
		COLUMNS=$width iptrate score 1 >out
		python3 - $width <<-'END'
		import sys
		width = int(sys.argv[1])
		lines = [line.rstrip("\n") for line in open("out", encoding="utf-8")]
		items = [line for line in lines if line.startswith("  C3 ")]
		assert max(map(len, items)) <= width, max(items, key=len)
		assert sum(line.count("4/3") for line in items) == 6, items
		assert max(map(len, lines[:3])) <= width, lines[:3]
		END
	done
}

@test "the manual page has every command and option, and the files" {
	iptrate help --man | sed 's/\\-/-/g; s/\\&//g' >man
	iptrate --help >overview
	python3 - "$program" <<-'END'
	import re, subprocess, sys
	man = open("man", encoding="utf-8").read()
	sections = dict(re.findall(r"^\.SS iptrate (.*?)\n(.*?)(?=^\.S[SH])", man,
	                           re.M | re.S))
	verbs = re.findall(r"^  (\S+(?: \S+)?)  +\S", open("overview").read(), re.M)
	assert len(verbs) > 40, verbs
	for verb in verbs:
	    here = [text for head, text in sections.items()
	            if head == verb or head.startswith(verb + " ")]
	    assert here, verb
	    told = subprocess.run([sys.argv[1], "help", *verb.split()],
	                          capture_output=True, text=True).stdout
	    own, _, every = told.partition("options of every command")
	    assert every, verb
	    for option in re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", own, re.M):
	        assert re.search(r"^\.B .*" + option + r"\b", here[0], re.M), (
	            verb, option)
	    for option in re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", every, re.M):
	        assert re.search(r"^\.B .*" + option + r"\b", man, re.M), option
	for name in ("-wal", "-shm", ".lock", ".before-vN", "ipt-core.yaml",
	             "codebook/ipt-en.yaml"):
	    assert name in man.partition(".SH FILES")[2], name
	# A value is written as it is typed.
	assert "\nself, peer, supervisor" in man and "\nSelf," not in man
	assert "decide 12 25 withdraw COMM" in man
	END
}
