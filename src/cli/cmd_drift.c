/*
 * drift: how raters keep or change their ways.
 */
#include "app/app.h"
#include "cli/output.h"
#include "cli/panel_args.h"

#include <math.h>
#include <string.h>

/* Places of a month's line, from one limit to the other. */
#define PLACES 31

static gint
place_of(const struct control_chart *chart, double value)
{
	double part = (value - chart->lower) / (chart->upper - chart->lower);

	return (gint)lround(CLAMP(part, 0, 1) * (PLACES - 1));
}

/* "|        .   o          |": centre and value between the limits. */
static void
bar_fill(char *bar, const struct control_chart *chart, double value)
{
	memset(bar, ' ', PLACES);
	bar[PLACES] = '\0';
	bar[0] = bar[PLACES - 1] = '|';
	bar[place_of(chart, chart->centre)] = '.';
	bar[place_of(chart, value)] = 'o';
}

static void
print_month(struct cli *cli, const struct rater_drift *rater,
	    const struct drift_month *month)
{
	char bar[PLACES + 1] = "";

	if (rater->charted)
		bar_fill(bar, &rater->chart, month->value);
	cli_print(cli, "  %s  %3u  %+5.2f%s%s\n", month->month, month->sessions,
		  month->value, *bar ? "  " : "", bar);
	for (guint rule = 1; rule < 1u << RUN_RULES; rule <<= 1) {
		if (month->signals & rule)
			cli_print(cli, "%11s%s\n", "^ ",
				  run_rule_print((enum run_rule)rule));
	}
}

static void
print_rater(struct cli *cli, const struct rater_drift *rater)
{
	g_autofree char *name = base_printable(rater->name, -1);

	cli_print_title(cli, name);
	if (rater->months->len > 0)
		cli_print(cli, "  month    n  mild +/severe -\n");
	for (guint i = 0; i < rater->months->len; i++)
		print_month(cli, rater, rater->months->pdata[i]);
	if (rater->charted)
		cli_say(cli, "  ",
			"centre %+.2f, limits %+.2f to %+.2f (three sigma, by "
			"moving ranges; Western Electric run rules); o is the "
			"month, . this rater's own centre, | the limits: each "
			"rater's line has a scale of its own",
			rater->chart.centre, rater->chart.lower,
			rater->chart.upper);
	if (rater->references > 0)
		cli_say(cli, "  ",
			"%u of %u sessions were held against a reference: "
			"their months say how far from what was agreed there, "
			"and the sentence on being mild or severe how far from "
			"these other raters",
			rater->references, rater->sessions);
	for (guint i = 0; i < rater->says->len; i++)
		cli_say(cli, "  ", "%s", (char *)rater->says->pdata[i]);
}

static void
print_drift(struct cli *cli, const struct drift *drift)
{
	cli->paged = TRUE;
	cli_say(cli, "",
		"For raters and those who train them: each month's %s mean of "
		"a rater, less the marks of the same sessions (n of them): "
		"the median of all who rated them, or what the one other "
		"gave. One month beyond is no drift yet: look at what "
		"was rated.",
		drift->score);
	for (guint i = 0; i < drift->panel->left_out->len; i++)
		cli_say(cli, "", "%s",
			(char *)drift->panel->left_out->pdata[i]);
	for (guint i = 0; i < drift->raters->len; i++)
		print_rater(cli, drift->raters->pdata[i]);
	if (drift->missing->len > 0 || drift->raters->len == 0)
		cli_print_title(cli, "what cannot be said");
	for (guint i = 0; i < drift->missing->len; i++)
		cli_say(cli, "", "%s", (char *)drift->missing->pdata[i]);
	if (drift->missing->len == 0 && drift->raters->len == 0)
		cli_say(cli, "", "%s",
			"those who were asked for have no signed rating here");
	cli_say(cli, "", "%s",
		"How far rules of the codebook keep to what people decide is "
		"'iptrate codebook stats'.");
}

static int
run_drift(struct cli *cli, GError **error)
{
	struct panel_choice choice = { 0 };
	g_autoptr(GPtrArray) raters = g_ptr_array_new();
	g_autoptr(Drift) drift = NULL;

	if (!args_roles(&cli->args, &choice.roles, error) ||
	    !args_since(&cli->args, &choice.since, error))
		return 2;
	for (guint i = 0; i < cli->args.words->len; i++)
		g_ptr_array_add(raters, cli->args.words->pdata[i]);
	g_ptr_array_add(raters, NULL);
	if (raters->len > 1)
		choice.raters = (const char *const *)raters->pdata;
	drift = app_drift(cli->app, &choice, error);
	if (!drift)
		return 1;
	if (cli->json)
		cli_print_thing(cli, drift_columns, drift, NULL);
	else
		print_drift(cli, drift);
	return 0;
}

static const struct option drift_options[] = {
	{ "role", 0, "ROLE", TRUE,
	  "ratings in this role: peer, supervisor, independent "
	  "(these unless some are named), self, consensus",
	  "self peer supervisor independent consensus" },
	{ "since", 0, "DATE", FALSE, "ratings signed on that day or later",
	  NULL },
	OPTIONS_END
};

static const char *const drift_examples[] = {
	"iptrate drift", "iptrate drift RL --since 2026-01-01", NULL
};

const struct command cmd_drift = {
	.path = "drift",
	.synopsis = "[RATER...]",
	.summary = "tell how raters keep or change their ways",
	.about = "Month by month, by when a rating was signed, how mild or "
		 "severe a rater was beside the others on the same sessions, "
		 "as a control chart: a centre, limits of three sigma, and the "
		 "run rules of the Western Electric handbook. Then in words "
		 "whether a rater is mild or severe on the whole, rates all "
		 "items of a session alike (halo), keeps to the middle, or "
		 "leaves the ends of the scale unused; and where too little is "
		 "there to tell. It takes sessions that two have rated. "
		 "Sessions that who looks rates blind, and sealed ratings, are "
		 "left out. Nothing is written.",
	.group = "Codebook and rubric",
	.options = drift_options,
	.needs = NEEDS_CASEBOOK | NEEDS_RUBRIC,
	.least = 0,
	.most = G_MAXUINT,
	.run = run_drift,
	.examples = drift_examples,
};
