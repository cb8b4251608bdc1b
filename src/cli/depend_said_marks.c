/*
 * Whose mark lies where from the cut, in words, with what is to be read with
 * it; see depend_said.h.
 */
#include "cli/depend_said.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <math.h>

static const char *
verdict_said(enum standing_verdict verdict)
{
	switch (verdict) {
	case STANDING_ABOVE:
		return "clearly above the cut";
	case STANDING_BELOW:
		return "clearly below the cut";
	case STANDING_NEAR:
		return "near the cut: rate another session, best by another "
		       "rater";
	default:
		return "where it lies from the cut cannot be told yet";
	}
}

/* "62 %", "more than 99 %" */
static char *
chance_print(double chance)
{
	if (chance > .995)
		return g_strdup("more than 99 %");
	if (chance < .005)
		return g_strdup("less than 1 %");
	return g_strdup_printf("%.0f %%", 100 * chance);
}

static void
say_chance(struct cli *cli, const struct standing *s,
	   const struct standing_mark *mark)
{
	g_autofree char *above = NULL;
	g_autofree char *above_in = NULL;

	if (isnan(mark->above))
		return;
	above = chance_print(mark->above);
	above_in = chance_print(mark->above_in);
	cli_say(cli, "",
		"Chance that the true mark is at the cut of %.2f or above%s: "
		"%s%s%s.",
		s->cut,
		standing_is_rough(s) ? ", were its error known for sure" : "",
		above,
		isnan(mark->above_in) ? "" :
					"; held against the other therapists, ",
		isnan(mark->above_in) ? "" : above_in);
}

static void
say_mark(struct cli *cli, const struct standing *s,
	 const struct standing_mark *mark)
{
	g_autofree char *ratings =
		base_count(mark->ratings, "rating", "ratings");
	g_autofree char *sessions =
		base_count(mark->sessions, "session", "sessions");
	g_autofree char *raters = base_count(mark->raters, "rater", "raters");
	g_autofree char *head = g_strdup_printf(
		"%s: mean %.2f (%s of %s by %s)", mark->therapist, mark->mean,
		ratings, sessions, raters);

	if (isnan(mark->sem)) {
		cli_say(cli, "", "%s; its error is not known.", head);
		return;
	}
	if (mark->verdict == STANDING_UNKNOWN) {
		cli_say(cli, "", "%s, %.2f to %.2f; error %.2f.", head,
			mark->lower, mark->upper, mark->sem);
		return;
	}
	cli_say(cli, "", "%s, %.2f to %.2f: %s.%s%s", head, mark->lower,
		mark->upper, verdict_said(mark->verdict),
		mark->caution ? " " : "", mark->caution ? mark->caution : "");
	if (mark->verdict == STANDING_WITHHELD)
		return;
	say_chance(cli, s, mark);
}

/* What is said of a mark in a table. */
static char *
verdict_cell(const struct standing *s, const struct standing_mark *mark)
{
	gboolean clear = mark->verdict == STANDING_ABOVE ||
			 mark->verdict == STANDING_BELOW;

	if (mark->verdict == STANDING_UNKNOWN)
		return g_strdup("-");
	if (mark->verdict == STANDING_WITHHELD)
		return g_strdup("cannot be told");
	return g_strconcat(standing_verdict_print(mark->verdict),
			   clear && standing_is_rough(s) ? ", rough" : "",
			   clear && mark->sessions == 1 ? ", 1 session" : "",
			   NULL);
}

/* What the words of the table mean, right below it. */
static void
say_cautions(struct cli *cli, const struct standing *s)
{
	guint clear = 0, single = 0, withheld = 0;

	for (guint i = 0; i < s->marks->len; i++) {
		const struct standing_mark *mark = s->marks->pdata[i];
		gboolean is_clear = mark->verdict == STANDING_ABOVE ||
				    mark->verdict == STANDING_BELOW;

		clear += is_clear;
		single += is_clear && mark->sessions == 1;
		withheld += mark->verdict == STANDING_WITHHELD;
	}
	if (clear > 0 && standing_is_rough(s))
		cli_say(cli, "",
			"rough: the error of a mark rests on %u therapists and "
			"%u raters, which is few.",
			s->therapists, s->raters);
	if (single > 0)
		cli_say(cli, "",
			"1 session: that the therapist's others vary as those "
			"of other therapists do is taken on trust; rate "
			"another before you decide.");
	if (withheld > 0)
		cli_say(cli, "",
			"cannot be told: the interval lies on one side of the "
			"cut, but the error rests on %u sessions of %u "
			"therapists by %u raters, and with what these few "
			"leave open of it the interval may hold the cut; name "
			"the therapist to see more.",
			s->sessions, s->therapists, s->raters);
}

static void
print_marks(struct cli *cli, const struct standing *s)
{
	static const char *const headings[] = { "therapist", "sessions",
						"raters",    "mean",
						"95 %",	     "at the cut" };
	struct table *table = table_new(headings, G_N_ELEMENTS(headings));

	for (guint c = 1; c < 4; c++)
		table_align_right(table, c);
	for (guint i = 0; i < s->marks->len; i++) {
		const struct standing_mark *mark = s->marks->pdata[i];
		g_autofree char *sessions =
			g_strdup_printf("%u", mark->sessions);
		g_autofree char *raters = g_strdup_printf("%u", mark->raters);
		g_autofree char *mean = text_real(mark->mean, 2);
		g_autofree char *range =
			isnan(mark->sem) ?
				g_strdup("-") :
				g_strdup_printf("%.2f to %.2f", mark->lower,
						mark->upper);
		g_autofree char *verdict = verdict_cell(s, mark);
		const char *cells[] = { mark->therapist, sessions, raters, mean,
					range,		 verdict };

		table_row(table, cells);
	}
	table_fit(table, MIN(cli->width, 80));
	cli_print_table(cli, table);
	say_cautions(cli, s);
}

void
print_standing_marks(struct cli *cli, const struct standing *s)
{
	if (s->marks->len == 0)
		return;
	cli_print_title(cli, s->marks->len == 1 ? "the mark" : "marks");
	cli_say(cli, "",
		s->method ?
			"For supervisor and candidate: the mean of sessions, "
			"and where the true mark lies in 95 of 100 cases by "
			"who rated which sessions. Near the cut: rate another "
			"session before you decide." :
			"The mean of sessions; how far it would stand is not "
			"known.");
	if (s->marks->len == 1)
		say_mark(cli, s, s->marks->pdata[0]);
	else
		print_marks(cli, s);
}
