/*
 * The ratings that a consensus was made of, beside it wherever it is shown.
 */
#include "app/consensus_private.h"

static const struct rating *
find_part(const GPtrArray *ratings, const struct consensus_part *part)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id == part->rating && rating->signed_at &&
		    rating->version == part->version)
			return rating;
	}
	return NULL;
}

static struct rating_source *
source_build(const GPtrArray *ratings, const struct consensus_part *part)
{
	struct rating_source *source = g_new0(struct rating_source, 1);
	const struct rating *of = find_part(ratings, part);

	source->version = part->version;
	if (!of)
		return source;
	source->rater = g_strdup(of->rater);
	source->role = of->role;
	source->signed_at = of->signed_at;
	source->sha256 = of->signature ? g_strdup(of->signature->sha256) : NULL;
	source->later = rating_later_print(of, ratings);
	return source;
}

static int
by_code(const void *a, const void *b)
{
	const struct rating_source *left = *(void *const *)a;
	const struct rating_source *right = *(void *const *)b;
	int order = g_strcmp0(left->rater, right->rater);

	return order ? order : (int)left->role - (int)right->role;
}

gboolean
consensus_sources_fill(struct app *app, GPtrArray *ratings, GError **error)
{
	for (guint i = 0; i < ratings->len; i++) {
		struct rating *rating = ratings->pdata[i];
		g_autoptr(GArray) parts = NULL;

		/* Of earlier versions only the history knows. */
		if (rating->role != RATER_CONSENSUS || rating->earlier)
			continue;
		parts = store_consensus_load(app->store, rating->id, error);
		if (!parts)
			return FALSE;
		if (parts->len == 0)
			continue;
		rating->made_of = g_ptr_array_new_with_free_func(
			(GDestroyNotify)rating_source_free);
		for (guint k = 0; k < parts->len; k++)
			g_ptr_array_add(
				rating->made_of,
				source_build(
					ratings,
					&g_array_index(parts,
						       struct consensus_part,
						       k)));
		g_ptr_array_sort(rating->made_of, by_code);
	}
	return TRUE;
}
