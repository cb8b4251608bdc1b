# The commands that the README tells in its running text, about keys, seals
# and consensus, do what it says of them, one after the other.

load common

# Runs those of the section $1.  What a person would type at a terminal, or
# know of the session, is given by the function `with`.
tells() {
	python3 "$BATS_TEST_DIRNAME/told.py" "$top/README.md" "$1" >commands
	[ -s commands ]
	while IFS= read -r command; do
		command=${command//session 12/session 1}
		command=${command//"'...'"/"'turn 5 asks for it'"}
		command=$(sed 's/ 12\( \|$\)/ 1\1/' <<<"$command")
		with "$command"
		echo "\$ $command$more"
		eval "$command$more" </dev/null >said 2>&1 || [ "$may_fail" ] ||
			{ cat said; return 1; }
		after "$command"
	done <commands
}

@test "what is told of keys" {
	small
	echo 'four words of mine' >passphrase.txt
	iptrate -q rate 1 --rater RL --role supervisor --set C3=4/3 >/dev/null
	home=$XDG_CONFIG_HOME
	with() {
		more= may_fail=
		case $1 in
		"iptrate key new"*)
			more=" --passphrase-fd 3 3<passphrase.txt" ;;
		*" --show"*) ;;
		"iptrate sign"*)
			more=" --incomplete 'a trial' --passphrase-fd 3 3<passphrase.txt" ;;
		"iptrate key trust"*)
			print=$(iptrate key list --json |
				json "[0]['fingerprint']")
			export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/other
			more=" --fingerprint $print" ;;
		minisign*) command -v minisign >/dev/null || more=" || true" ;;
		esac
	}
	after() {
		ran="${ran-} ${1%% --*}"
		# each at a time of its own
		SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 60))
		case $1 in
		"iptrate key list") grep -q "$print" said ;;
		"iptrate casebook check") grep -q 'revoked' said ;;
		*" --show"*) [ -s rating.txt ] && [ -s rating.txt.minisig ] ;;
		esac
	}
	tells Keys
	for must in "key new" "key show" "sign 1" "key trust" "key list" \
		"key revoke" "casebook check"; do
		[[ "$ran" == *"iptrate $must"* ]] || { echo "no $must"; return 1; }
	done
	[[ "$ran" == *"minisign -V"* ]]
}

@test "what is told of seals and consensus" {
	small
	iptrate -q session set 1 therapist=TR >/dev/null
	for rater in RL AK; do
		iptrate -q rate 1 --rater $rater --role independent \
			--set C3=$([ $rater = RL ] && echo 4 || echo 5)/3 \
			--sign --incomplete 'a trial' >/dev/null
		iptrate -q decide 1 5 add CLAR --rater $rater >/dev/null
	done
	iptrate -q rate 1 --rater SV --role supervisor --set C3=3/3 \
		--sign --incomplete 'a trial' >/dev/null
	export IPTRATE_RATER=RL
	with() {
		more= may_fail=
		case $1 in
		*" --seal") more=" --set C3=4/4 --incomplete 'a trial'" ;;
		# named, and not told in full
		"iptrate merge settle") may_fail=1 ;;
		esac
	}
	after() {
		case $1 in
		*" --seal") grep -q SHA-256 said ;;
		*reveal*) grep -q 'Session 1: self-rating of TR' said ;;
		*"consensus 1 --of"*) grep -q '1 to settle' said ;;
		*settle*C3*) grep -q '1 settled' said ;;
		esac
	}
	tells 'Sealed ratings and consensus'
	grep -c . commands
	[ "$(grep -c . commands)" -ge 6 ]
}
