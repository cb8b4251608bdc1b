/*
 * review: the screen, which is told how this run was begun.
 */
#include "cli/begun.h"
#include "cli/drill_out.h"

#include "tui/tui.h"

gboolean
cli_open_screen(struct cli *cli, gint64 session, GError **error)
{
	g_autofree char *tail = cli_shell_tail(cli);
	g_autoptr(GPtrArray) line = cli_begin_line(cli);
	g_autoptr(GPtrArray) verbs = g_ptr_array_new();
	g_autoptr(GPtrArray) verb_options =
		g_ptr_array_new_with_free_func(g_free);
	const char *turn = args_value(&cli->args, "turn");
	struct tui_options options = {
		.app = cli->app,
		.session = session,
		.now = cli->world->still ? cli->world->now : 0,
		.settings = cli_settings(cli, error),
		.role_given = args_has(&cli->args, "role"),
		.ascii = cli->ascii,
		.color = cli->color,
		.base = (const char *const *)line->pdata,
		.shell_tail = tail,
	};

	if (!options.settings ||
	    (turn && !args_number(turn, "--turn", &options.turn, error)))
		return FALSE;
	options.rater = cli_find_rater(cli, NULL);
	options.shell_rater = cli_shell_rater(options.settings);
	if (options.role_given && !args_role(&cli->args, &options.role, error))
		return FALSE;
	for (guint i = 0; cli_commands[i]; i++) {
		g_ptr_array_add(verbs, (char *)cli_commands[i]->path);
		g_ptr_array_add(verb_options,
				cli_options_print(cli_commands[i]));
	}
	g_ptr_array_add(verbs, NULL);
	g_ptr_array_add(verb_options, NULL);
	options.verbs = (const char *const *)verbs->pdata;
	options.verb_options = (const char *const *)verb_options->pdata;
	return tui_run(&options, error);
}

static int
run_review(struct cli *cli, GError **error)
{
	enum rater_role role;
	gint64 session = 0;

	if (args_has(&cli->args, "role") &&
	    !args_role(&cli->args, &role, error))
		return 2;
	if (args_has(&cli->args, "turn") && cli->args.words->len == 0) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--turn is one of a session: iptrate review "
			    "SESSION --turn N");
		return 2;
	}
	if (cli->args.words->len > 0 &&
	    !args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	return cli_open_screen(cli, session, error) ? 0 : 1;
}

static const struct option review_options[] = {
	{ "turn", 0, "N", FALSE, "turn to begin at", NULL },
	{ "rater", 0, "CODE", FALSE,
	  "who decides and rates (else $IPTRATE_RATER, else config.yaml, "
	  "else asked)",
	  NULL },
	{ "role", 0, "ROLE", FALSE,
	  "as what: self, peer, supervisor, independent, consensus",
	  "self peer supervisor independent consensus" },
	OPTIONS_END
};

static const char *const review_examples[] = { "iptrate review",
					       "iptrate review 12 --rater RL",
					       "iptrate review 12 --turn 25",
					       NULL };

const struct command cmd_review = {
	.path = "review",
	.synopsis = "[SESSION]",
	.summary = "read, decide and rate on the screen",
	.about =
		"Every decision is saved at its key, and the screen shows the "
		"command that would have done it. ? lists the keys. Without "
		"--role one rates as supervisor, or as self when one is the "
		"session's therapist. Keys, colours, a player for recordings and "
		"an idle lock are set in config.yaml ('iptrate config').",
	.group = "Tags and decisions",
	.options = review_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 0,
	.most = 1,
	.run = run_review,
	.examples = review_examples,
};
