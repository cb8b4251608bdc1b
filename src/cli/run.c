/*
 * run: one run of the program, from its arguments to its exit code.
 *
 * The row of the command says what is opened for it.  Errors become one
 * sentence and a code here.
 */
#include "cli/help.h"
#include "cli/output.h"

#include <string.h>

#ifndef IPTRATE_VERSION
#define IPTRATE_VERSION "0.1.0"
#endif

const char *
program_version(void)
{
	return IPTRATE_VERSION;
}

/* What an option says, or else the world. */
static const char *
option_or(const struct cli *cli, const char *option, const char *otherwise)
{
	const char *value = args_value(&cli->args, option);

	return value && *value ? value : otherwise;
}

static void
choose_output(struct cli *cli)
{
	const struct world *world = cli->world;

	cli->json = args_has(&cli->args, "json");
	cli->quiet = args_has(&cli->args, "quiet");
	cli->ascii = world->ascii || args_has(&cli->args, "ascii");
	cli->color = world->color;
	if (args_has(&cli->args, "color"))
		cli->color = TRUE;
	if (args_has(&cli->args, "no-color"))
		cli->color = FALSE;
}

/* Whose eyes look: the rater who is set for this shell or in the settings.
 * --rater is not asked: with commands that show, it only chooses. */
const char *
cli_viewer(struct cli *cli)
{
	const char *rater = g_getenv("IPTRATE_RATER");
	const struct settings *settings =
		rater && *rater ? NULL : cli_settings(cli, NULL);

	return settings ? settings->rater : rater;
}

/* Opens what the row says it needs, so that a missing codebook is told
 * before any work is done. */
static gboolean
meet_needs(struct cli *cli, GError **error)
{
	guint needs = cli->args.command->needs;
	g_autofree char *name =
		g_strconcat("iptrate ", cli->args.command->path, NULL);
	struct app_options options = {
		.casebook = cli->casebook,
		/* who only looks makes none */
		.existing = !(needs & BEGINS_CASEBOOK),
		.rubrics = cli->rubrics,
		.codebook = args_value(&cli->args, "codebook"),
		.rubric = args_value(&cli->args, "rubric"),
		.user = option_or(cli, "user", cli->world->user),
		.now = cli->world->now,
		.command = name,
		.spare = cli->world->data,
		.keys = cli->world->keys,
	};

	if (needs == NEEDS_NOTHING)
		return TRUE;
	if (cli->world->clock_fault) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    cli->world->clock_fault);
		return FALSE;
	}
	if (!cli->rubrics && ((needs & NEEDS_CODEBOOK && !options.codebook) ||
			      (needs & (NEEDS_RUBRIC | NEEDS_RUBRIC_APART) &&
			       !options.rubric))) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "the folder of rubric and codebook was "
				    "not found (name it with --rubrics DIR)");
		return FALSE;
	}
	cli->app = app_new(&options);
	app_set_viewer(cli->app, cli_viewer(cli));
	if (needs & NEEDS_CODEBOOK && !app_codebook(cli->app, error))
		return FALSE;
	if (needs & NEEDS_RUBRIC && !app_rubric(cli->app, error))
		return FALSE;
	return TRUE;
}

/* --help, --version, or nothing at all.  TRUE when that was it. */
static gboolean
answer_plainly(struct cli *cli, int *code)
{
	const struct args *args = &cli->args;

	*code = 0;
	if (args_has(args, "version")) {
		cli_print(cli, "iptrate %s\n", program_version());
	} else if (args_has(args, "help") && args->command) {
		help_command(cli, args->command, cli->out);
	} else if (args_has(args, "help") && args->words->len > 0) {
		if (!help_family(cli, args->words->pdata[0], cli->out))
			help_overview(cli, cli->out);
	} else if (args_has(args, "help") || !args->command) {
		help_overview(cli, cli->out);
		*code = args_has(args, "help") ? 0 : 2;
	} else {
		return FALSE;
	}
	return TRUE;
}

/* Where a version of a rating has begun beside a signed one. */
static void
note_told(const struct cli *cli)
{
	g_autoptr(GPtrArray) told = cli->app ? app_told(cli->app) : NULL;

	for (guint i = 0; told && i < told->len; i++)
		cli_note(cli, "%s", (char *)told->pdata[i]);
}

/* Runs the command; a casebook that it began is told of, since its name may
 * be mistyped. */
static int
run_command(struct cli *cli, GError **error)
{
	const struct command *command = cli->args.command;
	gboolean new = command->needs &BEGINS_CASEBOOK &&
		       !g_file_test(cli->casebook, G_FILE_TEST_EXISTS);
	int code = command->run(cli, error);

	note_told(cli);
	if (new &&g_file_test(cli->casebook, G_FILE_TEST_EXISTS))
		cli_note(cli, "began a new casebook, %s", cli->casebook);
	return code;
}

static int
run_program(struct cli *cli, int argc, char **argv, GError **error)
{
	int code;

	if (!args_parse(&cli->args, argc, argv, error))
		return 2;
	choose_output(cli);
	if (answer_plainly(cli, &code))
		return code;
	cli->rubrics = option_or(cli, "rubrics", cli->world->rubrics);
	cli->casebook = option_or(cli, "casebook", cli->world->casebook);
	if (!args_check_count(&cli->args, error) || !meet_needs(cli, error))
		return 1;
	return run_command(cli, error);
}

/* What was found of the casebook by the way. */
static void
tell_remarks(const struct cli *cli)
{
	const GPtrArray *remarks = cli->app ? app_remarks(cli->app) : NULL;

	for (guint i = 0; remarks && i < remarks->len; i++)
		cli_warn(cli, remarks->pdata[i]);
	if (remarks)
		cli_tell_readers(cli);
}

/* The answer could not be given.  Whether what was asked for was done is what
 * one must know. */
static void
tell_unanswered(const struct cli *cli, const GError *why)
{
	g_autofree char *text = NULL;

	if (cli->app && app_saved(cli->app))
		text = g_strdup_printf("it is saved and stands; only the "
				       "answer could not be printed (%s)",
				       why ? why->message :
					     "nobody reads it any more");
	if (text)
		cli_complain(cli, text);
	else if (why)
		cli_complain(cli, why->message);
}

int
cli_run(const struct world *world, int argc, char **argv)
{
	struct cli cli = { .world = world, .out = g_string_new(NULL) };
	g_autoptr(GError) error = NULL;
	g_autoptr(GError) lost = NULL;
	int code;

	cli.terminal = world->terminal;
	cli.width = world->width;
	cli.height = world->height;
	cli.config = world->config;
	/* a wrong command line is told in the form that was asked for, too */
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		cli.json = cli.json || strcmp(argv[i], "--json") == 0;
	code = run_program(&cli, argc, argv, &error);
	tell_remarks(&cli);
	if (!cli_flush(&cli, &lost)) {
		code = code == 0 ? 1 : code;
		tell_unanswered(&cli, lost);
	}
	if (error) {
		cli_complain(&cli, error->message);
		code = exit_code(error);
	}
	g_clear_pointer(&cli.app, app_free);
	args_clear(&cli.args);
	g_string_free(cli.out, TRUE);
	settings_free(cli.settings);
	return code;
}
