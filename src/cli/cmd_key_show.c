/*
 * key show: a key given out, its public half as a rule.
 */
#include "cli/output.h"
#include "cli/passphrase.h"

#define GROUP "Keys and signatures"

/* The secret half, for age, and so for the day on which there is no iptrate. */
static int
show_identity(struct cli *cli, const struct known_key *known, GError **error)
{
	g_autoptr(SecretKey) key = NULL;
	g_autoptr(SecretText) identity = NULL;

	if (!known->own) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "the key %s of %s is not your own: its secret half "
			    "is not here",
			    known->fingerprint, known->code);
		return 1;
	}
	key = cli_key_open(cli, known, "", error);
	identity = key ? secret_key_identity(key, error) : NULL;
	if (!identity)
		return 1;
	cli_warn(cli, "who has this line can read all that is sent to you, "
		      "without a passphrase: into a file for your eyes alone "
		      "(umask 077), and away with it when it was used");
	cli_print(cli, "%s\n", identity->text);
	return 0;
}

static int
run_show(struct cli *cli, GError **error)
{
	g_autoptr(KnownKey) known =
		app_key_find(cli->app, cli->args.words->pdata[0], error);
	g_autofree char *text = NULL;

	if (known && args_has(&cli->args, "identity"))
		return show_identity(cli, known, error);
	text = known ? app_key_public(cli->app, known, error) : NULL;
	if (!text)
		return 1;
	if (cli->json)
		cli_print_thing(cli, known_key_columns, known, NULL);
	else
		cli_print_lines(cli, text);
	cli_note(cli, "fingerprint, to be read out over the telephone: %s",
		 known->fingerprint);
	return 0;
}

static const struct option show_options[] = {
	{ "identity", 0, NULL, FALSE, "print the secret half that age -i takes",
	  NULL },
	OPTION_PASSPHRASE_FD,
	OPTIONS_END
};

static const char *const show_examples[] = { "iptrate key show RL >RL.pub",
					     NULL };

const struct command cmd_key_show = {
	.path = "key show",
	.synopsis = "CODE|KEY",
	.summary = "print a public key, to hand on",
	.about = "The second line is what minisign takes, the line 'recipient' "
		 "what age takes. KEY is its id or its fingerprint. With "
		 "--identity what was encrypted for you opens without "
		 "iptrate: age -d -i FILE.",
	.group = GROUP,
	.options = show_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};
