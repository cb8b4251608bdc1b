# The rules of the house: first the house itself, then proof that each rule
# bites, on a small house with a planted fault.

lint() {
	sh tests/lint/lint.sh "$@"
}

# A house of the rooms base, match and store, without fault.
setup() {
	house=$BATS_TEST_TMPDIR/house
	mkdir -p "$house"/src/{base,match,store,tui,cli} "$house/tests"
	cp src/README.md "$house/src/"
	echo '#include <glib.h>' >"$house/src/base/base.h"
	echo '#include "base/base.h"' >"$house/src/match/match.h"
	printf '%s\n' '#include "match/match.h"' '#include <pcre2.h>' \
		'#include "match/private.h"' >"$house/src/match/match.c"
	printf '%s\n' '#include "gen/store/migrations.gen.h"' \
		'#include <sqlite3.h>' '#include <unistd.h>' \
		'#include "match/match.h"' >"$house/src/store/open.c"
	printf '%s\n' '#include "tui/tui.h"' >"$house/src/cli/cmd_review.c"
	printf '%s\n' '#include "cli/cli.h"' 'now = time(NULL);' \
		>"$house/src/main.c"
}

# Adds line $2 to file $1 of the small house; the rule must find it, at its
# place, with words like $3.
planted() {
	echo "$2" >>"$house/src/$1"
	run lint "${4-rooms}" "$house"
	echo "$output"
	[ "$status" -ne 0 ]
	[[ "$output" == *"src/$1:$(grep -c '' "$house/src/$1"):"*"$3"* ]]
}

@test "arrows, headers and calls of this house are in order" {
	lint rooms
}

@test "no function or file is too long to be read in one go" {
	lint sizes
}

@test "a name means the same everywhere" {
	lint same
}

@test "no name of one machine is in a kept file" {
	lint names
}

@test "nothing stands at the top that does not belong there" {
	lint top
}

@test "the layout is that of .clang-format" {
	clang-format --version 2>/dev/null | grep -q 'version 14\.' ||
		skip "clang-format 14 is not here"
	lint format
}

@test "the small house has no fault" {
	lint rooms "$house"
}

@test "an arrow that points the wrong way is found" {
	planted base/base.h '#include "match/match.h"' 'wrong way'
	planted match/match.c '  #  include "store/store.h"' 'wrong way'
}

@test "a door of the command line cannot be opened from the core" {
	planted match/match.h '#include "cli/cli.h"' 'wrong way'
}

@test "the screen may not look up at the command line" {
	planted tui/keymap.c '#include "cli/cli.h"' 'wrong way'
}

@test "another room's private header is found" {
	planted store/open.c '#include "match/private.h"' 'private to match'
	planted main.c '#include "match/private.h"' 'private to match'
}

@test "another room's generated header is found" {
	planted main.c '#include "gen/store/migrations.gen.h"' 'for store'
}

@test "a borrowed foreign header is found" {
	planted base/base.h '#include <sqlite3.h>' 'belongs to store'
	planted store/open.c '#include <libxml/tree.h>' \
		'belongs to transcript,export'
}

@test "a header that nobody owns is found" {
	planted store/open.c '#include <curl/curl.h>' 'nobody owns'
	planted store/open.c '#include <sys/socket.h>' 'nobody owns'
	planted store/open.c '#include <netdb.h>' 'nobody owns'
}

@test "files and clock are kept out of the core" {
	planted match/match.c '#include <stdio.h>' 'not in the core'
	planted match/match.c 'x = g_get_real_time();' 'clock is handed in'
	planted match/match.c 'f = fopen (path, "r");' 'opens no files'
}

@test "an include that hides its header is found" {
	planted match/match.c '#include HEADER' 'must name its header'
}

@test "a room without a row in the map is found" {
	mkdir "$house/src/shed"
	echo 'int x;' >"$house/src/shed/shed.c"
	run lint rooms "$house"
	[ "$status" -ne 0 ]
	[[ "$output" == *"shed has no row"* ]]
}

@test "banned calls are found, words and members of that name are not" {
	planted store/open.c 'strcpy(a, b);' 'g_strdup'
	planted store/open.c 'printf("%s", x);' 'only the two doors print'
	planted main.c 'system(command);' 'no shell'
	cat >"$house/src/store/words.c" <<-'END'
	/* strcpy(a, b) is
	 * system(c) */
	x = "strcpy(a)" '"' "system(c)";
	list->system(c);
	my_strcpy(a);
	END
	sed -i '$d' "$house/src/main.c"
	sed -i '/strcpy\|printf/d' "$house/src/store/open.c"
	lint rooms "$house"
}

@test "a map without rooms is not taken for a clean house" {
	echo '# no map' >"$house/src/README.md"
	run lint rooms "$house"
	[ "$status" -ne 0 ]
}

@test "a long function and a long file are found" {
	{
		echo 'long_one(void)' && echo '{'
		yes '	x++;' | head -58
		echo '}'
		echo 'short_one(void)' && echo '{' && echo '}'
	} >"$house/src/base/base.c"
	run lint sizes "$house"
	[ "$status" -ne 0 ]
	[[ "$output" == *"src/base/base.c:long_one: 61 lines"* ]]
	[[ "$output" != *"short_one"* ]]
	yes '' | head -401 >"$house/src/base/base.c"
	run lint sizes "$house"
	[[ "$output" == *"src/base/base.c: 401 lines"* ]]
}

@test "a struct or function with the name of another is found" {
	printf 'struct turn {\n};\n' >"$house/src/base/base.h"
	printf 'void\nturn_find(void)\n{\n}\n' >"$house/src/base/base.c"
	printf 'static int\nfind(void)\n{\n}\n' | tee \
		"$house/src/base/one.c" >"$house/src/store/open.c"
	lint same "$house"
	printf 'struct turn {\n};\n' >"$house/src/match/match.c"
	printf 'static const struct turn *\nturn_find(int a,\n' \
		>>"$house/src/store/open.c"
	run lint same "$house"
	[ "$status" -ne 0 ]
	[[ "$output" == *"src/match/match.c:1: struct turn is in src/base"* ]]
	[[ "$output" == *"open.c:6: function turn_find is in src/base"* ]]
}

@test "a place of one machine is found" {
	place=/home
	planted base/base.c "/* see $place/jo/notes */" "$place/jo" names
	sed -i '$d' "$house/src/base/base.c"
	lint names "$house"
	echo 'see ../shared/notes' >"$house/src/base/notes"
	run lint names "$house"
	[ "$status" -ne 0 ]
}

@test "a stray file at the top is found" {
	touch "$house/notes.txt"
	run lint top "$house"
	[ "$status" -ne 0 ]
	[ "$output" = notes.txt ]
}

@test "a file with the name of one in another room is found" {
	printf '#include <glib.h>\n' | tee "$house/src/base/weigh.c" \
		>"$house/src/store/weigh.c"
	run lint same "$house"
	[ "$status" -ne 0 ]
	[[ "$output" == *"store/weigh.c:1: file weigh is in src/base/weigh.c"* ]]
}

# bats goes on after it, whatever came of it, unless it is a test's last line.
@test "no test stands on a line that begins with !" {
	run awk '{ line = line $0 }
		/\\$/ { sub(/\\$/, "", line); next }
		line ~ /^[ \t]*! / && line !~ /\|\|/ {
			print FILENAME ":" FNR ": write it as: not COMMAND"
		}
		{ line = "" }' tests/*/*.bats tests/*/*.bash
	echo "$output"
	[ -z "$output" ]
}
