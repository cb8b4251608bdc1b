# The command line itself: finding commands, options, help, exit codes, looks.

load common

@test "a slip in a command is named, with the mend, in one line" {
	try imort a.txt
	refused 2 "unknown command 'imort' (did you mean 'import'?)"
	try session lst
	refused 2 "unknown command 'session lst' (did you mean 'session list'?)"
	try session
	refused 2 "'session' needs to know what: list, show, set or remove"
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
	[ "${lines[1]}" = "list show check test explain diff stats" ]
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
