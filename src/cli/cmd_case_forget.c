/*
 * case forget: who is who in a case, as it is remembered from imports.
 */
#include "cli/private.h"

static gint
compare_labels(gconstpointer a, gconstpointer b)
{
	return g_utf8_collate(a, b);
}

void
json_case_speakers(struct printer *printer, GHashTable *roles)
{
	g_autoptr(GList) labels =
		g_list_sort(g_hash_table_get_keys(roles), compare_labels);

	printer_begin_list(printer, "speakers");
	for (GList *at = labels; at; at = at->next) {
		gpointer role = g_hash_table_lookup(roles, at->data);

		printer_begin_map(printer, NULL);
		printer_string(printer, "label", at->data);
		printer_string(
			printer, "role",
			turn_role_print((enum turn_role)GPOINTER_TO_INT(role)));
		printer_end(printer);
	}
	printer_end(printer);
}

void
print_case_speakers(struct cli *cli, GHashTable *roles)
{
	g_autoptr(GList) labels =
		g_list_sort(g_hash_table_get_keys(roles), compare_labels);

	if (labels)
		cli_print(cli, "\nremembered for the next files "
			       "('iptrate case forget'):\n");
	for (GList *at = labels; at; at = at->next) {
		gpointer role = g_hash_table_lookup(roles, at->data);

		cli_print(cli, "  ");
		cli_print_safe(cli, at->data);
		cli_print(
			cli, ": %s\n",
			turn_role_print((enum turn_role)GPOINTER_TO_INT(role)));
	}
}

static int
run_case_forget(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;

	if (!app_case_speaker_forget(cli->app, words->pdata[0], words->pdata[1],
				     error))
		return 1;
	cli_note(cli, "who '%s' is will be asked again in the next file of %s",
		 (char *)words->pdata[1], (char *)words->pdata[0]);
	return 0;
}

static const char *const case_forget_examples[] = {
	"iptrate case forget C21 'Anna Berg'", NULL
};

const struct command cmd_case_forget = {
	.path = "case forget",
	.synopsis = "CODE SPEAKER",
	.summary = "forget the role that a speaker had in files of a case",
	.about = "Roles told at import are remembered for later files of the "
		 "case; 'case show' lists them. Sessions that are imported "
		 "already stay as they are.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 2,
	.most = 2,
	.run = run_case_forget,
	.examples = case_forget_examples,
};
