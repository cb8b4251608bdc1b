/*
 * json_facts: what is known of a session, and who spoke how much.
 */
#include "export/private.h"

#include <string.h>

void
json_known(struct printer *p, const char *key, gint64 value)
{
	if (value > 0)
		printer_int(p, key, value);
	else
		printer_null(p, key);
}

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

void
json_facts_write(struct printer *p, const struct session_record *record)
{
	printer_int(p, "session", record->session);
	printer_string(p, "case", record->case_code);
	printer_string(p, "therapist", record->therapist);
	printer_string(p, "source", record->source_name);
	printer_string(p, "source_sha256", record->source_sha256);
	printer_string(p, "imported_at", record->imported_at);
	json_known(p, "number", record->facts.number);
	json_known(p, "planned", record->facts.planned);
	printer_string(p, "phase", phase_print(record->facts.phase));
	printer_bool(p, "phase_suggested", record->phase_suggested);
	printer_string(p, "focus", focus_print(record->facts.focus));
	write_codebook(p, record);
}

void
json_lacks_write(struct printer *p, const struct lacks *lacks)
{
	printer_begin_list(p, "not_told_because");
	for (guint i = 0; lacks && i < lacks->says->len; i++)
		printer_string(p, NULL, lacks->says->pdata[i]);
	printer_end(p);
}

void
json_talk_write(struct printer *p, const struct speech_numbers *numbers)
{
	printer_begin_map(p, "talk");
	for (guint role = TURN_THERAPIST; role <= TURN_UNKNOWN; role++) {
		printer_begin_map(p, turn_role_print((enum turn_role)role));
		printer_int(p, "turns", numbers->turns[role]);
		printer_int(p, "words", numbers->words[role]);
		printer_int(p, "questions", numbers->questions[role]);
		printer_int(p, "longest_turn", numbers->longest_turn[role]);
		printer_end(p);
	}
	printer_end(p);
}
