/*
 * Coverage, items, scores and the pass decision in words; see panel_said.h.
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
	return whole ? g_strdup_printf("%" G_GUINT64_FORMAT
				       " of %" G_GUINT64_FORMAT " (%.0f %%)",
				       part, whole,
				       100 * (double)part / (double)whole) :
		       g_strdup("-");
}

void
print_part(struct cli *cli, const char *title, const char *says)
{
	cli_print_title(cli, title);
	cli_say(cli, "", "%s", says);
}

/* ---- coverage ------------------------------------------------------------- */

/* "4 drawn by lot, 2 assigned by hand" */
static char *
chosen_print(const struct coverage *coverage)
{
	const guint counts[] = { coverage->by_lot, coverage->by_hand,
				 coverage->freely, coverage->hidden };
	static const char *const words[] = {
		"drawn by lot", "assigned by hand",
		"rated without an assignment",
		"chosen in a way that is not told to who rates blind"
	};
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
		if (counts[i])
			g_string_append_printf(out, "%s%u %s",
					       out->len ? ", " : "", counts[i],
					       words[i]);
	}
	return g_string_free(out, FALSE);
}

static void
say_draws(struct cli *cli, const struct coverage *coverage)
{
	for (guint i = 0; i < coverage->draws->len; i++) {
		const struct covered_draw *draw = coverage->draws->pdata[i];

		cli_say(cli, "  ",
			"draw %" G_GINT64_FORMAT ": %s of %u sessions%s%s, "
			"seed '%s', %u drawn, %u of them rated twice here; "
			"drawn again it comes out %s",
			draw->draw, draw->share, draw->frame,
			draw->strata && *draw->strata ? " by " : "",
			draw->strata ? draw->strata : "", draw->seed,
			draw->drawn, draw->twice,
			draw->holds ? "the same" : "otherwise");
	}
}

static void
say_raters(struct cli *cli, const struct coverage *coverage)
{
	static const char *const headings[] = { "rater", "sessions",
						"also by another", "blind" };
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings));
	for (guint i = 0; i < coverage->raters->len; i++) {
		const struct covered_rater *rater = coverage->raters->pdata[i];

		agree_rows_text(&rows, rater->name);
		agree_rows_number(&rows, rater->sessions);
		agree_rows_number(&rows, rater->twice);
		agree_rows_number(&rows, rater->blind);
	}
	agree_rows_print(&rows, "who rated what",
			 "sessions with a signed rating; blind: those of "
			 "which something was hidden from the rater");
}

static void
say_coverage(struct cli *cli, const struct panel_agreement *agreement)
{
	const struct coverage *coverage = &agreement->coverage;
	const GPtrArray *left_out = agreement->panel->left_out;
	g_autofree char *chosen = chosen_print(coverage);

	cli_say(cli, "",
		"%u %s chosen, %u rated, %u of them by two raters or more; "
		"%u %s, %u signed %s, %" G_GUINT64_FORMAT
		" of %" G_GUINT64_FORMAT " cells missing",
		coverage->sessions,
		coverage->sessions == 1 ? "session" : "sessions",
		coverage->rated, coverage->twice, agreement->panel->raters->len,
		agreement->panel->raters->len == 1 ? "rater" : "raters",
		agreement->panel->ratings->len,
		agreement->panel->ratings->len == 1 ? "rating" : "ratings",
		coverage->missing, coverage->cells);
	if (coverage->twice)
		cli_say(cli, "",
			"How those rated twice came to be: %s. Only what "
			"was drawn by lot speaks of all sessions.",
			chosen);
	say_draws(cli, coverage);
	for (guint i = 0; i < left_out->len; i++)
		cli_say(cli, "", "%s", (char *)left_out->pdata[i]);
	say_raters(cli, coverage);
}

/* ---- items ---------------------------------------------------------------- */

static void
say_together(struct cli *cli, const struct item_agreement *all)
{
	static const char *const names[][2] = {
		{ "percent_agreement", "the same" },
		{ "percent_within_1", "within one point" },
	};
	const char *what = all->cell == PANEL_EXTENT ? "extent" : "quality";

	for (guint i = 0; i < G_N_ELEMENTS(names) && all->sessions; i++) {
		g_autofree char *name =
			g_strconcat("bootstrap_percentile:", names[i][0], NULL);
		const struct statistic *share =
			statistic_find(all->statistics, name, "");

		if (!share || isnan(share->of.value))
			continue;
		if (isnan(share->of.lower))
			cli_say(cli, "", "all items, %s %s: %.0f %%", what,
				names[i][1], 100 * share->of.value);
		else
			cli_say(cli, "",
				"all items, %s %s: %.0f %% (95 %%: %.0f to "
				"%.0f %%, by drawing sessions)",
				what, names[i][1], 100 * share->of.value,
				100 * share->of.lower, 100 * share->of.upper);
	}
}

/* chance: with what is beyond it, where there are enough sessions. */
static void
add_item(struct agree_rows *rows, const struct item_agreement *item,
	 gboolean chance)
{
	const struct statistic *kappa = NULL, *ac2 = NULL;
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
	if (item->sessions >= SESSIONS_LEAST) {
		kappa = statistic_find(item->statistics,
				       "weighted_kappa_quadratic", "");
		if (!kappa)
			kappa = statistic_find(item->statistics,
					       "conger_kappa_general", "");
		ac2 = statistic_find(item->statistics, "gwet_ac2", "");
	}
	agree_rows_value(rows, kappa, 2);
	agree_rows_value(rows, ac2, 2);
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
	agree_rows_init(&rows, cli, headings, enough ? 6 : 4);
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
			say_together(cli, all);
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
		print_marks_report(cli, score->report);
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

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings));
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
	kappa = statistic_find(pass->statistics, "cohen_kappa", "");
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
	say_coverage(cli, agreement);
	if (agreement->coverage.twice == 0) {
		print_part(
			cli, "how far raters agree cannot be said",
			"No session has signed ratings by two. Give some to "
			"two raters each, drawn by lot so that they speak of "
			"all: iptrate assign --sample 20% --seed 1 --to A,B "
			"--twice");
	} else {
		say_items(cli, agreement, PANEL_EXTENT);
		say_items(cli, agreement, PANEL_QUALITY);
		say_scores(cli, agreement);
		say_pass(cli, agreement);
	}
	print_panel_tags(cli, agreement);
	print_panel_disputes(cli, agreement, most);
}
