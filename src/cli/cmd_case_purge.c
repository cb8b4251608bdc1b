/*
 * case purge: a case taken out, with nothing left of its words.
 */
#include "cli/case.h"
#include "cli/output.h"

void
note_old_copies(struct cli *cli)
{
	g_autoptr(GPtrArray) copies = app_old_copies(cli->app);

	for (guint i = 0; i < copies->len; i++)
		cli_note(cli,
			 "%s, the casebook before an upgrade, still has it: "
			 "delete that file when all is well",
			 (char *)copies->pdata[i]);
}

static int
run_case_purge(struct cli *cli, GError **error)
{
	const char *code = cli->args.words->pdata[0];
	struct case_purged purged;
	g_autofree char *sessions = NULL;

	if (!app_case_purge(cli->app, code,
			    args_has(&cli->args, "with-ratings"), &purged,
			    error))
		return 1;
	sessions = base_count(purged.sessions, "session", "sessions");
	if (cli->json) {
		cli_print_thing(cli, case_purged_columns, &purged, code);
	} else {
		cli_print(cli, "purged case ");
		cli_print_safe(cli, code);
		cli_print(cli, ": %s\n", sessions);
	}
	note_old_copies(cli);
	return 0;
}

static const struct option purge_options[] = {
	{ "with-ratings", 0, NULL, FALSE,
	  "also when people have rated or decided", NULL },
	OPTIONS_END
};

static const char *const purge_examples[] = {
	"iptrate case purge C21", "iptrate case purge C21 --with-ratings", NULL
};

const struct command cmd_case_purge = {
	.path = "case purge",
	.synopsis = "CODE [--with-ratings]",
	.summary = "take a case out, with its sessions and all their words",
	.about = "Texts, turns, decisions, ratings, remembered speakers and "
		 "the note are overwritten in the casebook, and what the "
		 "history says of them is removed; who did what kind of thing "
		 "when stays, and the history still verifies. Backups, "
		 "exports and the files themselves are not reached. It cannot "
		 "be taken back.",
	.group = "Transcripts and sessions",
	.options = purge_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_case_purge,
	.examples = purge_examples,
};
