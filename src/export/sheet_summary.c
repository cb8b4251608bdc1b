/*
 * Summary: the scores of every rating, and below them charts, measures, what
 * asks for a look, and the plain numbers of the talk.
 *
 * Means, errors and shares are formulas over the rows of Ratings and carry
 * their results.  The decision is text: it rests on more than numbers (a
 * signature), so it stays as it was when the file was written.
 */
#include "export/private.h"

#include <math.h>
#include <string.h>

const struct column summary_columns[] = {
	{ "Session", 9, TRUE },
	{ "Case", 8, TRUE },
	{ "Number", 9, TRUE },
	{ "Phase and focus", 16, TRUE },
	{ "Rater", 10, TRUE },
	{ "Role", 12, TRUE },
	{ "Signed", 11, TRUE },
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

/* The rows of one rating in Ratings, and the columns the formulas need. */
struct block {
	char *classes;
	char *extents;
	char *qualities;
};

static char *
range_print(char column, lxw_row_t first, lxw_row_t last)
{
	return g_strdup_printf("Ratings!$%c$%u:$%c$%u", column, first + 1,
			       column, last + 1);
}

static struct block
block_of(const struct book *book, guint session, guint rating)
{
	const struct place_of_session *place = &book->places[session];
	lxw_row_t first = place->ratings + rating * place->live->len;
	lxw_row_t last = first + place->live->len - 1;
	struct block block = { range_print('G', first, last),
			       range_print('H', first, last),
			       range_print('I', first, last) };

	return block;
}

static void
block_clear(struct block *block)
{
	g_free(block->classes);
	g_free(block->extents);
	g_free(block->qualities);
}

/* One term a class, "+" between: prefix CLASSES,"U" suffix. */
static void
append_terms(GString *out, const struct block *block, guint classes,
	     const char *prefix, const char *suffix)
{
	const char *between = "";

	for (guint bit = CLASS_UNIQUE; bit <= CLASS_PROSCRIBED; bit *= 2) {
		if (!(classes & bit))
			continue;
		g_string_append_printf(
			out, "%s%s%s,\"%s\"%s", between, prefix, block->classes,
			item_class_print((enum item_class)bit), suffix);
		between = "+";
	}
}

/* Only extents from which quality is rated count for it. */
static char *
quality_condition(const struct book *book, const struct block *block,
		  const struct score_rule *rule)
{
	if (rule->of == OF_EXTENT)
		return g_strdup("");
	return g_strdup_printf(",%s,\">=%u\"", block->extents,
			       MAX(1, book->set->rubric->quality_from_extent));
}

static void
write_count(struct at *at, const struct block *block,
	    const struct mean_score *mean)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *suffix =
		g_strdup_printf(",%s,\">0\"%s)", points, only);
	g_autoptr(GString) formula = g_string_new("=");

	append_terms(formula, block, rule->classes, "COUNTIFS(", suffix);
	cell_formula(at, STYLE_COUNT, formula->str, mean->n);
}

static void
write_mean(struct at *at, const struct block *block,
	   const struct mean_score *mean, const char *count)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *prefix = g_strdup_printf("SUMIFS(%s,", points);
	g_autofree char *suffix = g_strdup_printf("%s)", only);
	g_autoptr(GString) formula = g_string_new(NULL);

	g_string_printf(formula, "=IF(%s=0,\"\",(", count);
	append_terms(formula, block, rule->classes, prefix, suffix);
	g_string_append_printf(formula, ")/%s)", count);
	cell_formula(at, STYLE_SCORE, formula->str, mean->mean);
}

/* sqrt((n * squares - sum^2) / (n^2 * (n - 1))), the squares from how often
 * each point was given. */
static void
write_error(struct at *at, const struct block *block,
	    const struct mean_score *mean, const char *value, const char *count)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *suffix = g_strdup_printf(
		",%s,{1,2,3,4,5}%s)*{1,4,9,16,25})", points, only);
	g_autoptr(GString) formula = g_string_new(NULL);

	g_string_printf(formula, "=IF(%s<2,\"\",SQRT(MAX(0,%s*(", count, count);
	append_terms(formula, block, rule->classes, "SUMPRODUCT(COUNTIFS(",
		     suffix);
	g_string_append_printf(formula, ")-(%s*%s)^2)/(%s^2*(%s-1))))", value,
			       count, count, count);
	cell_formula(at, STYLE_SCORE, formula->str, mean->standard_error);
}

static void
write_score(struct at *at, const struct block *block,
	    const struct mean_score *mean)
{
	char value[LXW_MAX_CELL_NAME_LENGTH], count[LXW_MAX_CELL_NAME_LENGTH];

	lxw_rowcol_to_cell(value, at->row, at->col);
	lxw_rowcol_to_cell(count, at->row, at->col + 1);
	write_mean(at, block, mean, count);
	write_count(at, block, mean);
	write_error(at, block, mean, value, count);
}

static void
write_shares(struct at *at, const struct block *block,
	     const struct session_score *score)
{
	guint proscribed = at->book->set->rubric->proscribed_classes;
	g_autofree char *share = g_strdup_printf(
		"=IF(ROWS(%s)=COUNTIF(%s,\"N/A\"),0,COUNTIF(%s,\">0\")/"
		"(ROWS(%s)-COUNTIF(%s,\"N/A\")))",
		block->extents, block->extents, block->extents, block->extents,
		block->extents);
	g_autofree char *sums = g_strdup_printf("SUMIFS(%s,", block->extents);
	g_autofree char *counts =
		g_strdup_printf(",%s,\">0\")", block->extents);
	g_autoptr(GString) formula = g_string_new("=0+");

	cell_formula(at, STYLE_PERCENT, share, score->share_rated);
	if (!proscribed) {
		cell_number(at, STYLE_COUNT, score->proscribed_sum);
		return;
	}
	append_terms(formula, block, proscribed, sums, ")");
	g_string_append(formula, "-(");
	append_terms(formula, block, proscribed, "COUNTIFS(", counts);
	g_string_append(formula, ")");
	cell_formula(at, STYLE_COUNT, formula->str, score->proscribed_sum);
}

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
	g_autofree char *why = fact_reasons_print(score, "\n");
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

static void
write_rated(struct at *at, guint session, guint index)
{
	const struct session_record *record = book_session(at->book, session);
	const struct rating *rating = g_ptr_array_index(record->ratings, index);
	const struct session_score *score =
		g_ptr_array_index(record->scores, index);
	struct block block = block_of(at->book, session, index);

	write_session(at, record);
	cell_link(at, STYLE_LINK_CENTRE, "Ratings",
		  at->book->places[session].ratings +
			  index * at->book->places[session].live->len,
		  0, rating->rater);
	cell_string(at, STYLE_CENTRE, rater_role_print(rating->role));
	cell_time(at, STYLE_DATE, rating->signed_at);
	write_score(at, &block, &score->adherence);
	write_score(at, &block, &score->quality);
	write_score(at, &block, &score->specificity);
	write_shares(at, &block, score);
	write_decision(at, rating, score);
	block_clear(&block);
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
