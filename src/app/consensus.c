/*
 * A consensus as it stands: what its raters gave, on what they agree, what is
 * open.
 *
 * All of it is worked out anew from the versions it was made of, so that it
 * cannot part from them.
 */
#include "app/cited.h"
#include "app/consensus_private.h"

#include <string.h>

static const char *const standing_names[] = {
	[ITEM_AGREED] = "agreed",
	[ITEM_OPEN] = "open",
	[ITEM_SETTLED] = "settled",
};

const char *
item_standing_print(enum item_standing standing)
{
	g_assert((guint)standing < G_N_ELEMENTS(standing_names));
	return standing_names[standing];
}

void
said_item_free(gpointer data)
{
	struct said_item *said = data;

	g_ptr_array_unref(said->cited);
	g_free(said);
}

static void
consensus_item_free(gpointer data)
{
	struct consensus_item *item = data;

	g_ptr_array_unref(item->said);
	g_free(item);
}

void
consensus_free(struct consensus *consensus)
{
	if (!consensus)
		return;
	g_ptr_array_unref(consensus->items);
	g_ptr_array_unref(consensus->later);
	g_ptr_array_unref(consensus->of);
	rating_free(consensus->rating);
	g_free(consensus);
}

int
consensus_by_code(const void *a, const void *b)
{
	const struct rating *left = *(void *const *)a;
	const struct rating *right = *(void *const *)b;
	int order = strcmp(left->rater, right->rater);

	if (order)
		return order;
	return left->id < right->id ? -1 : left->id > right->id;
}

/* -- items ----------------------------------------------------------------- */

static struct consensus_item *
item_build(const struct consensus *consensus, const struct item_views *views,
	   const struct transcript *transcript)
{
	struct consensus_item *item = g_new0(struct consensus_item, 1);

	item->item = views->item;
	item->value = rating_item(consensus->rating, views->item->id);
	item->standing = views->agreed ? ITEM_AGREED :
			 item->value   ? ITEM_SETTLED :
					 ITEM_OPEN;
	item->said = g_ptr_array_new_with_free_func(said_item_free);
	for (guint i = 0; i < consensus->of->len; i++) {
		const struct rating *of = consensus->of->pdata[i];
		struct said_item *said = g_new0(struct said_item, 1);

		said->said = views->said->pdata[i];
		said->rater = of->rater;
		said->role = of->role;
		said->cited = cited_turns_build(said->said, transcript);
		g_ptr_array_add(item->said, said);
	}
	return item;
}

static void
fill_items(struct consensus *consensus, const struct session_facts *facts,
	   const struct transcript *transcript)
{
	g_autoptr(GPtrArray) views =
		item_views_build(consensus->rubric, consensus->of);
	const GPtrArray *items = consensus->rubric->items;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < views->len; i++) {
		struct consensus_item *item =
			item_build(consensus, views->pdata[i], transcript);

		consensus->agreed += item->standing == ITEM_AGREED;
		consensus->open += item->standing == ITEM_OPEN;
		consensus->settled += item->standing == ITEM_SETTLED;
		g_hash_table_add(seen, item->item->id);
		g_ptr_array_add(consensus->items, item);
	}
	for (guint i = 0; i < items->len; i++) {
		const struct item *item = items->pdata[i];

		consensus->unrated += item_is_live(item, facts) &&
				      !g_hash_table_contains(seen, item->id) &&
				      !rating_item(consensus->rating, item->id);
	}
}

/* -- loading --------------------------------------------------------------- */

/* A version that was taken, out of the ratings of the session. */
static struct rating *
take_part(GPtrArray *ratings, const struct consensus_part *part)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id == part->rating && rating->signed_at &&
		    rating->version == part->version)
			return g_ptr_array_steal_index(ratings, i);
	}
	return NULL;
}

static gboolean
take_parts(struct consensus *consensus, GPtrArray *ratings, const GArray *parts,
	   GError **error)
{
	for (guint i = 0; i < parts->len; i++) {
		struct rating *of = take_part(
			ratings,
			&g_array_index(parts, struct consensus_part, i));
		char *later;

		if (!of)
			return app_fail(error, BASE_ERROR_CORRUPT,
					"a rating that the consensus of "
					"session %" G_GINT64_FORMAT " was made "
					"of is not there, or hidden from you",
					consensus->session);
		later = rating_later_print(of, ratings);
		if (later)
			g_ptr_array_add(consensus->later, later);
		g_ptr_array_add(consensus->of, of);
	}
	g_ptr_array_sort(consensus->of, consensus_by_code);
	return TRUE;
}

struct consensus *
consensus_build(struct app *app, const struct session_info *info,
		struct rating *rating, GPtrArray *ratings, const GArray *parts,
		GError **error)
{
	g_autoptr(Consensus) consensus = g_new0(struct consensus, 1);
	struct transcript *transcript;

	consensus->session = info->session;
	consensus->rating = rating;
	consensus->rubric = app_rubric_of(app, rating);
	consensus->items = g_ptr_array_new_with_free_func(consensus_item_free);
	consensus->later = g_ptr_array_new_with_free_func(g_free);
	consensus->of =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);
	if (!take_parts(consensus, ratings, parts, error))
		return NULL;
	transcript = store_transcript_load(app->store, info->session, error);
	if (!transcript)
		return NULL;
	fill_items(consensus, &info->facts, transcript);
	transcript_free(transcript);
	return g_steal_pointer(&consensus);
}

/* Places of the ratings that were made of others. */
static gboolean
find_made(struct app *app, const GPtrArray *ratings, GArray *made,
	  GError **error)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];
		g_autoptr(GArray) parts = NULL;

		if (rating->role != RATER_CONSENSUS || rating->earlier)
			continue;
		parts = store_consensus_load(app->store, rating->id, error);
		if (!parts)
			return FALSE;
		if (parts->len > 0)
			g_array_append_val(made, i);
	}
	return TRUE;
}

/* Which of them: the rater's, or the only one; FALSE with an error. */
static gboolean
choose_made(gint64 session, const GPtrArray *ratings, const GArray *made,
	    const char *rater, guint *at, GError **error)
{
	g_autoptr(GString) whose = g_string_new(NULL);

	for (guint i = 0; i < made->len; i++) {
		const struct rating *rating =
			ratings->pdata[g_array_index(made, guint, i)];

		*at = g_array_index(made, guint, i);
		if (rater && base_code_same(rating->rater, rater))
			return TRUE;
		g_string_append_printf(whose, "%s%s", i ? ", " : "",
				       rating->rater);
	}
	if (made->len == 1)
		return TRUE;
	if (made->len == 0)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"session %" G_GINT64_FORMAT " has no consensus "
				"yet (iptrate consensus %" G_GINT64_FORMAT
				" --of A,B)",
				session, session);
	return app_fail(error, BASE_ERROR_USAGE,
			"session %" G_GINT64_FORMAT " has more than one "
			"consensus; name whose with --rater: %s",
			session, whose->str);
}

gboolean
consensus_may_see(struct app *app, gint64 session, GError **error)
{
	return app_may_see(app, session, BLIND_RATINGS | BLIND_PEOPLE,
			   "what others rated is", error);
}

struct consensus *
app_consensus(struct app *app, gint64 session, const char *rater,
	      GError **error)
{
	g_autoptr(SessionInfo) info = app_session_plain(app, session, error);
	g_autoptr(GArray) made = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GPtrArray) ratings = NULL;
	g_autoptr(GArray) parts = NULL;
	struct rating *rating;
	guint at = 0;

	if (!info || !consensus_may_see(app, session, error) ||
	    !app_rubric(app, error) ||
	    !(ratings = app_ratings_seen(app, session, &info->facts, NULL,
					 error)))
		return NULL;
	app_roles_settle(info->therapist, ratings);
	if (!find_made(app, ratings, made, error) ||
	    !choose_made(session, ratings, made, rater, &at, error))
		return NULL;
	rating = g_ptr_array_steal_index(ratings, at);
	parts = store_consensus_load(app->store, rating->id, error);
	if (parts)
		return consensus_build(app, info, rating, ratings, parts,
				       error);
	rating_free(rating);
	return NULL;
}
