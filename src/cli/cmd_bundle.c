/*
 * bundle pack, show, verify, open: what is sent from casebook to casebook.
 */
#include "cli/bundle.h"
#include "cli/output.h"
#include "cli/passphrase.h"

#include <string.h>

#define GROUP "Ratings and scores"

static void
print_count(GString *out, guint n, const char *one, const char *many)
{
	g_autofree char *count = base_count(n, one, many);

	if (n)
		g_string_append_printf(out, "%s%s", out->len ? ", " : "",
				       count);
}

static char *
counts_print(const struct bundle_counts *counts)
{
	GString *out = g_string_new(NULL);

	print_count(out, counts->rows[CARRIED_SESSION], "session", "sessions");
	print_count(out, counts->rows[CARRIED_DECISION], "decision",
		    "decisions");
	print_count(out, counts->rows[CARRIED_RATING], "rating", "ratings");
	print_count(out, counts->rows[CARRIED_VALUE], "value", "values");
	print_count(out, counts->rows[CARRIED_SIGNATURE], "signature",
		    "signatures");
	if (!out->len)
		g_string_append(out, "nothing");
	return g_string_free(out, FALSE);
}

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
	    const struct bundle_counts *counts)
{
	g_autofree char *says = counts_print(counts);

	cli_note(cli, "wrote %s: %s", packing->path, says);
	if (!packing->key)
		cli_note(cli,
			 "it is not signed: nobody can tell that it comes from "
			 "%s ('iptrate key new' makes a key)",
			 packing->from);
	if (!packing->n_to)
		cli_warn(cli,
			 "it is not encrypted: whoever gets the file can read "
			 "all that is in it; --to KEYFILE encrypts it for one "
			 "person");
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
	g_autoptr(GArray) to = g_array_new(FALSE, FALSE, KEY_BYTES);
	struct packing packing = { 0 };
	struct bundle_counts counts = { 0 };
	g_autofree char *path = NULL;
	struct secret_key *key = NULL;
	gboolean ok = ids && fill_packing(cli, &packing, ids, error) &&
		      bundle_receivers(cli, to, error) &&
		      bundle_signing_key(cli, packing.from, &key, error);

	if (ok) {
		packing.path = path = packed_path(cli, to->len);
		packing.to = (void *)to->data;
		packing.n_to = to->len;
		packing.key = key;
		ok = app_bundle_pack(cli->app, &packing, &counts, error);
	}
	if (ok)
		tell_packed(cli, &packing, &counts);
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
	{ "to", 0, "KEYFILE", TRUE, "encrypt for the holder of this key",
	  NULL },
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
		 "there is one (key new).",
	.group = GROUP,
	.options = pack_options,
	.needs = NEEDS_CASEBOOK,
	.least = 0,
	.most = G_MAXUINT,
	.run = run_pack,
	.examples = pack_examples,
};

/* -- show and verify ------------------------------------------------------ */

static void
print_fact(struct cli *cli, const char *word, const char *value)
{
	g_autofree char *shown = value ? base_printable(value, -1) : NULL;

	if (shown)
		cli_print(cli, "%-10s %s\n", word, shown);
}

static void
print_signatures(struct cli *cli, struct bundle *bundle)
{
	const GPtrArray *all = bundle_signatures(bundle);

	for (guint i = 0; i < all->len; i++) {
		const struct bundle_signature *signature = all->pdata[i];
		g_autofree char *id = key_id_print(signature->id);
		static const char *const states[] = {
			[BUNDLE_SIGNED_WELL] = "good",
			[BUNDLE_SIGNED_UNKNOWN] = "not checked: the key is "
						  "not known here",
			[BUNDLE_SIGNED_WRONG] = "WRONG",
		};

		cli_print(cli, "%-10s key %s, %s\n", "signed", id,
			  states[signature->state]);
	}
	if (all->len == 0)
		cli_print(cli, "%-10s by nobody\n", "signed");
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
	if (show)
		print_bundle(cli, bundle);
	for (guint i = 0; i < faults->len; i++)
		cli_print(cli, "%s: %s\n", path, (char *)faults->pdata[i]);
	if (faults->len == 0 && !show)
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

/* -- open ----------------------------------------------------------------- */

static int
run_open(struct cli *cli, GError **error)
{
	struct bundle_opening opening = {
		.path = cli->args.words->pdata[0],
		.dry_run = args_has(&cli->args, "dry-run"),
		.accept_unknown = args_has(&cli->args, "accept-unknown-key"),
	};
	g_autoptr(Opened) opened = app_bundle_open(cli->app, &opening, error);
	g_autofree char *says = NULL;

	if (!opened)
		return 1;
	for (guint i = 0; i < opened->warned->len; i++)
		cli_warn(cli, opened->warned->pdata[i]);
	for (guint i = 0; i < opened->says->len; i++)
		cli_print(cli, "%s\n", (char *)opened->says->pdata[i]);
	if (opened->again) {
		cli_print(cli, "nothing new\n");
		return 0;
	}
	says = counts_print(&opened->new);
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
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | BEGINS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_open,
	.examples = open_examples,
};
