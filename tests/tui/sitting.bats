# A session of 200 turns in one sitting, and how many keys it takes.

load screen

# Keys as they are pressed; tmux names such as Enter are one.
pressed=0
press() {
	pressed=$((pressed + $#))
	keys "$@"
}

@test "ten accepted, five rejected, two added, all items rated: under 120 keys" {
	iptrate -q import "$samples/s02.txt" >/dev/null
	on 80 24 review 2 --rater RL
	shows "▶    1 T"
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		press Tab a
	done
	shows "accepted · iptrate decide 2"
	for _ in 1 2 3 4 5; do
		press Tab x
		shows "why reject"
		press 1
	done
	shows "rejected · iptrate decide 2"
	press 3 G t
	shows "add which technique?"
	press s u m Enter
	shows "added · iptrate decide 2 3 add SUM"
	press j j .
	shows "added · iptrate decide 2 5 add SUM"
	press i
	shows "rated 0 of"
	local live
	live=$(capture | sed -n 's/^ *rated 0 of \([0-9]*\) live.*/\1/p')
	for _ in $(seq "$live"); do
		settles press 3
		if capture | grep -q 'quality >'; then
			settles press 4
		fi
	done
	shows "rated $live of $live live"
	echo "$pressed keys for $live items"
	[ "$live" -ge 20 ]
	[ "$pressed" -lt 120 ]
	iptrate tags 2 --json | python3 -c 'import collections, json, sys
n = collections.Counter(t["verdict"] for t in json.load(sys.stdin)["tags"])
print(n)
assert n["accept"] == 10 and n["reject"] == 5 and n["add"] == 2, n'
	iptrate score 2 --json >score.json
	grep -q "\"rated\": $live" score.json
}
