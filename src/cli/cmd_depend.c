/*
 * depend: how far a mark would stand with other raters and sessions.
 */
#include "cli/depend_said.h"
#include "cli/output.h"
#include "cli/panel_args.h"

#include <math.h>
#include <string.h>

#define CERTAIN .8

/* ".9", "0.9", "90%", "90 %" */
static gboolean
read_certain(const char *word, double *certain, GError **error)
{
	char *end;

	*certain = CERTAIN;
	if (!word)
		return TRUE;
	*certain = g_ascii_strtod(word, &end);
	while (*end == ' ')
		end++;
	if (!strcmp(end, "%"))
		*certain /= 100, end++;
	if (end != word && !*end && *certain > 0 && *certain < 1)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--certain takes a share between 0 and 1, such as 0.9");
	return FALSE;
}

static gboolean
read_choice(struct cli *cli, struct depend_choice *choice, GError **error)
{
	const struct args *args = &cli->args;
	const char *score = args_value(args, "score");

	choice->of.case_code = args_value(args, "case");
	choice->of.therapist = args_value(args, "therapist");
	if (args_has(args, "all") &&
	    (args->words->len || choice->of.case_code ||
	     choice->of.therapist)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--all is each therapist: name no session, case "
			    "or therapist with it");
		return FALSE;
	}
	if (!args_roles(args, &choice->of.roles, error) ||
	    !args_since(args, &choice->of.since, error) ||
	    !read_certain(args_value(args, "certain"), &choice->certain, error))
		return FALSE;
	if (!score)
		return TRUE;
	choice->score = app_score_rule(cli->app, score, error);
	return choice->score != NULL;
}

static int
run_depend(struct cli *cli, GError **error)
{
	struct depend_choice choice = { 0 };
	g_autoptr(Dependence) dependence = NULL;
	g_autoptr(GArray) sessions = NULL;

	if (!read_choice(cli, &choice, error) ||
	    !(sessions = args_sessions(cli, 0, error)))
		return 2;
	choice.of.sessions = (const gint64 *)sessions->data;
	choice.of.n = sessions->len;
	dependence = app_depend(cli->app, &choice, error);
	if (!dependence)
		return 1;
	if (cli->json)
		cli_print_thing(cli, dependence_columns, dependence, NULL);
	else
		print_dependence(cli, dependence);
	return 0;
}

static const struct option depend_options[] = {
	{ "case", 0, "CODE", FALSE, "the mark from sessions of this case",
	  NULL },
	{ "therapist", 0, "CODE", FALSE, "the mark of this therapist", NULL },
	{ "all", 0, NULL, FALSE, "the mark of each therapist", NULL },
	{ "role", 0, "ROLE", TRUE,
	  "ratings in this role: peer, supervisor, independent "
	  "(these unless some are named), self, consensus",
	  "self peer supervisor independent consensus" },
	{ "since", 0, "DATE", FALSE, "ratings signed on that day or later",
	  NULL },
	{ "score", 0, "SCORE", FALSE,
	  "which mean (the one that the rubric passes by)",
	  "quality adherence specificity" },
	{ "certain", 0, "P", FALSE, "certainty that a mark should have (0.8)",
	  NULL },
	OPTIONS_END
};

static const char *const depend_examples[] = {
	"iptrate depend", "iptrate depend --therapist T04 --certain 0.9",
	"iptrate depend --all --role independent --since 2026-01-01 --json",
	NULL
};

const struct command cmd_depend = {
	.path = "depend",
	.synopsis = "[SESSION...]",
	.summary = "tell how far a mark would stand when given again",
	.about =
		"What marks vary by is told from all signed ratings of the "
		"casebook in these roles: therapists, their sessions, raters. "
		"From that follows what a mark from so many sessions by so "
		"many raters is worth (Phi, its error, the chance of a wrong "
		"pass and a wrong fail), and which way to the wanted certainty "
		"takes the fewest ratings. Sessions, a case or a therapist "
		"name whose mark is looked at; without, each therapist's.\n"
		"The mean of the rubric is what is rated, its items are fixed. "
		"Where the ratings cannot say it, what is missing is told. "
		"Sessions that who looks rates blind are left out. Nothing is "
		"written.",
	.group = "Ratings and scores",
	.options = depend_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 0,
	.most = G_MAXUINT,
	.run = run_depend,
	.examples = depend_examples,
};
