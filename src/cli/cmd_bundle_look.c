/*
 * bundle show, verify: what is in a bundle, before anything is taken in.
 */
#include "cli/bundle.h"
#include "cli/output.h"
#include "cli/passphrase.h"

#include <stdio.h>

#define GROUP "Ratings and scores"
#define SESSIONS_MOST 100 /* in text */

void
bundle_counts_json(struct printer *printer, const char *key,
		   const struct bundle_counts *counts)
{
	printer_begin_map(printer, key);
	/* Turns and who spoke them are not counted. */
	for (guint part = 0; part < CARRIED_PARTS; part++) {
		if (part != CARRIED_TURN && part != CARRIED_SPEAKER)
			printer_int(printer, carried_part(part)->name,
				    counts->rows[part]);
	}
	printer_end(printer);
}

static void
print_fact(struct cli *cli, const char *word, const char *value)
{
	g_autofree char *shown = value ? base_printable(value, -1) : NULL;

	if (shown)
		cli_print(cli, "%-10s %s\n", word, shown);
}

static const char *
signed_print(enum bundle_signed state)
{
	static const char *const states[] = {
		[BUNDLE_SIGNED_WELL] = "good",
		[BUNDLE_SIGNED_UNKNOWN] = "not checked: the key is not known "
					  "here",
		[BUNDLE_SIGNED_WRONG] = "WRONG",
	};

	return states[state];
}

static void
print_signatures(struct cli *cli, struct bundle *bundle)
{
	const GPtrArray *all = bundle_signatures(bundle);

	for (guint i = 0; i < all->len; i++) {
		const struct bundle_signature *signature = all->pdata[i];
		g_autofree char *id = key_id_print(signature->id);
		g_autoptr(KnownKey) known = app_key_find(cli->app, id, NULL);
		g_autofree char *key =
			known ? g_strdup_printf("with %s's key %s%s",
						known->code, known->fingerprint,
						known->revoked ? ", revoked" :
								 "") :
				g_strdup_printf("with the key %s", id);

		cli_print(cli, "%-10s ", "signed");
		cli_print_safe(cli, key);
		cli_print(cli, ", %s\n", signed_print(signature->state));
	}
	if (all->len == 0)
		cli_print(cli, "%-10s by nobody\n", "signed");
}

static void
print_session(struct cli *cli, const struct bundled_session *session)
{
	g_autofree char *name = base_printable(session->name, -1);

	cli_print(cli, "%-10s %s, ", "session", name);
	if (session->here)
		cli_print(cli, "here as session %" G_GINT64_FORMAT "\n",
			  session->here);
	else
		cli_print(cli, "not here yet\n");
	for (guint i = 0; i < session->says->len; i++)
		print_fact(cli, "", session->says->pdata[i]);
}

static void
print_contents(struct cli *cli, struct bundle *bundle)
{
	struct bundle_contents contents = { 0 };
	g_autofree char *says = NULL;
	GPtrArray *sessions;

	if (!app_bundle_contents(cli->app, bundle, &contents, NULL))
		return;
	says = bundle_counts_print(&contents.counts);
	print_fact(cli, "holds", says);
	sessions = contents.sessions;
	for (guint i = 0; i < sessions->len && i < SESSIONS_MOST; i++)
		print_session(cli, sessions->pdata[i]);
	if (sessions->len > SESSIONS_MOST)
		cli_print(cli, "... and %u more sessions; --json lists them\n",
			  sessions->len - SESSIONS_MOST);
	bundle_contents_clear(&contents);
}

static void
print_bundle(struct cli *cli, struct bundle *bundle)
{
	const GPtrArray *files = bundle_files(bundle);
	guint64 bytes = 0;

	for (guint i = 0; i < files->len; i++)
		bytes += ((struct bundle_file *)files->pdata[i])->bytes;
	print_fact(cli, "bundle", bundle_name(bundle));
	print_fact(cli, "kind", bundle_fact(bundle, "Iptrate-Kind"));
	print_fact(cli, "from", bundle_fact(bundle, "Iptrate-From"));
	print_fact(cli, "for", bundle_fact(bundle, "Iptrate-For"));
	print_fact(cli, "packed", bundle_fact(bundle, "Bagging-Date"));
	print_fact(cli, "encrypted",
		   bundle_was_encrypted(bundle) ? "yes" : "no");
	print_signatures(cli, bundle);
	cli_print(cli, "%-10s %u, %" G_GUINT64_FORMAT " bytes\n", "files",
		  files->len, bytes);
	print_contents(cli, bundle);
}

static void
json_signatures(struct cli *cli, struct printer *printer, struct bundle *bundle)
{
	const GPtrArray *all = bundle_signatures(bundle);

	printer_begin_list(printer, "signatures");
	for (guint i = 0; i < all->len; i++) {
		const struct bundle_signature *signature = all->pdata[i];
		g_autofree char *id = key_id_print(signature->id);
		g_autoptr(KnownKey) known = app_key_find(cli->app, id, NULL);

		printer_begin_map(printer, NULL);
		printer_string(printer, "key", id);
		printer_string(printer, "key_of", known ? known->code : NULL);
		printer_string(printer, "fingerprint",
			       known ? known->fingerprint : NULL);
		printer_string(printer, "state",
			       signed_print(signature->state));
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_bundle(struct cli *cli, struct bundle *bundle)
{
	struct printer *printer = printer_new();
	struct bundle_contents contents = { 0 };

	printer_begin_map(printer, NULL);
	printer_string(printer, "bundle", bundle_name(bundle));
	printer_string(printer, "kind", bundle_fact(bundle, "Iptrate-Kind"));
	printer_string(printer, "from", bundle_fact(bundle, "Iptrate-From"));
	printer_string(printer, "for", bundle_fact(bundle, "Iptrate-For"));
	printer_string(printer, "packed", bundle_fact(bundle, "Bagging-Date"));
	printer_bool(printer, "encrypted", bundle_was_encrypted(bundle));
	json_signatures(cli, printer, bundle);
	if (app_bundle_contents(cli->app, bundle, &contents, NULL)) {
		bundle_counts_json(printer, "holds", &contents.counts);
		columns_json_list(printer, "sessions", bundled_session_columns,
				  contents.sessions, NULL);
		bundle_contents_clear(&contents);
	}
	printer_texts(printer, "faults", bundle_faults(bundle));
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
look(struct cli *cli, gboolean show, GError **error)
{
	const char *path = cli->args.words->pdata[0];
	FILE *file = NULL;
	g_autoptr(Bundle) bundle = NULL;
	const GPtrArray *faults;
	struct secret_key *key;

	if (!bundle_opening_key(cli, path, &key, error))
		return 1;
	bundle = app_bundle_look(cli->app, path, key, &file, error);
	if (key)
		secret_key_free(key);
	if (!bundle)
		return 1;
	faults = bundle_faults(bundle);
	if (cli->json)
		json_bundle(cli, bundle);
	else if (show)
		print_bundle(cli, bundle);
	else if (faults->len == 0)
		print_signatures(cli, bundle);
	for (guint i = 0; i < faults->len && !cli->json; i++)
		cli_print(cli, "%s: %s\n", path, (char *)faults->pdata[i]);
	if (faults->len == 0 && !show && !cli->json)
		cli_note(cli, "%s is sound", path);
	if (bundle_remark(bundle))
		cli_note(cli, "%s", bundle_remark(bundle));
	fclose(file);
	return faults->len ? 3 : 0;
}

static int
run_show(struct cli *cli, GError **error)
{
	return look(cli, TRUE, error);
}

static int
run_verify(struct cli *cli, GError **error)
{
	return look(cli, FALSE, error);
}

static const struct option look_options[] = {
	{ "rater", 'r', "CODE", FALSE, "whose key opens what is encrypted",
	  NULL },
	OPTION_PASSPHRASE_FD,
	OPTIONS_END
};

static const char *const show_examples[] = { "iptrate bundle show s1.zip",
					     NULL };

const struct command cmd_bundle_show = {
	.path = "bundle show",
	.synopsis = "FILE",
	.summary = "tell what is in a bundle, and who it is from",
	.about = "Nothing is taken in.",
	.group = GROUP,
	.options = look_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};

static const char *const verify_examples[] = { "iptrate bundle verify s1.zip",
					       NULL };

const struct command cmd_bundle_verify = {
	.path = "bundle verify",
	.synopsis = "FILE",
	.summary = "check that a bundle is whole and as it was signed",
	.about = "Each fault is a line: a file that was changed, added, left "
		 "out, doubled. Ends with 3 when there is one.",
	.group = GROUP,
	.options = look_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_verify,
	.examples = verify_examples,
};
