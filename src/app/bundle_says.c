/*
 * What is in a bundle, or of one came to be here, in words.
 */
#include "app/unpack.h"

static void
print_count(GString *out, guint n, const char *one, const char *many)
{
	g_autofree char *count = base_count(n, one, many);

	if (n)
		g_string_append_printf(out, "%s%s", out->len ? ", " : "",
				       count);
}

/* All but the sessions. */
static void
print_said(GString *out, const struct bundle_counts *counts)
{
	guint sealed = counts->rows[CARRIED_SEALED];

	print_count(out, counts->rows[CARRIED_MEASURE], "questionnaire score",
		    "questionnaire scores");
	print_count(out, counts->rows[CARRIED_DECISION], "decision",
		    "decisions");
	print_count(out, counts->rows[CARRIED_RATING], "rating", "ratings");
	if (sealed && counts->rows[CARRIED_RATING])
		g_string_append_printf(out, " (%u sealed)", sealed);
	else
		print_count(out, sealed, "seal opened", "seals opened");
	print_count(out, counts->rows[CARRIED_VALUE], "value", "values");
	print_count(out, counts->rows[CARRIED_SIGNATURE], "signature",
		    "signatures");
}

char *
bundle_counts_print(const struct bundle_counts *counts)
{
	GString *out = g_string_new(NULL);

	print_count(out, counts->rows[CARRIED_SESSION], "session", "sessions");
	print_said(out, counts);
	return out->len ? g_string_free(out, FALSE) :
			  (g_string_free(out, TRUE), g_strdup("nothing"));
}

gboolean
unpack_is_new(const struct unpack_session *session)
{
	for (guint part = 0; part < CARRIED_PARTS; part++) {
		if (part != CARRIED_ASSIGNMENT && session->added.rows[part])
			return TRUE;
	}
	return FALSE;
}

/* "; IR rates it as B-7K3M, blind to people, by 2026-12-31" */
static void
print_assignments(GString *out, const struct unpack *unpack, const char *uid)
{
	const GPtrArray *rows = unpack->rows[CARRIED_ASSIGNMENT];

	for (guint i = 0; i < rows->len; i++) {
		const struct carried_row *row = rows->pdata[i];
		const char *blind = row_cell(CARRIED_ASSIGNMENT, row, "blind");
		const char *due = row_cell(CARRIED_ASSIGNMENT, row, "due");

		if (g_strcmp0(row->cells[0], uid) != 0)
			continue;
		g_string_append_printf(
			out, "; %s is to rate it, as %s, in the role %s",
			row_cell(CARRIED_ASSIGNMENT, row, "rater"),
			row_cell(CARRIED_ASSIGNMENT, row, "name"),
			row_cell(CARRIED_ASSIGNMENT, row, "role"));
		if (blind)
			g_string_append_printf(out, ", blind to %s", blind);
		if (due)
			g_string_append_printf(out, ", by %s", due);
	}
}

char *
unpack_says(const struct unpack *unpack, const struct unpack_session *session)
{
	GString *said = g_string_new(NULL);
	GString *out = g_string_new(session->fresh ? "new" : "");

	print_said(said, &session->added);
	if (said->len == 0 && !session->fresh)
		g_string_append(said, "what hangs together with it");
	if (said->len)
		g_string_append_printf(out, "%s%s",
				       session->fresh ? ", with " : "",
				       said->str);
	if (session->fresh)
		print_assignments(out, unpack, session->uid);
	g_string_free(said, TRUE);
	return g_string_free(out, FALSE);
}
