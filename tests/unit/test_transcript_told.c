/*
 * Who is who, told after the parse.
 */
#include "test_transcript.h"

/* Told after the parse, roles are those of a parse that was told them: who is
 * left over and the guess, too. */
static void
test_told_later(void)
{
	static const char anna[] = "Anna: Why? How? When?\nBen: So it was.\n";
	static const struct {
		const char *text, *label;
		enum turn_role role;
	} rows[] = {
		{ anna, "Ben", TURN_THERAPIST },
		{ anna, "Anna", TURN_THERAPIST },
		{ anna, "Ben", TURN_OTHER },
		{ "T: Why?\nBen: So.\nCy: No.\nT: How?\n", "Cy", TURN_OTHER },
		{ "# unknown: Ben\nT: Why?\nBen: So.\nCy: No.\nT: How?\n",
		  "Ben", TURN_PATIENT },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Transcript) later = parse(rows[i].text);
		g_autoptr(Transcript) then = NULL;
		g_autoptr(GHashTable) roles =
			g_hash_table_new(g_str_hash, g_str_equal);
		struct transcript_options options = { .roles = roles };

		g_hash_table_insert(roles, (gpointer)rows[i].label,
				    GINT_TO_POINTER(rows[i].role));
		then = transcript_parse(rows[i].text, strlen(rows[i].text),
					&options, NULL);
		transcript_tell_roles(later, roles, "you said so");
		g_assert_cmpuint(later->turns->len, ==, then->turns->len);
		for (guint n = 1; n <= then->turns->len; n++) {
			const struct turn *a = transcript_turn(later, n);
			const struct turn *b = transcript_turn(then, n);

			g_assert_cmpint(a->role, ==, b->role);
			g_assert_cmpstr(transcript_speaker(later, a)->reason, ==
					, transcript_speaker(then, b)->reason);
			g_assert_cmpint(transcript_speaker(later, a)->guessed,
					==,
					transcript_speaker(then, b)->guessed);
		}
	}
}

/* A role told of somebody says that there is such a one. */
static void
test_doubt(void)
{
	g_autoptr(Transcript) t = parse("Anna: How was it?\nBen: Long.\n"
					"Anna: And then?\nBen: Late.\n"
					"Maria: Hello.\nAnna: What now?\n"
					"Ben: Enough.\n");
	g_autoptr(GHashTable) roles = g_hash_table_new(g_str_hash, g_str_equal);

	g_assert_cmpuint(t->warnings->len, ==, 1);
	g_hash_table_insert(roles, "Ben", GINT_TO_POINTER(TURN_PATIENT));
	transcript_tell_roles(t, roles, "so");
	g_assert_cmpuint(t->warnings->len, ==, 1);
	g_hash_table_insert(roles, "Maria", GINT_TO_POINTER(TURN_OTHER));
	transcript_tell_roles(t, roles, "so");
	g_assert_cmpuint(t->warnings->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/roles/told-later", test_told_later);
	g_test_add_func("/transcript/roles/doubt", test_doubt);
	return g_test_run();
}
