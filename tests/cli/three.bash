# Three raters over six sessions, a month each: given out blind, and rated.
# Rater C becomes milder from the fourth month on.

# A month is a session: the clock of the n-th.
month() {
	export SOURCE_DATE_EPOCH=$((1767571200 + $1 * 2678400))
}

# What RATER gives in session N, item by item, the same in every run.
values() {
	grep '^  - id: ' "$top/rubrics/ipt-core.yaml" | awk -v who="$1" -v n="$2" '
	{
		i++
		k = (i * 7 + n * 5) % 11
		v = 2 + (k > 3) + (k > 8)
		if (who == "B") v += ((i + n) % 6 == 0)
		if (who == "C") v += (n > 3 ? (i % 3 != 0) : (i % 7 == 0))
		q = v > 5 ? 5 : v
		if ($3 ~ /^G/)
			printf "--set %s=1 ", $3
		else
			printf "--set %s=%d/%d@%d ", $3, q, q, i % 9 + 1
	}'
}

# The casebook of it, at month 6.
three_raters() {
	local who n
	month 0
	iptrate -q import "$samples"/s0[1-6].txt >/dev/null
	for n in {1..6}; do
		iptrate -q session set "$n" therapist="T$(((n + 1) / 2))"
	done
	for who in A B C; do
		iptrate -q person set "$who" role=assessor
	done
	iptrate -q assign 1 2 3 4 5 6 --to A,B,C --blind people,ratings
	for n in {1..6}; do
		month "$n"
		for who in A B C; do
			# shellcheck disable=SC2046
			iptrate -q rate "$n" --user "$who" --rater "$who" \
				--role independent $(values "$who" "$n") \
				>/dev/null
			iptrate -q sign "$n" --user "$who" --rater "$who" \
				--role independent >/dev/null
		done
	done
}

# The casebook that setup_file() kept, a month later.
begin() {
	cp "$BATS_FILE_TMPDIR/kept.db" "$IPTRATE_CASEBOOK"
	month 7
}
