/*
 * A self-rating held against a supervisor's, item by item.
 *
 * Both are taken as they were signed.  Gaps of earlier sessions of the same
 * therapist stand beside, so that one that comes again is seen to.
 */
#include "app/cited.h"
#include "app/private.h"
#include "app/versions.h"

#include <math.h>

static void
item_contrast_free(gpointer data)
{
	struct item_contrast *item = data;

	if (item->self_turns)
		g_ptr_array_unref(item->self_turns);
	if (item->other_turns)
		g_ptr_array_unref(item->other_turns);
	g_ptr_array_unref(item->earlier);
	g_free(item);
}

void
contrast_free(struct contrast *contrast)
{
	if (!contrast)
		return;
	g_ptr_array_unref(contrast->items);
	rating_free(contrast->self);
	rating_free(contrast->other);
	if (contrast->others)
		g_ptr_array_unref(contrast->others);
	g_free(contrast);
}

/* -- the pairs of a session ------------------------------------------------ */

/* The newest signed version of each rating in this role, taken out of the list;
 * sealed ones that are due but not revealed stay sealed here. */
static GPtrArray *
take_signed(GPtrArray *ratings, enum rater_role role, const GPtrArray *sealed)
{
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);
	gint64 last = 0;

	for (guint i = 0; i < ratings->len;) {
		const struct rating *rating = ratings->pdata[i];
		gboolean wanted = rating->role == role && rating->signed_at &&
				  rating->id != last && !rating->role_fault;

		for (guint k = 0; k < sealed->len; k++) {
			const struct sealed_rating *s = sealed->pdata[k];

			wanted &= s->rating != rating->id || s->revealed_at;
		}
		if (!wanted) {
			i++;
			continue;
		}
		last = rating->id;
		g_ptr_array_add(list, g_ptr_array_steal_index(ratings, i));
	}
	return list;
}

static struct contrast *
contrast_new(struct app *app, gint64 session, struct rating *self,
	     struct rating *other)
{
	struct contrast *contrast = g_new0(struct contrast, 1);
	g_autoptr(GPtrArray) gaps = NULL;

	contrast->session = session;
	contrast->self = self;
	contrast->other = other;
	contrast->two_rubrics =
		g_strcmp0(self->rubric_sha256, other->rubric_sha256) != 0;
	contrast->items = g_ptr_array_new_with_free_func(item_contrast_free);
	gaps = item_gaps_build(app_rubric_of(app, other), self, other);
	for (guint i = 0; i < gaps->len; i++) {
		struct item_contrast *item = g_new0(struct item_contrast, 1);

		item->gap = *(const struct item_gap *)gaps->pdata[i];
		item->earlier = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(contrast->items, item);
	}
	return contrast;
}

/* A self-rating goes with every supervisor's.  Nothing is cited yet. */
static GPtrArray *
pairs_load(struct app *app, const struct session_info *info, GError **error)
{
	g_autoptr(GPtrArray) pairs =
		g_ptr_array_new_with_free_func((GDestroyNotify)contrast_free);
	g_autoptr(GPtrArray) sealed =
		store_sealed_load(app->store, info->session, error);
	g_autoptr(GPtrArray) ratings = NULL;
	g_autoptr(GPtrArray) others = NULL;

	if (!sealed || !(ratings = app_ratings_seen(app, info->session,
						    &info->facts, NULL, error)))
		return NULL;
	app_roles_settle(info->therapist, ratings);
	others = take_signed(ratings, RATER_SUPERVISOR, sealed);
	while (others->len > 0) {
		g_autoptr(GPtrArray) all = app_ratings_seen(
			app, info->session, &info->facts, NULL, error);
		g_autoptr(GPtrArray) own = NULL;

		if (!all)
			return NULL;
		app_roles_settle(info->therapist, all);
		own = take_signed(all, RATER_SELF, sealed);
		if (own->len == 0)
			break;
		g_ptr_array_add(
			pairs,
			contrast_new(app, info->session,
				     g_ptr_array_steal_index(own, 0),
				     g_ptr_array_steal_index(others, 0)));
	}
	return g_steal_pointer(&pairs);
}

/* -- what stands beside ---------------------------------------------------- */

static void
count(struct contrast *contrast)
{
	guint qualities = 0;

	for (guint i = 0; i < contrast->items->len; i++) {
		const struct item_contrast *item = contrast->items->pdata[i];
		const struct item_gap *gap = &item->gap;
		gboolean up = gap->extent > 0 || gap->quality > 0;
		gboolean down = gap->extent < 0 || gap->quality < 0;

		if (!gap->has_extent)
			continue;
		contrast->compared++;
		contrast->extent += gap->extent;
		contrast->quality += gap->quality;
		qualities += gap->has_quality;
		contrast->mixed += up && down;
		contrast->above += up && !down;
		contrast->below += down && !up;
		contrast->same += !up && !down;
	}
	contrast->extent = contrast->compared ?
				   contrast->extent / contrast->compared :
				   NAN;
	contrast->quality = qualities ? contrast->quality / qualities : NAN;
}

/* The gap on the same item as it was then, if it can be compared. */
static void
add_earlier(struct contrast *contrast, const struct session_info *info,
	    const struct contrast *before)
{
	for (guint i = 0; i < contrast->items->len; i++) {
		struct item_contrast *item = contrast->items->pdata[i];

		for (guint k = 0; k < before->items->len; k++) {
			const struct item_contrast *then =
				before->items->pdata[k];
			struct earlier_gap *gap;

			if (!then->gap.has_extent ||
			    g_strcmp0(then->gap.item->id, item->gap.item->id))
				continue;
			gap = g_new0(struct earlier_gap, 1);
			gap->session = info->session;
			gap->number = info->facts.number;
			gap->gap = then->gap;
			g_ptr_array_add(item->earlier, gap);
		}
	}
}

static int
by_signing(const void *a, const void *b)
{
	const struct contrast *left = *(void *const *)a;
	const struct contrast *right = *(void *const *)b;

	if (left->self->signed_at != right->self->signed_at)
		return left->self->signed_at < right->self->signed_at ? -1 : 1;
	return left->session < right->session ? -1 : 1;
}

static const struct session_info *
info_of(const GPtrArray *sessions, gint64 session)
{
	for (guint i = 0; i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (info->session == session)
			return info;
	}
	g_assert_not_reached();
}

/* Of the same therapist: pairs (struct contrast) of other sessions whose
 * self-rating was signed before, the oldest first. */
static gboolean
load_earlier(struct app *app, const char *therapist, struct contrast *contrast,
	     GError **error)
{
	g_autoptr(GPtrArray) sessions =
		therapist ? sessions_shown(app, error) : NULL;

	contrast->others =
		g_ptr_array_new_with_free_func((GDestroyNotify)contrast_free);
	for (guint i = 0; sessions && i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];
		g_autoptr(GPtrArray) pairs = NULL;

		if (info->session == contrast->session ||
		    !base_code_same(info->therapist, therapist))
			continue;
		pairs = pairs_load(app, info, error);
		if (!pairs)
			return FALSE;
		while (pairs->len > 0) {
			struct contrast *pair =
				g_ptr_array_steal_index(pairs, 0);

			if (pair->self->signed_at <= contrast->self->signed_at)
				g_ptr_array_add(contrast->others, pair);
			else
				contrast_free(pair);
		}
	}
	g_ptr_array_sort(contrast->others, by_signing);
	for (guint i = 0; i < contrast->others->len; i++) {
		const struct contrast *pair = contrast->others->pdata[i];

		add_earlier(contrast, info_of(sessions, pair->session), pair);
	}
	return !therapist || sessions;
}

static gboolean
complete(struct app *app, const struct session_info *info,
	 struct contrast *contrast, GError **error)
{
	struct transcript *transcript =
		store_transcript_load(app->store, info->session, error);

	if (!transcript)
		return FALSE;
	for (guint i = 0; i < contrast->items->len; i++) {
		struct item_contrast *item = contrast->items->pdata[i];

		item->self_turns =
			cited_turns_build(item->gap.self, transcript);
		item->other_turns =
			cited_turns_build(item->gap.other, transcript);
	}
	transcript_free(transcript);
	count(contrast);
	return load_earlier(app, info->therapist, contrast, error);
}

GPtrArray *
app_contrasts(struct app *app, gint64 session, GError **error)
{
	g_autoptr(SessionInfo) info = app_session_plain(app, session, error);
	g_autoptr(GPtrArray) pairs = info && app_rubric(app, error) ?
					     pairs_load(app, info, error) :
					     NULL;

	for (guint i = 0; pairs && i < pairs->len; i++) {
		if (!complete(app, info, pairs->pdata[i], error))
			return NULL;
	}
	return g_steal_pointer(&pairs);
}
