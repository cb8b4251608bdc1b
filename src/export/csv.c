/*
 * One long table for statistics: a row for every tag and for every live item
 * of every rating, told apart by the first column; and one for a session of
 * which it is not told what is missing, and for a rating that is sealed.
 *
 * What a row does not speak of stays empty.  A byte order mark stands before
 * it, or a spreadsheet takes an umlaut for two other letters.
 */
#include "export/facts.h"

/* What any of the rows may say; NULL or 0: nothing. */
struct csv_row {
	const char *record;
	struct session_record of; /* whose row it is; shares its members */
	guint turn;
	const char *time;
	const char *speaker;
	const char *technique, *strength, *rules, *words, *verdict, *confirmed;
	const char *item, *class;
	const char *rater, *role;
	gint64 signed_at;
	const char *how; /* signature_how(), or NULL: not signed */
	const char *key_of, *fingerprint, *key_state;
	const char *extent;
	guint quality;
	const char *na_reason;
	guint suggested;
	const char *turns;
	const char *note;
	guint version;
	const char *blind;
	const char *made_of;
};

static const struct column csv_columns[] = {
	{ NULL, "record", TEXT_AT(struct csv_row, record) },
	{ NULL, "session", NUMBER_AT(struct csv_row, of.session) },
	{ NULL, "case", TEXT_AT(struct csv_row, of.case_code) },
	{ NULL, "number", KNOWN_AT(struct csv_row, of.facts.number) },
	{ NULL, "planned", KNOWN_AT(struct csv_row, of.facts.planned) },
	{ NULL, "phase", NAME_AT(struct csv_row, of.facts.phase, phase_print) },
	{ NULL, "focus", NAME_AT(struct csv_row, of.facts.focus, focus_print) },
	{ NULL, "turn", KNOWN_AT(struct csv_row, turn) },
	{ NULL, "time", TEXT_AT(struct csv_row, time) },
	{ NULL, "speaker", TEXT_AT(struct csv_row, speaker) },
	{ NULL, "technique", TEXT_AT(struct csv_row, technique) },
	{ NULL, "strength", TEXT_AT(struct csv_row, strength) },
	{ NULL, "rule", TEXT_AT(struct csv_row, rules) },
	{ NULL, "words", TEXT_AT(struct csv_row, words) },
	{ NULL, "verdict", TEXT_AT(struct csv_row, verdict) },
	{ NULL, "confirmed", TEXT_AT(struct csv_row, confirmed) },
	{ NULL, "item", TEXT_AT(struct csv_row, item) },
	{ NULL, "class", TEXT_AT(struct csv_row, class) },
	{ NULL, "rater", TEXT_AT(struct csv_row, rater) },
	{ NULL, "role", TEXT_AT(struct csv_row, role) },
	{ NULL, "signed_at", TIME_AT(struct csv_row, signed_at) },
	{ NULL, "extent", TEXT_AT(struct csv_row, extent) },
	{ NULL, "quality", KNOWN_AT(struct csv_row, quality) },
	{ NULL, "na_reason", TEXT_AT(struct csv_row, na_reason) },
	{ NULL, "suggested", KNOWN_AT(struct csv_row, suggested) },
	{ NULL, "turns", TEXT_AT(struct csv_row, turns) },
	{ NULL, "note", TEXT_AT(struct csv_row, note) },
	{ NULL, "version", KNOWN_AT(struct csv_row, version) },
	{ NULL, "blind_to", TEXT_AT(struct csv_row, blind) },
	{ NULL, "signed_how", TEXT_AT(struct csv_row, how) },
	{ NULL, "signed_key_of", TEXT_AT(struct csv_row, key_of) },
	{ NULL, "signed_fingerprint", TEXT_AT(struct csv_row, fingerprint) },
	{ NULL, "signed_key_state", TEXT_AT(struct csv_row, key_state) },
	{ NULL, "made_of", TEXT_AT(struct csv_row, made_of) },
	{ .kind = COLUMNS_END },
};

static void
evidence_row(GString *out, const struct session_record *record,
	     const struct effective_tag *tag)
{
	const struct turn *turn =
		record->transcript ?
			transcript_turn(record->transcript, tag->turn) :
			NULL;
	g_autofree char *time = turn ? base_clock_print(turn->start_ms) : NULL;
	g_autofree char *rules = fact_rules_print(tag);
	g_autofree char *words = fact_words_print(record, tag);
	g_autofree char *verdict = fact_verdict_print(tag);
	const struct csv_row row = {
		.record = "evidence",
		.of = *record,
		.turn = tag->turn,
		.time = time,
		.speaker = turn ? turn_role_print(turn->role) : NULL,
		.technique = tag->technique,
		.strength = fact_strength_print(tag),
		.rules = rules,
		.words = words,
		.verdict = verdict,
		.confirmed = tag->confirmed ? "yes" : "no",
		.rater = tag->decision ? tag->decision->rater : NULL,
		.note = tag->decision ? tag->decision->reason : NULL,
	};

	columns_csv_row(out, csv_columns, &row, NULL);
}

static void
fill_signature(struct csv_row *row, const struct signature *signature)
{
	row->how = signature ? signature_how(signature) : "declared";
	if (!signature)
		return;
	row->key_of = signature->key_holder;
	row->fingerprint = signature->fingerprint;
	row->key_state = signed_state_print(signature->state_of_key);
}

static void
rating_row(GString *out, const struct session_record *record,
	   const struct item *item, const struct rating *rating)
{
	const struct item_rating *line = fact_line(rating, item->id);
	const struct item_rating *said = fact_said(rating, item->id);
	const struct suggestion *suggestion = record_suggestion(record, item);
	gboolean is_na = line && line->extent == 0;
	g_autofree char *extent =
		line ? g_strdup_printf("%u", line->extent) : NULL;
	g_autofree char *turns =
		fact_turns_print(said ? said->turns : NULL, G_MAXUINT);
	g_autofree char *blind =
		rating ? blindness_print(rating_blind(rating)) : NULL;
	g_autofree char *made_of = rating ? fact_sources_print(rating) : NULL;
	struct csv_row row = {
		.record = "rating",
		.of = *record,
		.item = item->id,
		.class = item_class_print(item->item_class),
		.extent = is_na ? "NA" : extent,
		.quality = line ? line->quality : 0,
		.na_reason = is_na ? line->na_reason : NULL,
		.suggested = suggestion ? suggestion->extent : 0,
		.turns = turns,
		.note = said ? said->comment : NULL,
	};

	if (rating) {
		row.rater = rating->rater;
		row.role = rater_role_print(rating->role);
		row.signed_at = rating->signed_at;
		if (rating->signed_at)
			fill_signature(&row, rating->signature);
		row.version = MAX(rating->version, 1);
		row.blind = blind;
		row.made_of = made_of;
	}
	columns_csv_row(out, csv_columns, &row, NULL);
}

static void
rating_rows(GString *out, const struct export_set *set,
	    const struct session_record *record, const struct rating *rating)
{
	for (guint i = 0; i < set->rubric->items->len; i++) {
		const struct item *item =
			g_ptr_array_index(set->rubric->items, i);

		if (item_is_live(item, &record->facts))
			rating_row(out, record, item, rating);
	}
}

/* Without it empty cells would say that nothing is there. */
static void
lacks_row(GString *out, const struct session_record *record)
{
	g_autofree char *why = fact_lacks_print(record);
	const struct csv_row row = { .record = "not told",
				     .of = *record,
				     .note = why };

	if (why)
		columns_csv_row(out, csv_columns, &row, NULL);
}

/* A rating that is there, and what it says is not known here. */
static void
sealed_row(GString *out, const struct session_record *record,
	   const struct sealed_rating *sealed)
{
	g_autofree char *until = sealed_until_print(sealed);
	g_autofree char *note =
		g_strdup_printf("sealed %s; sha256 %s", until, sealed->sha256);
	const struct csv_row row = { .record = "sealed",
				     .of = *record,
				     .rater = sealed->rater,
				     .role = rater_role_print(sealed->role),
				     .signed_at = sealed->at,
				     .note = note,
				     .version = sealed->version };

	columns_csv_row(out, csv_columns, &row, NULL);
}

char *
export_csv(const struct export_set *set, const struct export_options *options)
{
	GString *out = g_string_new(EXPORT_BOM);

	(void)options;
	columns_csv_head(out, csv_columns);
	for (guint i = 0; i < list_len(set->sessions); i++) {
		const struct session_record *record =
			g_ptr_array_index(set->sessions, i);

		lacks_row(out, record);
		for (guint j = 0; j < list_len(record->effective_tags); j++)
			evidence_row(
				out, record,
				g_ptr_array_index(record->effective_tags, j));
		for (guint j = 0; j < list_len(record->ratings); j++)
			rating_rows(out, set, record,
				    g_ptr_array_index(record->ratings, j));
		for (guint j = 0; j < list_len(record->sealed); j++)
			sealed_row(out, record,
				   g_ptr_array_index(record->sealed, j));
		if (list_len(record->ratings) == 0)
			rating_rows(out, set, record, NULL);
	}
	return g_string_free(out, FALSE);
}
