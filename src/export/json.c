/*
 * Everything that is known of the sessions, as JSON.
 *
 * Keys keep their order and their meaning; new ones may be added.  The text
 * of the turns is in it only with the transcript; the matched words of tags
 * always are.
 */
#include "export/private.h"

static void
time_value(struct printer *p, const char *key, gint64 seconds)
{
	g_autofree char *text = seconds > 0 ? base_time_print(seconds) : NULL;

	printer_string(p, key, text);
}

static void
turns_list(struct printer *p, const char *key, const GArray *turns)
{
	printer_begin_list(p, key);
	for (guint i = 0; turns && i < turns->len; i++)
		printer_int(p, NULL, g_array_index(turns, guint, i));
	printer_end(p);
}

static void
strings_list(struct printer *p, const char *key, const GPtrArray *strings)
{
	printer_begin_list(p, key);
	for (guint i = 0; i < list_len(strings); i++)
		printer_string(p, NULL, g_ptr_array_index(strings, i));
	printer_end(p);
}

static void
source_map(struct printer *p, const char *key, const char *id,
	   const char *version, const char *name, const char *status,
	   const char *sha256)
{
	printer_begin_map(p, key);
	printer_string(p, "id", id);
	printer_string(p, "version", version);
	printer_string(p, "name", name);
	printer_string(p, "status", status);
	printer_string(p, "sha256", sha256);
	printer_end(p);
}

static void
turn_map(struct printer *p, const struct transcript *transcript,
	 const struct turn *turn)
{
	const struct speaker *speaker = transcript_speaker(transcript, turn);
	gsize len;
	const char *text = transcript_turn_text(transcript, turn, &len);

	printer_begin_map(p, NULL);
	printer_int(p, "n", turn->n);
	printer_string(p, "role", turn_role_print(turn->role));
	printer_string(p, "speaker", speaker ? speaker->label : NULL);
	if (turn->start_ms >= 0)
		printer_int(p, "start_ms", turn->start_ms);
	else
		printer_null(p, "start_ms");
	if (turn->end_ms >= 0)
		printer_int(p, "end_ms", turn->end_ms);
	else
		printer_null(p, "end_ms");
	printer_string_len(p, "text", text, len);
	printer_end(p);
}

static void
turns_of(struct printer *p, const struct transcript *transcript)
{
	printer_begin_list(p, "turns");
	for (guint i = 0; transcript && i < transcript->turns->len; i++)
		turn_map(p, transcript,
			 &g_array_index(transcript->turns, struct turn, i));
	printer_end(p);
}

static void
hits_of(struct printer *p, const struct machine_tag *machine)
{
	const GPtrArray *hits = machine ? machine->hits : NULL;

	printer_begin_list(p, "hits");
	for (guint i = 0; i < list_len(hits); i++) {
		const struct machine_hit *hit = g_ptr_array_index(hits, i);

		printer_begin_map(p, NULL);
		printer_string(p, "rule", hit->rule);
		printer_int(p, "start", hit->span.start);
		printer_int(p, "end", hit->span.end);
		json_known(p, "context", hit->context);
		printer_end(p);
	}
	printer_end(p);
}

static void
tag_map(struct printer *p, const struct session_record *record,
	const struct effective_tag *tag)
{
	const struct decision *decision = tag->decision;
	g_autofree char *words = fact_words_print(record, tag);

	printer_begin_map(p, NULL);
	printer_int(p, "turn", tag->turn);
	printer_string(p, "technique", tag->technique);
	printer_string(p, "strength",
		       tag->machine ? fact_strength_print(tag) : NULL);
	printer_string(p, "episode",
		       tag->machine ? tag->machine->episode : NULL);
	printer_bool(p, "bridged", tag->machine && tag->machine->bridged);
	hits_of(p, tag->machine);
	printer_string(p, "words", words);
	printer_bool(p, "confirmed", tag->confirmed);
	printer_bool(p, "rejected", tag->rejected);
	printer_string(p, "verdict",
		       decision ? verdict_print(decision->verdict) : NULL);
	printer_string(p, "decided_by", decision ? decision->rater : NULL);
	time_value(p, "decided_at", decision ? decision->at : 0);
	printer_string(p, "reason", decision ? decision->reason : NULL);
	printer_end(p);
}

static void
decisions_of(struct printer *p, const GPtrArray *decisions)
{
	printer_begin_list(p, "decisions");
	for (guint i = 0; i < list_len(decisions); i++) {
		const struct decision *decision =
			g_ptr_array_index(decisions, i);

		printer_begin_map(p, NULL);
		printer_int(p, "id", decision->id);
		printer_int(p, "turn", decision->turn);
		printer_string(p, "technique", decision->technique);
		printer_string(p, "verdict", verdict_print(decision->verdict));
		printer_string(p, "to", decision->to);
		printer_string(p, "rater", decision->rater);
		printer_string(p, "reason", decision->reason);
		time_value(p, "at", decision->at);
		printer_end(p);
	}
	printer_end(p);
}

static void
suggestions_of(struct printer *p, const GPtrArray *suggestions)
{
	printer_begin_list(p, "suggestions");
	for (guint i = 0; i < list_len(suggestions); i++) {
		const struct suggestion *suggestion =
			g_ptr_array_index(suggestions, i);

		printer_begin_map(p, NULL);
		printer_string(p, "item", suggestion->item->id);
		json_known(p, "extent", suggestion->extent);
		printer_bool(p, "look", suggestion->flag);
		turns_list(p, "turns", suggestion->turns);
		printer_int(p, "confirmed", suggestion->confirmed);
		printer_end(p);
	}
	printer_end(p);
}

static void
mean_map(struct printer *p, const char *key, const struct mean_score *mean)
{
	printer_begin_map(p, key);
	printer_real(p, "mean", mean->mean);
	printer_real(p, "sum", mean->sum);
	printer_int(p, "n", mean->n);
	printer_real(p, "standard_error", mean->standard_error);
	printer_bool(p, "sufficient", mean->sufficient);
	printer_end(p);
}

static void
score_map(struct printer *p, const struct session_score *score)
{
	printer_begin_map(p, "score");
	mean_map(p, "adherence", &score->adherence);
	mean_map(p, "quality", &score->quality);
	mean_map(p, "specificity", &score->specificity);
	printer_int(p, "live", score->live);
	printer_int(p, "rated", score->rated);
	printer_int(p, "not_applicable", score->not_applicable);
	printer_real(p, "share_rated", score->share_rated);
	strings_list(p, "missing", score->missing);
	printer_begin_list(p, "proscribed");
	for (guint i = 0; i < score->proscribed->len; i++) {
		const struct item_rating *line =
			g_ptr_array_index(score->proscribed, i);

		printer_begin_map(p, NULL);
		printer_string(p, "item", line->item);
		printer_int(p, "extent", line->extent);
		printer_end(p);
	}
	printer_end(p);
	printer_int(p, "proscribed_sum", score->proscribed_sum);
	printer_string(p, "decision", pass_state_print(score->state));
	strings_list(p, "reasons", score->reasons);
	printer_end(p);
}

static void
lines_of(struct printer *p, const struct rating *rating)
{
	printer_begin_list(p, "items");
	for (guint i = 0; i < list_len(rating->items); i++) {
		const struct item_rating *line =
			g_ptr_array_index(rating->items, i);

		printer_begin_map(p, NULL);
		printer_string(p, "item", line->item);
		json_known(p, "extent", line->extent);
		json_known(p, "quality", line->quality);
		printer_bool(p, "not_applicable", line->extent == 0);
		printer_string(p, "na_reason", line->na_reason);
		printer_string(p, "comment", line->comment);
		turns_list(p, "turns", line->turns);
		printer_end(p);
	}
	printer_end(p);
	printer_begin_list(p, "remarks");
	for (guint i = 0; rating->remarks && i < rating->remarks->len; i++) {
		const struct item_rating *line =
			g_ptr_array_index(rating->remarks, i);

		printer_begin_map(p, NULL);
		printer_string(p, "item", line->item);
		printer_string(p, "comment", line->comment);
		turns_list(p, "turns", line->turns);
		printer_end(p);
	}
	printer_end(p);
}

static void
signature_of(struct printer *p, const struct signature *signature)
{
	printer_string(p, "signed_name", signature ? signature->name : NULL);
	printer_string(p, "signed_entered_by",
		       signature ? signature->entered_by : NULL);
	printer_string(p, "signed_incomplete_because",
		       signature ? signature->unfinished : NULL);
	printer_string(p, "signed_sha256",
		       signature ? signature->sha256 : NULL);
}

static void
ratings_of(struct printer *p, const struct session_record *record)
{
	printer_begin_list(p, "ratings");
	for (guint i = 0; i < list_len(record->ratings); i++) {
		const struct rating *rating =
			g_ptr_array_index(record->ratings, i);

		printer_begin_map(p, NULL);
		printer_string(p, "rater", rating->rater);
		printer_string(p, "role", rater_role_print(rating->role));
		printer_string(p, "rubric", rating->rubric);
		printer_string(p, "rubric_sha256", rating->rubric_sha256);
		time_value(p, "at", rating->at);
		printer_int(p, "version", MAX(rating->version, 1));
		printer_bool(p, "earlier_version", rating->earlier);
		time_value(p, "signed_at", rating->signed_at);
		printer_bool(p, "corrected_since_signed", rating->outdated);
		printer_string(p, "meaning", rating->meaning);
		signature_of(p, rating->signature);
		lines_of(p, rating);
		if (i < list_len(record->scores))
			score_map(p, g_ptr_array_index(record->scores, i));
		printer_end(p);
	}
	printer_end(p);
}

static void
measures_of(struct printer *p, const GPtrArray *measures)
{
	printer_begin_list(p, "measures");
	for (guint i = 0; i < list_len(measures); i++) {
		const struct measure_value *measure =
			g_ptr_array_index(measures, i);

		printer_begin_map(p, NULL);
		printer_string(p, "name", measure->name);
		printer_real(p, "score", measure->score);
		printer_string(p, "band", measure->band);
		printer_end(p);
	}
	printer_end(p);
}

static void
observations_of(struct printer *p, const GPtrArray *observations)
{
	printer_begin_list(p, "observations");
	for (guint i = 0; i < list_len(observations); i++) {
		const struct observed *observed =
			g_ptr_array_index(observations, i);

		printer_begin_map(p, NULL);
		printer_string(p, "id", observed->id);
		printer_string(p, "kind",
			       observation_kind_print(observed->kind));
		printer_string(p, "says", observed->says);
		printer_int(p, "first_turn", observed->first_turn);
		printer_int(p, "last_turn", observed->last_turn);
		if (observed->words)
			printer_string(p, "words", observed->words);
		printer_end(p);
	}
	printer_end(p);
}

static void
events_of(struct printer *p, const GPtrArray *events)
{
	printer_begin_list(p, "events");
	for (guint i = 0; i < list_len(events); i++) {
		const struct audit_event *event = g_ptr_array_index(events, i);

		if (!fact_is_history(event))
			continue;
		printer_begin_map(p, NULL);
		printer_int(p, "id", event->id);
		time_value(p, "at", event->at);
		printer_string(p, "who", event->who);
		printer_string(p, "verb", event->verb);
		printer_string(p, "detail", event->detail);
		printer_end(p);
	}
	printer_end(p);
}

static void
session_map(struct printer *p, const struct session_record *record,
	    const struct export_options *options)
{
	printer_begin_map(p, NULL);
	json_facts_write(p, record);
	measures_of(p, record->measures);
	json_talk_write(p, &record->numbers);
	if (options->with_transcript)
		turns_of(p, record->transcript);
	printer_begin_list(p, "tags");
	for (guint i = 0; i < list_len(record->effective_tags); i++)
		tag_map(p, record,
			g_ptr_array_index(record->effective_tags, i));
	printer_end(p);
	decisions_of(p, record->decisions);
	json_lacks_write(p, record->lacks);
	observations_of(p, record->observations);
	suggestions_of(p, record->suggestions);
	ratings_of(p, record);
	events_of(p, record->events);
	printer_end(p);
}

char *
export_json(const struct export_set *set, const struct export_options *options)
{
	struct printer *p = printer_new();
	const struct rubric *rubric = set->rubric;
	const struct codebook *codebook = set->codebook;

	printer_begin_map(p, NULL);
	printer_string(p, "format", "iptrate-export");
	printer_int(p, "version", 1);
	printer_string(p, "program", options->program);
	time_value(p, "created", options->created);
	source_map(p, "rubric", rubric->id, rubric->version, rubric->name,
		   rubric->status, rubric->sha256);
	source_map(p, "codebook", codebook->id, codebook->version,
		   codebook->name, codebook->status, codebook_sha256(codebook));
	printer_begin_list(p, "sessions");
	for (guint i = 0; i < list_len(set->sessions); i++)
		session_map(p, g_ptr_array_index(set->sessions, i), options);
	printer_end(p);
	printer_end(p);
	return printer_finish(p);
}
