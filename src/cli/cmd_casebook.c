/*
 * log, casebook check: what happened in the casebook, and whether it is
 * sound.
 */
#include "cli/text_out.h"
#include "cli/output.h"

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
	    base_text_columns(head->str) + 1 + base_text_columns(detail) <=
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
	GPtrArray *events;
	gint64 session = 0;

	if (cli->args.words->len > 0 &&
	    !args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	events = app_events(cli->app, session, error);
	if (!events)
		return 1;
	if (cli->json)
		cli_print_things(cli, event_columns, events, NULL);
	else
		print_events(cli, events);
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

static void
json_faults(struct cli *cli, const GPtrArray *faults, const GPtrArray *remarks)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "casebook", cli->casebook);
	printer_bool(printer, "sound", faults->len == 0);
	printer_texts(printer, "faults", faults);
	printer_texts(printer, "remarks", remarks);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* One is a sentence, more are a list. */
static int
fail_faults(const struct cli *cli, const GPtrArray *faults, GError **error)
{
	g_autoptr(GString) says = g_string_new(NULL);

	if (faults->len > 1)
		g_string_append_printf(says, "%u faults; compare with a backup",
				       faults->len);
	for (guint i = 0; i < faults->len; i++)
		g_string_append_printf(says, "%s%s",
				       faults->len > 1 ? "\n  " : "",
				       (char *)faults->pdata[i]);
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT, "%s: %s",
		    cli->casebook, says->str);
	return 1;
}

static int
run_check(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) faults = app_faults(cli->app, error);
	g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);

	if (!faults || !app_signatures_prove(cli->app, faults, remarks, error))
		return 1;
	for (guint i = 0; !cli->json && i < remarks->len; i++)
		cli_note(cli, "%s", (char *)remarks->pdata[i]);
	if (cli->json)
		json_faults(cli, faults, remarks);
	if (faults->len > 0)
		return fail_faults(cli, faults, error);
	if (cli->json)
		return 0;
	cli_print_safe(cli, cli->casebook);
	cli_print(cli, ": sound\n");
	return 0;
}

const struct command cmd_casebook_check = {
	.path = "casebook check",
	.synopsis = "",
	.summary = "find out whether casebook and history are sound",
	.about =
		"Looks at the pages of the file, the tables and triggers, the "
		"chain of events, and at every text, turn, decision, rating, "
		"signature, person and version, which must be what the "
		"events tell of: what another tool changed, put in or took "
		"out is named, one sentence each, with exit code 5. Tags "
		"are not looked at, because 'tag' finds them again. Who "
		"rewrites the rows and the whole chain of events is found out "
		"by signatures with keys that you trust ('key list'), up to "
		"the newest of them. With --json: {\"casebook\", \"sound\", "
		"\"faults\", \"remarks\"} on standard output, and {\"error\"} on standard "
		"error when there are any.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.run = run_check,
};
