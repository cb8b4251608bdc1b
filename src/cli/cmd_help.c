/*
 * help, completion, version: the program about itself.
 */
#include "cli/help.h"
#include "cli/output.h"

static int
run_help(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	const struct command *command;
	guint used;

	if (args_has(&cli->args, "man")) {
		help_man(cli->out);
		return 0;
	}
	cli->paged = TRUE;
	if (words->len == 0) {
		help_overview(cli, cli->out);
		return 0;
	}
	if (words->len == 1 && !command_find(words->pdata[0]) &&
	    help_family(cli, words->pdata[0], cli->out))
		return 0;
	command = command_get(words, &used, error);
	if (!command)
		return 2;
	help_command(cli, command, cli->out);
	return 0;
}

static const struct option help_options[] = {
	{ "man", 0, NULL, FALSE, "print the manual page in roff", NULL },
	OPTIONS_END
};

static const char *const help_examples[] = { "iptrate help import",
					     "iptrate help session list",
					     "iptrate help --man | man -l -",
					     NULL };

const struct command cmd_help = {
	.path = "help",
	.synopsis = "[COMMAND]",
	.summary = "tell how a command is used",
	.group = "About the program",
	.options = help_options,
	.most = 2,
	.run = run_help,
	.examples = help_examples,
};

static int
run_completion(struct cli *cli, GError **error)
{
	const char *shell = cli->args.words->pdata[0];

	if (completion_print(shell, cli->out))
		return 0;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "no completion for '%s' (bash, zsh or fish)", shell);
	return 2;
}

static const char *const completion_examples[] = {
	"iptrate completion bash > "
	"~/.local/share/bash-completion/completions/iptrate",
	"iptrate completion fish > ~/.config/fish/completions/iptrate.fish",
	NULL
};

const struct command cmd_completion = {
	.path = "completion",
	.synopsis = "bash|zsh|fish",
	.summary = "print a script that completes commands in a shell",
	.group = "About the program",
	.least = 1,
	.most = 1,
	.words = "bash zsh fish",
	.run = run_completion,
	.examples = completion_examples,
};

static int
run_version(struct cli *cli, GError **error)
{
	(void)error;
	if (cli->json) {
		struct printer *printer = printer_new();

		printer_begin_map(printer, NULL);
		printer_string(printer, "version", program_version());
		printer_end(printer);
		cli_print_json(cli, printer);
	} else {
		cli_print(cli, "iptrate %s\n", program_version());
	}
	return 0;
}

const struct command cmd_version = {
	.path = "version",
	.synopsis = "",
	.summary = "print the version",
	.group = "About the program",
	.run = run_version,
};
