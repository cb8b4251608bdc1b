/*
 * How long the program takes to start, and for what one looks at first, beside
 * programs that start fast: `git --version` and `sqlite3 :memory:`.
 *
 * The best of several runs of the program itself, on a casebook of one
 * session: time of the processor, and as ratios to git, since machines differ.
 */
#include <glib.h>
#include <glib/gstdio.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define PROGRAM "build/release/iptrate"
#define SAMPLE "transcripts/sessions/s21.txt"
#define ROUNDS 15

static double
ms_of(struct timeval time)
{
	return (double)time.tv_sec * 1000 + (double)time.tv_usec / 1000;
}

/* Milliseconds of the processor that all programs run so far have taken. */
static double
taken(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
}

/* Those of one run; -1 when it is not here or fails. */
static double
run_once(const char *const *argv)
{
	double before = taken();
	int status = 0;

	if (!g_spawn_sync(NULL, (char **)argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
				  G_SPAWN_STDERR_TO_DEV_NULL,
			  NULL, NULL, NULL, NULL, &status, NULL) ||
	    !g_spawn_check_wait_status(status, NULL))
		return -1;
	return taken() - before;
}

static double
best_of(const char *const *argv)
{
	double best = run_once(argv);

	for (guint i = 1; i < ROUNDS && best >= 0; i++)
		best = MIN(best, run_once(argv));
	return best;
}

static double
show(const char *name, const char *const *argv, double git)
{
	double ms = best_of(argv);

	if (ms < 0)
		printf("%-24s not here\n", name);
	else if (git > 0)
		printf("%-24s %7.1f ms  %5.1f x git --version\n", name, ms,
		       ms / git);
	else
		printf("%-24s %7.1f ms\n", name, ms);
	return ms;
}

/* The screen needs a terminal: script makes one, and q leaves. */
static void
show_review(double git)
{
	static const char *const argv[] = { "sh", "-c",
					    "printf q | script -qec '" PROGRAM
					    " review 1' /dev/null",
					    NULL };

	show("review (opened and left)", argv, git);
}

int
main(void)
{
	static const char *const git[] = { "git", "--version", NULL };
	static const char *const sqlite[] = { "sqlite3", ":memory:", "select 1",
					      NULL };
	static const char *const import[] = { PROGRAM, "-q", "import", SAMPLE,
					      NULL };
	static const char *const ours[][5] = {
		{ "--version", PROGRAM, "--version", NULL },
		{ "help", PROGRAM, "help", NULL },
		{ "session list", PROGRAM, "session", "list", NULL },
		{ "show 1", PROGRAM, "show", "1", NULL },
		{ "score 1", PROGRAM, "score", "1", NULL },
	};
	g_autofree char *folder = g_dir_make_tmp("bench-start-XXXXXX", NULL);
	g_autofree char *casebook =
		g_build_filename(folder, "casebook.db", NULL);
	double base;

	g_setenv("IPTRATE_CASEBOOK", casebook, TRUE);
	g_setenv("TERM", "xterm", FALSE);
	if (run_once(import) < 0) {
		fprintf(stderr, "%s: cannot import %s\n", PROGRAM, SAMPLE);
		return 1;
	}
	base = show("git --version", git, 0);
	show("sqlite3 :memory:", sqlite, base);
	for (guint i = 0; i < G_N_ELEMENTS(ours); i++)
		show(ours[i][0], ours[i] + 1, base);
	show_review(base);
	g_remove(casebook);
	g_rmdir(folder);
	return 0;
}
