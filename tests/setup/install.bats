# make install and uninstall, into a folder of their own.

setup() {
	stage=$BATS_TEST_TMPDIR/stage
	top=$stage/usr/local
}

# The outer make's options must not reach the inner one.
quiet_make() {
	env -u MAKEFLAGS -u MAKELEVEL make -s VARIANT="$VARIANT" "$@" \
		DESTDIR="$stage" ${WERROR:+WERROR=$WERROR} ${BUILD:+BUILD=$BUILD}
}

files() {
	(cd "$top" && find . -type f | LC_ALL=C sort)
}

@test "install puts everything under the prefix, uninstall takes it away" {
	quiet_make install
	files
	[ -x "$top/bin/iptrate" ]
	grep -q '^\.TH IPTRATE 1' "$top/share/man/man1/iptrate.1"
	bash -n "$top/share/bash-completion/completions/iptrate"
	head -1 "$top/share/zsh/site-functions/_iptrate" |
		grep -q '^#compdef iptrate'
	grep -q '^complete -c iptrate' \
		"$top/share/fish/vendor_completions.d/iptrate.fish"
	diff -r rubrics "$top/share/iptrate/rubrics"
	quiet_make uninstall
	[ -z "$(files)" ]
	[ ! -e "$top/share/iptrate" ]
}

@test "the installed program finds the installed rubrics" {
	quiet_make install
	cd "$BATS_TEST_TMPDIR"
	sed -i 's/^version: .*/version: 9.8.7/' \
		"$top/share/iptrate/rubrics/ipt-core.yaml"
	run env -u IPTRATE_RUBRICS "$top/bin/iptrate" rubric list
	echo "$output"
	[ "$status" -eq 0 ]
	[[ "$output" == *9.8.7* ]]
}
