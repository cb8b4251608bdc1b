/*
 * A copy of a session, made for who takes a drill: the turns, phase and focus,
 * and nothing that tells whose they are.  What was agreed is kept beside it.
 */
#include "app/blind.h"
#include "app/compare.h"
#include "app/drill.h"
#include "app/drilling.h"
#include "app/tagging_anew.h"
#include "app/values.h"

#include <string.h>

void
drill_source_clear(struct drill_source *source)
{
	transcript_free(source->transcript);
	g_clear_pointer(&source->answers, g_ptr_array_unref);
	g_clear_pointer(&source->tags, g_ptr_array_unref);
}

struct item_rating *
item_rating_copy(const struct item_rating *item)
{
	struct item_rating *copy = g_memdup2(item, sizeof(*item));

	copy->item = g_strdup(item->item);
	copy->na_reason = g_strdup(item->na_reason);
	copy->comment = g_strdup(item->comment);
	copy->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	if (item->turns)
		g_array_append_vals(copy->turns, item->turns->data,
				    item->turns->len);
	return copy;
}

static void
take_answers(struct drill_source *source, const GPtrArray *items)
{
	for (guint i = 0; items && i < items->len; i++) {
		const struct item_rating *item = items->pdata[i];

		if (item->extent || item->na_reason)
			g_ptr_array_add(source->answers,
					item_rating_copy(item));
	}
}

static void
add_tag(struct drill_source *source, guint turn, const char *technique,
	gboolean agreed)
{
	struct drill_tag_row *tag = g_new0(struct drill_tag_row, 1);

	tag->turn = turn;
	tag->technique = g_strdup(technique);
	tag->agreed = agreed;
	g_ptr_array_add(source->tags, tag);
}

/* -- of a sample ------------------------------------------------------------- */

/* What all who coded a turn saw there, and what some did. */
static void
take_codes(struct drill_source *source, const struct gold *gold,
	   const struct codebook *codebook)
{
	for (guint turn = 1; turn <= gold->transcript->turns->len; turn++) {
		for (guint t = 0; t < codebook->techniques->len; t++) {
			const struct technique *technique =
				codebook->techniques->pdata[t];
			GHashTableIter each;
			gpointer view;
			guint seen = 0, yes = 0;

			g_hash_table_iter_init(&each, gold->views);
			while (g_hash_table_iter_next(&each, NULL, &view)) {
				const struct coding *coding = view;

				seen += coding->seen[turn];
				yes += coding->seen[turn] &&
				       *coding_cell(coding, turn, t);
			}
			if (yes)
				add_tag(source, turn, technique->id,
					yes == seen);
		}
	}
}

static gboolean
load_sample(struct app *app, const char *name, struct drill_source *source,
	    GError **error)
{
	struct gold *gold = sample_read(app, name, error);

	if (!gold)
		return FALSE;
	take_answers(source, gold->ratings);
	take_codes(source, gold, app->codebook);
	source->facts = gold->facts;
	source->transcript = g_steal_pointer(&gold->transcript);
	gold_free(gold);
	return TRUE;
}

/* -- of a session of the casebook ---------------------------------------------- */

const struct rating *
drill_version_find(const GPtrArray *ratings, gint64 id, guint version)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id == id && rating->signed_at &&
		    MAX(rating->version, 1) == version)
			return rating;
	}
	return NULL;
}

/* Tags that were confirmed: by the expert, or, of a consensus, as they stand
 * after the last word. */
static gboolean
take_decisions(struct app *app, gint64 session, const struct rating *rating,
	       struct drill_source *source, GError **error)
{
	g_autoptr(GPtrArray) machine =
		store_tags_load(app->store, session, error);
	g_autoptr(GPtrArray) decisions =
		machine ? store_decisions_load(app->store, session, error) :
			  NULL;
	g_autoptr(GPtrArray) effective = NULL;

	if (!decisions || !app_codebook(app, error))
		return FALSE;
	app_decisions_rename(app->codebook, decisions);
	app_tags_rename(app->codebook, machine);
	effective = effective_tags_build(
		machine, decisions,
		rating->role == RATER_CONSENSUS ? NULL : rating->rater);
	effective_tags_idle(effective, source->transcript);
	for (guint i = 0; i < effective->len; i++) {
		const struct effective_tag *tag = effective->pdata[i];

		if (tag->confirmed && !tag->rejected)
			add_tag(source, tag->turn, tag->technique, TRUE);
	}
	return TRUE;
}

static gboolean
load_session(struct app *app, const struct drill_member_row *member,
	     struct drill_source *source, GError **error)
{
	g_autoptr(SessionInfo) info =
		session_known(app, member->session, error);
	g_autoptr(GPtrArray) ratings =
		info ? store_ratings_load(app->store, member->session, NULL,
					  error) :
		       NULL;
	const struct rating *rating;

	if (!ratings || !(source->transcript = store_transcript_load(
				  app->store, member->session, error)))
		return FALSE;
	source->facts = info->facts;
	rating = drill_version_find(ratings, member->rating, member->version);
	if (!rating)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"the rating of session %" G_GINT64_FORMAT
				" that was agreed is not there any more",
				member->session);
	take_answers(source, rating->items);
	return take_decisions(app, member->session, rating, source, error);
}

gboolean
drill_source_load(struct app *app, const struct drill_member_row *member,
		  struct drill_source *source, GError **error)
{
	*source = (struct drill_source){ 0 };
	source->answers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	source->tags = g_ptr_array_new_with_free_func(
		(GDestroyNotify)drill_tag_row_free);
	return member->sample ?
		       load_sample(app, member->sample, source, error) :
		       load_session(app, member, source, error);
}

/* -- the copy ------------------------------------------------------------------ */

/* A file of its own stands in the place of the session's: who has the copy must
 * not learn which file it was. */
static gint64
store_turns(struct app *app, const char *name, const char *uid,
	    struct drill_source *source, GError **error)
{
	static const struct blind_view nobody = { .hides = BLIND_PEOPLE };
	g_autofree char *file = g_strdup_printf(
		"copy %s of a session, for drill %s\n", uid, name);
	g_autofree char *hash = base_sha256(file, strlen(file));
	g_autofree char *code = g_strdup_printf("%s (drill %.16s)", name, uid);
	struct new_session new = {
		.case_code = code,
		.facts = source->facts,
		.source_name = name,
		.bytes = file,
		.len = strlen(file),
		.sha256 = hash,
		.transcript = source->transcript,
	};

	blind_speakers(&nobody, source->transcript->speakers);
	return store_session_add(app->store, &new, error);
}

struct measures_to {
	struct app *app;
	gint64 session;
	gboolean ok;
	GError **error;
};

static void
copy_measure(const char *name, double score, gint64 at, void *data)
{
	struct measures_to *to = data;

	(void)at;
	to->ok = to->ok && store_measure_set(to->app->store, to->session, name,
					     score, to->error);
}

static gboolean
copy_measures(struct app *app, gint64 from, gint64 session, GError **error)
{
	struct measures_to to = { app, session, TRUE, error };

	return !from || (store_measure_each(app->store, from, copy_measure, &to,
					    error) &&
			 to.ok);
}

gint64
drill_copy_make(struct app *app, const struct drill_set_row *set,
		const struct drill_take_row *take,
		const struct drill_member_row *member, GError **error)
{
	g_auto(DrillSource) source = { 0 };
	g_autofree char *name = g_strdup_printf("%s/%u", set->name, member->n);
	g_autofree char *uid = NULL;
	struct drill_session_row row = {
		.take = take->id,
		.n = member->n,
		.of = member->session,
		.sample = member->sample,
	};

	if (!drill_source_load(app, member, &source, error) ||
	    !(uid = store_uid_new(app->store, error)))
		return 0;
	row.session = store_turns(app, name, uid, &source, error);
	/* Where a technique is to be found, nothing is marked yet. */
	return row.session &&
			       store_drill_session_add(app->store, &row,
						       source.answers,
						       source.tags, error) &&
			       copy_measures(app, member->session, row.session,
					     error) &&
			       (take->technique ||
				app_retag(app, &row.session, 1, NULL, NULL,
					  error)) &&
			       app_note(app, "drill-give", row.session, error,
					"%s to %s", name, take->rater) ?
		       row.session :
		       0;
}
