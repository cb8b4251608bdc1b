/*
 * Items, scores and the pass decision in words; see panel_said.h.
 */
#include "cli/panel_said.h"
#include "cli/agree_rows.h"
#include "cli/agree_said.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <math.h>
#include <string.h>

/* ---- what all parts use --------------------------------------------------- */

char *
share_print(guint64 part, guint64 whole)
{
	if (whole == 0)
		return g_strdup("-");
	if (whole == 1)
		return g_strdup_printf("%" G_GUINT64_FORMAT " of 1", part);
	return g_strdup_printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
			       " (%.0f %%)",
			       part, whole, 100 * (double)part / (double)whole);
}

void
print_part(struct cli *cli, const char *title, const char *says)
{
	cli_print_title(cli, title);
	cli_say(cli, "", "%s", says);
}

/* ---- items ---------------------------------------------------------------- */

/* That one of all items together, drawn; NULL: none. */
static const struct statistic *
drawn_find(const struct item_agreement *all, const char *name)
{
	g_autofree char *full =
		g_strconcat("bootstrap_percentile:", name, NULL);
	const struct statistic *drawn =
		statistic_find(all->statistics, full, "");

	return drawn && !isnan(drawn->of.lower) ? drawn : NULL;
}

/* Of two raters, which one rated higher. */
static void
say_higher(struct cli *cli, const struct panel *panel,
	   const struct item_agreement *all, const char *what)
{
	const struct statistic *drawn = drawn_find(all, "ba_bias");
	g_autofree char *size = text_real(fabs(all->difference), 2);
	g_autofree char *range = NULL;
	gboolean second = all->difference < 0;
	const struct panel_rater *high, *low;

	if (isnan(all->difference))
		return;
	high = panel->raters->pdata[second];
	low = panel->raters->pdata[!second];
	if (drawn)
		range = g_strdup_printf(
			" (95 %%: %.2f to %.2f, by drawing sessions)%s",
			second ? -drawn->of.upper : drawn->of.lower,
			second ? -drawn->of.lower : drawn->of.upper,
			drawn->of.lower <= 0 && drawn->of.upper >= 0 ?
				", which may be chance" :
				"");
	if (all->difference == 0)
		cli_say(cli, "",
			"all items, %s: %s and %s rated equally high, on the "
			"mean of %" G_GUINT64_FORMAT " pairs%s",
			what, high->name, low->name, all->of.pairs,
			range ? range : "");
	else
		cli_say(cli, "",
			"all items, %s: %s rated higher than %s, by %s points "
			"on the mean of %" G_GUINT64_FORMAT " pairs%s",
			what, high->name, low->name, size, all->of.pairs,
			range ? range : "");
}

/* How many of the pairs are of that kind. */
static void
say_part(struct cli *cli, const struct item_agreement *all, const char *what,
	 guint64 part, const char *says, const char *name)
{
	const struct statistic *drawn = drawn_find(all, name);
	double pairs = (double)all->of.pairs;
	g_autofree char *range =
		drawn ? g_strdup_printf("; 95 %%: %.0f to %.0f %%, by drawing "
					"sessions",
					100 * drawn->of.lower,
					100 * drawn->of.upper) :
			NULL;

	cli_say(cli, "",
		"all items, %s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
		" pairs are %s (%.0f %%%s)",
		what, part, all->of.pairs, says, 100 * (double)part / pairs,
		range ? range : "");
}

static void
say_together(struct cli *cli, const struct panel *panel,
	     const struct item_agreement *all)
{
	const char *what = all->cell == PANEL_EXTENT ? "extent" : "quality";
	const struct rated_pairs *of = &all->of;

	if (of->pairs < 2) {
		cli_say(cli, "",
			of->pairs ? "all items, %s: 1 pair: tells nothing yet" :
				    "%s: no item has it from two raters",
			what);
		return;
	}
	say_part(cli, all, what, of->same, "the same", "percent_agreement");
	say_part(cli, all, what, of->near, "within one point",
		 "percent_within_1");
	say_higher(cli, panel, all, what);
}

/* chance: with what is beyond it, where there are enough sessions. */
static void
add_item(struct agree_rows *rows, const struct item_agreement *item,
	 gboolean chance)
{
	g_autofree char *name =
		g_strdup_printf("%s %s", item->item->id, item->item->name);
	g_autofree char *same = share_print(item->of.same, item->of.pairs);
	g_autofree char *near = share_print(item->of.near, item->of.pairs);
	g_autofree char *apart = text_real(item->apart, 2);
	g_autofree char *cut = base_cut(name, 26, "…");

	agree_rows_text(rows, cut);
	agree_rows_text(rows, same);
	agree_rows_text(rows, near);
	agree_rows_text(rows, apart);
	if (!chance)
		return;
	agree_rows_value(rows, item_kappa(item), 2);
	agree_rows_value(rows, item_ac2(item), 2);
}

/* Has any item, and any too few, the sessions that kappa needs? */
static void
count_enough(const struct panel_agreement *agreement, enum panel_cell cell,
	     gboolean *enough, gboolean *few)
{
	for (guint i = 0; i < agreement->items->len; i++) {
		const struct item_agreement *item = agreement->items->pdata[i];

		if (item->cell != cell || item->sessions == 0)
			continue;
		*enough |= item->sessions >= SESSIONS_LEAST;
		*few |= item->sessions < SESSIONS_LEAST;
	}
}

static void
say_items(struct cli *cli, const struct panel_agreement *agreement,
	  enum panel_cell cell)
{
	static const char *const headings[] = { "item",	 "the same", "within 1",
						"apart", "kappa",    "AC2" };
	g_autofree char *title = g_strdup_printf(
		"items: %s", cell == PANEL_EXTENT ? "extent" : "quality");
	struct agree_rows rows;
	gboolean few = FALSE, enough = FALSE;

	count_enough(agreement, cell, &enough, &few);
	agree_rows_init(&rows, cli, headings, enough ? 6 : 4, NULL);
	for (guint i = 0; i < agreement->items->len; i++) {
		const struct item_agreement *item = agreement->items->pdata[i];

		if (item->cell == cell && item->sessions > 0)
			add_item(&rows, item, enough);
	}
	agree_rows_print(
		&rows, title,
		"for the person who was rated and for supervisors: of "
		"pairs of ratings of a session how many were the same, "
		"or at most one point apart, and their mean distance; "
		"of these raters on these sessions");
	for (guint i = 0; i < agreement->all_items->len; i++) {
		const struct item_agreement *all =
			agreement->all_items->pdata[i];

		if (all->cell == cell)
			say_together(cli, agreement->panel, all);
	}
	if (few)
		cli_say(cli, "",
			"Kappa and AC2, agreement beyond chance, need %d "
			"sessions that two have rated on the item; of "
			"fewer, counts and differences are all that can "
			"be said. Items of one session are not "
			"independent: intervals come from sessions, and "
			"need as many.",
			SESSIONS_LEAST);
}

/* ---- scores --------------------------------------------------------------- */

static void
say_scores(struct cli *cli, const struct panel_agreement *agreement)
{
	g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < agreement->scores->len; i++) {
		const struct score_agreement *score =
			agreement->scores->pdata[i];
		g_autofree char *title =
			g_strdup_printf("score: %s mean", score->name);
		g_autofree char *says = NULL;

		if (score->sessions == 0) {
			says = g_strdup("no session has it from two raters: "
					"ratings were incomplete");
			print_part(cli, title, says);
			continue;
		}
		says = g_strdup_printf("%u %s by two or more; the unit is the "
				       "session",
				       score->sessions,
				       score->sessions == 1 ? "session" :
							      "sessions");
		print_part(cli, title, says);
		print_marks_report(cli, score->report, told);
		if (score->sessions < SESSIONS_LEAST)
			cli_say(cli, "",
				"Of fewer than %d sessions these are "
				"rough; %s",
				SESSIONS_LEAST,
				agreement->coverage.therapists < 2 ?
					"and they are of one therapist, so "
					"that nothing is said of telling "
					"therapists apart." :
					"read the intervals, not the "
					"values.");
	}
}

/* ---- the pass decision ---------------------------------------------------- */

static void
say_pairs(struct cli *cli, const struct pass_agreement *pass)
{
	static const char *const headings[] = { "raters",     "both pass",
						"first only", "second only",
						"neither",    "the same" };
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
	for (guint i = 0; i < pass->pairs->len; i++) {
		const struct pass_pair *pair = pass->pairs->pdata[i];
		guint same = pair->both + pair->neither;
		g_autofree char *names =
			g_strdup_printf("%s, %s", pair->first, pair->second);
		g_autofree char *share = share_print(
			same, same + pair->first_only + pair->second_only);

		agree_rows_text(&rows, names);
		agree_rows_number(&rows, pair->both);
		agree_rows_number(&rows, pair->first_only);
		agree_rows_number(&rows, pair->second_only);
		agree_rows_number(&rows, pair->neither);
		agree_rows_text(&rows, share);
	}
	agree_rows_print(&rows, "the pass decision",
			 "for an accrediting body: sessions that both brought "
			 "to a decision; borderline counts as not yet");
}

static void
say_pass(struct cli *cli, const struct panel_agreement *agreement)
{
	const struct pass_agreement *pass = &agreement->pass;
	const struct statistic *kappa, *ac1;

	if (pass->sessions == 0) {
		print_part(cli, "the pass decision",
			   "no session has one from two raters: it takes "
			   "ratings that are complete and signed");
		return;
	}
	say_pairs(cli, pass);
	for (guint i = 0; i < pass->pairs->len; i++) {
		const struct pass_pair *pair = pass->pairs->pdata[i];
		g_autofree char *apart = NULL;

		if (pair->apart->len == 0)
			continue;
		g_ptr_array_add(pair->apart, NULL);
		apart = g_strjoinv(", ", (char **)pair->apart->pdata);
		g_ptr_array_set_size(pair->apart, (gint)pair->apart->len - 1);
		cli_say(cli, "", "%s and %s part on %s", pair->first,
			pair->second, apart);
	}
	if (pass->without)
		cli_say(cli, "", "%u %s to no decision, being incomplete",
			pass->without,
			pass->without == 1 ? "rating came" : "ratings came");
	if (pass->sessions < SESSIONS_LEAST)
		return;
	kappa = statistic_of_all(pass->statistics, "cohen_kappa",
				 "conger_kappa_general");
	ac1 = statistic_find(pass->statistics, "gwet_ac1", "");
	if (kappa && ac1 && !isnan(kappa->of.value))
		cli_say(cli, "",
			"beyond chance: kappa %.2f, AC1 %.2f; kappa near 0 "
			"where nearly all pass is no fault of raters",
			kappa->of.value, ac1->of.value);
}

/* ---- the whole ------------------------------------------------------------ */

void
print_panel_agreement(struct cli *cli, const struct panel_agreement *agreement,
		      guint most)
{
	cli->paged = TRUE;
	print_panel_coverage(cli, agreement);
	if (agreement->coverage.twice == 0) {
		print_part(
			cli, "how far raters agree cannot be said",
			agreement->panel->hidden ?
				"No session that you may see has signed "
				"ratings by two. Something is hidden from you "
				"until you have signed your own ratings; look "
				"again then." :
				"No session has signed ratings by two. Give "
				"some to two raters each, drawn by lot so that "
				"they speak of all: iptrate assign --sample "
				"20% --seed 1 --to A,B --twice");
	} else {
		say_items(cli, agreement, PANEL_EXTENT);
		say_items(cli, agreement, PANEL_QUALITY);
		say_scores(cli, agreement);
		say_pass(cli, agreement);
	}
	print_panel_tags(cli, agreement);
	print_panel_disputes(cli, agreement, most);
}
