/*
 * One long table for statistics: a row for every tag and for every live item
 * of every rating, told apart by the first column; and one for a session of
 * which it is not told what is missing.
 *
 * RFC 4180: commas, quotation marks doubled, CRLF; a byte order mark before
 * it, or a spreadsheet takes an umlaut for two other letters.  A text that a
 * spreadsheet would take for a formula (it begins with = + - @ or their wide
 * forms, be it behind blanks) gets an apostrophe before it; so does what
 * stands behind a semicolon, which ends a cell where the comma is the decimal
 * mark.  One cell is one line: breaks and controls in it become blanks or
 * visible marks.
 */
#include "export/private.h"

#include <string.h>

static const char heads[] = EXPORT_BOM
	"record,session,case,number,planned,phase,focus,turn,time,speaker,"
	"technique,strength,rule,words,verdict,confirmed,item,class,rater,"
	"role,signed_at,extent,quality,na_reason,suggested,turns,note,version\r\n";

/* A row under way: cells before the first have no comma. */
struct row {
	GString *out;
	gboolean begun;
};

static void
cell_raw(struct row *row, const char *text)
{
	if (row->begun)
		g_string_append_c(row->out, ',');
	row->begun = TRUE;
	g_string_append(row->out, text);
}

/* Would a spreadsheet reckon with a text that goes on like this? */
static gboolean
is_formula(const char *text)
{
	gunichar c = g_utf8_get_char(text);

	while (g_unichar_isspace(c) || c == '"' || c == '\'' || c == 0xFEFF) {
		text = g_utf8_next_char(text);
		c = g_utf8_get_char(text);
	}
	return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D ||
	       c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

static void
cell(struct row *row, const char *text)
{
	g_autofree char *clean = base_printable(text ? text : "", -1);
	g_autoptr(GString) quoted = g_string_new("\"");
	gboolean harmless = TRUE, begins = TRUE;

	for (const char *at = clean; *at; at++) {
		if (begins && is_formula(at)) {
			g_string_append_c(quoted, '\'');
			harmless = FALSE;
		}
		if (*at == '"')
			g_string_append_c(quoted, '"');
		g_string_append_c(quoted, *at);
		begins = *at == ';';
	}
	g_string_append_c(quoted, '"');
	if (harmless && !strpbrk(clean, ",;\""))
		cell_raw(row, clean);
	else
		cell_raw(row, quoted->str);
}

static void
cell_count(struct row *row, gint64 value)
{
	char text[32];

	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
	cell_raw(row, text);
}

/* Empty when 0. */
static void
cell_known(struct row *row, gint64 value)
{
	if (value > 0)
		cell_count(row, value);
	else
		cell_raw(row, "");
}

static void
cells_skip(struct row *row, guint count)
{
	for (guint i = 0; i < count; i++)
		cell_raw(row, "");
}

static void
row_begin(struct row *row, const char *record,
	  const struct session_record *session)
{
	row->begun = FALSE;
	cell_raw(row, record);
	cell_count(row, session->session);
	cell(row, session->case_code);
	cell_known(row, session->facts.number);
	cell_known(row, session->facts.planned);
	cell(row, phase_print(session->facts.phase));
	cell(row, focus_print(session->facts.focus));
}

static void
row_finish(struct row *row)
{
	g_string_append(row->out, "\r\n");
}

static void
evidence_row(struct row *row, const struct session_record *record,
	     const struct effective_tag *tag)
{
	const struct turn *turn =
		record->transcript ?
			transcript_turn(record->transcript, tag->turn) :
			NULL;
	g_autofree char *time = turn ? base_clock_print(turn->start_ms) : NULL;
	g_autofree char *rules = fact_rules_print(tag);
	g_autofree char *words = fact_words_print(record, tag);
	g_autofree char *verdict = fact_verdict_print(tag);

	row_begin(row, "evidence", record);
	cell_count(row, tag->turn);
	cell(row, time);
	cell(row, turn ? turn_role_print(turn->role) : NULL);
	cell(row, tag->technique);
	cell(row, fact_strength_print(tag));
	cell(row, rules);
	cell(row, words);
	cell(row, verdict);
	cell_raw(row, tag->confirmed ? "yes" : "no");
	cells_skip(row, 2);
	cell(row, tag->decision ? tag->decision->rater : NULL);
	cells_skip(row, 7);
	cell(row, tag->decision ? tag->decision->reason : NULL);
	cells_skip(row, 1);
	row_finish(row);
}

static void
points(struct row *row, const struct item_rating *line)
{
	if (line && line->extent == 0)
		cell_raw(row, "NA");
	else
		cell_known(row, line ? line->extent : 0);
	cell_known(row, line ? line->quality : 0);
	cell(row, line && line->extent == 0 ? line->na_reason : NULL);
}

static void
rating_row(struct row *row, const struct session_record *record,
	   const struct item *item, const struct rating *rating)
{
	const struct item_rating *line = fact_line(rating, item->id);
	const struct item_rating *said = fact_said(rating, item->id);
	const struct suggestion *suggestion = record_suggestion(record, item);
	g_autofree char *signed_at =
		rating && rating->signed_at ?
			base_time_print(rating->signed_at) :
			NULL;
	g_autofree char *turns =
		fact_turns_print(said ? said->turns : NULL, G_MAXUINT);

	row_begin(row, "rating", record);
	cells_skip(row, 9);
	cell(row, item->id);
	cell(row, item_class_print(item->item_class));
	cell(row, rating ? rating->rater : NULL);
	cell(row, rating ? rater_role_print(rating->role) : NULL);
	cell(row, signed_at);
	points(row, line);
	cell_known(row, suggestion ? suggestion->extent : 0);
	cell(row, turns);
	cell(row, said ? said->comment : NULL);
	cell_known(row, rating ? MAX(rating->version, 1) : 0);
	row_finish(row);
}

static void
rating_rows(struct row *row, const struct export_set *set,
	    const struct session_record *record, const struct rating *rating)
{
	for (guint i = 0; i < set->rubric->items->len; i++) {
		const struct item *item =
			g_ptr_array_index(set->rubric->items, i);

		if (item_is_live(item, &record->facts))
			rating_row(row, record, item, rating);
	}
}

/* Without it empty cells would say that nothing is there. */
static void
lacks_row(struct row *row, const struct session_record *record)
{
	g_autofree char *why = fact_lacks_print(record);

	if (!why)
		return;
	row_begin(row, "not told", record);
	cells_skip(row, 19);
	cell(row, why);
	row_finish(row);
}

char *
export_csv(const struct export_set *set, const struct export_options *options)
{
	struct row row = { .out = g_string_new(heads) };

	(void)options;
	for (guint i = 0; i < list_len(set->sessions); i++) {
		const struct session_record *record =
			g_ptr_array_index(set->sessions, i);

		lacks_row(&row, record);
		for (guint j = 0; j < list_len(record->effective_tags); j++)
			evidence_row(
				&row, record,
				g_ptr_array_index(record->effective_tags, j));
		for (guint j = 0; j < list_len(record->ratings); j++)
			rating_rows(&row, set, record,
				    g_ptr_array_index(record->ratings, j));
		if (list_len(record->ratings) == 0)
			rating_rows(&row, set, record, NULL);
	}
	return g_string_free(row.out, FALSE);
}
