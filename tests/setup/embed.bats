# src/embed.awk: what goes into the program comes out of it unchanged.

setup() {
	cd "$BATS_TEST_TMPDIR"
	embed=$BATS_TEST_DIRNAME/../../src/embed.awk
}

@test "a text with every awkward character comes back as it was" {
	printf 'a "quoted"\t\\back\\n ??= ??/\r\n\n-- é 你 %%s /* */\n' >odd.sql
	awk -f "$embed" odd.sql >odd.h
	printf '%s\n' '#include <stdio.h>' '#include "odd.h"' \
		'int main(void) { fputs(odd_sql, stdout); return 0; }' >odd.c
	cc -std=c11 -Wall -Wextra -Werror -trigraphs odd.c -o odd
	./odd | cmp - odd.sql
}

@test "migrations become one table, in order" {
	echo 'CREATE TABLE a (x);' >001_first.sql
	echo 'CREATE TABLE b (x);' >002_second_step.sql
	awk -v table=migrations -f "$embed" 001_first.sql 002_second_step.sql \
		>all.h
	printf '%s\n' '#include <stdio.h>' '#include "all.h"' \
		'int main(void) { for (unsigned i = 0; i < sizeof(migrations) /' \
		'sizeof(*migrations); i++) printf("%d %s %s",' \
		'migrations[i].version, migrations[i].name,' \
		'migrations[i].sql); return 0; }' >all.c
	cc -std=c11 -Wall -Wextra -Werror all.c -o all
	run ./all
	[ "${lines[0]}" = "1 first CREATE TABLE a (x);" ]
	[ "${lines[1]}" = "2 second_step CREATE TABLE b (x);" ]
}

@test "a gap in the numbers of migrations is refused" {
	echo 'x' >001_first.sql
	echo 'y' >003_third.sql
	run awk -v table=migrations -f "$embed" 001_first.sql 003_third.sql
	[ "$status" -ne 0 ]
	[[ "$output" == *"003_third.sql: number 2 is missing or given twice"* ]]
}
