/*
 * Standing: how far marks would come out the same with other sessions and
 * raters, and the marks of the therapists whose sessions are in the workbook.
 */
#include "export/facts.h"
#include "export/sheet.h"

#include <math.h>

static const char *
verdict_text(guint verdict)
{
	return standing_verdict_print((enum standing_verdict)verdict);
}

static const struct sheet_column marked_columns[] = {
	{ { NULL, "Therapist", TEXT_AT(struct standing_mark, therapist) },
	  LOOK(20, STYLE_TEXT) },
	{ { NULL, "Sessions", COUNT_AT(struct standing_mark, sessions) },
	  LOOK(10, STYLE_COUNT) },
	{ { NULL, "Raters", COUNT_AT(struct standing_mark, raters) },
	  LOOK(10, STYLE_COUNT) },
	{ { NULL, "Ratings", COUNT_AT(struct standing_mark, ratings) },
	  LOOK(10, STYLE_COUNT) },
	{ { NULL, "Mean", REAL_AT(struct standing_mark, mean) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "Error", REAL_AT(struct standing_mark, sem) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "From", REAL_AT(struct standing_mark, lower) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "To", REAL_AT(struct standing_mark, upper) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "At the cut",
	    NAME_AT(struct standing_mark, verdict, verdict_text) },
	  LOOK(44, STYLE_TEXT) },
	{ .of = { .kind = COLUMNS_END } },
};

static const struct sheet_column part_columns[] = {
	{ { NULL, "What varies", TEXT_AT(struct standing_part, name) },
	  LOOK(20, STYLE_TEXT) },
	{ { NULL, "Variance", REAL_AT(struct standing_part, variance) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "Share", REAL_AT(struct standing_part, share) },
	  LOOK(10, STYLE_PERCENT) },
	{ { NULL, "In words", TEXT_AT(struct standing_part, says) },
	  LOOK(44, STYLE_TEXT),
	  .span = 6 },
	{ .of = { .kind = COLUMNS_END } },
};

static void
fill_how(struct column_value *value, const void *of, const void *about)
{
	const struct standing_design *design = of;

	(void)about;
	value->text = design->rotating ? "each session by another rater" :
					 "each session by all of them";
}

static const struct sheet_column design_columns[] = {
	{ { NULL, "A mark from sessions",
	    COUNT_AT(struct standing_design, sessions) },
	  LOOK(20, STYLE_COUNT) },
	{ { NULL, "Raters", COUNT_AT(struct standing_design, raters) },
	  LOOK(10, STYLE_COUNT) },
	{ { NULL, "Ratings", COUNT_AT(struct standing_design, ratings) },
	  LOOK(10, STYLE_COUNT) },
	{ { NULL, "Phi", REAL_AT(struct standing_design, phi) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "Error", REAL_AT(struct standing_design, sem) },
	  LOOK(10, STYLE_SCORE) },
	{ { NULL, "Wrong pass", REAL_AT(struct standing_design, false_pass) },
	  LOOK(10, STYLE_PERCENT) },
	{ { NULL, "Wrong fail", REAL_AT(struct standing_design, false_fail) },
	  LOOK(10, STYLE_PERCENT) },
	{ { NULL, "Right", REAL_AT(struct standing_design, right) },
	  LOOK(10, STYLE_PERCENT) },
	{ { NULL, "How", FILLED(COLUMN_TEXT, fill_how) },
	  LOOK(44, STYLE_TEXT) },
	{ .of = { .kind = COLUMNS_END } },
};

static void
line_write(struct at *at, enum style style, const char *text)
{
	at->col = 0;
	cell_string(at, style, text);
	at->col = 0;
	at->row++;
}

static void
table_write(struct at *at, const char *title, const char *says,
	    const struct sheet_column *columns, const GPtrArray *rows)
{
	if (list_len(rows) == 0)
		return;
	line_write(at, STYLE_SECTION, title);
	line_write(at, STYLE_PLAIN, says);
	sheet_heads_write(at, columns, FALSE);
	for (guint i = 0; i < rows->len; i++)
		sheet_row_write(at, columns, rows->pdata[i]);
	at->row++;
}

static void
write_notes(struct at *at, const struct standing *standing)
{
	for (guint i = 0; i < standing->notes->len; i++)
		line_write(at, STYLE_PLAIN, standing->notes->pdata[i]);
	line_write(at, STYLE_PLAIN,
		   "Items are taken as fixed: nothing is said of another "
		   "rubric, and nothing of whether a mark is right, only of "
		   "how far it would come out the same.");
	line_write(at, STYLE_PLAIN,
		   "Chances take marks as normal and are approximate near the "
		   "ends of the scale.");
}

void
sheet_standing_write(struct book *book)
{
	const struct standing *standing = book->set->standing;
	struct at at = { .book = book, .sheet = book->standing };
	g_autofree char *rests = g_strdup_printf(
		"From %u ratings of %u sessions by %u therapists, %u raters; "
		"%u sessions rated by two or more; by %s",
		standing->ratings, standing->sessions, standing->therapists,
		standing->raters, standing->twice, standing->method);

	sheet_widths_set(at.sheet, marked_columns);
	sheet_print_setup(at.sheet, TRUE);
	line_write(&at, STYLE_TITLE, "How far a mark would stand");
	line_write(&at, STYLE_SUBTITLE, rests);
	at.row++;
	table_write(&at, "Marks of these sessions' therapists",
		    "For supervisor and candidate: the mean of the sessions in "
		    "this workbook, and where the true mark lies in 95 of 100 "
		    "cases. Near the cut: rate another session.",
		    marked_columns, standing->marks);
	table_write(&at, "What marks vary by",
		    "For an accrediting body: how much of all that varies is "
		    "the therapist's.",
		    part_columns, standing->parts);
	table_write(&at, "What a mark is worth",
		    "Phi: the therapist's share of a mark's spread; error on "
		    "the rubric's scale; wrong decisions at the cut, of all "
		    "therapists.",
		    design_columns, standing->designs);
	write_notes(&at, standing);
}
