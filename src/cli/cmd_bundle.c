/*
 * bundle pack, bundle open: what is sent from casebook to casebook.
 */
#include "cli/bundle.h"
#include "cli/output.h"
#include "cli/passphrase.h"

#include <string.h>

#define GROUP "Ratings and scores"

/* -- pack ----------------------------------------------------------------- */

static gboolean
read_kind(struct cli *cli, enum bundle_kind *kind, GError **error)
{
	const char *word = args_value(&cli->args, "kind");

	if (bundle_kind_parse(word, kind))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--kind says what is packed: to-rate (text, for a rater), "
		    "return (ratings, no text) or session (all of it)");
	return FALSE;
}

static gboolean
fill_packing(struct cli *cli, struct packing *packing, GArray *ids,
	     GError **error)
{
	if (!args_value(&cli->args, "output")) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "name the file to write (-o FILE.zip)");
		return FALSE;
	}
	if (ids->len == 0) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "name the sessions to pack, or a case (--case)");
		return FALSE;
	}
	packing->rater = args_value(&cli->args, "for");
	packing->tags = args_has(&cli->args, "tags");
	packing->sessions = &g_array_index(ids, gint64, 0);
	packing->n = ids->len;
	return read_kind(cli, &packing->kind, error) &&
	       (packing->from = cli_rater(cli, error));
}

static void
tell_packed(struct cli *cli, const struct packing *packing,
	    const struct receivers *to, const struct bundle_counts *counts)
{
	g_autofree char *says = bundle_counts_print(counts);

	cli_note(cli, "wrote %s: %s", packing->path, says);
	if (!packing->key)
		cli_note(cli,
			 "it is not signed: nobody can tell that it comes from "
			 "%s ('iptrate key new' makes a key)",
			 packing->from);
	if (!packing->n_to)
		cli_warn(cli,
			 "it is not encrypted: whoever gets the file can read "
			 "all that is in it; --to KEY encrypts it for one "
			 "person");
	else if (to->sender)
		cli_note(cli, "it opens with the key of %s, and with your own",
			 to->said->str);
	else
		cli_note(cli,
			 "it opens with the key of %s, and not with yours: "
			 "there is none here ('iptrate key new')",
			 to->said->str);
}

/* What is encrypted is no ZIP, and is called so. */
static char *
packed_path(struct cli *cli, guint receivers)
{
	const char *path = args_value(&cli->args, "output");

	return receivers && !g_str_has_suffix(path, ".age") ?
		       g_strconcat(path, ".age", NULL) :
		       g_strdup(path);
}

static int
run_pack(struct cli *cli, GError **error)
{
	g_autoptr(GArray) ids = args_sessions(cli, 0, error);
	struct receivers to = { 0 };
	struct packing packing = { 0 };
	struct bundle_counts counts = { 0 };
	g_autofree char *path = NULL;
	struct secret_key *key = NULL;
	gboolean ok = ids && fill_packing(cli, &packing, ids, error) &&
		      receivers_read(cli, packing.from, &to, error) &&
		      bundle_signing_key(cli, packing.from, &key, error);

	if (ok) {
		packing.path = path = packed_path(cli, to.keys->len);
		packing.to = (void *)to.keys->data;
		packing.n_to = to.keys->len;
		packing.receivers = (const char *const *)to.codes->pdata;
		packing.key = key;
		ok = app_bundle_pack(cli->app, &packing, &counts, error);
	}
	if (ok)
		tell_packed(cli, &packing, &to, &counts);
	receivers_clear(&to);
	if (key)
		secret_key_free(key);
	return ok ? 0 : 1;
}

static const struct option pack_options[] = {
	{ "kind", 'k', "KIND", FALSE, "to-rate, return or session",
	  "to-rate return session" },
	{ "for", 0, "RATER", FALSE, "to rate: what was assigned to them",
	  NULL },
	{ "tags", 0, NULL, FALSE, "to rate: with what people said of tags",
	  NULL },
	{ "to", 0, "KEY", TRUE,
	  "encrypt for this person, the holder of this key", NULL },
	{ "unsigned", 0, NULL, FALSE, "do not sign it, though there is a key",
	  NULL },
	OPTION_PASSPHRASE_FD,
	{ "case", 'c', "CODE", FALSE, "all sessions of a case", NULL },
	{ "rater", 'r', "CODE", FALSE, "who sends it", NULL },
	{ "output", 'o', "FILE", FALSE, "the file to write", NULL },
	OPTIONS_END
};

static const char *const pack_examples[] = {
	"iptrate bundle pack 1 --kind session --rater RL -o s1.zip", NULL
};

const struct command cmd_bundle_pack = {
	.path = "bundle pack",
	.synopsis = "SESSION...",
	.summary = "pack sessions into one file to send",
	.about = "The file is a ZIP with one BagIt bag: tables and text with "
		 "their sums. A bundle to rate has the text and facts of "
		 "sessions and no ratings; with --for, what that rater is "
		 "blind to is not in it. A return has ratings, decisions and "
		 "comments, and no text. A session has all of it. What is "
		 "sealed stays sealed. It is signed with the sender's key when "
		 "there is one (key new). KEY is the code of a person whose "
		 "key is trusted here, a file of 'key show', or what age -r "
		 "takes; the sender can open it as well.",
	.group = GROUP,
	.options = pack_options,
	.needs = NEEDS_CASEBOOK,
	.least = 0,
	.most = G_MAXUINT,
	.run = run_pack,
	.examples = pack_examples,
};

/* -- open ----------------------------------------------------------------- */

static void
json_opened(struct cli *cli, const struct opened *opened, gboolean dry_run)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "kind", bundle_kind_print(opened->kind));
	printer_string(printer, "from", opened->from);
	printer_bool(printer, "dry_run", dry_run);
	printer_bool(printer, "nothing_new", opened->again);
	bundle_counts_json(printer, "new", &opened->new);
	printer_texts(printer, "sessions", opened->says);
	printer_texts(printer, "warnings", opened->warned);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
run_open(struct cli *cli, GError **error)
{
	struct bundle_opening opening = {
		.path = cli->args.words->pdata[0],
		.dry_run = args_has(&cli->args, "dry-run"),
		.accept_unknown = args_has(&cli->args, "accept-unknown-key"),
	};
	g_autoptr(Opened) opened = NULL;
	g_autofree char *says = NULL;
	struct secret_key *key;

	if (!bundle_opening_key(cli, opening.path, &key, error))
		return 1;
	opening.key = key;
	opened = app_bundle_open(cli->app, &opening, error);
	if (key)
		secret_key_free(key);
	if (!opened)
		return 1;
	for (guint i = 0; i < opened->warned->len; i++)
		cli_warn(cli, opened->warned->pdata[i]);
	if (cli->json) {
		json_opened(cli, opened, opening.dry_run);
		return 0;
	}
	for (guint i = 0; i < opened->says->len; i++)
		cli_print(cli, "%s\n", (char *)opened->says->pdata[i]);
	if (opened->again) {
		cli_print(cli, "nothing new\n");
		return 0;
	}
	says = bundle_counts_print(&opened->new);
	cli_note(cli, "%s %s from %s",
		 opening.dry_run ? "would take in" : "took in", says,
		 opened->from ?: "somebody");
	return 0;
}

static const struct option open_options[] = {
	{ "dry-run", 'n', NULL, FALSE, "tell what would change", NULL },
	{ "accept-unknown-key", 0, NULL, FALSE,
	  "a signature by a key not known here is as none", NULL },
	{ "rater", 'r', "CODE", FALSE, "whose key opens what is encrypted",
	  NULL },
	OPTION_PASSPHRASE_FD,
	OPTIONS_END
};

static const char *const open_examples[] = { "iptrate bundle open s1.zip -n",
					     NULL };

const struct command cmd_bundle_open = {
	.path = "bundle open",
	.synopsis = "FILE",
	.summary = "take in a bundle: all of it, or nothing",
	.about = "What is here stays as it is, and a second time there is "
		 "nothing new. 'iptrate log' tells who brought what.",
	.group = GROUP,
	.options = open_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC |
		 BEGINS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_open,
	.examples = open_examples,
};
