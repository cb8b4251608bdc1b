/*
 * How far raters agree in a casebook, put together; see panel_agreement.h.
 */
#include "app/agreeing.h"

#include <math.h>
#include <string.h>

/* ---- statistics --------------------------------------------------------- */

GPtrArray *
statistics_new(void)
{
	return g_ptr_array_new_with_free_func(statistic_free);
}

void
add_statistic(GPtrArray *statistics, const char *name, struct estimate of,
	      guint64 n, char *options, char *note)
{
	struct statistic *made = g_new0(struct statistic, 1);

	made->name = name;
	made->options = options;
	made->of = of;
	made->n = n;
	made->note = note;
	g_ptr_array_add(statistics, made);
}

const struct statistic *
statistic_find(const GPtrArray *statistics, const char *name,
	       const char *options)
{
	for (guint i = 0; i < statistics->len; i++) {
		const struct statistic *statistic = statistics->pdata[i];

		if (!strcmp(statistic->name, name) &&
		    strstr(statistic->options, options))
			return statistic;
	}
	return NULL;
}

/* Without width, or where no draw is on one side: none. */
static struct estimate
tidy_drawn(struct estimate of)
{
	if (!(of.lower < of.upper))
		of.lower = of.upper = NAN;
	return of;
}

static char *
why_none(const struct estimate *of)
{
	if (isnan(of->value))
		return g_strdup("not defined for these ratings");
	return isnan(of->lower) ? g_strdup("no interval: it comes out the same "
					   "in all or nearly all draws") :
				  NULL;
}

static void
add_interval(GPtrArray *statistics, const char *name, struct estimate of,
	     guint n, guint64 seed, const char *options)
{
	of = tidy_drawn(of);
	add_statistic(statistics, name, of, n,
		      g_strdup_printf(
			      "%s; B=%d over sessions; seed=%" G_GUINT64_FORMAT,
			      options, AGREEMENT_DRAWS, seed),
		      why_none(&of));
}

guint
draws_of(guint n)
{
	return n >= SESSIONS_LEAST ? AGREEMENT_DRAWS : 0;
}

void
add_boot(GPtrArray *statistics, const char *percentile, const char *bca,
	 const struct bootstrap *boot, guint n, guint64 seed,
	 const char *options)
{
	if (n >= SESSIONS_LEAST) {
		add_interval(statistics, percentile, boot->percentile, n, seed,
			     options);
		add_interval(statistics, bca, boot->bca, n, seed, options);
		return;
	}
	for (guint i = 0; i < 2; i++)
		add_statistic(
			statistics, i ? bca : percentile, boot->bca, n,
			g_strdup(options),
			g_strdup_printf("no interval: it is of drawn sessions, "
					"%d or more, and here are %u",
					SESSIONS_LEAST, n));
}

void
add_drawn(GPtrArray *statistics, const char *percentile, const char *bca,
	  agreement_statistic statistic, void *data, guint n, guint64 seed,
	  const char *options)
{
	struct bootstrap boot;

	bootstrap_init(&boot, statistic, data, n, NULL, draws_of(n), seed);
	add_boot(statistics, percentile, bca, &boot, n, seed, options);
}

const struct statistic *
statistic_of_all(const GPtrArray *statistics, const char *two, const char *more)
{
	const struct statistic *of_two = statistic_find(statistics, two, "");

	return of_two && !g_str_has_prefix(of_two->options, "columns ") ?
		       of_two :
		       statistic_find(statistics, more, "");
}

/* ---- the whole ---------------------------------------------------------- */

char *
review_address(gint64 session, guint turn)
{
	return turn ? g_strdup_printf("iptrate review %" G_GINT64_FORMAT
				      " --turn %u",
				      session, turn) :
		      g_strdup_printf("iptrate review %" G_GINT64_FORMAT,
				      session);
}

static void
item_agreement_free(gpointer data)
{
	struct item_agreement *item = data;

	g_ptr_array_unref(item->statistics);
	g_free(item);
}

static void
score_agreement_free(gpointer data)
{
	struct score_agreement *score = data;

	report_free(score->report);
	g_free(score);
}

static void
technique_pairs_free(gpointer data)
{
	struct technique_pairs *technique = data;

	g_ptr_array_unref(technique->statistics);
	g_free(technique);
}

struct tag_agreement *
tag_agreement_new(const char *first, const char *second)
{
	struct tag_agreement *tags = g_new0(struct tag_agreement, 1);

	tags->first = g_strdup(first);
	tags->second = g_strdup(second);
	tags->techniques = g_ptr_array_new_with_free_func(technique_pairs_free);
	return tags;
}

void
tag_agreement_free(gpointer data)
{
	struct tag_agreement *tags = data;

	g_free(tags->first);
	g_free(tags->second);
	g_ptr_array_unref(tags->techniques);
	g_free(tags);
}

static void
disputed_item_free(gpointer data)
{
	struct disputed_item *item = data;

	g_ptr_array_unref(item->said);
	g_free(item);
}

static struct panel_agreement *
panel_agreement_new(void)
{
	struct panel_agreement *a = g_new0(struct panel_agreement, 1);

	coverage_init(&a->coverage);
	a->items = g_ptr_array_new_with_free_func(item_agreement_free);
	a->all_items = g_ptr_array_new_with_free_func(item_agreement_free);
	a->scores = g_ptr_array_new_with_free_func(score_agreement_free);
	a->tags = g_ptr_array_new_with_free_func(tag_agreement_free);
	a->disputed_items = g_ptr_array_new_with_free_func(disputed_item_free);
	a->disputed_tags = g_ptr_array_new_with_free_func(disputed_tag_free);
	return a;
}

void
panel_agreement_free(struct panel_agreement *a)
{
	if (!a)
		return;
	coverage_clear(&a->coverage);
	g_ptr_array_unref(a->items);
	g_ptr_array_unref(a->all_items);
	g_ptr_array_unref(a->scores);
	g_clear_pointer(&a->pass.pairs, g_ptr_array_unref);
	g_clear_pointer(&a->pass.statistics, g_ptr_array_unref);
	g_ptr_array_unref(a->tags);
	g_ptr_array_unref(a->disputed_items);
	g_ptr_array_unref(a->disputed_tags);
	panel_free(a->panel);
	g_free(a);
}

struct panel_agreement *
app_panel_agreement(struct app *app, const struct agreement_request *request,
		    GError **error)
{
	g_autoptr(PanelAgreement) agreement = panel_agreement_new();

	agreement->panel = app_panel(app, &request->choice, error);
	if (!agreement->panel || !coverage_fill(app, agreement, error))
		return NULL;
	items_fill(agreement, request->seed);
	scores_fill(agreement, request->seed);
	pass_fill(agreement);
	if (!tags_fill(app, request, agreement, error) ||
	    !disputes_fill(app, request->most, agreement, error))
		return NULL;
	return g_steal_pointer(&agreement);
}
