/*
 * export: what leaves the casebook.
 */
#include "cli/private.h"

static int
run_export(struct cli *cli, GError **error)
{
	g_autoptr(GArray) sessions = args_sessions(&cli->args, 0, error);
	const char *path = args_value(&cli->args, "output");
	g_autofree char *n = NULL;
	const gint64 *numbers;

	if (!sessions)
		return 2;
	if (sessions->len == 0 && !args_has(&cli->args, "all")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "name the sessions to export, or say "
				    "--all");
		return 2;
	}
	if (!path) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say where to: -o FILE.xlsx, FILE.csv or "
				    "FILE.json");
		return 2;
	}
	numbers =
		sessions->len ? (const gint64 *)(gpointer)sessions->data : NULL;
	if (!app_export(cli->app, numbers, sessions->len, path,
			args_has(&cli->args, "with-transcript"), error))
		return 1;
	n = sessions->len ? base_count(sessions->len, "session", "sessions") :
			    g_strdup("all sessions");
	cli_note(cli, "wrote %s (%s)", path, n);
	return 0;
}

static const struct option export_row_options[] = {
	{ "output", 'o', "FILE", FALSE, "FILE.xlsx, FILE.csv or FILE.json",
	  NULL },
	{ "all", 0, NULL, FALSE, "all sessions", NULL },
	{ "with-transcript", 0, NULL, FALSE,
	  "the whole talk too; it holds what the patient said", NULL },
	OPTIONS_END
};

static const char *const export_examples[] = {
	"iptrate export 12 -o s12.xlsx",
	"iptrate export 12 13 --with-transcript -o c21.xlsx",
	"iptrate export --all -o ratings.csv", NULL
};

const struct command cmd_export = {
	.path = "export",
	.synopsis = "SESSION...|--all -o FILE",
	.summary = "write a workbook, a table or JSON",
	.about = "The workbook has scores, ratings, the evidence behind them "
		 "and the history. Excerpts of talk are in it: keep it as you "
		 "keep the transcript.",
	.group = "Ratings and scores",
	.options = export_row_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC | LOOKS_FIRST,
	.most = G_MAXUINT,
	.run = run_export,
	.examples = export_examples,
};
