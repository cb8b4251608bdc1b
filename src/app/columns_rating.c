/*
 * columns_rating: decisions, ratings and what they come to, as they are
 * listed.
 */
#include "app/private.h"

/* -- decisions ------------------------------------------------------------- */

static void
fill_session(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	value->number = *(const gint64 *)about;
}

const struct column decision_columns[] = {
	{ "session", NULL, FILLED(COLUMN_NUMBER, fill_session) },
	{ "turn", NULL, COUNT_AT(struct decision, turn) },
	{ "technique", NULL, TEXT_AT(struct decision, technique) },
	{ "verdict", NULL, NAME_AT(struct decision, verdict, verdict_print) },
	{ "to", NULL, TEXT_AT(struct decision, to) },
	{ "rater", NULL, TEXT_AT(struct decision, rater) },
	{ .kind = COLUMNS_END },
};

const struct column turn_decision_columns[] = {
	{ "rater", NULL, TEXT_AT(struct decision, rater) },
	{ "verdict", NULL, NAME_AT(struct decision, verdict, verdict_print) },
	{ "technique", NULL, TEXT_AT(struct decision, technique) },
	{ "to", NULL, TEXT_AT(struct decision, to) },
	{ "reason", NULL, TEXT_AT(struct decision, reason) },
	{ .kind = COLUMNS_END },
};

/* -- ratings --------------------------------------------------------------- */

static void
fill_mean_name(struct column_value *value, const void *of, const void *about)
{
	const struct mean_score *mean = of;

	(void)about;
	value->text = mean->rule->name;
}

static const struct column mean_columns[] = {
	{ NULL, NULL, FILLED(COLUMN_TEXT, fill_mean_name), .names = TRUE },
	{ "mean", NULL, REAL_AT(struct mean_score, mean) },
	{ "n", NULL, COUNT_AT(struct mean_score, n) },
	{ "sum", NULL, REAL_AT(struct mean_score, sum) },
	{ "se", NULL, REAL_AT(struct mean_score, standard_error) },
	{ "sufficient", NULL, FLAG_AT(struct mean_score, sufficient) },
	{ .kind = COLUMNS_END },
};

static const struct column item_rating_columns[] = {
	{ "item", NULL, TEXT_AT(struct item_rating, item) },
	{ "extent", NULL, KNOWN_AT(struct item_rating, extent) },
	{ "quality", NULL, KNOWN_AT(struct item_rating, quality) },
	{ "na_reason", NULL, TEXT_AT(struct item_rating, na_reason) },
	{ "comment", NULL, TEXT_AT(struct item_rating, comment) },
	{ "turns", NULL, TURNS_AT(struct item_rating, turns) },
	{ .kind = COLUMNS_END },
};

static void
fill_blind(struct column_value *value, const void *of, const void *about)
{
	const struct scored_rating *row = of;
	guint blind = rating_blind(&row->rating);

	(void)about;
	value->made = blind ? blindness_print(blind) : NULL;
}

const struct column scored_rating_columns[] = {
	{ "rater", NULL, TEXT_AT(struct scored_rating, rating.rater) },
	{ "role", NULL,
	  NAME_AT(struct scored_rating, rating.role, rater_role_print) },
	{ "version", NULL, COUNT_AT(struct scored_rating, version) },
	{ "earlier_version", NULL,
	  FLAG_AT(struct scored_rating, rating.earlier) },
	{ "signed", NULL, FLAG_AT(struct scored_rating, is_signed) },
	{ "signed_at", NULL, TIME_AT(struct scored_rating, rating.signed_at) },
	{ "meaning", NULL, TEXT_AT(struct scored_rating, rating.meaning) },
	{ "signed_incomplete_because", NULL,
	  TEXT_AT(struct scored_rating, signature.unfinished) },
	{ "signed_sha256", NULL,
	  TEXT_AT(struct scored_rating, signature.sha256) },
	{ "blind", NULL, FILLED(COLUMN_TEXT, fill_blind) },
	{ "rater_qualified", NULL,
	  TEXT_AT(struct scored_rating, rating.qualified) },
	{ "signed_how", NULL, TEXT_AT(struct scored_rating, how) },
	{ "signed_key", NULL, TEXT_AT(struct scored_rating, signature.key_id) },
	{ "signed_key_of", NULL,
	  TEXT_AT(struct scored_rating, signature.key_holder) },
	{ "signed_fingerprint", NULL,
	  TEXT_AT(struct scored_rating, signature.fingerprint) },
	{ "signed_key_state", NULL, TEXT_AT(struct scored_rating, key_state) },
	{ "made_of", NULL,
	  LIST_AT(struct scored_rating, rating.made_of, source_columns) },
	{ "corrected_since_signed", NULL,
	  FLAG_AT(struct scored_rating, rating.outdated) },
	{ NULL, NULL,
	  MAP_AT(struct scored_rating, score.adherence, mean_columns) },
	{ NULL, NULL,
	  MAP_AT(struct scored_rating, score.quality, mean_columns) },
	{ NULL, NULL,
	  MAP_AT(struct scored_rating, score.specificity, mean_columns) },
	{ "proscribed", NULL,
	  LIST_AT(struct scored_rating, score.proscribed, proscribed_columns) },
	{ "proscribed_sum", NULL,
	  COUNT_AT(struct scored_rating, score.proscribed_sum) },
	{ "live", NULL, COUNT_AT(struct scored_rating, score.live) },
	{ "rated", NULL, COUNT_AT(struct scored_rating, score.rated) },
	{ "not_applicable", NULL,
	  COUNT_AT(struct scored_rating, score.not_applicable) },
	{ "share_rated", NULL,
	  REAL_AT(struct scored_rating, score.share_rated) },
	{ "missing", NULL, TEXTS_AT(struct scored_rating, score.missing) },
	{ "state", NULL,
	  NAME_AT(struct scored_rating, score.state, pass_state_print) },
	{ "reasons", NULL, TEXTS_AT(struct scored_rating, score.reasons) },
	{ "items", NULL,
	  LIST_AT(struct scored_rating, rating.items, item_rating_columns) },
	{ "remarks", NULL,
	  LIST_AT(struct scored_rating, rating.remarks, item_remark_columns) },
	{ .kind = COLUMNS_END },
};

struct scored_rating
scored_rating_of(const struct rating *rating, const struct session_score *score)
{
	struct scored_rating scored = { .rating = *rating,
					.score = *score,
					.version = MAX(rating->version, 1),
					.is_signed = rating->signed_at != 0 };

	if (rating->signature)
		scored.signature = *rating->signature;
	scored.how =
		rating->signed_at ? signature_how(&scored.signature) : NULL;
	scored.key_state = signed_state_print(scored.signature.state_of_key);
	return scored;
}

/* -- signatures ------------------------------------------------------------ */

/* Of one from before signatures held on to anything, nothing more is known
 * than that it is declared. */
static const struct signature *
signature_of(const struct rating *rating)
{
	static const struct signature bare;

	return rating->signature ? rating->signature : &bare;
}

#define FILL(name, expression)                                              \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct signature *signature = signature_of(of);       \
                                                                            \
		(void)about;                                                \
		value->text = expression;                                   \
	}

FILL(how, signature_how(signature))
FILL(key, signature->key_id)
FILL(holder, signature->key_holder)
FILL(fingerprint, signature->fingerprint)
FILL(key_state, signed_state_print(signature->state_of_key))

const struct column signature_columns[] = {
	{ "at", NULL, TIME_AT(struct rating, signed_at) },
	{ "how", NULL, FILLED(COLUMN_TEXT, fill_how) },
	{ "key", NULL, FILLED(COLUMN_TEXT, fill_key) },
	{ "key_of", NULL, FILLED(COLUMN_TEXT, fill_holder) },
	{ "fingerprint", NULL, FILLED(COLUMN_TEXT, fill_fingerprint) },
	{ "key_state", NULL, FILLED(COLUMN_TEXT, fill_key_state) },
	{ .kind = COLUMNS_END },
};

/* -- items ----------------------------------------------------------------- */

const struct column item_state_columns[] = {
	{ "id", NULL, TEXT_AT(struct item_state, item.id) },
	{ "name", NULL, TEXT_AT(struct item_state, item.name) },
	{ "class", NULL,
	  NAME_AT(struct item_state, item.item_class, item_class_print) },
	{ "live", NULL, FLAG_AT(struct item_state, live) },
	{ "suggested", NULL, KNOWN_AT(struct item_state, suggestion.extent) },
	{ "flag", NULL, FLAG_AT(struct item_state, suggestion.flag) },
	{ "suggestion_turns", NULL,
	  TURNS_AT(struct item_state, suggestion.turns) },
	{ "confirmed", NULL,
	  COUNT_AT(struct item_state, suggestion.confirmed) },
	{ .kind = COLUMNS_END },
};

const struct column course_columns[] = {
	{ "case", NULL, TEXT_AT(struct session_record, case_code) },
	{ "number", NULL, COUNT_AT(struct session_record, facts.number) },
	{ "planned", NULL, COUNT_AT(struct session_record, facts.planned) },
	{ "phase", NULL,
	  NAME_AT(struct session_record, facts.phase, phase_print) },
	{ "phase_suggested", NULL,
	  FLAG_AT(struct session_record, phase_suggested) },
	{ "focus", NULL,
	  NAME_AT(struct session_record, facts.focus, focus_print) },
	{ .kind = COLUMNS_END },
};

/* -- episodes, speakers, captions ------------------------------------------ */

const struct column episode_columns[] = {
	{ "id", NULL, TEXT_AT(struct episode_row, id) },
	{ "technique", NULL, TEXT_AT(struct episode_row, technique) },
	{ "first_turn", NULL, COUNT_AT(struct episode_row, first_turn) },
	{ "last_turn", NULL, COUNT_AT(struct episode_row, last_turn) },
	{ "carriers", NULL, COUNT_AT(struct episode_row, carriers) },
	{ "complete", NULL, FLAG_AT(struct episode_row, complete) },
	{ "components", NULL, WORDS_AT(struct episode_row, components) },
	{ "relations", NULL, WORDS_AT(struct episode_row, relations) },
	{ .kind = COLUMNS_END },
};

static void
fill_guessed_role(struct column_value *value, const void *of, const void *about)
{
	const struct speaker *speaker = of;

	(void)about;
	value->made = g_strconcat(turn_role_print(speaker->role),
				  speaker->guessed ? " (a guess)" : "", NULL);
}

const struct column heard_speaker_columns[] = {
	{ "label", "speaker", TEXT_AT(struct speaker, label) },
	{ "role", NULL, NAME_AT(struct speaker, role, turn_role_print) },
	{ NULL, "role", FILLED(COLUMN_TEXT, fill_guessed_role) },
	{ "guessed", NULL, FLAG_AT(struct speaker, guessed) },
	{ "reason", NULL, TEXT_AT(struct speaker, reason) },
	{ "turns", "turns", COUNT_AT(struct speaker, turns) },
	{ "words", "words", COUNT_AT(struct speaker, words) },
	{ "questions", "questions", COUNT_AT(struct speaker, questions) },
	{ NULL, "because", TEXT_AT(struct speaker, reason) },
	{ .kind = COLUMNS_END },
};

const struct column speaker_columns[] = {
	{ "label", "speaker", TEXT_AT(struct speaker, label) },
	{ "role", "role", NAME_AT(struct speaker, role, turn_role_print) },
	{ "guessed", NULL, FLAG_AT(struct speaker, guessed) },
	{ "reason", NULL, TEXT_AT(struct speaker, reason) },
	{ "turns", "turns", COUNT_AT(struct speaker, turns) },
	{ "words", "words", COUNT_AT(struct speaker, words) },
	{ NULL, "why", TEXT_AT(struct speaker, reason) },
	{ .kind = COLUMNS_END },
};

static void
fill_span(struct column_value *value, const struct transcript *transcript,
	  struct span span)
{
	value->text = transcript->cue_text + span.start;
	value->len = span_length(span);
}

static void
fill_cue_id(struct column_value *value, const void *of, const void *about)
{
	fill_span(value, about, ((const struct cue *)of)->id);
}

static void
fill_cue_text(struct column_value *value, const void *of, const void *about)
{
	fill_span(value, about, ((const struct cue *)of)->text);
}

const struct column cue_columns[] = {
	{ "start_ms", NULL, CLOCK_AT(struct cue, start_ms) },
	{ "end_ms", NULL, CLOCK_AT(struct cue, end_ms) },
	{ "id", NULL, FILLED(COLUMN_BYTES, fill_cue_id) },
	{ "text", NULL, FILLED(COLUMN_BYTES, fill_cue_text) },
	{ .kind = COLUMNS_END },
};
