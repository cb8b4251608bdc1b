/*
 * The small tables of the Summary: measures, observations, numbers of the
 * talk.
 */
#include "export/facts.h"
#include "export/summary.h"

struct measure_row {
	struct session_record of;
	struct measure_value measure;
};

static const struct sheet_column measured_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct measure_row, of.session) },
	  .style = STYLE_COUNT },
	{ { NULL, "Case", TEXT_AT(struct measure_row, of.case_code) },
	  .style = STYLE_CENTRE },
	{ { NULL, "Measure", TEXT_AT(struct measure_row, measure.name) },
	  .style = STYLE_TEXT,
	  .span = 2 },
	{ { NULL, "Score", REAL_AT(struct measure_row, measure.score) },
	  .style = STYLE_CENTRE },
	{ { NULL, "Band", TEXT_AT(struct measure_row, measure.band) },
	  .style = STYLE_TEXT,
	  .span = 2 },
	{ .of = { .kind = COLUMNS_END } },
};

void
summary_measures_write(struct at *at)
{
	gboolean begun = FALSE;

	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		for (guint j = 0; j < list_len(record->measures); j++) {
			const struct measure_value *measure =
				g_ptr_array_index(record->measures, j);
			const struct measure_row row = { *record, *measure };

			if (!begun)
				summary_section(at, "Measures", NULL,
						measured_columns);
			begun = TRUE;
			sheet_row_write(at, measured_columns, &row);
		}
	}
	at->row += begun;
}

struct noticed_row {
	struct session_record of;
	const char *kind, *turns, *says;
	enum style kind_style, says_style;
};

static void
write_kind(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct noticed_row *row = of;

	(void)column;
	cell_string(at, row->kind_style, row->kind);
}

static void
write_says(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct noticed_row *row = of;

	cell_wide(at, row->says_style, (lxw_col_t)(at->col + column->span - 1),
		  row->says);
}

static const struct sheet_column noticed_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct noticed_row, of.session) },
	  .style = STYLE_COUNT },
	{ { NULL, "Case", TEXT_AT(struct noticed_row, of.case_code) },
	  .style = STYLE_CENTRE },
	{ { NULL, "Kind", .kind = COLUMN_OWN },
	  .style = STYLE_CENTRE,
	  .write = write_kind },
	{ { NULL, "Turns", TEXT_AT(struct noticed_row, turns) },
	  .style = STYLE_CENTRE },
	{ { NULL, "What was noticed", .kind = COLUMN_OWN },
	  .style = STYLE_TEXT,
	  .write = write_says,
	  .span = 11 },
	{ .of = { .kind = COLUMNS_END } },
};

static char *
turns_of(const struct observed *observed)
{
	if (observed->last_turn > observed->first_turn)
		return g_strdup_printf("%u\xe2\x80\x93%u", observed->first_turn,
				       observed->last_turn);
	if (observed->first_turn == 0)
		return g_strdup("scores");
	return g_strdup_printf("%u", observed->first_turn);
}

static void
write_observed(struct at *at, const struct session_record *record,
	       const struct observed *observed)
{
	g_autofree char *turns = turns_of(observed);
	gboolean risk = observed->kind == OBSERVATION_RISK;
	const struct noticed_row row = {
		.of = *record,
		.kind = observation_kind_print(observed->kind),
		.turns = turns,
		.says = observed->says ? observed->says : observed->id,
		.kind_style = risk ? STYLE_NOT_YET : STYLE_CENTRE,
		.says_style = risk ? STYLE_WARN : STYLE_TEXT,
	};

	sheet_row_write(at, noticed_columns, &row);
}

static void
write_lacks(struct at *at, const struct session_record *record)
{
	g_autofree char *why = fact_lacks_print(record);
	const struct noticed_row row = { .of = *record,
					 .kind = "not told",
					 .says = why,
					 .kind_style = STYLE_NOT_YET,
					 .says_style = STYLE_WARN };

	sheet_row_write(at, noticed_columns, &row);
}

/* All of one session. */
static void
write_noticed(struct at *at, const struct session_record *record)
{
	if (lacks_any(record->lacks))
		write_lacks(at, record);
	for (guint i = 0; i < list_len(record->observations); i++)
		write_observed(at, record,
			       g_ptr_array_index(record->observations, i));
}

void
summary_observations_write(struct at *at)
{
	gboolean begun = FALSE;

	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		if (!lacks_any(record->lacks) &&
		    list_len(record->observations) == 0)
			continue;
		if (!begun)
			summary_section(at, "For a look",
					"noticed by rules, not scored; a "
					"person decides what it means",
					noticed_columns);
		begun = TRUE;
		write_noticed(at, record);
	}
	at->row += begun;
}

static double
speech_share(guint part, const guint all[4])
{
	double whole = (double)all[0] + all[1] + all[2] + all[3];

	return whole > 0 ? part / whole : 0;
}

struct talk_row {
	struct session_record of;
	double share;
};

#define TALK(member, role) COUNT_AT(struct talk_row, of.numbers.member[role])

static const struct sheet_column talk_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct talk_row, of.session) },
	  .style = STYLE_COUNT },
	{ { NULL, "Case", TEXT_AT(struct talk_row, of.case_code) },
	  .style = STYLE_CENTRE },
	{ { NULL, "Turns, therapist", TALK(turns, TURN_THERAPIST) },
	  .style = STYLE_COUNT },
	{ { NULL, "Turns, patient", TALK(turns, TURN_PATIENT) },
	  .style = STYLE_COUNT },
	{ { NULL, "Words, therapist's share", REAL_AT(struct talk_row, share) },
	  .style = STYLE_PERCENT },
	{ { NULL, "Questions, therapist", TALK(questions, TURN_THERAPIST) },
	  .style = STYLE_COUNT },
	{ { NULL, "Longest, therapist", TALK(longest_turn, TURN_THERAPIST) },
	  .style = STYLE_COUNT },
	{ { NULL, "Longest, patient", TALK(longest_turn, TURN_PATIENT) },
	  .style = STYLE_COUNT },
	{ .of = { .kind = COLUMNS_END } },
};

void
summary_talk_write(struct at *at)
{
	summary_section(at, "Talk",
			"described, never scored; longest turns in words",
			talk_columns);
	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);
		const guint *words = record->numbers.words;
		const struct talk_row row = {
			*record, speech_share(words[TURN_THERAPIST], words)
		};

		sheet_row_write(at, talk_columns, &row);
	}
	at->row++;
}
