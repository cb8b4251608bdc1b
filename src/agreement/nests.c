/*
 * Nests of a mixed model: its effects listed by what they lie in; see
 * nests.h.
 */
#include "agreement/nests.h"

#include <string.h>

/* Numbers that all nests together may hold. */
#define NUMBERS_MOST (64u << 20)

/* ---- which lies in which ------------------------------------------------- */

/* Has each level of f one level of g? */
static gboolean
lies_in(const struct mixed_model *model, guint f, guint g)
{
	g_autofree guint *at = g_new0(guint, model->levels[f] + 1);

	for (guint i = 0; i < model->n; i++) {
		guint *seen = &at[model->level[f][i]];

		if (*seen && *seen != model->level[g][i] + 1)
			return FALSE;
		*seen = model->level[g][i] + 1;
	}
	return TRUE;
}

/* The factor whose levels are nests: what is kept outside is least then. */
static guint
choose_nests(struct equations *e)
{
	const struct mixed_model *model = e->model;
	guint best = 0, least = G_MAXUINT;

	for (guint g = 0; g < model->factors; g++) {
		gboolean within[FACTORS_MOST];
		guint kept = 0;

		for (guint f = 0; f < model->factors; f++) {
			within[f] = f == g || lies_in(model, f, g);
			kept += within[f] ? 0 : model->levels[f];
		}
		if (kept >= least)
			continue;
		least = kept;
		best = g;
		memcpy(e->within, within, sizeof within);
	}
	e->main = best;
	for (guint f = 0; f < model->factors; f++)
		if (e->within[f] && model->levels[f] > model->levels[e->main])
			e->main = f;
	return best;
}

/* Kept effects first, then those in nests, main's last. */
static void
place_effects(struct equations *e)
{
	const struct mixed_model *model = e->model;

	for (guint f = 0; f < model->factors; f++)
		if (!e->within[f]) {
			e->first[f] = e->kept;
			e->kept += model->levels[f];
		}
	e->others = e->kept;
	for (guint f = 0; f < model->factors; f++)
		if (e->within[f] && f != e->main) {
			e->first[f] = e->others;
			e->others += model->levels[f];
		}
	e->first[e->main] = e->others;
	e->all = e->others + model->levels[e->main];
}

/* ---- nests ---------------------------------------------------------------- */

/* main's levels nest by nest. */
static void
sort_levels(struct equations *e, guint group)
{
	const struct mixed_model *model = e->model;
	guint levels = model->levels[e->main];
	g_autofree guint *of = g_new0(guint, levels + 1);
	g_autofree guint *at = g_new0(guint, e->nests + 2);

	e->order = g_new(guint, levels + 1);
	for (guint i = 0; i < model->n; i++)
		of[model->level[e->main][i]] = model->level[group][i];
	for (guint l = 0; l < levels; l++)
		at[of[l] + 1]++;
	for (guint b = 0; b < e->nests; b++) {
		at[b + 1] += at[b];
		e->nest[b].from = at[b];
		e->nest[b].to = at[b + 1];
	}
	for (guint l = 0; l < levels; l++)
		e->order[at[of[l]]++] = l;
}

/* For each level of main the other effects that its values have, as places
 * among all. */
static void
list_touched(struct equations *e)
{
	const struct mixed_model *model = e->model;
	const guint *level = model->level[e->main];
	guint levels = model->levels[e->main], each = model->factors - 1;
	g_autofree guint *at = NULL;

	e->start = g_new0(guint, levels + 1);
	e->values = g_new0(guint, levels + 1);
	e->touched = g_new(guint, (gsize)model->n * each + 1);
	for (guint i = 0; i < model->n; i++) {
		e->start[level[i] + 1] += each;
		e->values[level[i]]++;
	}
	for (guint l = 0; l < levels; l++)
		e->start[l + 1] += e->start[l];
	at = g_memdup2(e->start, sizeof *at * (levels + 1));
	for (guint i = 0; i < model->n; i++)
		for (guint f = 0; f < model->factors; f++)
			if (f != e->main)
				e->touched[at[level[i]]++] =
					e->first[f] + model->level[f][i];
}

/* Adds those of a nest's effects that are its own, or are kept.  place, with
 * room for all others, is 0 where an effect is not listed yet. */
static void
list_effects(const struct equations *e, const struct nest *nest, gboolean own,
	     GArray *list, guint *place)
{
	for (guint o = nest->from; o < nest->to; o++) {
		guint l = e->order[o];

		for (guint a = e->start[l]; a < e->start[l + 1]; a++) {
			guint effect = e->touched[a];

			if (place[effect] || (effect >= e->kept) != own)
				continue;
			g_array_append_val(list, effect);
			place[effect] = list->len;
		}
	}
}

/* A nest's effects; from here on touched[] names them by their place there.
 * place is 0 before and after. */
static void
nest_list(struct equations *e, struct nest *nest, guint *place)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(guint));

	list_effects(e, nest, TRUE, list, place);
	nest->own = list->len;
	list_effects(e, nest, FALSE, list, place);
	nest->len = list->len;
	for (guint o = nest->from; o < nest->to; o++) {
		guint l = e->order[o];

		for (guint a = e->start[l]; a < e->start[l + 1]; a++)
			e->touched[a] = place[e->touched[a]] - 1;
	}
	for (guint a = 0; a < list->len; a++)
		place[g_array_index(list, guint, a)] = 0;
	nest->effect = (guint *)g_array_free(list, FALSE);
}

static gboolean
build_nests(struct equations *e)
{
	g_autofree guint *place = g_new0(guint, e->others + 1);
	gsize numbers = 0;

	for (guint b = 0; b < e->nests; b++) {
		struct nest *nest = &e->nest[b];

		nest_list(e, nest, place);
		numbers += (gsize)nest->len * nest->len;
		if (nest->own > LEVELS_MOST || numbers > NUMBERS_MOST)
			return FALSE;
		nest->inside = g_new(double, (gsize)nest->own * nest->own + 1);
		nest->across = g_new(
			double, (gsize)nest->own *(nest->len - nest->own) + 1);
	}
	return TRUE;
}

gboolean
nests_init(struct equations *e)
{
	guint group = choose_nests(e);

	place_effects(e);
	if (e->kept > LEVELS_MOST)
		return FALSE;
	e->nests = e->model->levels[group];
	e->nest = g_new0(struct nest, e->nests + 1);
	sort_levels(e, group);
	list_touched(e);
	return build_nests(e);
}

void
nests_clear(struct equations *e)
{
	for (guint b = 0; e->nest && b < e->nests; b++) {
		g_free(e->nest[b].effect);
		g_free(e->nest[b].inside);
		g_free(e->nest[b].across);
	}
	g_free(e->nest);
	g_free(e->order);
	g_free(e->start);
	g_free(e->touched);
	g_free(e->values);
}
