/*
 * Everything known of a session, put together for screens and exports.
 */
#include "app/private.h"
#include "app/near_cut.h"
#include "app/blind.h"
#include "app/consensus_private.h"
#include "app/doubts.h"
#include "app/versions.h"

#include <string.h>

static void
measure_value_free(gpointer data)
{
	struct measure_value *value = data;

	g_free(value->name);
	g_free(value);
}

static void
observed_free(gpointer data)
{
	struct observed *observed = data;

	g_free(observed->id);
	g_free(observed->says);
	g_free(observed->words);
	g_free(observed);
}

static void
unref(GPtrArray *list)
{
	if (list)
		g_ptr_array_unref(list);
}

void
session_record_free(struct session_record *record)
{
	if (!record)
		return;
	/* What borrows goes before what it borrows from. */
	unref(record->suggestions);
	unref(record->effective_tags);
	unref(record->scores);
	unref(record->ratings);
	unref(record->sealed);
	unref(record->decisions);
	unref(record->machine_tags);
	unref(record->measures);
	unref(record->observations);
	unref(record->noticed);
	unref(record->answered);
	unref(record->events);
	lacks_free(record->lacks);
	transcript_free((struct transcript *)record->transcript);
	g_free(record->case_code);
	g_free(record->therapist);
	g_free(record->source_name);
	g_free(record->source_sha256);
	g_free(record->imported_at);
	g_free(record->codebook_sha256);
	g_free(record->blind_rater);
	g_free(record);
}

static void
add_measure(const char *name, double score, gint64 at, void *data)
{
	struct measure_value *value = g_new0(struct measure_value, 1);

	value->name = g_strdup(name);
	value->score = score;
	value->at = at;
	value->band = measure_band(name, score);
	g_ptr_array_add(data, value);
}

struct transcript *
app_transcript(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	struct transcript *transcript =
		views && app_session_there(app, session, error) ?
			store_transcript_load(app->store, session, error) :
			NULL;

	if (transcript)
		blind_speakers(blind_view_of(views, session),
			       transcript->speakers);
	return transcript;
}

static GPtrArray *
measures_known(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) measures =
		g_ptr_array_new_with_free_func(measure_value_free);

	if (!app_session_there(app, session, error) ||
	    !store_measure_each(app->store, session, add_measure, measures,
				error))
		return NULL;
	return g_steal_pointer(&measures);
}

GPtrArray *
app_measures(struct app *app, gint64 session, GError **error)
{
	return app_may_see(app, session, BLIND_MEASURES, "its measures are",
			   error) ?
		       measures_known(app, session, error) :
		       NULL;
}

/* The words that were remarked on, where the turn still has them. */
static char *
observed_words(const struct session_record *record,
	       const struct observation_row *row)
{
	const struct turn *turn =
		record->transcript ?
			transcript_turn(record->transcript, row->first_turn) :
			NULL;
	const char *text;
	gsize len;

	if (!turn || row->words.end <= row->words.start)
		return NULL;
	text = transcript_turn_text(record->transcript, turn, &len);
	if (row->words.end > len)
		return NULL;
	return g_utf8_make_valid(text + row->words.start,
				 row->words.end - row->words.start);
}

/* What a questionnaire says of risk stands at no turn. */
static void
notice_measures(struct session_record *record)
{
	for (guint i = 0; i < record->measures->len; i++) {
		const struct measure_value *measure =
			record->measures->pdata[i];
		struct observed *observed;

		if (!measure_is_of_risk(measure->name, measure->score))
			continue;
		observed = g_new0(struct observed, 1);
		observed->id = g_strdup("measure-of-risk");
		observed->kind = OBSERVATION_RISK;
		observed->at = measure->at;
		observed->words = g_strdup_printf("%s = %g", measure->name,
						  measure->score);
		observed->says = g_strdup_printf(
			"the questionnaire tells of thoughts of death or of "
			"harm, and no tag asks about them: %s",
			observed->words);
		g_ptr_array_add(record->noticed, observed);
	}
}

static gboolean
load_observations(struct app *app, struct session_record *record,
		  GError **error)
{
	g_autoptr(GPtrArray) rows =
		store_observations_load(app->store, record->session, error);

	record->observations = g_ptr_array_new();
	record->noticed = g_ptr_array_new_with_free_func(observed_free);
	record->answered = g_ptr_array_new_with_free_func(observed_free);
	for (guint i = 0; rows && i < rows->len; i++) {
		struct observation_row *row = rows->pdata[i];
		struct observed *observed = g_new0(struct observed, 1);

		observed->id = g_steal_pointer(&row->id);
		observed->words = observed_words(record, row);
		observed->says =
			observed->words ?
				g_strdup_printf("%s: \"%s\"", row->says,
						observed->words) :
				g_steal_pointer(&row->says);
		observed->kind = row->kind;
		observed->first_turn = row->first_turn;
		observed->last_turn = row->last_turn;
		g_ptr_array_add(row->answered ? record->answered :
						record->noticed,
				observed);
	}
	notice_measures(record);
	return rows != NULL;
}

static gboolean
load_info(struct app *app, struct session_record *record, gboolean *tagged,
	  GError **error)
{
	struct session_info *info = session_known(app, record->session, error);

	if (!info)
		return FALSE;
	record->case_code = g_steal_pointer(&info->case_code);
	record->therapist = g_steal_pointer(&info->therapist);
	record->source_name = g_steal_pointer(&info->source_name);
	record->source_sha256 = g_steal_pointer(&info->source_sha256);
	record->imported_at = g_steal_pointer(&info->imported_at);
	record->facts = info->facts;
	record->phase_suggested = info->phase_suggested;
	*tagged = info->codebook_sha256 != NULL;
	session_info_free(info);
	return TRUE;
}

static gboolean
load_stored(struct app *app, struct session_record *record, GError **error)
{
	struct store *store = app->store;
	gint64 session = record->session;
	gboolean tagged;

	if (!load_info(app, record, &tagged, error))
		return FALSE;
	record->transcript = store_transcript_load(store, session, error);
	if (!record->transcript)
		return FALSE;
	record->lacks = lacks_find(app->codebook, record->transcript, tagged);
	record->machine_tags = store_tags_load(store, session, error);
	if (!record->machine_tags)
		return FALSE;
	record->decisions = store_decisions_load(store, session, error);
	if (!record->decisions)
		return FALSE;
	app_decisions_rename(app->codebook, record->decisions);
	app_tags_rename(app->codebook, record->machine_tags);
	record->ratings = app_ratings_seen(app, session, &record->facts,
					   &record->sealed, error);
	if (!record->ratings)
		return FALSE;
	app_roles_settle(record->therapist, record->ratings);
	if (!consensus_sources_fill(app, record->ratings, error))
		return FALSE;
	record->events = app_events(app, session, error);
	if (!record->events)
		return FALSE;
	record->measures = measures_known(app, session, error);
	return record->measures &&
	       store_numbers_load(store, session, &record->numbers, error) &&
	       load_observations(app, record, error);
}

/* Do the tags stand on turns, and their hits within the text?  Whoever shows
 * them relies on it. */
static gboolean
tag_fits(const struct machine_tag *tag, const struct transcript *transcript)
{
	const struct turn *turn = transcript_turn(transcript, tag->turn);
	guint32 len = turn ? turn->text.end - turn->text.start : 0;

	for (guint i = 0; turn && i < tag->hits->len; i++) {
		const struct machine_hit *hit = tag->hits->pdata[i];

		if (hit->span.start > hit->span.end || hit->span.end > len)
			return FALSE;
	}
	return turn != NULL;
}

static gboolean
check_tags(const struct session_record *record, GError **error)
{
	for (guint i = 0; i < record->machine_tags->len; i++) {
		if (tag_fits(record->machine_tags->pdata[i],
			     record->transcript))
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
			    "the tags of session %" G_GINT64_FORMAT " do not "
			    "fit its text; find them again with `iptrate tag "
			    "%" G_GINT64_FORMAT "`",
			    record->session, record->session);
		return FALSE;
	}
	return TRUE;
}

/* A no at turn 0 is said of the questionnaire, and of no turn. */
static void
take_aside(const struct codebook *codebook, struct session_record *record)
{
	for (guint i = record->effective_tags->len; i-- > 0;) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->turn > 0)
			continue;
		if (tag->decision && tag->decision->verdict == VERDICT_REJECT &&
		    risk_is_asked_by(codebook, tag->technique))
			record->aside_at =
				MAX(record->aside_at, tag->decision->at);
		g_ptr_array_remove_index(record->effective_tags, i);
	}
}

/* What follows from the stored: nothing of it is kept. */
static void
derive_record(struct app *app, struct session_record *record)
{
	record->effective_tags = effective_tags_build(record->machine_tags,
						      record->decisions, NULL);
	take_aside(app->codebook, record);
	effective_tags_idle(record->effective_tags, record->transcript);
	app_suggest(app->codebook, app->rubric, record);
	record->scores = g_ptr_array_new_with_free_func(
		(GDestroyNotify)session_score_free);
	for (guint i = 0; i < record->ratings->len; i++) {
		const struct rating *rating = record->ratings->pdata[i];

		g_ptr_array_add(record->scores,
				app_score_build(app, app_rubric_of(app, rating),
						&record->facts, rating));
	}
}

struct session_record *
app_record_knowing(struct app *app, gint64 session, GHashTable *doubted,
		   GError **error)
{
	g_autoptr(SessionRecord) record = g_new0(struct session_record, 1);
	g_autoptr(GHashTable) views = blind_views(app, error);
	gboolean ok;

	record->session = session;
	if (!views || !app_rubric(app, error) || !app_store(app, error) ||
	    !store_begin_reading(app->store, error))
		return NULL;
	ok = load_stored(app, record, error) && check_tags(record, error);
	store_end(app->store, TRUE, NULL);
	if (!ok)
		return NULL;
	blind_record(blind_view_of(views, session), record);
	app_signs_settle(app->codebook, doubted, record->machine_tags);
	derive_record(app, record);
	return g_steal_pointer(&record);
}

struct session_record *
app_record(struct app *app, gint64 session, GError **error)
{
	/* before anything is read: what it counts may be kept */
	g_autoptr(GHashTable) doubted = app_doubted_rules(app, error);

	return doubted ? app_record_knowing(app, session, doubted, error) :
			 NULL;
}

GPtrArray *
app_episodes(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	const struct blind_view *view;

	if (!views || !app_session_there(app, session, error))
		return NULL;
	view = blind_view_of(views, session);
	return view && view->hides & BLIND_TAGS ?
		       g_ptr_array_new() :
		       store_episodes_load(app->store, session, error);
}
