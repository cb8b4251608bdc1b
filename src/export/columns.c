/*
 * columns: what is listed of a session in more than one place.
 */
#include "export/export.h"

static void
fill_score(struct column_value *value, const void *of, const void *about)
{
	const struct measure_value *measure = of;

	(void)about;
	value->made = g_strdup_printf("%g", measure->score);
}

const struct column measure_columns[] = {
	{ "name", "measure", TEXT_AT(struct measure_value, name) },
	{ "score", NULL, REAL_AT(struct measure_value, score) },
	{ NULL, "score", FILLED(COLUMN_TEXT, fill_score), .right = TRUE },
	{ "band", "band", TEXT_AT(struct measure_value, band) },
	{ .kind = COLUMNS_END },
};

const struct column event_columns[] = {
	{ "id", NULL, NUMBER_AT(struct audit_event, id) },
	{ "at", NULL, TIME_AT(struct audit_event, at) },
	{ "who", NULL, TEXT_AT(struct audit_event, who) },
	{ "verb", NULL, TEXT_AT(struct audit_event, verb) },
	{ "detail", NULL, TEXT_AT(struct audit_event, detail) },
	{ .kind = COLUMNS_END },
};

const struct column observed_columns[] = {
	{ "id", NULL, TEXT_AT(struct observed, id) },
	{ "kind", NULL,
	  NAME_AT(struct observed, kind, observation_kind_print) },
	{ "says", NULL, TEXT_AT(struct observed, says) },
	{ "first_turn", NULL, COUNT_AT(struct observed, first_turn) },
	{ "last_turn", NULL, COUNT_AT(struct observed, last_turn) },
	{ "words", NULL, TEXT_AT(struct observed, words), .optional = TRUE },
	{ .kind = COLUMNS_END },
};

static void
fill_speaker(struct column_value *value, const void *of, const void *about)
{
	const struct speaker *speaker = transcript_speaker(about, of);

	value->text = speaker ? speaker->label : NULL;
}

static void
fill_text(struct column_value *value, const void *of, const void *about)
{
	value->text = transcript_turn_text(about, of, &value->len);
}

const struct column turn_columns[] = {
	{ "n", NULL, COUNT_AT(struct turn, n) },
	{ "role", NULL, NAME_AT(struct turn, role, turn_role_print) },
	{ "speaker", NULL, FILLED(COLUMN_TEXT, fill_speaker) },
	{ "start_ms", NULL, CLOCK_AT(struct turn, start_ms) },
	{ "end_ms", NULL, CLOCK_AT(struct turn, end_ms) },
	{ "text", NULL, FILLED(COLUMN_BYTES, fill_text) },
	{ .kind = COLUMNS_END },
};

const struct column source_columns[] = {
	{ "rater", "rater", TEXT_AT(struct rating_source, rater) },
	{ "role", "role",
	  NAME_AT(struct rating_source, role, rater_role_print) },
	{ "version", "version", COUNT_AT(struct rating_source, version) },
	{ "signed_at", "signed", TIME_AT(struct rating_source, signed_at) },
	{ "sha256", "sha256", TEXT_AT(struct rating_source, sha256) },
	{ "later", "since then", TEXT_AT(struct rating_source, later) },
	{ .kind = COLUMNS_END },
};

static void
fill_until(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->made = sealed_until_print(of);
}

#define SEALED_AS                                                             \
	{ "rater", "rater", TEXT_AT(struct sealed_rating, rater) },           \
		{ "role", "role",                                             \
		  NAME_AT(struct sealed_rating, role, rater_role_print) },    \
		{ "version", "version",                                       \
		  COUNT_AT(struct sealed_rating, version) },                  \
		{ "sealed_at", "sealed", TIME_AT(struct sealed_rating, at) }, \
	{                                                                     \
		"sha256", "sha256", TEXT_AT(struct sealed_rating, sha256)     \
	}

const struct column sealed_columns[] = {
	SEALED_AS,
	{ "sealed_until", "sealed until", FILLED(COLUMN_TEXT, fill_until) },
	{ .kind = COLUMNS_END },
};

const struct column opened_columns[] = {
	SEALED_AS,
	{ "nonce", NULL, TEXT_AT(struct sealed_rating, nonce) },
	{ .kind = COLUMNS_END },
};
