/*
 * Summary: the scores of every rating, and below them charts, measures, what
 * asks for a look, and the plain numbers of the talk.
 *
 * Means, errors and shares are formulas (summary_scores.c).  The decision is text: it rests on more than numbers (a
 * signature), so it stays as it was when the file was written.
 */
#include "export/charts.h"
#include "export/facts.h"
#include "export/summary.h"

#include <string.h>

/* Plain rows on a printed page, for the breaks that keep charts whole. */
#define PAGE_ROWS 56
#define CHART_ROWS 28 /* of a radar, and most bars */
#define CHARTED_SESSIONS 24

static char *
why_print(const struct summary_row *row, const struct rubric *rubric)
{
	const struct rating *rating = row->rating;
	g_autofree char *reasons = fact_reasons_print(row->score, "\n");
	g_autofree char *signature = rating_signature_print(rating, FALSE);
	g_autofree char *of = fact_sources_print(rating);
	g_autofree char *why = g_strconcat(
		reasons, *reasons && *signature ? "\n" : "", signature,
		of ? "\nMade of " : "", of ? of : "", NULL);

	if (!rating->rubric_sha256 || !rubric->sha256 ||
	    !strcmp(rating->rubric_sha256, rubric->sha256))
		return g_steal_pointer(&why);
	return g_strdup_printf("%s\nRated on another version of the rubric "
			       "(%s, SHA-256 %.12s...).",
			       why, rating->rubric, rating->rubric_sha256);
}

/* "supervisor", with the version where there are several. */
static char *
role_print(const struct rating *rating)
{
	const char *role = rater_role_print(rating->role);

	if (!rating->earlier && rating->version <= 1)
		return g_strdup(role);
	return g_strdup_printf("%s\nversion %u%s", role, rating->version,
			       rating->earlier	  ? ", as signed" :
			       !rating->signed_at ? ", not signed" :
						    "");
}

gboolean
summary_is_unrated(struct at *at, const struct summary_row *row)
{
	if (row->rating)
		return FALSE;
	cell_blank(at, STYLE_TEXT);
	return TRUE;
}

static void
write_rater(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct summary_row *row = of;
	const struct place_of_session *place = &at->book->places[row->session];

	if (!summary_is_unrated(at, row))
		cell_link(at, column->style, "Ratings",
			  place->ratings + row->index * place->live->len, 0,
			  row->rating->rater);
}

static void
write_role(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct summary_row *row = of;
	g_autofree char *role = row->rating ? role_print(row->rating) : NULL;

	if (!summary_is_unrated(at, row))
		cell_string(at, column->style, role);
}

static void
write_signed(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct summary_row *row = of;

	if (!summary_is_unrated(at, row))
		cell_time(at, column->style, row->rating->signed_at);
}

static void
write_decision(struct at *at, const struct sheet_column *column, const void *of)
{
	static const enum style styles[] = {
		[PASS_YES] = STYLE_PASS,
		[PASS_BORDERLINE] = STYLE_BORDERLINE,
		[PASS_NOT_YET] = STYLE_NOT_YET,
		[PASS_INCOMPLETE] = STYLE_INCOMPLETE,
	};
	const struct summary_row *row = of;

	(void)column;
	if (!summary_is_unrated(at, row))
		cell_string(at, styles[row->score->state],
			    pass_state_print(row->score->state));
}

static void
write_why(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct summary_row *row = of;
	g_autofree char *why = row->rating ?
				       why_print(row, at->book->set->rubric) :
				       g_strdup("Not rated yet.");

	cell_string(at, column->style, why);
}

/* The three columns of a mean: where it lies in struct session_score. */
#define SCORE_OF(member) \
	.kind = COLUMN_OWN, .at = offsetof(struct session_score, member)

const struct sheet_column summary_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct summary_row, of.session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Case", TEXT_AT(struct summary_row, of.case_code) },
	  LOOK(8, STYLE_CENTRE) },
	{ { NULL, "Number", TEXT_AT(struct summary_row, number) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Phase and focus", TEXT_AT(struct summary_row, kind) },
	  LOOK(16, STYLE_CENTRE) },
	{ { NULL, "Rater", .kind = COLUMN_OWN },
	  LOOK(10, STYLE_LINK_CENTRE),
	  .write = write_rater },
	{ { NULL, "Role", .kind = COLUMN_OWN },
	  LOOK(12, STYLE_CENTRE),
	  .write = write_role },
	{ { NULL, "Signed (UTC)", .kind = COLUMN_OWN },
	  LOOK(16, STYLE_TIME),
	  .write = write_signed },
	{ { "adherence", "Adherence", SCORE_OF(adherence) },
	  LOOK(10, STYLE_SCORE),
	  .write = summary_mean_write },
	{ { "adherence n", "n", SCORE_OF(adherence) },
	  LOOK(4, STYLE_COUNT),
	  .write = summary_n_write },
	{ { NULL, "SE", SCORE_OF(adherence) },
	  LOOK(5, STYLE_SCORE),
	  .write = summary_error_write },
	{ { "quality", "Quality", SCORE_OF(quality) },
	  LOOK(9, STYLE_SCORE),
	  .write = summary_mean_write },
	{ { "quality n", "n", SCORE_OF(quality) },
	  LOOK(4, STYLE_COUNT),
	  .write = summary_n_write },
	{ { NULL, "SE", SCORE_OF(quality) },
	  LOOK(5, STYLE_SCORE),
	  .write = summary_error_write },
	{ { "specificity", "IPT specific", SCORE_OF(specificity) },
	  LOOK(9, STYLE_SCORE),
	  .write = summary_mean_write },
	{ { "specificity n", "n", SCORE_OF(specificity) },
	  LOOK(4, STYLE_COUNT),
	  .write = summary_n_write },
	{ { NULL, "SE", SCORE_OF(specificity) },
	  LOOK(5, STYLE_SCORE),
	  .write = summary_error_write },
	{ { NULL, "Live items rated", .kind = COLUMN_OWN },
	  LOOK(9, STYLE_PERCENT),
	  .write = summary_share_write },
	{ { NULL, "Off-model sum", .kind = COLUMN_OWN },
	  LOOK(10, STYLE_COUNT),
	  .write = summary_off_model_write },
	{ { NULL, "Decision", .kind = COLUMN_OWN },
	  LOOK(12, STYLE_CENTRE),
	  .write = write_decision },
	{ { NULL, "Why", .kind = COLUMN_OWN },
	  LOOK(44, STYLE_TEXT),
	  .write = write_why },
	{ .of = { .kind = COLUMNS_END } },
};

/* index: of the rating; not used when there is none. */
static void
write_score_row(struct at *at, guint session, guint index)
{
	const struct session_record *record = book_session(at->book, session);
	gboolean rated = index < list_len(record->ratings);
	g_autofree char *number = facts_number_print(&record->facts);
	g_autofree char *kind =
		g_strdup_printf("%s\n%s", phase_print(record->facts.phase),
				focus_print(record->facts.focus));
	const struct summary_row row = {
		.of = *record,
		.session = session,
		.index = index,
		.number = number,
		.kind = kind,
		.rating = rated ? record->ratings->pdata[index] : NULL,
		.score = rated ? record->scores->pdata[index] : NULL,
	};

	sheet_row_write(at, summary_columns, &row);
}

void
summary_section(struct at *at, const char *title, const char *note,
		const struct sheet_column *columns)
{
	at->columns = summary_columns;
	at->count = 0;
	cell_string(at, STYLE_SECTION, title);
	at->col = 2;
	if (note)
		cell_string(at, STYLE_PLAIN, note);
	row_end(at);
	at->count = sheet_columns_count(summary_columns);
	if (columns)
		sheet_heads_write(at, columns, TRUE);
}

static void
write_scores(struct at *at)
{
	sheet_widths_set(at->sheet, summary_columns);
	summary_section(at, "Scores",
			"one row for each rating; raters and roles are never "
			"averaged",
			summary_columns);
	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		for (guint j = 0; j < MAX(list_len(record->ratings), 1); j++)
			write_score_row(at, i, j);
	}
	at->row++;
}

/* Ends the page before a chart that would not fit on it. */
static void
break_page(GArray *breaks, lxw_row_t row, lxw_row_t rows, lxw_row_t *page)
{
	if (row == *page || row + rows - *page <= PAGE_ROWS)
		return;
	g_array_append_val(breaks, row);
	*page = row;
}

static void
write_charts(struct at *at)
{
	g_autoptr(GArray) breaks = g_array_new(TRUE, FALSE, sizeof(lxw_row_t));
	guint drawn = 0, i, sessions = list_len(at->book->set->sessions);
	lxw_row_t page = at->row - at->row % PAGE_ROWS;
	g_autoptr(GString) text = g_string_new(NULL);

	break_page(breaks, at->row, CHART_ROWS, &page);
	summary_section(at, "Charts", "as rated when the file was written",
			NULL);
	at->row += charts_course_write(at->book, at->row);
	for (i = 0; i < sessions && drawn < CHARTED_SESSIONS; i++) {
		lxw_row_t rows = charts_write(at->book, i, at->row);

		if (rows > 0)
			break_page(breaks, at->row, rows, &page);
		at->row += rows;
		drawn += rows > 0;
	}
	if (drawn == 0)
		cell_string(at, STYLE_PLAIN,
			    "Nothing to draw: no item is rated and no "
			    "technique was found.");
	if (i < sessions) {
		at->col = 0;
		g_string_printf(text,
				"Of the sessions after the first %u no charts "
				"are drawn; export them by themselves to see "
				"theirs.",
				i);
		cell_string(at, STYLE_PLAIN, text->str);
	}
	worksheet_set_h_pagebreaks(at->sheet, (lxw_row_t *)breaks->data);
}

void
sheet_summary_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->summary };

	worksheet_set_row(book->summary, 0, 26, NULL);
	cell_string(&at, STYLE_TITLE, "Summary");
	row_end(&at);
	at.row++;
	write_scores(&at);
	summary_measures_write(&at);
	summary_observations_write(&at);
	summary_talk_write(&at);
	write_charts(&at);
	sheet_print_setup(book->summary, TRUE);
}
