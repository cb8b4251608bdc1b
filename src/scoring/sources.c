/*
 * What a consensus was made of, in words.
 */
#include "scoring/scoring.h"

void
rating_source_free(struct rating_source *source)
{
	if (!source)
		return;
	g_free(source->rater);
	g_free(source->sha256);
	g_free(source->later);
	g_free(source);
}

char *
rating_sources_print(const GPtrArray *sources)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < sources->len; i++) {
		const struct rating_source *source = sources->pdata[i];

		if (i > 0)
			g_string_append(out, ", ");
		if (!source->rater) {
			g_string_append_printf(out,
					       "a rating that is not here or "
					       "hidden (version %u)",
					       source->version);
			continue;
		}
		g_string_append_printf(
			out, "%s (%s, version %u%s%s)", source->rater,
			rater_role_print(source->role), source->version,
			source->sha256 ? ", sha256 " : "",
			source->sha256 ? source->sha256 : "");
	}
	return g_string_free(out, FALSE);
}

/* The newest version of the same rating. */
static const struct rating *
newest_of(const struct rating *of, const GPtrArray *ratings)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id == of->id && !rating->earlier)
			return rating;
	}
	return of;
}

char *
rating_later_print(const struct rating *of, const GPtrArray *ratings)
{
	const struct rating *now = newest_of(of, ratings);
	const char *role = rater_role_print(of->role);
	g_autofree char *at = base_time_print(now->signed_at);

	if (now->signed_at && now->version > of->version)
		return g_strdup_printf("%s has signed version %u (%s) on %s, "
				       "and the consensus is of version %u",
				       of->rater, now->version, role, at,
				       of->version);
	if (!now->signed_at && now->since & SINCE_VALUES)
		return g_strdup_printf("%s has changed values since version "
				       "%u (%s) was signed, and not signed "
				       "them",
				       of->rater, now->version - 1, role);
	if (now->role_fault)
		return g_strdup_printf("%s's rating (%s) counts in that role "
				       "no more: %s",
				       of->rater, role, now->role_fault);
	return NULL;
}
