/*
 * Everything that is known of the sessions, as JSON.
 *
 * Keys keep their order and their meaning; new ones may be added.  The text
 * of the turns is in it only with the transcript; the matched words of tags
 * always are.
 */
#include "export/facts.h"
#include "export/json_facts.h"

/* -- tags and decisions ---------------------------------------------------- */

static const struct column hit_columns[] = {
	{ "rule", NULL, TEXT_AT(struct machine_hit, rule) },
	{ "start", NULL, COUNT_AT(struct machine_hit, span.start) },
	{ "end", NULL, COUNT_AT(struct machine_hit, span.end) },
	{ "context", NULL, KNOWN_AT(struct machine_hit, context) },
	{ .kind = COLUMNS_END },
};

/* An effective tag with what it stands on; that may be missing. */
struct tag_row {
	struct effective_tag tag;
	struct machine_tag machine;
	struct decision decision;
	const char *strength, *verdict;
	char *words;
};

static const struct column tag_columns[] = {
	{ "turn", NULL, COUNT_AT(struct tag_row, tag.turn) },
	{ "technique", NULL, TEXT_AT(struct tag_row, tag.technique) },
	{ "strength", NULL, TEXT_AT(struct tag_row, strength) },
	{ "episode", NULL, TEXT_AT(struct tag_row, machine.episode) },
	{ "bridged", NULL, FLAG_AT(struct tag_row, machine.bridged) },
	{ "hits", NULL, LIST_AT(struct tag_row, machine.hits, hit_columns) },
	{ "words", NULL, TEXT_AT(struct tag_row, words) },
	{ "confirmed", NULL, FLAG_AT(struct tag_row, tag.confirmed) },
	{ "rejected", NULL, FLAG_AT(struct tag_row, tag.rejected) },
	{ "verdict", NULL, TEXT_AT(struct tag_row, verdict) },
	{ "decided_by", NULL, TEXT_AT(struct tag_row, decision.rater) },
	{ "decided_at", NULL, TIME_AT(struct tag_row, decision.at) },
	{ "reason", NULL, TEXT_AT(struct tag_row, decision.reason) },
	{ .kind = COLUMNS_END },
};

static void
write_tag(struct printer *printer, const struct session_record *record,
	  const struct effective_tag *tag)
{
	struct tag_row row = { .tag = *tag };

	if (tag->machine) {
		row.machine = *tag->machine;
		row.strength = fact_strength_print(tag);
	}
	if (tag->decision) {
		row.decision = *tag->decision;
		row.verdict = verdict_print(tag->decision->verdict);
	}
	row.words = fact_words_print(record, tag);
	columns_json(printer, NULL, tag_columns, &row, NULL);
	g_free(row.words);
}

static void
write_tags(struct printer *printer, const struct session_record *record)
{
	printer_begin_list(printer, "tags");
	for (guint i = 0; i < list_len(record->effective_tags); i++)
		write_tag(printer, record,
			  g_ptr_array_index(record->effective_tags, i));
	printer_end(printer);
}

static const struct column decision_columns[] = {
	{ "id", NULL, NUMBER_AT(struct decision, id) },
	{ "turn", NULL, COUNT_AT(struct decision, turn) },
	{ "technique", NULL, TEXT_AT(struct decision, technique) },
	{ "verdict", NULL, NAME_AT(struct decision, verdict, verdict_print) },
	{ "to", NULL, TEXT_AT(struct decision, to) },
	{ "rater", NULL, TEXT_AT(struct decision, rater) },
	{ "reason", NULL, TEXT_AT(struct decision, reason) },
	{ "at", NULL, TIME_AT(struct decision, at) },
	{ .kind = COLUMNS_END },
};

static void
fill_item(struct column_value *value, const void *of, const void *about)
{
	const struct suggestion *suggestion = of;

	(void)about;
	value->text = suggestion->item->id;
}

static const struct column suggestion_columns[] = {
	{ "item", NULL, FILLED(COLUMN_TEXT, fill_item) },
	{ "extent", NULL, KNOWN_AT(struct suggestion, extent) },
	{ "look", NULL, FLAG_AT(struct suggestion, flag) },
	{ "turns", NULL, TURNS_AT(struct suggestion, turns) },
	{ "confirmed", NULL, COUNT_AT(struct suggestion, confirmed) },
	{ .kind = COLUMNS_END },
};

/* -- ratings --------------------------------------------------------------- */

static const struct column mean_columns[] = {
	{ "mean", NULL, REAL_AT(struct mean_score, mean) },
	{ "sum", NULL, REAL_AT(struct mean_score, sum) },
	{ "n", NULL, COUNT_AT(struct mean_score, n) },
	{ "standard_error", NULL, REAL_AT(struct mean_score, standard_error) },
	{ "sufficient", NULL, FLAG_AT(struct mean_score, sufficient) },
	{ .kind = COLUMNS_END },
};

const struct column proscribed_columns[] = {
	{ "item", NULL, TEXT_AT(struct item_rating, item) },
	{ "extent", NULL, COUNT_AT(struct item_rating, extent) },
	{ .kind = COLUMNS_END },
};

static const struct column score_columns[] = {
	{ "adherence", NULL,
	  MAP_AT(struct session_score, adherence, mean_columns) },
	{ "quality", NULL,
	  MAP_AT(struct session_score, quality, mean_columns) },
	{ "specificity", NULL,
	  MAP_AT(struct session_score, specificity, mean_columns) },
	{ "live", NULL, COUNT_AT(struct session_score, live) },
	{ "rated", NULL, COUNT_AT(struct session_score, rated) },
	{ "not_applicable", NULL,
	  COUNT_AT(struct session_score, not_applicable) },
	{ "share_rated", NULL, REAL_AT(struct session_score, share_rated) },
	{ "missing", NULL, TEXTS_AT(struct session_score, missing) },
	{ "proscribed", NULL,
	  LIST_AT(struct session_score, proscribed, proscribed_columns) },
	{ "proscribed_sum", NULL,
	  COUNT_AT(struct session_score, proscribed_sum) },
	{ "decision", NULL,
	  NAME_AT(struct session_score, state, pass_state_print) },
	{ "reasons", NULL, TEXTS_AT(struct session_score, reasons) },
	{ .kind = COLUMNS_END },
};

static void
fill_na(struct column_value *value, const void *of, const void *about)
{
	const struct item_rating *line = of;

	(void)about;
	value->number = line->extent == 0;
}

static const struct column line_columns[] = {
	{ "item", NULL, TEXT_AT(struct item_rating, item) },
	{ "extent", NULL, KNOWN_AT(struct item_rating, extent) },
	{ "quality", NULL, KNOWN_AT(struct item_rating, quality) },
	{ "not_applicable", NULL, FILLED(COLUMN_FLAG, fill_na) },
	{ "na_reason", NULL, TEXT_AT(struct item_rating, na_reason) },
	{ "comment", NULL, TEXT_AT(struct item_rating, comment) },
	{ "turns", NULL, TURNS_AT(struct item_rating, turns) },
	{ .kind = COLUMNS_END },
};

const struct column item_remark_columns[] = {
	{ "item", NULL, TEXT_AT(struct item_rating, item) },
	{ "comment", NULL, TEXT_AT(struct item_rating, comment) },
	{ "turns", NULL, TURNS_AT(struct item_rating, turns) },
	{ .kind = COLUMNS_END },
};

/* A rating with its signature, where it has one. */
struct rating_row {
	struct rating rating;
	struct signature signature;
	guint version;
	const char *how;       /* signature_how(), or NULL: not signed */
	const char *key_state; /* signed_state_print(), or NULL */
};

static void
fill_blind(struct column_value *value, const void *of, const void *about)
{
	const struct rating_row *row = of;
	guint blind = rating_blind(&row->rating);

	(void)about;
	value->made = blind ? blindness_print(blind) : NULL;
}

static const struct column rating_columns[] = {
	{ "rater", NULL, TEXT_AT(struct rating_row, rating.rater) },
	{ "role", NULL,
	  NAME_AT(struct rating_row, rating.role, rater_role_print) },
	{ "rubric", NULL, TEXT_AT(struct rating_row, rating.rubric) },
	{ "rubric_sha256", NULL,
	  TEXT_AT(struct rating_row, rating.rubric_sha256) },
	{ "at", NULL, TIME_AT(struct rating_row, rating.at) },
	{ "version", NULL, COUNT_AT(struct rating_row, version) },
	{ "earlier_version", NULL, FLAG_AT(struct rating_row, rating.earlier) },
	{ "signed_at", NULL, TIME_AT(struct rating_row, rating.signed_at) },
	{ "corrected_since_signed", NULL,
	  FLAG_AT(struct rating_row, rating.outdated) },
	{ "meaning", NULL, TEXT_AT(struct rating_row, rating.meaning) },
	{ "signed_name", NULL, TEXT_AT(struct rating_row, signature.name) },
	{ "signed_entered_by", NULL,
	  TEXT_AT(struct rating_row, signature.entered_by) },
	{ "signed_incomplete_because", NULL,
	  TEXT_AT(struct rating_row, signature.unfinished) },
	{ "signed_sha256", NULL, TEXT_AT(struct rating_row, signature.sha256) },
	{ "blind", NULL, FILLED(COLUMN_TEXT, fill_blind) },
	{ "signed_how", NULL, TEXT_AT(struct rating_row, how) },
	{ "signed_key", NULL, TEXT_AT(struct rating_row, signature.key_id) },
	{ "signed_key_of", NULL,
	  TEXT_AT(struct rating_row, signature.key_holder) },
	{ "signed_fingerprint", NULL,
	  TEXT_AT(struct rating_row, signature.fingerprint) },
	{ "signed_key_state", NULL, TEXT_AT(struct rating_row, key_state) },
	{ "made_of", NULL,
	  LIST_AT(struct rating_row, rating.made_of, source_columns) },
	{ "items", NULL,
	  LIST_AT(struct rating_row, rating.items, line_columns) },
	{ "remarks", NULL,
	  LIST_AT(struct rating_row, rating.remarks, item_remark_columns) },
	{ .kind = COLUMNS_END },
};

static void
write_rating(struct printer *printer, const struct rating *rating,
	     const struct session_score *score)
{
	struct rating_row row = { .rating = *rating,
				  .version = MAX(rating->version, 1) };

	if (rating->signature)
		row.signature = *rating->signature;
	if (rating->signed_at)
		row.how = signature_how(&row.signature);
	row.key_state = signed_state_print(row.signature.state_of_key);
	printer_begin_map(printer, NULL);
	columns_json_fields(printer, rating_columns, &row, NULL);
	if (score)
		columns_json(printer, "score", score_columns, score, NULL);
	printer_end(printer);
}

static void
write_ratings(struct printer *printer, const struct session_record *record)
{
	printer_begin_list(printer, "ratings");
	for (guint i = 0; i < list_len(record->ratings); i++)
		write_rating(printer, g_ptr_array_index(record->ratings, i),
			     i < list_len(record->scores) ?
				     g_ptr_array_index(record->scores, i) :
				     NULL);
	printer_end(printer);
}

/* -- the whole ------------------------------------------------------------- */

static void
write_events(struct printer *printer, const GPtrArray *events)
{
	printer_begin_list(printer, "events");
	for (guint i = 0; i < list_len(events); i++) {
		const struct audit_event *event = g_ptr_array_index(events, i);

		if (fact_is_history(event))
			columns_json(printer, NULL, event_columns, event, NULL);
	}
	printer_end(printer);
}

static void
write_session(struct printer *printer, const struct session_record *record,
	      const struct export_options *options)
{
	const struct transcript *transcript = record->transcript;

	printer_begin_map(printer, NULL);
	json_facts_write(printer, record);
	columns_json_list(printer, "measures", measure_columns,
			  record->measures, NULL);
	json_talk_write(printer, &record->numbers);
	if (options->with_transcript)
		columns_json_array(printer, "turns", turn_columns,
				   transcript ? transcript->turns : NULL,
				   transcript);
	write_tags(printer, record);
	columns_json_list(printer, "decisions", decision_columns,
			  record->decisions, NULL);
	json_lacks_write(printer, record->lacks);
	columns_json_list(printer, "observations", observed_columns,
			  record->observations, NULL);
	columns_json_list(printer, "suggestions", suggestion_columns,
			  record->suggestions, NULL);
	write_ratings(printer, record);
	columns_json_list(printer, "sealed", sealed_columns, record->sealed,
			  NULL);
	write_events(printer, record->events);
	printer_end(printer);
}

static const struct column rubric_columns[] = {
	{ "id", NULL, TEXT_AT(struct rubric, id) },
	{ "version", NULL, TEXT_AT(struct rubric, version) },
	{ "name", NULL, TEXT_AT(struct rubric, name) },
	{ "status", NULL, TEXT_AT(struct rubric, status) },
	{ "sha256", NULL, TEXT_AT(struct rubric, sha256) },
	{ .kind = COLUMNS_END },
};

static void
fill_sha256(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = codebook_sha256(of);
}

static const struct column codebook_columns[] = {
	{ "id", NULL, TEXT_AT(struct codebook, id) },
	{ "version", NULL, TEXT_AT(struct codebook, version) },
	{ "name", NULL, TEXT_AT(struct codebook, name) },
	{ "status", NULL, TEXT_AT(struct codebook, status) },
	{ "sha256", NULL, FILLED(COLUMN_TEXT, fill_sha256) },
	{ .kind = COLUMNS_END },
};

static const struct column made_columns[] = {
	{ "program", NULL, TEXT_AT(struct export_options, program) },
	{ "created", NULL, TIME_AT(struct export_options, created) },
	{ .kind = COLUMNS_END },
};

char *
export_json(const struct export_set *set, const struct export_options *options)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "format", "iptrate-export");
	printer_int(printer, "version", 1);
	columns_json_fields(printer, made_columns, options, NULL);
	columns_json(printer, "rubric", rubric_columns, set->rubric, NULL);
	columns_json(printer, "codebook", codebook_columns, set->codebook,
		     NULL);
	printer_begin_list(printer, "sessions");
	for (guint i = 0; i < list_len(set->sessions); i++)
		write_session(printer, g_ptr_array_index(set->sessions, i),
			      options);
	printer_end(printer);
	printer_end(printer);
	return printer_finish(printer);
}
