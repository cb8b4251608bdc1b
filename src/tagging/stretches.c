/*
 * stretches: whether an episode came to something, and what is told of it.
 */
#include "tagging/look.h"
#include "tagging/stretches.h"
#include "tagging/tags.h"

#include <string.h>

/* -- was it enough? ------------------------------------------------------ */

static const char *
component_of(const struct tagging_run *run, guint hit)
{
	const struct hit *it =
		&g_array_index(run->result->hits, struct hit, hit);

	return tagger_rule(run->tagger, it->rule)->rule->component;
}

static void
add_components(const struct tagging_run *run, const struct carrier *carrier,
	       GHashTable *set)
{
	for (guint i = 0; i < carrier->hits->len; i++) {
		const char *component = component_of(
			run, g_array_index(carrier->hits, guint, i));

		if (component)
			g_hash_table_add(set, (gpointer)component);
	}
}

/* Does some stretch from carrier `from` on, no longer than `within`, hold
 * all that is needed? */
static gboolean
suffices_from(const struct tagging_run *run, const struct stretch *stretch,
	      guint from)
{
	const struct episode *episode =
		tagger_episode(run->tagger, stretch->episode)->episode;
	g_autoptr(GHashTable) components =
		g_hash_table_new(g_str_hash, g_str_equal);
	guint first =
		g_array_index(stretch->carriers, struct carrier, from).turn;
	guint turns = 0;

	for (guint i = from; i < stretch->carriers->len; i++) {
		const struct carrier *carrier =
			&g_array_index(stretch->carriers, struct carrier, i);

		if (episode->needs_within &&
		    carrier->turn - first > episode->needs_within)
			return FALSE;
		if (!run_has_own_sign(run, carrier->hits))
			continue;
		turns += carrier->therapist;
		add_components(run, carrier, components);
		if (turns >= episode->needs_turns &&
		    g_hash_table_size(components) >= episode->needs_components)
			return TRUE;
	}
	return FALSE;
}

static gboolean
suffices(const struct tagging_run *run, const struct stretch *stretch)
{
	const struct episode *episode =
		tagger_episode(run->tagger, stretch->episode)->episode;
	guint starts = episode->needs_within ? stretch->carriers->len : 1;

	for (guint i = 0; i < starts; i++) {
		if (suffices_from(run, stretch, i))
			return TRUE;
	}
	return FALSE;
}

/* -- order --------------------------------------------------------------- */

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_sorted_keys(GHashTable *set, GPtrArray *list)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(list, key);
	g_ptr_array_sort(list, compare_strings);
}

static int
compare_stretches(gconstpointer a, gconstpointer b)
{
	const struct stretch *x = *(struct stretch *const *)a;
	const struct stretch *y = *(struct stretch *const *)b;
	guint first = g_array_index(x->carriers, struct carrier, 0).turn;
	guint other = g_array_index(y->carriers, struct carrier, 0).turn;

	if (first != other)
		return first < other ? -1 : 1;
	return x->episode < y->episode ? -1 : x->episode > y->episode;
}

static int
compare_hits(gconstpointer a, gconstpointer b, gpointer data)
{
	const GArray *hits = data;
	const struct hit *x =
		&g_array_index(hits, struct hit, *(const guint *)a);
	const struct hit *y =
		&g_array_index(hits, struct hit, *(const guint *)b);

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void
renumber_hits(GArray *list, const guint *number)
{
	for (guint i = 0; list && i < list->len; i++)
		g_array_index(list, guint, i) =
			number[g_array_index(list, guint, i)];
}

/* Hits by turn and rule, whichever road they came. */
static void
sort_hits(struct tagging_run *run)
{
	GArray *hits = run->result->hits;
	g_autofree guint *order = g_new(guint, hits->len + 1);
	g_autofree guint *number = g_new(guint, hits->len + 1);
	GArray *sorted =
		g_array_sized_new(FALSE, TRUE, sizeof(struct hit), hits->len);

	for (guint i = 0; i < hits->len; i++)
		order[i] = i;
	g_qsort_with_data(order, hits->len, sizeof *order, compare_hits, hits);
	for (guint i = 0; i < hits->len; i++) {
		number[order[i]] = i;
		g_array_append_val(sorted,
				   g_array_index(hits, struct hit, order[i]));
	}
	for (guint i = 0; i < run->stretches->len; i++) {
		struct stretch *stretch = run->stretches->pdata[i];

		renumber_hits(stretch->others, number);
		for (guint c = 0; c < stretch->carriers->len; c++)
			renumber_hits(g_array_index(stretch->carriers,
						    struct carrier, c)
					      .hits,
				      number);
	}
	g_array_unref(hits);
	run->result->hits = sorted;
}

/* -- what is told of them ------------------------------------------------ */

static void
add_relations_of_turn(struct tagging_run *run, guint pattern, guint turn,
		      GHashTable *set)
{
	const struct said *said = speech_turn(&run->speech, turn);
	const char *text = speech_text(&run->speech, said);
	gsize from = 0, len = span_length(said->text);
	struct span span;

	while (from < len && run_find_in_turn(run, pattern, turn, from,
					      &span) == ANSWER_YES) {
		if (span.end > span.start)
			g_hash_table_add(set,
					 g_ascii_strdown(text + span.start,
							 span_length(span)));
		from = MAX(span.end, span.start + 1);
		while (from < len && (text[from] & 0xc0) == 0x80)
			from++;
	}
}

static GPtrArray *
relations_of(struct tagging_run *run, const struct stretch *stretch,
	     guint first, guint last)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	int pattern = tagger_episode(run->tagger, stretch->episode)->relations;
	g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint turn = first; pattern >= 0 && turn <= last; turn++) {
		g_autoptr(GHashTable) here = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
		GHashTableIter iter;
		gpointer key;

		add_relations_of_turn(run, pattern, turn, here);
		g_hash_table_iter_init(&iter, here);
		while (g_hash_table_iter_next(&iter, &key, NULL)) {
			if (g_hash_table_contains(set, key))
				continue;
			g_hash_table_iter_steal(&iter);
			g_hash_table_add(set, key);
		}
	}
	add_sorted_keys(set, list);
	return list;
}

static void
describe_stretch(struct tagging_run *run, const struct stretch *stretch)
{
	struct found_episode *found = g_new0(struct found_episode, 1);
	const GArray *carriers = stretch->carriers;
	g_autoptr(GHashTable) components =
		g_hash_table_new(g_str_hash, g_str_equal);
	guint first = g_array_index(carriers, struct carrier, 0).turn;
	guint last =
		g_array_index(carriers, struct carrier, carriers->len - 1).turn;

	found->episode = stretch->episode;
	found->first_turn = first + 1;
	found->last_turn = last + 1;
	found->complete = stretch->complete;
	found->components = g_ptr_array_new();
	for (guint i = 0; i < carriers->len; i++) {
		const struct carrier *carrier =
			&g_array_index(carriers, struct carrier, i);

		found->carriers += carrier->therapist;
		add_components(run, carrier, components);
	}
	add_sorted_keys(components, found->components);
	found->relations = relations_of(run, stretch, first, last);
	g_ptr_array_add(run->result->episodes, found);
}

static void
claim(struct tagging_run *run, const GArray *list, int episode)
{
	for (guint i = 0; list && i < list->len; i++) {
		struct hit *hit = &g_array_index(run->result->hits, struct hit,
						 g_array_index(list, guint, i));

		if (hit->episode < 0)
			hit->episode = episode;
	}
}

/* A hit names one episode: the first that came to something. */
static void
claim_hits(struct tagging_run *run, gboolean complete)
{
	for (guint i = 0; i < run->stretches->len; i++) {
		const struct stretch *stretch = run->stretches->pdata[i];

		if (stretch->complete != complete)
			continue;
		claim(run, stretch->others, i);
		for (guint c = 0; c < stretch->carriers->len; c++)
			claim(run,
			      g_array_index(stretch->carriers, struct carrier,
					    c)
				      .hits,
			      i);
	}
}

void
run_settle_stretches(struct tagging_run *run)
{
	sort_hits(run);
	g_ptr_array_sort(run->stretches, compare_stretches);
	for (guint i = 0; i < run->stretches->len; i++) {
		struct stretch *stretch = run->stretches->pdata[i];

		stretch->complete = suffices(run, stretch);
		describe_stretch(run, stretch);
	}
	claim_hits(run, TRUE);
	claim_hits(run, FALSE);
}
