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
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.most = 1,
	.run = run_log,
	.examples = log_examples,
};

static int
run_check(struct cli *cli, GError **error)
{
	if (!app_check(cli->app, error))
		return 1;
	cli_print_safe(cli, cli->casebook);
	cli_print(cli, ": sound\n");
	return 0;
}

const struct command cmd_casebook_check = {
	.path = "casebook check",
	.synopsis = "",
	.summary = "find out whether casebook and history are sound",
	.about = "Exit code 5 when the file is damaged or its history was "
		 "changed from outside.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.run = run_check,
};
