# The screen of a rater who rates blind.

load screen

assigned() {
	iptrate -q session set 1 therapist=MARKTHER case=MARKCASE number=717 \
		planned=919 file=MARKFILE.txt
	iptrate -q session speakers 1 T=therapist >/dev/null
	iptrate -q measure set 1 MARKSCALE=77
	iptrate -q case set MARKCASE note=MARKNOTE
	iptrate -q rate 1 --rater MARKRATER --role supervisor --set A1=4/4 \
		--comment A1=MARKCOMMENT
	iptrate -q decide 1 1 add TERM --rater MARKRATER --reason MARKREASON
	iptrate -q decide 1 3 add CLAR --rater MARKRATER --reason MARKREASON
	iptrate -q decide 1 3 reject CLAR --rater MARKPEER --reason MARKOTHER
	iptrate -q rate 1 --rater MARKPEER --role independent --set A1=2/2 \
		--sign --incomplete MARKGAP
	iptrate -q rate 1 --rater MARKSEAL --role independent --set A1=2/2 \
		--seal --incomplete MARKGAP
	iptrate -q person set IR role=assessor
	iptrate -q --user BOSS assign 1 --to IR --role peer \
		--blind people,ratings,tags,number,measures
	name=$(iptrate assign list --json | json "[0]['name']")
}

# Nothing of what is hidden is on the screen.
silent() {
	capture | not grep -E "MARK|717|919|[a-z]+[.](tone|feel|ask|offer)"
}

@test "the screen shows a blind rater nothing of what is hidden" {
	assigned
	on 100 30 review --rater IR
	shows "$name"
	silent
	keys Enter
	shows "rater IR (peer, blind)"
	shows "$name"
	silent
	keys i
	shows "A1"
	silent
	keys Escape
	shows "Last week"
	keys s
	silent
	keys Escape
	shows "Last week"
	keys :
	text "session show 1"
	keys Enter
	shows "blind to"
	silent
}

@test "who says on the screen who they are sees no more than they may" {
	assigned
	on 100 30 review 1
	shows "MARKCASE"
	keys a
	shows "your code"
	text IR
	keys Enter
	shows "rater IR (peer, blind)"
	silent
}

# Each key of the session, of the rating and of the pages, as it is in the
# program's own table: what it opens, asks or says is looked at.
@test "no key shows a blind rater what is hidden" {
	local header=$top/src/tui/actions.h
	local tags ratings
	tags=$(first_keys "$header" 'IN_SESSION|IN_DESK|IN_MOST')
	ratings=$(first_keys "$header" 'IN_RATING|IN_DESK|IN_MOST')
	[ "$(wc -w <<<"$tags")" -gt 12 ]
	assigned
	on 100 30 review --rater IR
	shows "iptrate review"
	for key in $tags; do
		anew
		press "$key"
		silent
	done
	for key in $ratings; do
		anew
		keys i
		settled
		press "$key"
		silent
	done
}

# The first key of each action that is valid there; leaving, stopping and what
# runs another program are left out.
first_keys() {
	grep -E "X\\(.*($2)" "$1" |
		grep -vE 'X\((suspend|back|edit|play|stop|blank|define|down|up|page_|first|go|next_|last_|right|left|mark|to_mark|range|turn_|find_|redraw|undo|redo)' |
		sed -E 's/^.*X\([a-z_]+, "([^ "]+)[^"]*".*/\1/'
}

press() {
	case $1 in
	[A-Z][a-z]* | C-* | ?) keys "$1" ;;
	*) text "$1" ;;
	esac
	settled
}

# Until two looks at the screen are the same.
settled() {
	local last= now=none tries=0
	until [ "$last" = "$now" ] || [ "$tries" -gt 50 ]; do
		last=$now
		now=$(capture)
		tries=$((tries + 1))
	done
}

# To the list, whatever is open, and into the session.
anew() {
	local tries=0
	settled
	until capture | grep -q "^ iptrate review"; do
		keys Escape
		settled
		tries=$((tries + 1))
		[ "$tries" -lt 20 ] || return 1
	done
	keys Enter
	shows "rater IR (peer, blind)"
}

@test "lists, completion and commands show a blind rater nothing" {
	assigned
	on 100 30 review --rater IR
	shows "$name"
	for begun in "session show MARK" "case show " "person " "rate 1 --rater M" \
		"merge 1 --of M"; do
		keys :
		text "$begun"
		keys Tab
		settled
		! capture | grep -E "MARK[A-Z]" || false
		keys Escape
		settled
	done
	for command in "person list" "case list" "session list" "log" "score 1" \
		"tags 1" "consensus list 1" "merge 1" "reveal 1" \
		"assign list" "session show markcase/717"; do
		keys :
		text "$command"
		keys Enter
		settled
		! capture | grep -E "MARK[A-Z]|919" || false
		keys Escape
		shows "iptrate review"
	done
}

@test "who says who they are sees the list anew" {
	assigned
	on 100 30 review
	shows "MARKCASE"
	keys Enter
	shows "MARKCASE"
	keys a
	shows "your code"
	text IR
	keys Enter
	shows "rater IR (peer, blind)"
	keys Escape
	settled
	capture | grep -q "^ iptrate review" || keys q
	shows "iptrate review"
	shows "$name"
	silent
}
