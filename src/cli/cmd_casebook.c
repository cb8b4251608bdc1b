/*
 * log, casebook check: what happened in the casebook, and whether it is
 * sound.
 */
#include "cli/private.h"

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

/* One line; on a terminal a longer detail is wrapped below. */
static void
print_event(struct cli *cli, const struct audit_event *event)
{
	g_autofree char *at = base_time_print(event->at);
	g_autofree char *who = base_printable(event->who, -1);
	g_autofree char *detail = base_printable(event->detail, -1);
	g_autoptr(GString) head = g_string_new(NULL);

	g_string_printf(head, "%s  ", at);
	text_pad(head, who, 10);
	g_string_append_c(head, ' ');
	text_pad(head, event->verb, 12);
	cli_print(cli, "%s", head->str);
	if (!cli->terminal ||
	    export_text_width(head->str) + 1 + export_text_width(detail) <=
		    cli->width) {
		cli_print(cli, " %s\n", detail);
		return;
	}
	cli_print(cli, "\n");
	text_paragraphs(cli->out, detail, "    ", cli->width);
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
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.most = 1,
	.run = run_log,
	.examples = log_examples,
};

static int
run_check(struct cli *cli, GError **error)
{
	struct printer *printer;

	if (!app_check(cli->app, error))
		return 1;
	if (cli->json) {
		printer = printer_new();
		printer_begin_map(printer, NULL);
		printer_string(printer, "casebook", cli->casebook);
		printer_bool(printer, "sound", TRUE);
		printer_end(printer);
		cli_print_json(cli, printer);
		return 0;
	}
	cli_print_safe(cli, cli->casebook);
	cli_print(cli, ": sound\n");
	return 0;
}

const struct command cmd_casebook_check = {
	.path = "casebook check",
	.synopsis = "",
	.summary = "find out whether casebook and history are sound",
	.about = "Exit code 5 when the file is damaged or its history was "
		 "changed from outside. With --json, a sound one is "
		 "{\"casebook\", \"sound\": true} on standard output; what is "
		 "wrong is {\"error\"} on standard error, as with every "
		 "command.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.run = run_check,
};
