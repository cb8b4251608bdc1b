/*
 * main: one run of the program, from its arguments to its exit code.
 *
 * The only place that asks the world for clock, user, width and paths; the
 * rooms below are given them.  Errors become one sentence and a code here.
 */
#include "cli/private.h"
#include "tui/tui.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef IPTRATE_VERSION
#define IPTRATE_VERSION "0.1.0"
#endif

const char *
program_version(void)
{
	return IPTRATE_VERSION;
}

/* SOURCE_DATE_EPOCH makes two runs alike. */
static gboolean
find_now(gint64 *now, GError **error)
{
	const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
	guint64 seconds;

	*now = (gint64)time(NULL);
	if (!epoch || !*epoch)
		return TRUE;
	/* Up to the end of the year 9999: what a workbook can date. */
	if (!g_ascii_string_to_unsigned(epoch, 10, 0, 253402300799, &seconds,
					NULL)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "SOURCE_DATE_EPOCH must be whole seconds since "
			    "1970, not '%s'",
			    epoch);
		return FALSE;
	}
	*now = (gint64)seconds;
	return TRUE;
}

static char *
rubrics_at(const char *folder, const char *below)
{
	g_autofree char *path = g_build_filename(folder, below, NULL);
	g_autofree char *inside = g_build_filename(path, "codebook", NULL);

	return g_file_test(inside, G_FILE_TEST_IS_DIR) ?
		       g_canonicalize_filename(path, NULL) :
		       NULL;
}

/* Beside the source when run from build/VARIANT/, else under the prefix. */
static char *
find_rubrics(const char *told)
{
	g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = exe ? g_path_get_dirname(exe) : NULL;
	char *found = NULL;

	if (!told)
		told = g_getenv("IPTRATE_RUBRICS");
	if (told && *told)
		return g_strdup(told);
	if (folder)
		found = rubrics_at(folder, "../../rubrics");
	if (!found && folder)
		found = rubrics_at(folder, "../share/iptrate/rubrics");
#ifdef IPTRATE_DATADIR
	if (!found)
		found = rubrics_at(IPTRATE_DATADIR, ".");
#endif
	return found;
}

static char *
find_casebook(const char *told)
{
	if (!told)
		told = g_getenv("IPTRATE_CASEBOOK");
	if (told && *told)
		return g_strdup(told);
	return g_build_filename(g_get_user_data_dir(), "iptrate", "casebook.db",
				NULL);
}

static char *
find_config(void)
{
	return g_build_filename(g_get_user_config_dir(), "iptrate",
				"config.yaml", NULL);
}

static const char *
find_user(const struct args *args)
{
	const char *user = args_value(args, "user");

	if (!user)
		user = g_getenv("IPTRATE_USER");
	return user && *user ? user : g_get_user_name();
}

/* Width and height of the terminal; $COLUMNS or 80 elsewhere. */
static void
measure_terminal(struct cli *cli)
{
	struct winsize size = { 0 };
	const char *columns = g_getenv("COLUMNS");
	guint64 width;

	cli->terminal = isatty(STDOUT_FILENO);
	cli->width = 80;
	cli->height = 24;
	if (columns &&
	    g_ascii_string_to_unsigned(columns, 10, 40, 1000, &width, NULL))
		cli->width = (guint)width;
	if (!cli->terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0 || size.ws_row == 0)
		return;
	cli->width = MAX(size.ws_col, 40);
	cli->height = size.ws_row;
}

static void
choose_looks(struct cli *cli)
{
	const char *no_color = g_getenv("NO_COLOR");
	const char *term = g_getenv("TERM");

	cli->json = args_has(&cli->args, "json");
	cli->quiet = args_has(&cli->args, "quiet");
	cli->ascii = args_has(&cli->args, "ascii") || !g_get_charset(NULL);
	cli->color = cli->terminal && !(no_color && *no_color) && term &&
		     strcmp(term, "dumb") != 0;
	if (args_has(&cli->args, "color"))
		cli->color = TRUE;
	if (args_has(&cli->args, "no-color"))
		cli->color = FALSE;
}

/* Opens what the row says it needs, so that a missing codebook is told
 * before any work is done. */
static gboolean
meet_needs(struct cli *cli, GError **error)
{
	guint needs = cli->args.command->needs;
	g_autofree char *name =
		g_strconcat("iptrate ", cli->args.command->path, NULL);
	g_autofree char *spare =
		g_build_filename(g_get_user_data_dir(), "iptrate", NULL);
	struct app_options options = {
		.casebook = cli->casebook,
		/* who only looks makes none */
		.existing = !(needs & BEGINS_CASEBOOK),
		.rubrics = cli->rubrics,
		.codebook = args_value(&cli->args, "codebook"),
		.rubric = args_value(&cli->args, "rubric"),
		.user = find_user(&cli->args),
		.command = name,
		.spare = spare,
		.looking = (needs & LOOKS_FIRST) != 0,
	};

	if (needs == NEEDS_NOTHING)
		return TRUE;
	if (!find_now(&options.now, error))
		return FALSE;
	if (!cli->rubrics && ((needs & NEEDS_CODEBOOK && !options.codebook) ||
			      (needs & (NEEDS_RUBRIC | NEEDS_RUBRIC_APART) &&
			       !options.rubric))) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "the folder of rubric and codebook was "
				    "not found (name it with --rubrics DIR)");
		return FALSE;
	}
	cli->app = app_new(&options);
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

static gboolean
open_screen(struct cli *cli, gint64 session, GError **error)
{
	g_autofree char *tail = cli_shell_tail(cli);
	g_autoptr(GPtrArray) line = cli_begin_line(cli);
	g_autoptr(GPtrArray) verbs = g_ptr_array_new();
	g_autoptr(GPtrArray) verb_options =
		g_ptr_array_new_with_free_func(g_free);
	struct tui_options options = {
		.app = cli->app,
		.session = session,
		.settings = cli_settings(cli, error),
		.role_given = args_has(&cli->args, "role"),
		.ascii = cli->ascii,
		.color = cli->color,
		.base = (const char *const *)line->pdata,
		.shell_tail = tail,
	};

	if (!options.settings)
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
run(struct cli *cli, int argc, char **argv, GError **error)
{
	int code;

	if (!args_parse(&cli->args, argc, argv, error))
		return 2;
	choose_looks(cli);
	if (answer_plainly(cli, &code))
		return code;
	cli->rubrics = find_rubrics(args_value(&cli->args, "rubrics"));
	cli->casebook = find_casebook(args_value(&cli->args, "casebook"));
	cli->config = find_config();
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
main(int argc, char **argv)
{
	struct cli cli = { .out = g_string_new(NULL),
			   .review = open_screen,
			   .check_settings = tui_check_settings,
			   .example_settings = tui_example_settings };
	g_autoptr(GError) error = NULL;
	g_autoptr(GError) lost = NULL;
	int code;

	/* Letters are the terminal's; numbers, times and order are nobody's. */
	setlocale(LC_CTYPE, "");
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	/* A file that may not grow is an error like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	measure_terminal(&cli);
	/* a wrong command line is told in the form that was asked for, too */
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		cli.json = cli.json || strcmp(argv[i], "--json") == 0;
	code = run(&cli, argc, argv, &error);
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
	g_free(cli.rubrics);
	g_free(cli.casebook);
	g_free(cli.config);
	settings_free(cli.settings);
	return code;
}
