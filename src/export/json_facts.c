/*
 * json_facts: what is known of a session, and who spoke how much.
 */
#include "export/json_facts.h"

#include <string.h>

/* What is known of the codebook that tagged the session. */
static void
write_codebook(struct printer *p, const struct session_record *record)
{
	const struct codebook *codebook = record->codebook;
	const char *hash = record->codebook_sha256;
	gboolean readable =
		codebook && hash && !strcmp(codebook_sha256(codebook), hash);

	printer_begin_map(p, "codebook");
	printer_string(p, "id", readable ? codebook->id : NULL);
	printer_string(p, "version", readable ? codebook->version : NULL);
	printer_string(p, "sha256", hash);
	printer_end(p);
}

static const struct column fact_columns[] = {
	{ "session", NULL, NUMBER_AT(struct session_record, session) },
	{ "case", NULL, TEXT_AT(struct session_record, case_code) },
	{ "therapist", NULL, TEXT_AT(struct session_record, therapist) },
	{ "source", NULL, TEXT_AT(struct session_record, source_name) },
	{ "source_sha256", NULL,
	  TEXT_AT(struct session_record, source_sha256) },
	{ "imported_at", NULL, TEXT_AT(struct session_record, imported_at) },
	{ "number", NULL, KNOWN_AT(struct session_record, facts.number) },
	{ "planned", NULL, KNOWN_AT(struct session_record, facts.planned) },
	{ "phase", NULL,
	  NAME_AT(struct session_record, facts.phase, phase_print) },
	{ "phase_suggested", NULL,
	  FLAG_AT(struct session_record, phase_suggested) },
	{ "focus", NULL,
	  NAME_AT(struct session_record, facts.focus, focus_print) },
	{ .kind = COLUMNS_END },
};

void
json_facts_write(struct printer *p, const struct session_record *record)
{
	columns_json_fields(p, fact_columns, record, NULL);
	write_codebook(p, record);
}

void
json_lacks_write(struct printer *p, const struct lacks *lacks)
{
	printer_texts(p, "not_told_because", lacks ? lacks->says : NULL);
}

/* What one role said. */
struct talk_of {
	guint turns, words, questions, longest_turn;
};

static const struct column talk_columns[] = {
	{ "turns", NULL, COUNT_AT(struct talk_of, turns) },
	{ "words", NULL, COUNT_AT(struct talk_of, words) },
	{ "questions", NULL, COUNT_AT(struct talk_of, questions) },
	{ "longest_turn", NULL, COUNT_AT(struct talk_of, longest_turn) },
	{ .kind = COLUMNS_END },
};

void
json_talk_write(struct printer *p, const struct speech_numbers *numbers)
{
	printer_begin_map(p, "talk");
	for (guint role = TURN_THERAPIST; role <= TURN_UNKNOWN; role++) {
		const struct talk_of talk = {
			.turns = numbers->turns[role],
			.words = numbers->words[role],
			.questions = numbers->questions[role],
			.longest_turn = numbers->longest_turn[role],
		};

		columns_json(p, turn_role_print((enum turn_role)role),
			     talk_columns, &talk, NULL);
	}
	printer_end(p);
}
