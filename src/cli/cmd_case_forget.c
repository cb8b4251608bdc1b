/*
 * case forget: who is who in a case, as it is remembered from imports.
 */
#include "cli/case.h"
#include "cli/output.h"

static gint
compare_labels(gconstpointer a, gconstpointer b)
{
	const struct label_role *one = a, *other = b;

	return g_utf8_collate(one->label, other->label);
}

GArray *
case_speakers(GHashTable *roles)
{
	GArray *speakers = g_array_new(FALSE, FALSE, sizeof(struct label_role));
	GHashTableIter iter;
	gpointer label, role;

	g_hash_table_iter_init(&iter, roles);
	while (g_hash_table_iter_next(&iter, &label, &role)) {
		struct label_role speaker = {
			label, (enum turn_role)GPOINTER_TO_INT(role)
		};

		g_array_append_val(speakers, speaker);
	}
	g_array_sort(speakers, compare_labels);
	return speakers;
}

void
print_case_speakers(struct cli *cli, const GArray *speakers)
{
	if (speakers->len > 0)
		cli_print(cli, "\nremembered for the next files "
			       "('iptrate case forget'):\n");
	for (guint i = 0; i < speakers->len; i++) {
		const struct label_role *speaker =
			&g_array_index(speakers, struct label_role, i);

		cli_print(cli, "  ");
		cli_print_safe(cli, speaker->label);
		cli_print(cli, ": %s\n", turn_role_print(speaker->role));
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
