# For tests of the screen: a terminal of our own through tmux, looked at until
# it shows what is waited for.  Never sleeps for a fixed time without looking.

load ../cli/common

# The setup of the command line's tests, kept under another name.
eval "cli_$(declare -f setup)"

setup() {
	cli_setup
	command -v tmux >/dev/null || skip "tmux is not installed"
	terminal=iptrate-$BATS_TEST_NUMBER-$$
	cp "$top/tests/cli/small.txt" .
	iptrate -q import small.txt >/dev/null
}

teardown() {
	if command -v tmux >/dev/null && [ -n "${terminal-}" ]; then
		tmux -L "$terminal" kill-server 2>/dev/null || true
	fi
}

# terminal_of COLUMNS ROWS COMMAND: that command in a terminal of that size.  A
# server that was told to end may take a moment: then it is tried again.
terminal_of() {
	local tries=0
	until tmux -L "$terminal" -u -f /dev/null new-session -d \
		-x "$1" -y "$2" "$3"; do
		tries=$((tries + 1))
		[ "$tries" -lt 50 ] || return 1
		sleep 0.05
	done
}

# on COLUMNS ROWS ARGUMENTS...: the program in a terminal of that size, begun
# from a shell that says when it is left.
on() {
	local columns=$1 rows=$2
	shift 2
	terminal_of "$columns" "$rows" \
		"env LC_ALL=C.UTF-8 ${with-} '$program' $*; echo left with \$?; cat"
}

keys() {
	tmux -L "$terminal" send-keys "$@"
}

text() {
	tmux -L "$terminal" send-keys -l -- "$1"
}

# The program in the terminal of this test, and no other that runs beside it.
program_pid() {
	local shell
	shell=$(tmux -L "$terminal" display -p '#{pane_pid}')
	read -r shell _ </proc/"$shell"/task/"$shell"/children
	echo "$shell"
}

capture() {
	tmux -L "$terminal" capture-pane -p "$@" 2>/dev/null
}

# Until the screen shows $1, five seconds at most.
shows() {
	local tries=0
	until capture | grep -qF -- "$1"; do
		tries=$((tries + 1))
		if [ "$tries" -gt 100 ]; then
			echo "the screen never showed: $1"
			capture
			return 1
		fi
		sleep 0.05
	done
}

# A command that changes the screen: until it has, and changes no more.
settles() {
	local before now last= tries=0
	before=$(capture)
	"$@"
	while now=$(capture); [ "$now" = "$before" ] || [ "$now" != "$last" ]; do
		last=$now
		tries=$((tries + 1))
		if [ "$tries" -gt 200 ]; then
			echo "the screen never changed, or never came to rest"
			return 1
		fi
		sleep 0.03
	done
}

# A command until it answers 0.
until_ok() {
	local tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -le 100 ] || return 1
		sleep 0.05
	done
}
