/*
 * The small tables of the Summary: measures, observations, numbers of the
 * talk.
 */
#include "export/private.h"

static void
session_cells(struct at *at, const struct session_record *record)
{
	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_string(at, STYLE_CENTRE, record->case_code);
}

static void
write_measure(struct at *at, const struct session_record *record,
	      const struct measure_value *measure)
{
	session_cells(at, record);
	cell_wide(at, STYLE_TEXT, 3, measure->name);
	cell_number(at, STYLE_CENTRE, measure->score);
	cell_wide(at, STYLE_TEXT, 6, measure->band ? measure->band : "");
	row_end(at);
}

void
summary_measures_write(struct at *at)
{
	static const struct head heads[] = {
		{ "Session", 0 }, { "Case", 1 }, { "Measure", 3 },
		{ "Score", 4 },	  { "Band", 6 },
	};
	gboolean begun = FALSE;

	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		for (guint j = 0; j < list_len(record->measures); j++) {
			if (!begun)
				summary_section(at, "Measures", NULL, heads,
						G_N_ELEMENTS(heads));
			begun = TRUE;
			write_measure(at, record,
				      g_ptr_array_index(record->measures, j));
		}
	}
	at->row += begun;
}

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

	session_cells(at, record);
	cell_string(at, risk ? STYLE_NOT_YET : STYLE_CENTRE,
		    observation_kind_print(observed->kind));
	cell_string(at, STYLE_CENTRE, turns);
	cell_wide(at, risk ? STYLE_WARN : STYLE_TEXT, 14,
		  observed->says ? observed->says : observed->id);
	row_end(at);
}

static void
write_lacks(struct at *at, const struct session_record *record)
{
	g_autofree char *why = fact_lacks_print(record);

	session_cells(at, record);
	cell_string(at, STYLE_NOT_YET, "not told");
	cell_blank(at, STYLE_CENTRE);
	cell_wide(at, STYLE_WARN, 14, why);
	row_end(at);
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
	static const struct head heads[] = {
		{ "Session", 0 },
		{ "Case", 1 },
		{ "Kind", 2 },
		{ "Turns", 3 },
		{ "What was noticed", 14 },
	};
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
					heads, G_N_ELEMENTS(heads));
		begun = TRUE;
		write_noticed(at, record);
	}
	at->row += begun;
}

static double
share_of(guint part, const guint all[4])
{
	double whole = (double)all[0] + all[1] + all[2] + all[3];

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
	cell_number(at, STYLE_PERCENT, share_of(n->words[t], n->words));
	cell_number(at, STYLE_COUNT, n->questions[t]);
	cell_number(at, STYLE_COUNT, n->longest_turn[t]);
	cell_number(at, STYLE_COUNT, n->longest_turn[p]);
	row_end(at);
}

void
summary_talk_write(struct at *at)
{
	static const struct head heads[] = {
		{ "Session", 0 },
		{ "Case", 1 },
		{ "Turns, therapist", 2 },
		{ "Turns, patient", 3 },
		{ "Words, therapist's share", 4 },
		{ "Questions, therapist", 5 },
		{ "Longest, therapist", 6 },
		{ "Longest, patient", 7 },
	};

	summary_section(at, "Talk",
			"described, never scored; longest turns in words",
			heads, G_N_ELEMENTS(heads));
	for (guint i = 0; i < list_len(at->book->set->sessions); i++)
		write_talk(at, book_session(at->book, i));
	at->row++;
}
