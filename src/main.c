/*
 * main: the program.  Asks the machine for clock, user, width and paths, and
 * hands them to the command line.
 */
#include "cli/cli.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What the environment says, or NULL for nothing. */
static const char *
environment(const char *name)
{
	const char *value = g_getenv(name);

	return value && *value ? value : NULL;
}

/* SOURCE_DATE_EPOCH makes two runs alike. */
static void
ask_clock(struct world *world)
{
	const char *epoch = environment("SOURCE_DATE_EPOCH");
	guint64 seconds;

	world->now = (gint64)time(NULL);
	if (!epoch)
		return;
	/* Up to the end of the year 9999: what a workbook can date. */
	if (g_ascii_string_to_unsigned(epoch, 10, 0, 253402300799, &seconds,
				       NULL)) {
		world->now = (gint64)seconds;
		world->still = TRUE;
	} else {
		world->clock_fault =
			g_strdup_printf("SOURCE_DATE_EPOCH must be whole "
					"seconds since 1970, not '%s'",
					epoch);
	}
}

/* Width and height of the terminal; $COLUMNS or 80 elsewhere. */
static void
ask_terminal(struct world *world)
{
	struct winsize size = { 0 };
	const char *columns = environment("COLUMNS");
	const char *term = g_getenv("TERM");
	guint64 width;

	world->ascii = !g_get_charset(NULL);
	world->terminal = isatty(STDOUT_FILENO);
	world->color = world->terminal && !environment("NO_COLOR") && term &&
		       strcmp(term, "dumb") != 0;
	world->width = 80;
	world->height = 24;
	if (columns &&
	    g_ascii_string_to_unsigned(columns, 10, 40, 1000, &width, NULL))
		world->width = (guint)width;
	if (!world->terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0 || size.ws_row == 0)
		return;
	world->width = MAX(size.ws_col, 40);
	world->height = size.ws_row;
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
find_rubrics(void)
{
	g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = exe ? g_path_get_dirname(exe) : NULL;
	char *found = NULL;

	if (environment("IPTRATE_RUBRICS"))
		return g_strdup(environment("IPTRATE_RUBRICS"));
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

static void
ask_paths(struct world *world)
{
	const char *user = environment("IPTRATE_USER");
	const char *casebook = environment("IPTRATE_CASEBOOK");

	world->user = g_strdup(user ? user : g_get_user_name());
	world->data = g_build_filename(g_get_user_data_dir(), "iptrate", NULL);
	world->casebook =
		casebook ? g_strdup(casebook) :
			   g_build_filename(world->data, "casebook.db", NULL);
	world->config = g_build_filename(g_get_user_config_dir(), "iptrate",
					 "config.yaml", NULL);
	world->keys = g_build_filename(g_get_user_config_dir(), "iptrate",
				       "keys", NULL);
	world->rubrics = find_rubrics();
}

static void
world_clear(struct world *world)
{
	g_free(world->clock_fault);
	g_free(world->user);
	g_free(world->rubrics);
	g_free(world->casebook);
	g_free(world->config);
	g_free(world->data);
	g_free(world->keys);
}

int
main(int argc, char **argv)
{
	struct world world = { 0 };
	int code;

	/* Letters are the terminal's; numbers, times and order are nobody's. */
	setlocale(LC_CTYPE, "");
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	/* A file that may not grow is an error like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	ask_clock(&world);
	ask_terminal(&world);
	ask_paths(&world);
	code = cli_run(&world, argc, argv);
	world_clear(&world);
	return code;
}
