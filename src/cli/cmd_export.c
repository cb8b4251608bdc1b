/*
 * export: what leaves the casebook.
 */
#include "cli/output.h"

#include <string.h>

/* --date: a day, or a moment as exports print it; 0 without. */
static gboolean
find_date(struct cli *cli, gint64 *date, GError **error)
{
	const char *told = args_value(&cli->args, "date");
	g_autofree char *whole = NULL;
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) at = NULL;

	*date = 0;
	if (!told)
		return TRUE;
	whole = g_strconcat(told, strchr(told, 'T') ? "" : "T00:00:00Z", NULL);
	at = g_date_time_new_from_iso8601(whole, utc);
	*date = at ? g_date_time_to_unix(at) : 0;
	if (*date > 0)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--date must be a day such as 2026-11-30, not '%s'", told);
	return FALSE;
}

static int
run_export(struct cli *cli, GError **error)
{
	g_autoptr(GArray) sessions = args_sessions(cli, 0, error);
	const char *path = args_value(&cli->args, "output");
	struct app_export_options options = {
		.with_transcript = args_has(&cli->args, "with-transcript"),
		.force = args_has(&cli->args, "force"),
	};
	g_autofree char *n = NULL;
	const gint64 *numbers;

	if (!find_date(cli, &options.date, error))
		return 2;
	if (!sessions)
		return 2;
	if (sessions->len == 0 && !args_has(&cli->args, "all")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "name the sessions to export, or say "
				    "--case CODE or --all");
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
	if (!app_export(cli->app, numbers, sessions->len, path, &options,
			error))
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
	{ "case", 0, "CODE", TRUE, "all sessions of this case", NULL },
	{ "with-transcript", 0, NULL, FALSE,
	  "the whole talk too; it holds what the patient said", NULL },
	{ "date", 0, "DATE", FALSE,
	  "the date it bears (else today, or $SOURCE_DATE_EPOCH)", NULL },
	{ "force", 0, NULL, FALSE, "over a file that is no earlier export, too",
	  NULL },
	OPTIONS_END
};

static const char *const export_examples[] = {
	"iptrate export 12 -o s12.xlsx",
	"iptrate export --case C21 --with-transcript -o c21.xlsx",
	"iptrate export --all -o ratings.csv", NULL
};

const struct command cmd_export = {
	.path = "export",
	.synopsis = "SESSION...|--case CODE|--all -o FILE",
	.summary = "write a workbook, a table or JSON",
	.about =
		"The workbook has scores, ratings, the evidence behind them "
		"and the history; also, where it is known, how far raters "
		"agree and on what they part, how they change month by "
		"month, and how far marks would stand. Excerpts of talk are "
		"in it: keep it as you keep the transcript. An earlier export is replaced, any "
		"other file only with --force, and a casebook never. The log "
		"tells of each export; with the same --date two exports of "
		"the same casebook are the same bytes.",
	.group = "Ratings and scores",
	.options = export_row_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.most = G_MAXUINT,
	.run = run_export,
	.examples = export_examples,
};
