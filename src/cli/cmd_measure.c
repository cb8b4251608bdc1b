/*
 * measure: PHQ-9, GAD-7 and other scores of a session.
 */
#include "cli/output.h"

#include <string.h>

static gboolean
set_measure_pair(struct cli *cli, gint64 session, const char *word,
		 GError **error)
{
	g_autofree char *name = NULL;
	g_autofree char *value = NULL;
	char *end;
	double score;

	if (!args_pair(word, "NAME=SCORE", &name, &value, error))
		return FALSE;
	score = g_ascii_strtod(value, &end);
	if (*end || strspn(value, "+-0123456789.eE") != strlen(value)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "the score of %s must be a number, not '%s'", name,
			    value);
		return FALSE;
	}
	return measure_check(name, score, error) &&
	       app_measure_set(cli->app, session, name, score, error);
}

static int
run_set(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	gboolean ok = TRUE;
	gint64 session;

	if (!args_session(cli, words->pdata[0], &session, error))
		return 2;
	if (!app_begin(cli->app, error))
		return 1;
	for (guint i = 1; ok && i < words->len; i++)
		ok = set_measure_pair(cli, session, words->pdata[i], error);
	return app_end(cli->app, ok, error) ? 0 : 1;
}

static void
json_measures(struct cli *cli, gint64 session, const GPtrArray *measures)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", session);
	columns_json_list(printer, "measures", measure_columns, measures, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
run_list(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) measures = NULL;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	measures = app_measures(cli->app, session, error);
	if (!measures)
		return 1;
	if (measures->len == 0 && !cli->json)
		cli_note(cli, "no measures (iptrate measure set SESSION "
			      "PHQ-9=14)");
	else if (cli->json)
		json_measures(cli, session, measures);
	else
		cli_print_things(cli, measure_columns, measures, NULL);
	return 0;
}

static const char *const set_examples[] = {
	"iptrate measure set 12 PHQ-9=14 GAD-7=9",
	"iptrate measure set 12 'PHQ-9 item 9=1'", NULL
};

const struct command cmd_measure_set = {
	.path = "measure set",
	.synopsis = "SESSION NAME=SCORE...",
	.summary = "note the score of a questionnaire at a session",
	.about = "PHQ-9 and GAD-7 are known with their ranges and bands; any "
		 "other name is kept as it is. 'PHQ-9 item 9' (0 to 3) above 0 "
		 "raises the warning of risk, until a tag asks about it.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 2,
	.most = G_MAXUINT,
	.words = "PHQ-9= GAD-7=",
	.run = run_set,
	.examples = set_examples,
};

const struct command cmd_measure_list = {
	.path = "measure list",
	.synopsis = "SESSION",
	.summary = "list the questionnaire scores of a session",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_list,
};
