/*
 * suppress: which tags of a turn yield to others.
 *
 * First what rests on its place in an episode alone yields to a firm sign,
 * then the lines of `suppress` work from top to bottom, then `precedence`
 * with `at-most`, where hints yield first.  What is dropped is kept with the
 * name of what dropped it.  When words have been weighed, `during` and
 * `at-most` are held to once more; which of two stands beside the other the
 * weights have told.
 */
#include "tagging/tags.h"

#include <string.h>

#define BY_PRECEDENCE "precedence"
#define BY_PLACE "place"

static const char *
technique_id(const struct tagging_run *run, const struct tag *tag)
{
	const struct technique *technique =
		run->tagger->codebook->techniques->pdata[tag->technique];

	return technique->id;
}

static gboolean
is_listed(const GPtrArray *list, const char *id)
{
	for (guint i = 0; list && i < list->len; i++) {
		if (strcmp(list->pdata[i], "*") == 0 ||
		    strcmp(list->pdata[i], id) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
drop(const struct suppression *line, struct tag *tag, enum strength by)
{
	if (by == STRENGTH_HINT && tag->strength > by)
		return;
	if (line->has_unless_strength && tag->strength >= line->unless_strength)
		return;
	if (!tag->dropped_by)
		tag->dropped_by = line->id;
}

/* -- during an episode --------------------------------------------------- */

/* The first tag at or after a turn. */
static guint
tag_from(const GPtrArray *tags, guint turn)
{
	guint low = 0, high = tags->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (((struct tag *)tags->pdata[middle])->turn < turn)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
drop_within(struct tagging_run *run, const struct suppression *line,
	    guint first, guint last)
{
	GPtrArray *tags = run->result->tags;

	for (guint i = tag_from(tags, first); i < tags->len; i++) {
		struct tag *tag = tags->pdata[i];

		if (tag->turn > last)
			return;
		if (!is_listed(line->keep, technique_id(run, tag)))
			drop(line, tag, STRENGTH_SEQUENCE);
	}
}

static void
suppress_during(struct tagging_run *run, const struct suppression *line)
{
	const GPtrArray *episodes = run->result->episodes;

	for (guint i = 0; i < episodes->len; i++) {
		const struct found_episode *found = episodes->pdata[i];
		const struct episode *episode =
			tagger_episode(run->tagger, found->episode)->episode;

		if (found->complete && strcmp(episode->id, line->during) == 0)
			drop_within(run, line, found->first_turn,
				    found->last_turn);
	}
}

/* -- on the same turn ---------------------------------------------------- */

/* The tags of one turn: from i to before the result. */
static guint
turn_end(const GPtrArray *tags, guint i)
{
	guint turn = ((struct tag *)tags->pdata[i])->turn;

	while (i < tags->len && ((struct tag *)tags->pdata[i])->turn == turn)
		i++;
	return i;
}

static const struct tag *
standing_among(const struct tagging_run *run, guint from, guint to,
	       const char *id)
{
	for (guint i = from; i < to; i++) {
		const struct tag *tag = run->result->tags->pdata[i];

		if (!tag->dropped_by && strcmp(technique_id(run, tag), id) == 0)
			return tag;
	}
	return NULL;
}

static void
suppress_same_turn(struct tagging_run *run, const struct suppression *line)
{
	GPtrArray *tags = run->result->tags;

	for (guint i = 0, end; i < tags->len; i = end) {
		const struct tag *by;

		end = turn_end(tags, i);
		by = standing_among(run, i, end, line->same_turn);
		if (!by)
			continue;
		for (guint t = i; t < end; t++) {
			const char *id = technique_id(run, tags->pdata[t]);

			if (strcmp(id, line->same_turn) != 0 &&
			    is_listed(line->drop, id))
				drop(line, tags->pdata[t], by->strength);
		}
	}
}

/* -- place alone against a sign ------------------------------------------- */

static gboolean
has_firm_sign(const struct tagging_run *run, const struct tag *tag)
{
	return tag->strength != STRENGTH_HINT &&
	       run_has_own_sign(run, tag->hits);
}

/*
 * A tag that rests on weak signs or on a bridge gives way to a tag of the
 * turn that is more than a hint by a sign of its own; of several that rest on
 * place alone the first in precedence stays.
 */
static void
yield_places(struct tagging_run *run, guint from, guint to)
{
	const struct codebook *codebook = run->tagger->codebook;
	GPtrArray *tags = run->result->tags;
	struct tag *first = NULL;
	gboolean firm = FALSE;

	for (guint i = from; i < to; i++) {
		struct tag *tag = tags->pdata[i];

		if (run_has_own_sign(run, tag->hits)) {
			firm = firm || has_firm_sign(run, tag);
			continue;
		}
		if (!first ||
		    codebook_precedence(codebook, tag->technique) <
			    codebook_precedence(codebook, first->technique))
			first = tag;
	}
	for (guint i = from; i < to; i++) {
		struct tag *tag = tags->pdata[i];

		if (!run_has_own_sign(run, tag->hits) && (firm || tag != first))
			tag->dropped_by = BY_PLACE;
	}
}

/* -- too many on a turn -------------------------------------------------- */

/* Those that stay first: more than a hint, then by rank, then stronger. */
static int
compare_rank(gconstpointer a, gconstpointer b, gpointer data)
{
	const struct codebook *codebook = data;
	const struct tag *x = *(struct tag *const *)a;
	const struct tag *y = *(struct tag *const *)b;
	guint rank = codebook_precedence(codebook, x->technique);
	guint other = codebook_precedence(codebook, y->technique);

	if ((x->strength == STRENGTH_HINT) != (y->strength == STRENGTH_HINT))
		return x->strength == STRENGTH_HINT ? 1 : -1;
	if (rank != other)
		return rank < other ? -1 : 1;
	if (x->strength != y->strength)
		return x->strength > y->strength ? -1 : 1;
	return x->technique < y->technique ? -1 : x->technique > y->technique;
}

static void
keep_at_most(struct tagging_run *run, guint from, guint to,
	     gboolean hints_yield)
{
	const struct codebook *codebook = run->tagger->codebook;
	g_autoptr(GPtrArray) standing = g_ptr_array_new();

	for (guint i = from; i < to; i++) {
		struct tag *tag = run->result->tags->pdata[i];

		if (!tag->dropped_by)
			g_ptr_array_add(standing, tag);
	}
	g_ptr_array_sort_with_data(standing, compare_rank, (gpointer)codebook);
	for (guint i = 1; i < standing->len; i++) {
		struct tag *tag = standing->pdata[i];
		const struct tag *first = standing->pdata[0];

		if (i >= codebook->at_most ||
		    (hints_yield && tag->strength == STRENGTH_HINT &&
		     first->strength != STRENGTH_HINT))
			tag->dropped_by = BY_PRECEDENCE;
	}
}

/* -- all of it ----------------------------------------------------------- */

static void
apply_lines(struct tagging_run *run, gboolean same_turn)
{
	const struct codebook *codebook = run->tagger->codebook;

	for (guint i = 0; i < codebook->suppressions->len; i++) {
		const struct suppression *line =
			codebook->suppressions->pdata[i];

		if (line->during)
			suppress_during(run, line);
		else if (line->same_turn && same_turn)
			suppress_same_turn(run, line);
	}
}

static void
limit_turns(struct tagging_run *run, gboolean hints_yield)
{
	const struct codebook *codebook = run->tagger->codebook;
	const GPtrArray *tags = run->result->tags;

	for (guint i = 0, end; codebook->at_most && i < tags->len; i = end) {
		end = turn_end(tags, i);
		keep_at_most(run, i, end, hints_yield);
	}
}

void
run_suppress(struct tagging_run *run)
{
	const GPtrArray *tags = run->result->tags;

	for (guint i = 0, end; i < tags->len; i = end) {
		end = turn_end(tags, i);
		yield_places(run, i, end);
	}
	apply_lines(run, TRUE);
	limit_turns(run, TRUE);
	run_set_aside(run);
}

void
run_suppress_weighed(struct tagging_run *run)
{
	apply_lines(run, FALSE);
	limit_turns(run, FALSE);
	run_set_aside(run);
}
