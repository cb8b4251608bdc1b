/*
 * What came of a drill: what the rater said beside what was agreed.
 */
#include "app/drill.h"
#include "app/drilling.h"
#include "app/versions.h"

#include <string.h>

static void
pair_free(gpointer data)
{
	struct drill_pair *pair = data;

	g_free(pair->item);
	item_rating_free(pair->mine);
	item_rating_free(pair->theirs);
	g_free(pair);
}

static void
tags_free(gpointer data)
{
	struct drill_tags *tags = data;

	g_free(tags->technique);
	g_array_unref(tags->found);
	g_array_unref(tags->missed);
	g_array_unref(tags->wrong);
	g_array_unref(tags->either);
	g_free(tags);
}

void
drill_result_free(struct drill_result *result)
{
	if (!result)
		return;
	g_free(result->set);
	g_free(result->rater);
	g_free(result->technique);
	g_free(result->sample);
	g_free(result->rubric);
	g_ptr_array_unref(result->pairs);
	g_ptr_array_unref(result->tags);
	g_free(result);
}

static struct drill_result *
result_new(const struct drill_set_row *set, const struct drill_take_row *take,
	   const struct drill_session_row *copy)
{
	struct drill_result *result = g_new0(struct drill_result, 1);

	result->take = take->id;
	result->set = g_strdup(set->name);
	drill_purpose_parse(set->purpose, &result->purpose);
	result->rater = g_strdup(take->rater);
	result->technique = g_strdup(take->technique);
	result->n = copy->n;
	result->session = copy->session;
	result->of = copy->of;
	result->sample = g_strdup(copy->sample);
	result->at = copy->done_at;
	result->made_of = set->sessions;
	result->pairs = g_ptr_array_new_with_free_func(pair_free);
	result->tags = g_ptr_array_new_with_free_func(tags_free);
	return result;
}

/* -- items --------------------------------------------------------------------- */

/* What was signed first: what came after was said knowing what was agreed. */
static const struct rating *
first_signed(const GPtrArray *ratings)
{
	const struct rating *first = NULL;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->role == RATER_DRILL && rating->signed_at &&
		    (!first || rating->version < first->version))
			first = rating;
	}
	return first;
}

static void
add_pair(GPtrArray *pairs, const char *item, const struct item_rating *mine,
	 const struct item_rating *theirs)
{
	struct drill_pair *pair;

	if (!mine && !theirs)
		return;
	pair = g_new0(struct drill_pair, 1);
	pair->item = g_strdup(item);
	pair->mine = mine ? item_rating_copy(mine) : NULL;
	pair->theirs = theirs ? item_rating_copy(theirs) : NULL;
	g_ptr_array_add(pairs, pair);
}

GPtrArray *
drill_pairs_build(const struct rubric *rubric, const struct rating *mine,
		  const GPtrArray *answers)
{
	GPtrArray *pairs = g_ptr_array_new_with_free_func(pair_free);

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];

		add_pair(pairs, item->id, rating_item(mine, item->id),
			 item_rating_find(answers, item->id));
	}
	return pairs;
}

static gboolean
fill_pairs(struct app *app, struct drill_result *result, GError **error)
{
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, result->session, NULL, error);
	g_autoptr(GPtrArray) answers =
		ratings ? store_drill_answers(app->store, result->session,
					      error) :
			  NULL;
	const struct rating *rating = answers ? first_signed(ratings) : NULL;
	const struct rubric *rubric;

	if (!answers || !app_rubric(app, error))
		return FALSE;
	if (!rating)
		return TRUE;
	rubric = app_rubric_of(app, rating);
	result->rubric = g_strdup(rubric->id);
	g_ptr_array_unref(result->pairs);
	result->pairs = drill_pairs_build(rubric, rating, answers);
	return TRUE;
}

/* -- techniques ------------------------------------------------------------------ */

static struct drill_tags *
tags_of(struct drill_result *result, const char *technique)
{
	struct drill_tags *tags;

	for (guint i = 0; i < result->tags->len; i++) {
		tags = result->tags->pdata[i];
		if (!strcmp(tags->technique, technique))
			return tags;
	}
	tags = g_new0(struct drill_tags, 1);
	tags->technique = g_strdup(technique);
	tags->found = g_array_new(FALSE, FALSE, sizeof(guint));
	tags->missed = g_array_new(FALSE, FALSE, sizeof(guint));
	tags->wrong = g_array_new(FALSE, FALSE, sizeof(guint));
	tags->either = g_array_new(FALSE, FALSE, sizeof(guint));
	g_ptr_array_add(result->tags, tags);
	return tags;
}

static gboolean
is_asked(const struct drill_result *result, const char *technique)
{
	return !strcmp(result->technique, DRILL_ALL) ||
	       !strcmp(result->technique, technique);
}

/* The rater's mark there, or NULL. */
static const struct effective_tag *
find_mark(const GPtrArray *marks, guint turn, const char *technique)
{
	for (guint i = 0; i < marks->len; i++) {
		const struct effective_tag *mark = marks->pdata[i];

		if (mark->turn == turn && mark->confirmed && !mark->rejected &&
		    !strcmp(mark->technique, technique))
			return mark;
	}
	return NULL;
}

static const struct drill_tag_row *
find_agreed(const GPtrArray *agreed, guint turn, const char *technique)
{
	for (guint i = 0; i < agreed->len; i++) {
		const struct drill_tag_row *tag = agreed->pdata[i];

		if (tag->turn == turn && !strcmp(tag->technique, technique))
			return tag;
	}
	return NULL;
}

static gint
compare_tags(gconstpointer a, gconstpointer b)
{
	const struct drill_tags *const *one = a, *const *other = b;

	return strcmp((*one)->technique, (*other)->technique);
}

static void
sort_out(struct drill_result *result, const GPtrArray *marks,
	 const GPtrArray *agreed)
{
	if (strcmp(result->technique, DRILL_ALL) != 0)
		tags_of(result, result->technique);
	for (guint i = 0; i < agreed->len; i++) {
		const struct drill_tag_row *tag = agreed->pdata[i];
		struct drill_tags *tags;

		if (!is_asked(result, tag->technique))
			continue;
		tags = tags_of(result, tag->technique);
		g_array_append_val(!tag->agreed ? tags->either :
				   find_mark(marks, tag->turn, tag->technique) ?
						  tags->found :
						  tags->missed,
				   tag->turn);
	}
	for (guint i = 0; i < marks->len; i++) {
		const struct effective_tag *mark = marks->pdata[i];

		if (mark->confirmed && !mark->rejected &&
		    is_asked(result, mark->technique) &&
		    !find_agreed(agreed, mark->turn, mark->technique))
			g_array_append_val(
				tags_of(result, mark->technique)->wrong,
				mark->turn);
	}
	g_ptr_array_sort(result->tags, compare_tags);
}

static gboolean
fill_tags(struct app *app, struct drill_result *result, GError **error)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GPtrArray) marks = NULL;
	g_autoptr(GPtrArray) agreed =
		store_drill_tags(app->store, result->session, error);
	g_autoptr(GPtrArray) decisions =
		agreed ? store_decisions_load(app->store, result->session,
					      error) :
			 NULL;

	if (!decisions || !app_codebook(app, error))
		return FALSE;
	app_decisions_rename(app->codebook, decisions);
	marks = effective_tags_build(none, decisions, result->rater);
	sort_out(result, marks, agreed);
	return TRUE;
}

/* Were sessions of the set removed since it was made? */
static gboolean
has_lost(struct app *app, struct drill_result *result, gint64 set,
	 GError **fault)
{
	g_autoptr(GPtrArray) members =
		store_drill_members(app->store, set, fault);

	return members && members->len < result->made_of;
}

struct drill_result *
drill_result_build(struct app *app, const struct drills *drills,
		   const struct drill_session_row *copy, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	struct drill_result *result =
		result_new(drills_set(drills, take->set), take, copy);
	g_autoptr(GError) fault = NULL;

	result->whole = drills_whole(app, drills, take, &fault);
	result->done = drills_done(drills, take->id);
	result->removed = !fault && has_lost(app, result, take->set, &fault);
	result->whole &= !result->removed;
	if (!fault && (take->technique ? fill_tags(app, result, &fault) :
					 fill_pairs(app, result, &fault)))
		return result;
	g_propagate_error(error, g_steal_pointer(&fault));
	drill_result_free(result);
	return NULL;
}
