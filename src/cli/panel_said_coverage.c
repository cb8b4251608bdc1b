/*
 * Who rated what, and how it was chosen, in words; see panel_said.h.
 */
#include "cli/panel_said.h"
#include "cli/agree_rows.h"
#include "cli/output.h"

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

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
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
	for (guint i = 0; i < coverage->raters->len; i++) {
		const struct covered_rater *rater = coverage->raters->pdata[i];

		if (rater->qualified)
			cli_say(cli, "", "%s: %s", rater->name,
				rater->qualified);
	}
}

void
print_panel_coverage(struct cli *cli, const struct panel_agreement *agreement)
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
