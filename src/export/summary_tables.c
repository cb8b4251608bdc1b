/*
 * The small tables of the Summary: measures, observations, numbers of the
 * talk.
 */
#include "export/private.h"

#include <string.h>

#define SAYS_TO 13	/* last column of what was noticed */

/* Text over the columns from at->col to `last`, with a border all along. */
static void
wide_string(struct at *at, enum style style, lxw_col_t last, const char *text)
{
	lxw_col_t first = at->col;

	cell_string(at, style, text);
	while (at->col <= last)
		cell_blank(at, style);
	if (text && *text) {
		g_autofree char *clean = cell_text(text, strlen(text));

		worksheet_merge_range(at->sheet, at->row, first, at->row, last,
				      clean, style_of(at, style));
	}
}

static void
session_cells(struct at *at, const struct session_record *record)
{
	at->col = 0;
	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_string(at, STYLE_CENTRE, record->case_code);
}

lxw_row_t
summary_measures_write(struct book *book, lxw_row_t row)
{
	static const char *const heads[] = { "Session", "Case", "Measure",
					     "Score", "Band" };
	struct at at = { .book = book, .sheet = book->summary };
	gboolean begun = FALSE;

	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const struct session_record *record = book_session(book, i);

		for (guint j = 0; j < list_len(record->measures); j++) {
			const struct measure_value *measure =
				g_ptr_array_index(record->measures, j);

			if (!begun)
				row = summary_section(
					book, row, "Measures", NULL, heads,
					G_N_ELEMENTS(heads));
			begun = TRUE;
			at.row = row++;
			session_cells(&at, record);
			cell_string(&at, STYLE_CENTRE, measure->name);
			cell_number(&at, STYLE_CENTRE, measure->score);
			cell_string(&at, STYLE_CENTRE, measure->band);
		}
	}
	return begun ? row + 1 : row;
}

static char *
turns_of(const struct observed *observed)
{
	if (observed->last_turn > observed->first_turn)
		return g_strdup_printf("%u\xe2\x80\x93%u",
				       observed->first_turn,
				       observed->last_turn);
	return g_strdup_printf("%u", observed->first_turn);
}

static void
write_observed(struct at *at, const struct session_record *record,
	       const struct observed *observed)
{
	g_autofree char *turns = turns_of(observed);
	gboolean risk = observed->kind == OBSERVATION_RISK;

	session_cells(at, record);
	cell_string(at, risk ? STYLE_NOT_YET : STYLE_CENTRE,
		    observation_kind_print(observed->kind));
	cell_string(at, STYLE_CENTRE, turns);
	wide_string(at, risk ? STYLE_WARN : STYLE_TEXT, SAYS_TO,
		    observed->says);
}

lxw_row_t
summary_observations_write(struct book *book, lxw_row_t row)
{
	static const char *const heads[] = { "Session", "Case", "Kind",
					     "Turns" };
	struct at at = { .book = book, .sheet = book->summary };
	gboolean begun = FALSE;

	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const struct session_record *record = book_session(book, i);

		for (guint j = 0; j < list_len(record->observations); j++) {
			if (!begun) {
				row = summary_section(
					book, row, "For a look",
					"noticed by rules, not scored; a "
					"person decides what it means", heads,
					G_N_ELEMENTS(heads));
				at.row = row - 1;
				at.col = G_N_ELEMENTS(heads);
				wide_string(&at, STYLE_HEAD, SAYS_TO,
					    "What was noticed");
			}
			begun = TRUE;
			at.row = row++;
			write_observed(&at, record, g_ptr_array_index(
						record->observations, j));
		}
	}
	return begun ? row + 1 : row;
}

static double
share(guint part, guint a, guint b, guint c, guint d)
{
	double whole = (double)a + b + c + d;

	return whole > 0 ? part / whole : 0;
}

static void
write_talk(struct at *at, const struct session_record *record)
{
	const struct speech_numbers *n = &record->numbers;
	const guint t = TURN_THERAPIST, p = TURN_PATIENT;

	session_cells(at, record);
	cell_number(at, STYLE_COUNT, n->turns[t]);
	cell_number(at, STYLE_COUNT, n->turns[p]);
	cell_number(at, STYLE_PERCENT,
		    share(n->words[t], n->words[0], n->words[1], n->words[2],
			  n->words[3]));
	cell_number(at, STYLE_COUNT, n->questions[t]);
	cell_number(at, STYLE_COUNT, n->longest_turn[t]);
	cell_number(at, STYLE_COUNT, n->longest_turn[p]);
}

lxw_row_t
summary_talk_write(struct book *book, lxw_row_t row)
{
	static const char *const heads[] = {
		"Session",	    "Case",
		"Turns, therapist", "Turns, patient",
		"Share of words, therapist", "Questions, therapist",
		"Longest turn, therapist", "Longest turn, patient"
	};
	struct at at = { .book = book, .sheet = book->summary };

	row = summary_section(book, row, "Talk",
			      "described, never scored; longest turns in "
			      "words", heads, G_N_ELEMENTS(heads));
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		at.row = row++;
		write_talk(&at, book_session(book, i));
	}
	return row + 1;
}
