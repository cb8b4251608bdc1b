/*
 * agree: how far raters agree in a table of ratings.
 */
#include "cli/agree_said.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

#define POINTS_MOST 1000

static gboolean
fail_scale(const char *word, GError **error)
{
	g_autofree char *shown = base_printable(word, -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--scale '%s' does not read as LOW-HIGH or LOW-HIGH/STEP, "
		    "such as 1-5 or 1-5/0.25",
		    shown);
	return FALSE;
}

/* A number at *at, which is moved behind it. */
static gboolean
take_number(const char **at, double *value)
{
	gsize sign = **at == '-';
	gsize len = sign + strspn(*at + sign, ".0123456789");
	g_autofree char *word = g_strndup(*at, len);
	char *end;

	*value = g_ascii_strtod(word, &end);
	if (end == word || *end)
		return FALSE;
	*at += len;
	return TRUE;
}

/* "1-5", "0-6/0.5" */
static gboolean
read_scale(const char *word, struct scale **scale, GError **error)
{
	const char *at = word;
	double low, high, step = 1, points;

	if (!take_number(&at, &low) || *at++ != '-' || !take_number(&at, &high))
		return fail_scale(word, error);
	if (*at == '/' && (at++, !take_number(&at, &step)))
		return fail_scale(word, error);
	points = step > 0 ? (high - low) / step + 1 : 0;
	if (*at || !(points >= 2 - 1e-9 && points <= POINTS_MOST))
		return fail_scale(word, error);
	*scale = scale_new(low, high, step);
	return TRUE;
}

static gboolean
read_cut(const char *word, double *cut, GError **error)
{
	const char *at = word;

	*cut = NAN;
	if (!word || (take_number(&at, cut) && !*at))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--cut takes a number, such as 3");
	return FALSE;
}

static gboolean
read_options(const struct args *args, struct agree_options *options,
	     struct scale **scale, char ***between, GError **error)
{
	const char *seed = args_value(args, "seed");
	const char *word = args_value(args, "scale");
	const char *names = args_value(args, "between");
	guint number = 1;

	options->one_a_row = args_has(args, "long");
	if (word && !read_scale(word, scale, error))
		return FALSE;
	options->scale = *scale;
	if (!read_cut(args_value(args, "cut"), &options->cut, error))
		return FALSE;
	if (seed && !args_number(seed, "--seed", &number, error))
		return FALSE;
	options->seed = number;
	if (!names)
		return TRUE;
	*between = g_strsplit(names, ",", -1);
	options->between = (const char *const *)*between;
	for (guint i = 0; (*between)[i]; i++)
		g_strstrip((*between)[i]);
	if (g_strv_length(*between) > 1)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--between names two raters or more, such as A,B");
	return FALSE;
}

static int
run_agree(struct cli *cli, GError **error)
{
	const char *path = args_value(&cli->args, "matrix");
	struct agree_options options = { 0 };
	g_autoptr(Scale) scale = NULL;
	g_auto(GStrv) between = NULL;
	g_autoptr(Report) report = NULL;

	if (!path) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "name a table of ratings: iptrate agree --matrix "
			    "FILE.tsv");
		return 2;
	}
	if (!read_options(&cli->args, &options, &scale, &between, error))
		return 2;
	report = app_agree_matrix(path, &options, error);
	if (!report)
		return 1;
	if (cli->json)
		cli_print_thing(cli, report_columns, report, NULL);
	else if (args_has(&cli->args, "all"))
		cli_print_things(cli, statistic_columns, report->statistics,
				 NULL);
	else
		print_agreement_report(cli, report);
	return 0;
}

static const struct option agree_options[] = {
	{ "matrix", 0, "FILE", FALSE,
	  "table of ratings: a row a unit, a column a rater", NULL },
	{ "scale", 0, "LOW-HIGH", FALSE,
	  "points of the scale, such as 1-5 or 1-5/0.25", NULL },
	{ "long", 0, NULL, FALSE,
	  "one rating a row: what it is of, then the score", NULL },
	{ "between", 0, "A,B", FALSE, "only these raters", NULL },
	{ "cut", 0, "N", FALSE,
	  "pass mark, for the chance of a wrong decision (--long)", NULL },
	{ "seed", 0, "N", FALSE, "seed of what is drawn (1)", NULL },
	{ "all", 0, NULL, FALSE, "list every figure as a table", NULL },
	OPTIONS_END
};

static const char *const agree_examples[] = {
	"iptrate agree --matrix ratings.tsv --scale 1-5",
	"iptrate agree --matrix sessions.tsv --long --cut 3 --json", NULL
};

const struct command cmd_agree = {
	.path = "agree",
	.synopsis = "--matrix FILE",
	.summary = "measure how far raters agree in a table of ratings",
	.about =
		"The first line of the table names its columns: the unit, such "
		"as a session, then one column a rater; an empty cell is no "
		"rating. With --long each row is one rating: unit, rater, "
		"score; or therapist, session, rater, score, which gives the "
		"spread of each and how far a mark stands with other sessions "
		"and raters. Two raters and 'count' as the only columns are a "
		"table of counts.\n"
		"No casebook is needed, and nothing is written. Text says what "
		"the figures mean and for whom they are; --json and --all give "
		"every figure, and where one does not exist, why.",
	.group = "Codebook and rubric",
	.options = agree_options,
	.needs = NEEDS_NOTHING,
	.least = 0,
	.most = 0,
	.run = run_agree,
	.examples = agree_examples,
};
