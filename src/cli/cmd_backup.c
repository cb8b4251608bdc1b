/*
 * casebook backup, casebook restore: a copy of everything, and the way back.
 */
#include "cli/output.h"

static void
json_done(struct cli *cli, const char *key, const char *path, const char *kept)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "casebook", cli->casebook);
	printer_string(printer, key, path);
	if (kept)
		printer_string(printer, "kept", *kept ? kept : NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
run_backup(struct cli *cli, GError **error)
{
	const char *path = cli->args.words->pdata[0];

	if (!app_backup(cli->app, path, error))
		return 1;
	if (cli->json)
		json_done(cli, "backup", path, NULL);
	else
		cli_note(cli, "wrote %s, a sound copy of %s", path,
			 cli->casebook);
	return 0;
}

static const char *const backup_examples[] = {
	"iptrate casebook backup /media/stick/casebook-2026-11.db", NULL
};

const struct command cmd_casebook_backup = {
	.path = "casebook backup",
	.synopsis = "FILE",
	.summary = "copy the whole casebook into a file",
	.about = "Works while the casebook is open elsewhere. The copy is "
		 "checked, and readable for you alone; an earlier backup of "
		 "the same casebook is replaced, nothing else. Copying the "
		 "file by hand leaves out what is still in its -wal.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_backup,
	.examples = backup_examples,
};

static int
run_restore(struct cli *cli, GError **error)
{
	const char *from = cli->args.words->pdata[0];
	g_autofree char *kept = app_restore(cli->app, from, error);

	if (!kept)
		return 1;
	if (cli->json)
		json_done(cli, "restored", from, kept);
	else if (*kept)
		cli_note(cli,
			 "%s is as in %s again; what was there before is kept "
			 "in %s",
			 cli->casebook, from, kept);
	else
		cli_note(cli, "%s is as in %s again", cli->casebook, from);
	return 0;
}

static const char *const restore_examples[] = {
	"iptrate casebook restore /media/stick/casebook-2026-11.db", NULL
};

const struct command cmd_casebook_restore = {
	.path = "casebook restore",
	.synopsis = "FILE",
	.summary = "put a backup in the place of the casebook",
	.about = "What is there is kept beside it, under the name "
		 "CASEBOOK.before-restore-DATE. Refused while another process "
		 "has the casebook open, and when FILE is no casebook, "
		 "damaged, or of a newer version. A copy that is moved over "
		 "the casebook by hand is found out, too, but keeps less.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_restore,
	.examples = restore_examples,
};
