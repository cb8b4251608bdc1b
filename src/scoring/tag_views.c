/*
 * What several raters decided on the same tags, tag by tag.
 *
 * Each rater's decisions are worked out by themselves, as if nobody else had
 * decided; what settles a difference is left out of that, and held beside.
 */
#include "scoring/scoring.h"

#include <string.h>

#define SETTLES "settled ("

/* -- settling -------------------------------------------------------------- */

gboolean
decision_settles(const struct decision *decision)
{
	return decision->reason && g_str_has_prefix(decision->reason, SETTLES);
}

char *
decision_said_print(const struct decision *decision)
{
	if (!decision)
		return g_strdup("-");
	if (decision->verdict == VERDICT_RELABEL)
		return g_strdup_printf("relabel to %s", decision->to);
	return g_strdup(verdict_print(decision->verdict));
}

char *
tag_views_settling(const struct tag_views *views, const char *const *raters,
		   const char *note)
{
	GString *out = g_string_new(SETTLES);
	gboolean any = FALSE;

	for (guint i = 0; i < views->said->len; i++) {
		const struct decision *said = views->said->pdata[i];
		g_autofree char *is = decision_said_print(said);

		if (said)
			g_string_append_printf(out, "%s%s %s", any ? ", " : "",
					       raters[i], is);
		any |= said != NULL;
	}
	g_string_append_printf(out, "): %s", note);
	return g_string_free(out, FALSE);
}

void
decision_hide_settled(struct decision *decision)
{
	const char *end = decision_settles(decision) ?
				  strstr(decision->reason, "): ") :
				  NULL;
	char *without;

	if (!end)
		return;
	without = g_strconcat(SETTLES, "hidden", end, NULL);
	g_free(decision->reason);
	decision->reason = without;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *
decisions_raters(const GPtrArray *decisions)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *raters = g_ptr_array_new();

	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *decision = decisions->pdata[i];

		if (g_hash_table_add(seen, decision->rater))
			g_ptr_array_add(raters, decision->rater);
	}
	g_ptr_array_sort(raters, by_code);
	g_ptr_array_add(raters, NULL);
	return raters;
}

/* -- what each rater says -------------------------------------------------- */

/* Decisions that settle with what takes them back, or the others. */
static GPtrArray *
sift(const GPtrArray *decisions, gboolean settling)
{
	g_autoptr(GHashTable) ids =
		g_hash_table_new(g_int64_hash, g_int64_equal);
	GPtrArray *list = g_ptr_array_new();

	for (guint i = 0; i < decisions->len; i++) {
		struct decision *decision = decisions->pdata[i];
		gboolean settles = decision->verdict == VERDICT_WITHDRAW ?
					   g_hash_table_contains(
						   ids, &decision->takes_back) :
					   decision_settles(decision);

		if (settles)
			g_hash_table_add(ids, &decision->id);
		if (settles == settling)
			g_ptr_array_add(list, decision);
	}
	return list;
}

/* What stands, of one rater or of all: "12 COMM" -> struct effective_tag. */
static GHashTable *
stand_build(const GPtrArray *decisions, const char *rater)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	GPtrArray *tags = effective_tags_build(none, decisions, rater);
	GHashTable *stand =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	/* The tags go over to the table. */
	g_ptr_array_set_free_func(tags, NULL);
	for (guint i = 0; i < tags->len; i++) {
		struct effective_tag *tag = tags->pdata[i];

		g_hash_table_insert(
			stand,
			g_strdup_printf("%u %s", tag->turn, tag->technique),
			tag);
	}
	g_ptr_array_unref(tags);
	return stand;
}

static const struct effective_tag *
stand_at(GHashTable *stand, guint turn, const char *technique)
{
	g_autofree char *key = g_strdup_printf("%u %s", turn, technique);

	return g_hash_table_lookup(stand, key);
}

/* The rater's own decision on just this, not one that gave it from elsewhere.
 */
static const struct decision *
own_at(GHashTable *stand, guint turn, const char *technique)
{
	const struct effective_tag *tag = stand_at(stand, turn, technique);

	return tag && tag->decision &&
			       !strcmp(tag->decision->technique, technique) ?
		       tag->decision :
		       NULL;
}

/* -- tag by tag ------------------------------------------------------------ */

void
tag_views_free(struct tag_views *views)
{
	if (!views)
		return;
	g_ptr_array_unref(views->said);
	g_free(views);
}

/* Does the second go without the technique that the first relabelled to? */
static gboolean
lacks_other(const struct tag_views *views, const struct decision *first,
	    GHashTable *second)
{
	const struct effective_tag *other;

	if (!first || first->verdict != VERDICT_RELABEL)
		return FALSE;
	other = stand_at(second, views->turn, first->to);
	return !other || !other->confirmed;
}

/* Two that both said something of the technique here, be it by a relabelling
 * that gave it. */
static gboolean
differ(const struct tag_views *views, const GPtrArray *stands, guint a, guint b)
{
	const struct effective_tag *left =
		stand_at(stands->pdata[a], views->turn, views->technique);
	const struct effective_tag *right =
		stand_at(stands->pdata[b], views->turn, views->technique);

	if (!left || !right)
		return FALSE;
	return left->confirmed != right->confirmed ||
	       lacks_other(views, views->said->pdata[a], stands->pdata[b]) ||
	       lacks_other(views, views->said->pdata[b], stands->pdata[a]);
}

static guint
place_of(const GPtrArray *decisions, const struct decision *decision)
{
	guint at = 0;

	g_ptr_array_find((GPtrArray *)decisions, decision, &at);
	return at;
}

/* How it was settled, if that was after all of them decided. */
static const struct decision *
find_settled(const struct tag_views *views, const GPtrArray *decisions,
	     GHashTable *settlings)
{
	const struct decision *settled =
		own_at(settlings, views->turn, views->technique);

	for (guint i = 0; settled && i < views->said->len; i++) {
		const struct decision *said = views->said->pdata[i];

		if (said &&
		    place_of(decisions, said) > place_of(decisions, settled))
			return NULL;
	}
	return settled;
}

static struct tag_views *
views_of(guint turn, const char *technique, const GPtrArray *stands)
{
	struct tag_views *views = g_new0(struct tag_views, 1);

	views->turn = turn;
	views->technique = technique;
	views->said = g_ptr_array_new();
	for (guint i = 0; i < stands->len; i++) {
		const struct decision *own =
			own_at(stands->pdata[i], turn, technique);

		views->decided += own != NULL;
		g_ptr_array_add(views->said, (gpointer)own);
	}
	for (guint a = 0; a < stands->len; a++) {
		for (guint b = a + 1; b < stands->len; b++)
			views->differ |= differ(views, stands, a, b);
	}
	return views;
}

static int
by_place(const void *a, const void *b)
{
	const struct tag_views *left = *(void *const *)a;
	const struct tag_views *right = *(void *const *)b;

	if (left->turn != right->turn)
		return left->turn < right->turn ? -1 : 1;
	return strcmp(left->technique, right->technique);
}

GPtrArray *
tag_views_build(const GPtrArray *decisions, const char *const *raters)
{
	g_autoptr(GPtrArray) own = sift(decisions, FALSE);
	g_autoptr(GPtrArray) settling = sift(decisions, TRUE);
	g_autoptr(GHashTable) settlings = stand_build(settling, NULL);
	g_autoptr(GPtrArray) stands = g_ptr_array_new_with_free_func(
		(GDestroyNotify)g_hash_table_unref);
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)tag_views_free);

	for (guint i = 0; raters[i]; i++)
		g_ptr_array_add(stands, stand_build(own, raters[i]));
	for (guint i = 0; i < own->len; i++) {
		const struct decision *of = own->pdata[i];
		struct tag_views *views;

		if (!g_hash_table_add(seen, g_strdup_printf("%u %s", of->turn,
							    of->technique)))
			continue;
		views = views_of(of->turn, of->technique, stands);
		if (views->decided == 0) {
			tag_views_free(views);
			continue;
		}
		views->settled = find_settled(views, decisions, settlings);
		g_ptr_array_add(list, views);
	}
	g_ptr_array_sort(list, by_place);
	return list;
}
