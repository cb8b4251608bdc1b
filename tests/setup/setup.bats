# src/setup.sh on machines that lack things: every tool it would call is a
# stand-in that writes down how it was called and, once the package manager
# has run, says that everything is there.

setup() {
	bin=$BATS_TEST_TMPDIR/bin
	log=$BATS_TEST_TMPDIR/log
	export installed=$BATS_TEST_TMPDIR/installed log
	mkdir "$bin"
	: >"$log"
	for tool in cat env grep id printf sed sh touch tr; do
		ln -s "$(command -v "$tool")" "$bin/$tool"
	done
	stand_in apt-get 'case "$*" in *install*) touch "$installed" ;; esac'
	stand_in pkg-config '[ -e "$installed" ]'
	stand_in id 'echo 0'
	for tool in bats python3 tmux minisign age unzip; do stand_in "$tool" ''; done
}

# A program of that name that logs its call and then does what is said.
stand_in() {
	rm -f "$bin/$1"
	printf '#!/bin/sh\n[ %s = pkg-config ] || [ %s = id ] ||
		echo "%s $*" >>"$log"\n%s\n' "$1" "$1" "$1" "$2" >"$bin/$1"
	chmod +x "$bin/$1"
}

run_setup() {
	PATH=$bin run sh src/setup.sh "$@"
	echo "$output"
	cat "$log"
}

libraries='libglib2.0-dev libxml2-dev libarchive-dev libfyaml-dev libpcre2-dev liblapacke-dev libsqlite3-dev libxlsxwriter-dev libsodium-dev zlib1g-dev libncurses-dev'

@test "with nothing missing it says nothing and calls nobody" {
	touch "$installed"
	run_setup build
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ ! -s "$log" ]
}

@test "nothing missing needs no root" {
	touch "$installed"
	stand_in id 'echo 1000'
	run_setup check
	[ "$status" -eq 0 ]
	! grep -q apt-get "$log" || false
}

@test "missing libraries are installed after an update, nothing else is" {
	run_setup build
	[ "$status" -eq 0 ]
	[ "$(sed -n 1p "$log")" = "apt-get -q update" ]
	[[ "$(sed -n 2p "$log")" == "apt-get "*" install -y "*" $libraries" ]]
	[ "$(grep -c '' "$log")" -eq 2 ]
	[[ "$output" == *"missing: glib-2.0 libxml-2.0"* ]]
	[[ "$output" == *"installing with apt: $libraries"* ]]
}

@test "only what is missing is installed" {
	stand_in pkg-config '[ -e "$installed" ] || [ "$2" != sqlite3 ]'
	run_setup build
	[ "$status" -eq 0 ]
	[[ "$(sed -n 2p "$log")" == *" --no-install-recommends libsqlite3-dev" ]]
}

@test "a machine without pkg-config gets it first" {
	rm "$bin/pkg-config"
	stand_in apt-get 'case "$*" in *install*) touch "$installed"
		printf "#!/bin/sh\n" >"'"$bin"'/pkg-config"
		chmod +x "'"$bin"'/pkg-config" ;; esac'
	ln -s "$(command -v chmod)" "$bin/chmod"
	run_setup build
	[ "$status" -eq 0 ]
	[[ "$(sed -n 2p "$log")" == *" pkg-config $libraries" ]]
}

@test "the tools of the tests are asked for by check alone" {
	touch "$installed"
	rm "$bin/bats" "$bin/tmux"
	run_setup build
	[ "$status" -eq 0 ]
	[ ! -s "$log" ]
	run_setup check
	[[ "$(grep install "$log")" == *" bats tmux" ]]
	[ "$status" -eq 1 ]
	[[ "$output" == *"still missing: bats tmux"* ]]
}

@test "a user who is not root goes through sudo" {
	stand_in id 'echo 1000'
	stand_in sudo '"$@"'
	run_setup build
	[ "$status" -eq 0 ]
	grep -q '^sudo apt-get -q update' "$log"
	grep -q '^sudo env .*apt-get .*install' "$log"
}

@test "neither root nor sudo is said plainly" {
	stand_in id 'echo 1000'
	run_setup build
	[ "$status" -eq 1 ]
	[[ "$output" == *"need root to run: "*"apt-get"* ]]
}

@test "a package manager that fails is said plainly" {
	stand_in apt-get 'exit 100'
	run_setup build
	[ "$status" -eq 1 ]
	[[ "$output" == *"the package manager failed"* ]]
}

@test "dnf and brew have their own names" {
	rm "$bin/apt-get"
	stand_in dnf 'touch "$installed"'
	run_setup build
	[ "$status" -eq 0 ]
	grep -q '^dnf .*install glib2-devel libxml2-devel .*ncurses-devel$' "$log"
	rm "$bin/dnf" "$installed"
	stand_in brew 'touch "$installed"'
	run_setup build
	[ "$status" -eq 0 ]
	grep -q '^brew install glib libxml2 .*ncurses$' "$log"
}

@test "a machine without a known package manager is told what to install" {
	rm "$bin/apt-get"
	run_setup build
	[ "$status" -eq 1 ]
	[[ "$output" == *"missing: glib-2.0"*"install these yourself"* ]]
}

@test "verify installs nothing" {
	run_setup verify
	[ "$status" -eq 1 ]
	[ ! -s "$log" ]
	[[ "$output" == *"run 'make setup'"* ]]
}
