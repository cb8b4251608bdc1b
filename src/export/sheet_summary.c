/*
 * Summary: the scores of every rating, and below them charts, measures, what
 * asks for a look, and the plain numbers of the talk.
 *
 * Means, errors and shares are formulas (summary_scores.c).  The decision is text: it rests on more than numbers (a
 * signature), so it stays as it was when the file was written.
 */
#include "export/private.h"

#include <string.h>

const struct sheet_column summary_columns[] = {
	{ "Session", 9, TRUE },
	{ "Case", 8, TRUE },
	{ "Number", 9, TRUE },
	{ "Phase and focus", 16, TRUE },
	{ "Rater", 10, TRUE },
	{ "Role", 12, TRUE },
	{ "Signed (UTC)", 16, TRUE },
	{ "Adherence", 10, TRUE },
	{ "n", 4, TRUE },
	{ "SE", 5, TRUE },
	{ "Quality", 9, TRUE },
	{ "n", 4, TRUE },
	{ "SE", 5, TRUE },
	{ "IPT specific", 9, TRUE },
	{ "n", 4, TRUE },
	{ "SE", 5, TRUE },
	{ "Live items rated", 9, TRUE },
	{ "Off-model sum", 10, TRUE },
	{ "Decision", 12, TRUE },
	{ "Why", 44, FALSE },
};

#define COLUMNS G_N_ELEMENTS(summary_columns)

/* Plain rows on a printed page, for the breaks that keep charts whole. */
#define PAGE_ROWS 56
#define CHART_ROWS 28 /* of a radar, and most bars */
#define CHARTED_SESSIONS 24

static void
write_decision(struct at *at, const struct rating *rating,
	       const struct session_score *score)
{
	static const enum style styles[] = {
		[PASS_YES] = STYLE_PASS,
		[PASS_BORDERLINE] = STYLE_BORDERLINE,
		[PASS_NOT_YET] = STYLE_NOT_YET,
		[PASS_INCOMPLETE] = STYLE_INCOMPLETE,
	};
	g_autofree char *reasons = fact_reasons_print(score, "\n");
	g_autofree char *signature = fact_signature_print(rating);
	g_autofree char *why = g_strconcat(
		reasons, *reasons && *signature ? "\n" : "", signature, NULL);
	const struct rubric *rubric = at->book->set->rubric;
	g_autofree char *other = NULL;

	cell_string(at, styles[score->state], pass_state_print(score->state));
	if (rating->rubric_sha256 && rubric->sha256 &&
	    strcmp(rating->rubric_sha256, rubric->sha256) != 0)
		other = g_strdup_printf(
			"%s\nRated on another version of the rubric (%s, "
			"SHA-256 %.12s...).",
			why, rating->rubric, rating->rubric_sha256);
	cell_string(at, STYLE_TEXT, other ? other : why);
}

static void
write_session(struct at *at, const struct session_record *record)
{
	g_autofree char *number = facts_number_print(&record->facts);
	g_autofree char *kind =
		g_strdup_printf("%s\n%s", phase_print(record->facts.phase),
				focus_print(record->facts.focus));

	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_string(at, STYLE_CENTRE, record->case_code);
	cell_string(at, STYLE_CENTRE, number);
	cell_string(at, STYLE_CENTRE, kind);
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

static void
write_rated(struct at *at, guint session, guint index)
{
	const struct session_record *record = book_session(at->book, session);
	const struct rating *rating = g_ptr_array_index(record->ratings, index);
	const struct session_score *score =
		g_ptr_array_index(record->scores, index);
	g_autofree char *role = role_print(rating);

	write_session(at, record);
	cell_link(at, STYLE_LINK_CENTRE, "Ratings",
		  at->book->places[session].ratings +
			  index * at->book->places[session].live->len,
		  0, rating->rater);
	cell_string(at, STYLE_CENTRE, role);
	cell_time(at, STYLE_TIME, rating->signed_at);
	if (rating->earlier)
		summary_signed_scores_write(at, score);
	else
		summary_scores_write(at, session, index, score);
	write_decision(at, rating, score);
	row_end(at);
}

static void
write_unrated(struct at *at, guint session)
{
	write_session(at, book_session(at->book, session));
	while (at->col < COLUMNS - 1)
		cell_blank(at, STYLE_TEXT);
	cell_string(at, STYLE_TEXT, "Not rated yet.");
	row_end(at);
}

void
summary_section(struct at *at, const char *title, const char *note,
		const struct head *heads, guint count)
{
	at->columns = summary_columns;
	at->count = 0;
	cell_string(at, STYLE_SECTION, title);
	at->col = 2;
	if (note)
		cell_string(at, STYLE_PLAIN, note);
	row_end(at);
	at->count = COLUMNS;
	for (guint i = 0; i < count; i++)
		cell_wide(at, STYLE_HEAD_CENTRE, heads[i].last, heads[i].text);
	if (count > 0)
		row_end(at);
}

static void
write_scores(struct at *at)
{
	struct head heads[COLUMNS];

	for (guint i = 0; i < COLUMNS; i++) {
		heads[i] =
			(struct head){ summary_columns[i].head, (lxw_col_t)i };
		worksheet_set_column(at->sheet, (lxw_col_t)i, (lxw_col_t)i,
				     summary_columns[i].width, NULL);
	}
	summary_section(at, "Scores",
			"one row for each rating; raters and roles are never "
			"averaged",
			heads, COLUMNS);
	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		if (list_len(record->ratings) == 0)
			write_unrated(at, i);
		for (guint j = 0; j < list_len(record->ratings); j++)
			write_rated(at, i, j);
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
			NULL, 0);
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
