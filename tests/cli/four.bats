#!/usr/bin/env bats
# Four people, four casebooks, four keys: a trainee (TR), a supervisor (SV) and
# two raters (R1, R2) who must not see each other.  The play is the tour of the
# README, line by line; every file on the way is looked at with stock tools.

load common
load desks

# What the README shows in its blocks ```tour, or those who stand there.
tour() {
	sed -n '/^```tour$/,/^```$/{/^```/!p}' "$top/README.md"
}

# A line of the tour, "WHO$ iptrate ...".  Where the program would ask somebody
# at a terminal, the answer is given as an option.
play() {
	local who=${1%%\$*} line=${1#*\$ } other

	case $line in
	'iptrate key new'*)
		mkdir -m 700 "$who.config"
		line+=' --no-passphrase' ;;
	'iptrate key trust'*)
		other=${line##*--as }
		other=${other%% *}
		line+=" --fingerprint $(at "$other" key show "$other" 2>&1 \
			>/dev/null | grep -o '[0-9A-Z-]*$')" ;;
	esac
	eval "at $who ${line#iptrate }"
	case $line in
	*'bundle pack'*) looked_at "$who" "${line##*-o }.age" ;;
	esac
}

# looked_at SENDER FILE: as its receiver sees it who has no iptrate.
looked_at() {
	local to

	to=$(sed -n 's/.*--to \([A-Z0-9]*\).*/\1/p' <<<"$line")
	(umask 077 && at "$to" key show "$to" --identity >"$to.id" 2>/dev/null)
	rm -rf unpacked
	mkdir unpacked
	age -d -i "$to.id" -o unpacked/it.zip "$2"
	unzip -tq unpacked/it.zip >/dev/null
	unzip -q unpacked/it.zip -d unpacked
	(
		cd unpacked/*/
		sha256sum -c --strict --quiet tagmanifest-sha256.txt \
			manifest-sha256.txt
		minisign -V -q -p "$BATS_TEST_TMPDIR/$1.pub" \
			-m tagmanifest-sha256.txt
		[ "$(find data -type f | wc -l)" = \
			"$(sed -n 's/^Payload-Oxum: .*\.//p' bag-info.txt)" ]
	)
	at "$to" -q bundle verify "$2" >/dev/null
	looked=$((looked + 1))
	case $2 in
	for-R*)
		# Nothing of what they are blind to.
		! grep -rqwE 'C90|TR|talk\.txt|middle|role dispute' \
			unpacked/*/data || return 1
		! grep -rqw "$([ "$to" = R1 ] && echo R2 || echo R1)" \
			unpacked/*/data || return 1
		grep -rq "where's the truck" unpacked/*/data ;;
	for-SV*)
		# What is sealed is in it as its hash.
		[ "$(wc -l <unpacked/*/data/sealed.tsv)" = 2 ]
		[ "$(wc -l <unpacked/*/data/values.tsv)" = 1 ] ;;
	*)
		! grep -rqi 'truck' unpacked || return 1 ;;
	esac
}

@test "the tour of the README: round four people, past stock tools" {
	local line looked=0 played=0

	cp "$BATS_TEST_DIRNAME/small.txt" talk.txt
	while IFS= read -r line; do
		echo "$line"
		play "$line" >said 2>&1
		played=$((played + 1))
		cat said
		case $line in
		'SV$ iptrate bundle open for-SV'*)
			# Others see that it is there and not what it says.
			at SV show 1 | grep -q sealed
			! at SV score 1 | grep -q '^TR (self)' || return 1
			# It opens for nobody else.
			at_try R1 bundle open for-SV.zip.age
			[ "$status" -eq 4 ] ;;
		'TR$ iptrate reveal'* | 'SV$ iptrate reveal'*)
			grep -q '+2' said ;;
		'SV$ iptrate log'*)
			grep -q 'brought by R1' said
			grep -q 'brought by R2' said ;;
		esac
	done < <(tour)
	[ "$played" -gt 40 ]
	[ "$looked" -eq 7 ]
	for who in TR SV R1 R2; do
		at "$who" -q casebook check
	done
	at SV score 1 --json >score.json
	[ "$(python3 -c "import json
print(sum(r['role'] == 'independent'
	  for r in json.load(open('score.json'))['ratings']))")" = 2 ]
	at TR score 1 --json | grep -q '"role": "consensus"'
	# All have signed with their keys.
	! at TR score 1 | grep -q declared || false
	# Twice is as once, in whatever order.
	before=$(holds SV.db)
	for file in gap for-SV from-R2 from-R1; do
		at_try SV bundle open "$file.zip.age"
		[[ "$output" == *"nothing new"* ]]
	done
	[ "$(holds SV.db)" = "$before" ]
}
