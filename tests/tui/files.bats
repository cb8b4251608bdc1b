# The casebook under an open screen: replaced, overwritten, removed; a session
# taken away; the terminal after a signal.

load screen

setup() {
	cli_setup
	command -v tmux >/dev/null || skip "tmux is not installed"
	terminal=iptrate-files-$BATS_TEST_NUMBER-$$
	cp "$top/tests/cli/small.txt" .
	iptrate -q import small.txt >/dev/null
	cp "$IPTRATE_CASEBOOK" backup.db
}

# Decisions of raters, from casebook $1.
deciders() {
	iptrate --casebook "$1" log --json | json "" |
		grep -o '"verb": "decide"' | wc -l
}

open_and_decide() {
	on 100 30 review 1 --rater RL
	shows "C90"
	keys 9 G
	shows "RISK"
	keys a
	shows "accepted"
}

rescued() {
	ls "$IPTRATE_CASEBOOK".rescued-* 2>/dev/null
}

@test "a backup moved over the casebook closes the screen, nothing is lost" {
	open_and_decide
	mv backup.db "$IPTRATE_CASEBOOK"
	shows "left with 5"
	shows "was opened: another was put in"
	[ "$(rescued | wc -l)" -eq 1 ]
	[ "$(stat -c %a "$(rescued)")" = 600 ]
	[ "$(deciders "$(rescued)")" -eq 1 ]
	try casebook check
	ended 0 sound
	[ "${#lines[@]}" -eq 1 ]
	[ "$(deciders "$IPTRATE_CASEBOOK")" -eq 0 ]
}

@test "a casebook removed under the screen is kept, and told" {
	open_and_decide
	rm "$IPTRATE_CASEBOOK"
	shows "left with 5"
	shows "was removed while it was open"
	[ "$(deciders "$(rescued)")" -eq 1 ]
	[ ! -e "$IPTRATE_CASEBOOK" ]
	[ ! -e "$IPTRATE_CASEBOOK-wal" ]
}

@test "a removed log is told, and everything kept" {
	open_and_decide
	rm "$IPTRATE_CASEBOOK-wal"
	shows "left with 5"
	shows "lost its write-ahead log"
	[ "$(deciders "$(rescued)")" -eq 1 ]
	try casebook check
	ended 0 sound
}

@test "a folder that is gone: the copy goes to the person's data folder" {
	mkdir there
	mv "$IPTRATE_CASEBOOK" there/c.db
	export IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/there/c.db
	open_and_decide
	rm -r there
	shows "left with 5"
	[ "$(deciders "$(ls data/iptrate/c.db.rescued-*)")" -eq 1 ]
}

@test "a backup copied into the casebook: commands are kept, it is not spoilt" {
	printf 'T: Hello there.\nP: A row.\n' >a.txt
	iptrate -q import a.txt
	open_and_decide
	cat backup.db >"$IPTRATE_CASEBOOK"
	shows "left with 5"
	shows "was overwritten while it was open"
	[ -z "$(rescued)" ]
	[ "$(stat -c %a "$IPTRATE_CASEBOOK".commands-*)" = 600 ]
	grep -q "iptrate decide 1 9 accept RISK" "$IPTRATE_CASEBOOK".commands-*
	try casebook check
	[[ "$output" == *"sound"* && "$status" -eq 0 ]]
	[ "$(deciders "$IPTRATE_CASEBOOK")" -eq 0 ]
	mkdir bin
	ln -s "$program" bin/iptrate
	PATH=$PWD/bin:$PATH sh "$IPTRATE_CASEBOOK".commands-*
	[ "$(deciders "$IPTRATE_CASEBOOK")" -eq 1 ]
}

@test "a killed screen leaves its log: with the file it is read, else put aside" {
	open_and_decide
	kill -9 "$(program_pid)"
	shows "left with 137"
	[ -s "$IPTRATE_CASEBOOK-wal" ]
	cp "$IPTRATE_CASEBOOK" kept.db
	cp "$IPTRATE_CASEBOOK-wal" kept.db-wal
	[ "$(deciders kept.db)" -eq 1 ]
	printf 'T: Hello there.\nP: A row.\n' >a.txt
	# a state that the log did not begin on
	iptrate --casebook backup.db -q import a.txt
	for way in mv cp; do
		cp backup.db copy.db
		$way copy.db "$IPTRATE_CASEBOOK"
		try casebook check
		ended 0 "are kept in $IPTRATE_CASEBOOK.wal-aside-"
		ended 0 "sound"
		try session list
		[[ "$output" == *" a.txt"* && "$output" != *aside* ]]
		mv "$IPTRATE_CASEBOOK".wal-aside-* "$IPTRATE_CASEBOOK-wal"
	done
}

@test "while the screen has another file open, nothing is written beside it" {
	open_and_decide
	# stopped, so that it cannot notice
	pid=$(program_pid)
	kill -STOP "$pid"
	printf 'T: Hello there.\nP: A row.\n' >a.txt
	iptrate --casebook backup.db -q import a.txt
	mv backup.db "$IPTRATE_CASEBOOK"
	before=$(cksum <"$IPTRATE_CASEBOOK")
	try decide 1 9 reject RISK --rater XX
	refused 4 "is not the file that process $pid has open"
	[ "$(cksum <"$IPTRATE_CASEBOOK")" = "$before" ]
	kill -CONT "$pid"
	shows "left with 5"
	[ "$(deciders "$(rescued)")" -eq 1 ]
	try casebook check
	ended 0 sound
}

@test "a session that others remove closes its screen with a sentence" {
	on 100 30 review 1 --rater RL
	shows "C90"
	iptrate -q session remove 1
	shows "left with 1"
	shows "session 1 was removed by somebody else"
}

@test "a session opened from the list leads back to it, from any pane" {
	printf 'T: Hello there.\nP: A row.\n' >a.txt
	iptrate -q import a.txt
	on 100 30 review --rater RL
	shows "C90"
	keys Enter
	shows "middle"
	keys 9 G t
	shows "add which technique"
	iptrate -q session remove 1
	shows "session 1 was removed by somebody else"
	capture | grep -q "a.txt"
	capture | not grep -q "C90"
	keys q
	shows "left with 0"
}

# The terminal is as it was: letters are echoed and a line is a line.
@test "no signal leaves a terminal that echoes nothing" {
	for signal in USR1 USR2 ALRM XCPU XFSZ VTALRM PROF TRAP SYS IO TERM \
		HUP QUIT RTMIN; do
		terminal=iptrate-sig-$signal-$$
		on 100 30 "review 1 --rater RL; stty -a"
		shows "C90"
		kill -"$signal" "$(program_pid)"
		shows "left with"
		capture | grep -q " echo "
		capture | grep -q " icanon "
		tmux -L "$terminal" kill-server
	done
}

@test "a pipe that nobody reads, and a file that may not grow, end nothing" {
	on 100 30 review 1 --rater RL
	shows "C90"
	kill -PIPE "$(program_pid)"
	keys 9 G
	shows "RISK"
	keys q
	shows "left with 0"
}
