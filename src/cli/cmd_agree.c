/*
 * agree: how far raters agree, in the casebook or in a table of ratings.
 */
#include "cli/agree_said.h"
#include "cli/output.h"
#include "cli/panel_args.h"
#include "cli/panel_said.h"

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
fail_between(const char *why, const char *name, GError **error)
{
	g_autofree char *shown = base_printable(name, -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--between names two different raters or more, such as "
		    "A,B; %s '%s'",
		    why, shown);
	return FALSE;
}

/* "A,B" as codes, each another.  Caller frees. */
static gboolean
read_between(const char *names, char ***between, GError **error)
{
	char **codes = names ? g_strsplit(names, ",", -1) : NULL;

	*between = codes;
	for (guint i = 0; codes && codes[i]; i++) {
		if (!*g_strstrip(codes[i]))
			return fail_between("a name is missing in", names,
					    error);
		for (guint k = 0; k < i; k++)
			if (base_code_same(codes[i], codes[k]))
				return fail_between(
					"it has the same one twice:", codes[i],
					error);
	}
	if (!names || g_strv_length(codes) > 1)
		return TRUE;
	return fail_between("it has only", names, error);
}

static gboolean
read_seed(const struct args *args, guint64 *seed, GError **error)
{
	const char *word = args_value(args, "seed");
	guint number = 1;

	if (word && !args_number(word, "--seed", &number, error))
		return FALSE;
	*seed = number;
	return TRUE;
}

/* -- a table ---------------------------------------------------------------- */

static gboolean
read_options(const struct args *args, struct agree_options *options,
	     struct scale **scale, GError **error)
{
	const char *word = args_value(args, "scale");

	options->one_a_row = args_has(args, "long");
	if (word && !read_scale(word, scale, error))
		return FALSE;
	options->scale = *scale;
	return read_cut(args_value(args, "cut"), &options->cut, error) &&
	       read_seed(args, &options->seed, error);
}

static int
agree_matrix(struct cli *cli, const char *path, char **between, GError **error)
{
	struct agree_options options = {
		.between = (const char *const *)between,
	};
	g_autoptr(Scale) scale = NULL;
	g_autoptr(Report) report = NULL;

	if (!read_options(&cli->args, &options, &scale, error))
		return 2;
	report = app_agree_matrix(path, &options, error);
	if (!report)
		return 1;
	if (cli->json)
		cli_print_thing(cli, report_columns, report, NULL);
	else if (args_has(&cli->args, "figures") || args_has(&cli->args, "all"))
		cli_print_things(cli, statistic_columns, report->statistics,
				 NULL);
	else
		print_agreement_report(cli, report);
	return 0;
}

/* -- the casebook ----------------------------------------------------------- */

#define MOST 10 /* disagreements of a kind, in text */

static gboolean
read_most(const char *word, guint *most, GError **error)
{
	g_autofree char *shown = NULL;
	guint64 value;

	if (g_ascii_string_to_unsigned(word, 10, 0, G_MAXINT, &value, NULL)) {
		*most = (guint)value;
		return TRUE;
	}
	shown = base_printable(word, -1);
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--most must be a whole number, or 0 for all, not '%s'",
		    shown);
	return FALSE;
}

static gboolean
read_request(struct cli *cli, struct agreement_request *request, guint *most,
	     GError **error)
{
	const struct args *args = &cli->args;
	struct panel_choice *choice = &request->choice;
	const char *word = args_value(args, "most");

	choice->case_code = args_value(args, "case");
	choice->therapist = args_value(args, "therapist");
	*most = MOST;
	if (args_has(args, "all") &&
	    (args->words->len || choice->case_code || choice->therapist)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--all is every session: name no session, case or "
			    "therapist with it");
		return FALSE;
	}
	if (word && !read_most(word, most, error))
		return FALSE;
	/* JSON has all of them */
	request->most = cli->json ? 0 : *most;
	return args_roles(args, &choice->roles, error) &&
	       args_since(args, &choice->since, error) &&
	       read_seed(args, &request->seed, error);
}

static int
agree_casebook(struct cli *cli, char **between, GError **error)
{
	struct agreement_request request = {
		.choice.raters = (const char *const *)between,
	};
	g_autoptr(PanelAgreement) agreement = NULL;
	g_autoptr(GArray) sessions = NULL;
	guint most;

	if (!read_request(cli, &request, &most, error) ||
	    !(sessions = args_sessions(cli, 0, error)))
		return 2;
	request.choice.sessions = (const gint64 *)sessions->data;
	request.choice.n = sessions->len;
	agreement = app_panel_agreement(cli->app, &request, error);
	if (!agreement)
		return 1;
	if (cli->json)
		cli_print_thing(cli, panel_agreement_columns, agreement, NULL);
	else
		print_panel_agreement(cli, agreement, most);
	return 0;
}

/* Options that go with a table, or with a casebook, alone. */
static gboolean
check_options(const struct args *args, gboolean matrix, GError **error)
{
	static const char *const of_matrix[] = { "scale", "long", "cut",
						 "figures", NULL };
	static const char *const of_casebook[] = { "case",  "therapist", "role",
						   "since", "most",	 NULL };
	const char *const *wrong = matrix ? of_casebook : of_matrix;

	for (; *wrong; wrong++) {
		if (!args_has(args, *wrong))
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    matrix ? "--%s is about a casebook and does not go "
				     "with --matrix" :
				     "--%s is about a table of ratings: name "
				     "it with --matrix FILE.tsv",
			    *wrong);
		return FALSE;
	}
	if (args_has(args, "cut") && !args_has(args, "long")) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--cut is the pass mark of therapists, of whom the "
			    "table has one rating a row: name --long with it");
		return FALSE;
	}
	if (!matrix || args->words->len == 0)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--matrix is a table of ratings and has no sessions: name "
		    "either");
	return FALSE;
}

static int
run_agree(struct cli *cli, GError **error)
{
	const char *path = args_value(&cli->args, "matrix");
	g_auto(GStrv) between = NULL;

	if (!check_options(&cli->args, path != NULL, error) ||
	    !read_between(args_value(&cli->args, "between"), &between, error))
		return 2;
	return path ? agree_matrix(cli, path, between, error) :
		      agree_casebook(cli, between, error);
}

static const struct option agree_options[] = {
	{ "case", 0, "CODE", FALSE, "sessions of this case", NULL },
	{ "therapist", 0, "CODE", FALSE, "sessions of this therapist", NULL },
	{ "all", 0, NULL, FALSE, "all sessions", NULL },
	{ "between", 0, "A,B", FALSE, "only these raters", NULL },
	{ "role", 0, "ROLE", TRUE,
	  "ratings in this role: peer, supervisor, independent "
	  "(these unless some are named), self, consensus",
	  "self peer supervisor independent consensus" },
	{ "since", 0, "DATE", FALSE, "ratings signed on that day or later",
	  NULL },
	{ "most", 0, "N", FALSE, "disagreements to show (10; 0: all)", NULL },
	{ "matrix", 0, "FILE", FALSE,
	  "a table instead: a row a unit, a column a rater", NULL },
	{ "scale", 0, "LOW-HIGH", FALSE,
	  "points of the table's scale, such as 1-5 or 1-5/0.25", NULL },
	{ "long", 0, NULL, FALSE,
	  "one rating a row: what it is of, then the score", NULL },
	{ "cut", 0, "N", FALSE,
	  "pass mark, for the chance of a wrong decision (--long)", NULL },
	{ "figures", 0, NULL, FALSE, "list every figure of a table", NULL },
	{ "seed", 0, "N", FALSE, "seed of what is drawn (1)", NULL },
	OPTIONS_END
};

static const char *const agree_examples[] = {
	"iptrate agree", "iptrate agree --case C21 --between RL,AK",
	"iptrate agree --matrix ratings.tsv --scale 1-5",
	"iptrate agree --matrix sessions.tsv --long --cut 3 --json", NULL
};

const struct command cmd_agree = {
	.path = "agree",
	.synopsis = "[SESSION...] | --matrix FILE",
	.summary = "measure how far raters agree",
	.about =
		"Of the sessions (all unless some are named) the newest signed "
		"ratings of peers, supervisors and independent raters are held "
		"against each other: first who rated what and how it was "
		"chosen, then items, scores, the pass decision and tags, in "
		"words that say whom a figure is for, and last on what raters "
		"part, the farthest apart first, each with the command that "
		"opens it. Sessions are the units, never the items of one. "
		"Sessions that who looks rates blind, and sealed ratings, are "
		"left out. Nothing is written.\n"
		"--matrix reads a table instead and needs no casebook. Its "
		"first line names the columns: the unit, such as a session, "
		"then one column a rater; an empty cell is no rating. With "
		"--long each row is one rating: unit, rater, score; or "
		"therapist, session, rater, score, which gives the spread of "
		"each and how far a mark stands with other sessions and "
		"raters. Two raters and 'count' as the only columns are a "
		"table of counts. --json and --figures give every figure, and "
		"where one does not exist, why.",
	.group = "Codebook and rubric",
	.options = agree_options,
	.needs = NEEDS_CASEBOOK,
	.least = 0,
	.most = G_MAXUINT,
	.run = run_agree,
	.examples = agree_examples,
};
