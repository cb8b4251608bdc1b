/*
 * export, log: what leaves the casebook, and what happened in it.
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
	n = sessions->len ? text_count(sessions->len, "session", "sessions") :
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
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.most = G_MAXUINT,
	.run = run_export,
	.examples = export_examples,
};

static void
json_event(struct printer *printer, const struct audit_event *event)
{
	g_autofree char *at = base_time_print(event->at);

	printer_begin_map(printer, NULL);
	printer_int(printer, "id", event->id);
	printer_string(printer, "at", at);
	printer_string(printer, "who", event->who);
	printer_string(printer, "verb", event->verb);
	printer_string(printer, "detail", event->detail);
	printer_end(printer);
}

/* Who, when and what in one line; on a terminal the detail is wrapped. */
static void
print_event(struct cli *cli, const struct audit_event *event)
{
	g_autofree char *at = base_time_print(event->at);
	g_autofree char *who = base_printable(event->who, -1);
	g_autofree char *detail = base_printable(event->detail, -1);
	g_autoptr(GString) head = g_string_new(NULL);
	g_autoptr(GPtrArray) lines = NULL;
	guint indent;

	g_string_printf(head, "%s  ", at);
	text_pad(head, who, 10);
	g_string_append_c(head, ' ');
	text_pad(head, event->verb, 12);
	g_string_append_c(head, ' ');
	indent = export_text_width(head->str);
	lines = text_wrap(detail, cli->terminal ? MAX(cli->width, indent + 20) -
							  indent :
						  G_MAXUINT);
	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "%*s%s\n", i == 0 ? 0 : (int)indent,
			  i == 0 ? head->str : "", (char *)lines->pdata[i]);
}

static void
print_events(struct cli *cli, const GPtrArray *events)
{
	cli->paged = TRUE;
	if (events->len == 0)
		cli_note(cli, "nothing has happened yet");
	for (guint i = 0; i < events->len; i++)
		print_event(cli, events->pdata[i]);
}

static int
run_log(struct cli *cli, GError **error)
{
	struct printer *printer;
	GPtrArray *events;
	gint64 session = 0;

	if (cli->args.words->len > 0 &&
	    !args_session(cli->args.words->pdata[0], &session, error))
		return 2;
	events = app_events(cli->app, session, error);
	if (!events)
		return 1;
	if (cli->json) {
		printer = printer_new();
		printer_begin_list(printer, NULL);
		for (guint i = 0; i < events->len; i++)
			json_event(printer, events->pdata[i]);
		printer_end(printer);
		cli_print_json(cli, printer);
	} else {
		print_events(cli, events);
	}
	free_list(events, (GDestroyNotify)audit_event_free);
	return 0;
}

static const char *const log_examples[] = { "iptrate log", "iptrate log 12",
					    NULL };

const struct command cmd_log = {
	.path = "log",
	.synopsis = "[SESSION]",
	.summary = "tell who changed what, and when",
	.group = "Ratings and scores",
	.needs = NEEDS_CASEBOOK,
	.most = 1,
	.run = run_log,
	.examples = log_examples,
};
