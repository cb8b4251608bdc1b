/*
 * trial: what rules do and cost on a sample of real talk.
 *
 * The sample is tagged once; then each rule can be run by itself, on the
 * turns on which the filter lets it be tried, as often as whoever has a clock
 * likes.  The filter itself is shared by all rules and is not counted.
 */
#include "tagging/rules.h"

#include <string.h>

struct trial {
	struct tagger *tagger;
	GPtrArray *sessions; /* struct session, tagged */
	GPtrArray *turns;    /* GArray of guint64: rows of rules to be tried */
	guint n_turns;
};

static void
run_drop(gpointer run)
{
	tagging_run_free(run);
}

static void
rows_drop(gpointer rows)
{
	g_array_unref(rows);
}

struct trial *
trial_new(struct tagger *tagger)
{
	struct trial *trial = g_new0(struct trial, 1);

	trial->tagger = tagger;
	trial->sessions = g_ptr_array_new_with_free_func(run_drop);
	trial->turns = g_ptr_array_new_with_free_func(rows_drop);
	return trial;
}

void
trial_free(struct trial *trial)
{
	if (!trial)
		return;
	g_ptr_array_unref(trial->sessions);
	g_ptr_array_unref(trial->turns);
	g_free(trial);
}

/* Rules that count only inside an episode are tried on its turns. */
static void
add_inside(const struct tagging_run *run, GArray *rows)
{
	const struct tagger *tagger = run->tagger;
	const GPtrArray *episodes = run->result->episodes;

	for (guint e = 0; e < episodes->len; e++) {
		const struct found_episode *found = episodes->pdata[e];
		const GArray *inside =
			tagger_episode(tagger, found->episode)->inside;

		for (guint t = found->first_turn; t <= found->last_turn; t++) {
			guint64 *row = &g_array_index(
				rows, guint64, (t - 1) * tagger->rule_row);

			for (guint i = 0; i < inside->len; i++)
				bit_set(row, g_array_index(inside, guint, i));
		}
	}
}

void
trial_add(struct trial *trial, const struct transcript *transcript,
	  const struct session_facts *facts)
{
	struct tagging_run *run = tagging_run_new(trial->tagger, FALSE);
	guint row = trial->tagger->rule_row;
	GArray *rows = g_array_new(FALSE, TRUE, sizeof(guint64));

	run_read(run, transcript, facts);
	run_prepare(run);
	run_tag_turns(run);
	g_clear_pointer(&run->tag_rows, g_free);
	g_array_set_size(rows, (run->turns + 1) * row);
	for (guint t = 0; t < run->turns; t++)
		rule_candidates(run, t, &g_array_index(rows, guint64, t * row));
	add_inside(run, rows);
	g_ptr_array_add(trial->sessions, run);
	g_ptr_array_add(trial->turns, rows);
	trial->n_turns += run->turns;
}

guint
trial_turns(const struct trial *trial)
{
	return trial->n_turns;
}

void
trial_forget(struct trial *trial)
{
	for (guint s = 0; s < trial->sessions->len; s++) {
		struct tagging_run *run = trial->sessions->pdata[s];

		search_forget(run->search);
		g_hash_table_remove_all(run->content);
	}
}

guint
trial_run(struct trial *trial, guint rule)
{
	guint row = trial->tagger->rule_row, tried = 0;

	for (guint s = 0; s < trial->sessions->len; s++) {
		struct tagging_run *run = trial->sessions->pdata[s];
		const GArray *rows = trial->turns->pdata[s];

		for (guint t = 0; t < run->turns; t++) {
			struct verdict verdict;

			if (!bit_get(&g_array_index(rows, guint64, t * row),
				     rule))
				continue;
			rule_check(run, rule, t, FALSE, &verdict);
			tried++;
		}
	}
	return tried;
}

/* -- what became of their tags ------------------------------------------- */

static void
count_hits(const struct tagging *tagging, const struct tag *tag,
	   gboolean stands, struct rule_trial *results)
{
	for (guint i = 0; i < tag->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(tagging->hits, struct hit,
				       g_array_index(tag->hits, guint, i));

		results[hit->rule].tagged++;
		results[hit->rule].stood += stands;
	}
}

void
trial_count(const struct trial *trial, struct rule_trial *results)
{
	for (guint s = 0; s < trial->sessions->len; s++) {
		const struct tagging_run *run = trial->sessions->pdata[s];
		const struct tagging *tagging = run->result;

		for (guint i = 0; i < tagging->tags->len; i++)
			count_hits(tagging, tagging->tags->pdata[i], TRUE,
				   results);
		for (guint i = 0; i < tagging->dropped->len; i++)
			count_hits(tagging, tagging->dropped->pdata[i], FALSE,
				   results);
	}
}
