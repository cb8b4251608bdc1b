/*
 * The machine held against people, and people against each other.
 *
 * Compared turn by turn over therapist turns; intervals by drawing whole
 * sessions, because turns of a session are not independent.
 */
#include "app/private.h"
#include "app/compare.h"
#include "app/doubts.h"

#include <string.h>

/* Everything of one evaluation while it is made. */
struct evaluating {
	struct app *app;
	const struct evaluate_options *options;
	const struct codebook *codebook;
	struct tagger *tagger;
	struct rubric *rubric; /* NULL when nobody rated */
	GPtrArray *golds;
	struct evaluation *evaluation;
};

static void
disagreement_free(gpointer data)
{
	struct disagreement *disagreement = data;

	g_free(disagreement->session);
	g_free(disagreement->rater);
	g_free(disagreement->technique);
	g_free(disagreement->text);
	g_free(disagreement);
}

static struct evaluation *
evaluation_new(void)
{
	struct evaluation *evaluation = g_new0(struct evaluation, 1);

	evaluation->names = g_ptr_array_new_with_free_func(g_free);
	evaluation->raters = g_ptr_array_new_with_free_func(g_free);
	evaluation->machine =
		g_ptr_array_new_with_free_func((GDestroyNotify)agreement_free);
	evaluation->ceiling =
		g_ptr_array_new_with_free_func((GDestroyNotify)agreement_free);
	evaluation->disagreements =
		g_ptr_array_new_with_free_func(disagreement_free);
	return evaluation;
}

void
evaluation_free(struct evaluation *evaluation)
{
	if (!evaluation)
		return;
	g_ptr_array_unref(evaluation->names);
	g_ptr_array_unref(evaluation->raters);
	g_ptr_array_unref(evaluation->machine);
	g_ptr_array_unref(evaluation->ceiling);
	g_ptr_array_unref(evaluation->disagreements);
	for (guint i = 0; i < evaluation->n_items; i++)
		g_free(evaluation->items[i].item);
	g_free(evaluation->items);
	g_free(evaluation);
}

/* -- what the machine says ------------------------------------------------ */

static void
fill_machine(struct gold *gold, const struct codebook *codebook,
	     const struct tagging *tagging, enum strength least)
{
	guint turns = gold->transcript->turns->len;

	gold->machine = coding_new(turns, codebook->techniques->len);
	gold->firm = coding_new(turns, codebook->techniques->len);
	memset(gold->machine->seen, 1, turns + 1);
	memset(gold->firm->seen, 1, turns + 1);
	for (guint i = 0; i < tagging->tags->len; i++) {
		const struct tag *tag = tagging->tags->pdata[i];

		if (tag->strength >= least)
			*coding_cell(gold->machine, tag->turn, tag->technique) =
				1;
		if (tag->strength >= STRENGTH_PROBABLE)
			*coding_cell(gold->firm, tag->turn, tag->technique) = 1;
	}
}

static void
fill_suggested(struct gold *gold, const struct evaluating *work,
	       const struct tagging *tagging)
{
	g_autoptr(GPtrArray) tags = app_machine_tags(work->codebook, tagging);
	g_autoptr(GPtrArray) decisions = g_ptr_array_new();
	g_autoptr(GPtrArray) effective =
		effective_tags_build(tags, decisions, NULL);
	g_autoptr(Lacks) lacks =
		lacks_find(work->codebook, gold->transcript, TRUE);

	gold->suggested =
		suggestions_build(work->rubric, &gold->facts, effective,
				  app_observed(work->codebook, tagging));
	if (lacks_any(lacks))
		suggestions_withhold(gold->suggested);
}

static void
tag_one(guint i, void *data)
{
	struct evaluating *work = data;
	struct gold *gold = work->golds->pdata[i];
	g_autoptr(Tagging) tagging =
		tagger_run(work->tagger, gold->transcript, &gold->facts);

	fill_machine(gold, work->codebook, tagging, work->options->least);
	if (gold->ratings && work->rubric)
		fill_suggested(gold, work, tagging);
}

/* -- who is compared with whom -------------------------------------------- */

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
list_names(struct evaluating *work)
{
	GPtrArray *raters = work->evaluation->raters;

	for (guint i = 0; i < work->golds->len; i++) {
		const struct gold *gold = work->golds->pdata[i];
		GHashTableIter each;
		gpointer name;

		g_ptr_array_add(work->evaluation->names, g_strdup(gold->name));
		g_hash_table_iter_init(&each, gold->views);
		while (g_hash_table_iter_next(&each, &name, NULL)) {
			if (!g_ptr_array_find_with_equal_func(
				    raters, name, g_str_equal, NULL))
				g_ptr_array_add(raters, g_strdup(name));
		}
	}
	g_ptr_array_sort(raters, compare_texts);
}

enum whose { MACHINE, FIRM };

/* A view of each session; rater NULL: the machine's.  Caller frees. */
static const struct coding **
views_of(const struct evaluating *work, const char *rater, enum whose whose)
{
	const struct coding **views =
		g_new0(const struct coding *, work->golds->len + 1);

	for (guint i = 0; i < work->golds->len; i++) {
		const struct gold *gold = work->golds->pdata[i];

		if (rater)
			views[i] = g_hash_table_lookup(gold->views, rater);
		else
			views[i] = whose == FIRM ? gold->firm : gold->machine;
	}
	return views;
}

static struct comparison *
compare(const struct evaluating *work, const char *truth, const char *judged,
	enum whose whose)
{
	g_autofree const struct coding **first = views_of(work, truth, whose);
	g_autofree const struct coding **second = views_of(work, judged, whose);

	return comparison_new(first, second, work->golds->len,
			      work->codebook->techniques->len);
}

static struct rater_agreement *
machine_against(struct evaluating *work, const char *rater)
{
	struct comparison *all = compare(work, rater, NULL, MACHINE);
	struct comparison *firm = compare(work, rater, NULL, FIRM);
	struct rater_agreement *agreement;

	agreement = agreement_build(all, work->codebook, rater, work->options);
	agreement->turns = all->turns;
	agreement->sessions = all->sessions;
	agreement->firm_precision = comparison_precision(firm);
	work->evaluation->turns =
		MAX(work->evaluation->turns, (guint)all->turns);
	comparison_free(all);
	comparison_free(firm);
	return agreement;
}

static struct rater_agreement *
rater_against(struct evaluating *work, const char *first, const char *second)
{
	struct comparison *comparison = compare(work, first, second, MACHINE);
	g_autofree char *name = g_strdup_printf("%s/%s", second, first);
	struct rater_agreement *agreement;

	agreement = agreement_build(comparison, work->codebook, name,
				    work->options);
	agreement->turns = comparison->turns;
	agreement->sessions = comparison->sessions;
	comparison_free(comparison);
	return agreement;
}

static void
compare_all(struct evaluating *work)
{
	struct evaluation *evaluation = work->evaluation;
	const GPtrArray *raters = evaluation->raters;

	for (guint i = 0; i < raters->len; i++) {
		g_ptr_array_add(evaluation->machine,
				machine_against(work, raters->pdata[i]));
		for (guint j = i + 1; j < raters->len; j++)
			g_ptr_array_add(evaluation->ceiling,
					rater_against(work, raters->pdata[i],
						      raters->pdata[j]));
	}
}

/* -- misses and false alarms ---------------------------------------------- */

static void
add_disagreement(struct evaluating *work, const struct gold *gold, guint turn,
		 const char *rater, guint technique, gboolean missed)
{
	struct disagreement *found = g_new0(struct disagreement, 1);
	const struct technique *named =
		work->codebook->techniques->pdata[technique];
	const struct turn *at = transcript_turn(gold->transcript, turn);
	gsize len;
	const char *text = transcript_turn_text(gold->transcript, at, &len);

	found->session = g_strdup(gold->name);
	found->turn = turn;
	found->rater = g_strdup(rater);
	found->technique = g_strdup(named->id);
	found->missed = missed;
	found->text = g_strndup(text, len);
	g_ptr_array_add(work->evaluation->disagreements, found);
}

static void
list_turn(struct evaluating *work, const struct gold *gold, guint turn,
	  const char *rater, const struct coding *view)
{
	for (guint i = 0; i < view->techniques; i++) {
		gboolean person = *coding_cell(view, turn, i);

		if (person != *coding_cell(gold->machine, turn, i))
			add_disagreement(work, gold, turn, rater, i, person);
	}
}

static void
list_disagreements(struct evaluating *work, const char *rater)
{
	for (guint i = 0; i < work->golds->len; i++) {
		const struct gold *gold = work->golds->pdata[i];
		const struct coding *view =
			g_hash_table_lookup(gold->views, rater);

		for (guint turn = 1; view && turn <= view->turns; turn++) {
			if (view->seen[turn])
				list_turn(work, gold, turn, rater, view);
		}
	}
}

/* Reads, tags, compares; the codebook and tagger stand in work. */
static struct evaluation *
evaluate(struct evaluating *work, const char *dir, GError **error)
{
	work->golds = gold_read(work->app, dir, work->codebook,
				work->options->only, &work->rubric, error);
	if (!work->golds)
		return NULL;
	app_parallel(work->golds->len, tag_one, work);
	work->evaluation = evaluation_new();
	work->evaluation->sessions = work->golds->len;
	list_names(work);
	compare_all(work);
	for (guint i = 0; i < work->evaluation->raters->len; i++)
		list_disagreements(work, work->evaluation->raters->pdata[i]);
	if (work->rubric)
		evaluate_items(work->evaluation, work->golds, work->rubric,
			       work->codebook);
	return work->evaluation;
}

struct evaluation *
app_evaluate(struct app *app, const char *dir,
	     const struct evaluate_options *options, GError **error)
{
	struct evaluating work = { .app = app, .options = options };
	g_autoptr(Codebook) own = NULL;
	g_autoptr(Tagger) own_tagger = NULL;
	struct evaluation *evaluation;

	if (options->codebook) {
		if (!app_tagger_load(options->codebook, &own, &own_tagger,
				     error))
			return NULL;
		work.codebook = own;
		work.tagger = own_tagger;
	} else {
		work.codebook = app_codebook(app, error);
		work.tagger = work.codebook ? app_tagger(app, error) : NULL;
		if (!work.tagger)
			return NULL;
	}
	evaluation = evaluate(&work, dir, error);
	if (work.golds)
		g_ptr_array_unref(work.golds);
	rubric_free(work.rubric);
	return evaluation;
}
