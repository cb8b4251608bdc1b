/*
 * key: a person's own key, and those of others that they trust.
 */
#include "cli/consent.h"
#include "cli/output.h"
#include "cli/passphrase.h"

#include <string.h>

#define GROUP "Keys and signatures"

static int
run_new(struct cli *cli, GError **error)
{
	const char *code = cli_rater_said(cli, error);
	gboolean none = FALSE;
	struct secret_text *passphrase;
	g_autoptr(KnownKey) known = NULL;

	if (!code)
		return 1;
	passphrase = cli_passphrase_new(cli, &none, error);
	if (!passphrase && !none)
		return 1;
	known = app_key_new(cli->app, code, args_value(&cli->args, "name"),
			    passphrase ? passphrase->text : NULL, error);
	secret_text_free(passphrase);
	if (!known)
		return 1;
	if (cli->json) {
		cli_print_thing(cli, known_key_columns, known, NULL);
		return 0;
	}
	cli_note(cli, "made a key for %s; fingerprint %s", code,
		 known->fingerprint);
	cli_note(cli, "to hand on: iptrate key show %s >%s.pub", code, code);
	if (none)
		cli_note(cli,
			 "it has no passphrase: whoever reads the file "
			 "signs as %s",
			 code);
	return 0;
}

static const struct option new_options[] = {
	{ "rater", 0, "CODE", FALSE, "whose key it is", NULL },
	{ "name", 0, "TEXT", FALSE, "name of the holder, in the public file",
	  NULL },
	OPTION_PASSPHRASE_FD,
	{ "no-passphrase", 0, NULL, FALSE, "keep it unprotected", NULL },
	OPTIONS_END
};

static const char *const new_examples[] = {
	"iptrate key new --rater RL --name 'R. Lane'",
	"iptrate key new --rater RL --passphrase-fd 3 3<passphrase.txt", NULL
};

const struct command cmd_key_new = {
	.path = "key new",
	.synopsis = "--rater CODE",
	.summary = "make a person's key, to sign with and to receive",
	.about = "The secret half is kept under a passphrase in the folder of "
		 "settings, readable for you alone; make a backup of it: "
		 "nobody can make it again. What others need is printed by "
		 "'key show'.",
	.group = GROUP,
	.options = new_options,
	.needs = NEEDS_CASEBOOK,
	.run = run_new,
	.examples = new_examples,
};

static int
run_list(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) keys = app_keys(cli->app, error);

	if (!keys)
		return 1;
	if (!keys->len && !cli->json)
		cli_note(cli, "no keys are known yet; 'key new' makes yours");
	else
		cli_print_things(cli, known_key_columns, keys, NULL);
	return 0;
}

static const char *const list_examples[] = { "iptrate key list", NULL };

const struct command cmd_key_list = {
	.path = "key list",
	.synopsis = "",
	.summary = "your keys, and those you trust",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.run = run_list,
	.examples = list_examples,
};

/* Two keys of one person are rarely meant. */
static gboolean
tell_others(const struct cli *cli, const struct known_key *read,
	    const char *code, GError **error)
{
	g_autoptr(GPtrArray) keys = app_keys(cli->app, error);

	for (guint i = 0; keys && i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (known->revoked || strcmp(known->id, read->id) == 0 ||
		    !base_code_same(known->code, code))
			continue;
		cli_note(cli,
			 "%s has another key here, %s; revoke it when this one "
			 "takes its place: iptrate key revoke %s --because "
			 "TEXT",
			 known->code, known->fingerprint, known->id);
	}
	return keys != NULL;
}

/* The fingerprint that was given must fit, or somebody says that it does. */
static gboolean
compare(const struct cli *cli, const struct known_key *read, GError **error)
{
	const char *typed = args_value(&cli->args, "fingerprint");
	g_autofree char *name = base_printable(read->key->name, -1);
	g_autofree char *question = g_strdup_printf(
		"Its fingerprint is %s%s%s. Is that what its holder reads out?",
		read->fingerprint, *name ? ", of " : "", name);

	if (typed && !fingerprint_fits(typed, read->key)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "the key's fingerprint is %s, not '%s': it is not "
			    "the key you were told of",
			    read->fingerprint, typed);
		return FALSE;
	}
	if (typed)
		return TRUE;
	if (!cli_asks(cli)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "nobody can be asked here whether %s is the right "
			    "fingerprint; give the one you were told with "
			    "--fingerprint",
			    read->fingerprint);
		return FALSE;
	}
	if (cli_confirm(cli, question))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
		    "the key was not trusted");
	return FALSE;
}

static int
run_trust(struct cli *cli, GError **error)
{
	const char *code = args_value(&cli->args, "as");
	const char *word = args_value(&cli->args, "role");
	g_autoptr(KnownKey) read = NULL;
	enum key_role role;

	if (!code || !word || !key_role_parse(word, &role)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "say whose key it is and what for: --as CODE "
			    "--role supervisor|rater|body|trainee");
		return 2;
	}
	read = app_key_read(cli->app, cli->args.words->pdata[0], error);
	if (!read || !app_key_may_trust(cli->app, read, code, error) ||
	    !tell_others(cli, read, code, error) ||
	    !compare(cli, read, error) ||
	    !app_key_trust(cli->app, read, code, role, error))
		return 1;
	cli_note(cli, "%s is trusted as the key of %s, %s", read->fingerprint,
		 code, key_role_print(role));
	return 0;
}

static const struct option trust_options[] = {
	{ "as", 0, "CODE", FALSE, "whose key it is", NULL },
	{ "role", 0, "ROLE", FALSE, "what it is trusted for",
	  "supervisor rater body trainee" },
	{ "fingerprint", 0, "GROUPS", FALSE,
	  "the fingerprint that its holder told you; nobody is asked then",
	  NULL },
	OPTIONS_END
};

static const char *const trust_examples[] = {
	"iptrate key trust RL.pub --as RL --role supervisor",
	"iptrate key trust RL.pub --as RL --role supervisor "
	"--fingerprint 4T0K-9WQX-3M2D-7H5N-C1RB-60YV-JZ8E-GKAP",
	NULL
};

const struct command cmd_key_trust = {
	.path = "key trust",
	.synopsis = "FILE --as CODE --role ROLE",
	.summary = "trust the key of somebody",
	.about = "Compare the fingerprint over the telephone: a key that came "
		 "with a message proves nothing. What is trusted stands in "
		 "your folder of settings, in no casebook.",
	.group = GROUP,
	.options = trust_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_trust,
	.examples = trust_examples,
};

static int
run_revoke(struct cli *cli, GError **error)
{
	const char *because = args_value(&cli->args, "because");
	g_autoptr(KnownKey) known =
		app_key_find(cli->app, cli->args.words->pdata[0], error);
	g_autofree char *question = NULL;

	if (!known)
		return 1;
	if (!because) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say why it is revoked: --because TEXT");
		return 2;
	}
	question = g_strdup_printf("Revoke the key %s of %s for good?",
				   known->fingerprint, known->code);
	if (!cli_confirm(cli, question)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "the key was not revoked");
		return 1;
	}
	if (!app_key_revoke(cli->app, known, because, error))
		return 1;
	cli_note(cli,
		 "the key %s of %s counts for nothing from now on; tell "
		 "those who trust it",
		 known->fingerprint, known->code);
	return 0;
}

static const struct option revoke_options[] = {
	{ "because", 0, "TEXT", FALSE, "why", NULL },
	{ "yes", 0, NULL, FALSE, "without being asked", NULL },
	OPTIONS_END
};

static const char *const revoke_examples[] = {
	"iptrate key revoke RL --because 'the laptop was stolen'", NULL
};

const struct command cmd_key_revoke = {
	.path = "key revoke",
	.synopsis = "CODE|KEY --because TEXT",
	.summary = "trust a key no longer, your own or another's",
	.about = "What it signed before stays, and is marked. It is kept, so "
		 "that it cannot be trusted again by mistake.",
	.group = GROUP,
	.options = revoke_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_revoke,
	.examples = revoke_examples,
};

static int
run_passwd(struct cli *cli, GError **error)
{
	g_autoptr(KnownKey) known =
		app_key_find(cli->app, cli->args.words->pdata[0], error);
	struct secret_text *was = NULL, *now = NULL;
	gboolean none = FALSE, ok = FALSE;

	if (!known)
		return 1;
	if (!known->own) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "the secret half of %s's key is not here",
			    known->code);
		return 1;
	}
	if (known->locked)
		was = cli_passphrase(cli, "Passphrase now:", "", error);
	if (was || !known->locked)
		now = cli_passphrase_new(cli, &none, error);
	if (now || none)
		ok = app_key_passwd(cli->app, known, was ? was->text : NULL,
				    now ? now->text : NULL, error);
	secret_text_free(was);
	secret_text_free(now);
	if (!ok)
		return 1;
	cli_note(cli, "the key of %s has %s now", known->code,
		 none ? "no passphrase" : "the new passphrase");
	return 0;
}

static const struct option passwd_options[] = {
	OPTION_PASSPHRASE_FD,
	{ "no-passphrase", 0, NULL, FALSE, "keep it unprotected", NULL },
	OPTIONS_END
};

static const char *const passwd_examples[] = { "iptrate key passwd RL", NULL };

const struct command cmd_key_passwd = {
	.path = "key passwd",
	.synopsis = "CODE|KEY",
	.summary = "put another passphrase on your key",
	.about = "With --passphrase-fd the first line is the one it has, the "
		 "second the new one. Copies of the file keep the old one.",
	.group = GROUP,
	.options = passwd_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_passwd,
	.examples = passwd_examples,
};
