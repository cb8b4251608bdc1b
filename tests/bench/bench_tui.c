/*
 * How long a key takes on the review screen, and how many bytes a frame is.
 *
 * The program itself runs in a terminal of 200x60 that this end reads: a
 * session of 2,000 turns in a casebook of 1,000.  Time is from writing the
 * key to the last byte of the frame, which is known by the silence after it.
 * What the disk itself needs to make a page safe is measured between the
 * decisions, because a commit can be no faster than that.
 */
#include <glib.h>
#include <glib/gstdio.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define ROWS 60
#define COLUMNS 200
#define TURNS 2000
#define SESSIONS 1000
#define SILENCE_MS 25
#define COMMITS 200
#define STARTS 21

static char *
program_path(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(self);

	return g_build_filename(folder, "..", "..", "iptrate", NULL);
}

/* Turns of the sample sessions, one after the other, over and over. */
static char *
long_session(void)
{
	GString *text = g_string_new("# case: LONG\n# number: 6\n");
	guint turns = 0;

	for (guint i = 1; turns < TURNS; i = i % 20 + 1) {
		g_autofree char *path =
			g_strdup_printf("transcripts/sessions/s%02u.txt", i);
		g_autofree char *all = NULL;
		g_auto(GStrv) lines = NULL;

		if (!g_file_get_contents(path, &all, NULL, NULL)) {
			if (i == 1)
				g_error("%s is missing: run it from the top",
					path);
			continue;
		}
		lines = g_strsplit(all, "\n", -1);
		for (char **line = lines; *line && turns < TURNS; line++) {
			if (**line == '\0' || **line == '#')
				continue;
			g_string_append_printf(text, "%s\n", *line);
			turns += strncmp(*line, "T:", 2) == 0 ||
				 strncmp(*line, "P:", 2) == 0;
		}
	}
	return g_string_free(text, FALSE);
}

static void
fill(const char *program, const char *folder)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = long_session();
	int status;

	g_ptr_array_add(argv, g_strdup(program));
	g_ptr_array_add(argv, g_strdup("-q"));
	g_ptr_array_add(argv, g_strdup("import"));
	for (guint i = 0; i < SESSIONS; i++) {
		char *path = g_strdup_printf("%s/s%04u.txt", folder, i);
		g_autofree char *small = g_strdup_printf(
			"# case: C%u\nT: Tell me about week %u.\nP: Bad.\n",
			i / 16, i);

		g_file_set_contents(path, i == 0 ? text : small, -1, NULL);
		g_ptr_array_add(argv, path);
	}
	g_ptr_array_add(argv, NULL);
	if (!g_spawn_sync(NULL, (char **)argv->pdata, NULL,
			  G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
			  &status, NULL) ||
	    status != 0)
		g_error("the import failed");
	g_ptr_array_unref(argv);
}

/* The program in a terminal; the other end of it. */
static int
start(const char *program, pid_t *pid)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	grantpt(master);
	unlockpt(master);
	ioctl(master, TIOCSWINSZ, &size);
	*pid = fork();
	if (*pid == 0) {
		int slave;

		setsid();
		slave = open(ptsname(master), O_RDWR);
		dup2(slave, 0);
		dup2(slave, 1);
		dup2(slave, 2);
		execl(program, program, "review", "1", "--rater", "RL",
		      (char *)NULL);
		_exit(127);
	}
	return master;
}

struct frame {
	double ms;
	gsize bytes;
};

static struct frame
read_frame(int master, gint64 since, int patience_ms)
{
	struct frame frame = { 0 };
	struct pollfd in = { .fd = master, .events = POLLIN };
	char buffer[65536];

	/* A key that changes nothing draws nothing. */
	while (poll(&in, 1, frame.bytes ? SILENCE_MS : patience_ms) > 0) {
		ssize_t n = read(master, buffer, sizeof(buffer));

		if (n <= 0)
			break;
		frame.bytes += (gsize)n;
		frame.ms = (double)(g_get_monotonic_time() - since) / 1000;
	}
	return frame;
}

static struct frame
press(int master, const char *keys)
{
	gint64 since = g_get_monotonic_time();

	if (write(master, keys, strlen(keys)) < 0)
		g_error("the program is gone");
	return read_frame(master, since, 300);
}

static int
by_ms(const void *a, const void *b)
{
	const struct frame *left = a, *right = b;

	return (left->ms > right->ms) - (left->ms < right->ms);
}

/* The 99th percentile is the value that 99 of 100 do not pass. */
static void
tell(const char *what, struct frame *frames, guint n, double aim)
{
	gsize most = 0;

	for (guint i = 0; i < n; i++)
		most = MAX(most, frames[i].bytes);
	qsort(frames, n, sizeof(*frames), by_ms);
	printf("%-28s %7.2f %7.2f %7.2f %7.1f %9zu\n", what, frames[n / 2].ms,
	       frames[(n * 99 + 99) / 100 - 1].ms, frames[n - 1].ms, aim, most);
}

static void
measure(int master, const char *what, const char *before, const char *keys,
	guint n, double aim)
{
	g_autofree struct frame *frames = g_new0(struct frame, n);

	for (guint i = 0; i < n; i++) {
		if (before)
			press(master, before);
		frames[i] = press(master, keys);
	}
	tell(what, frames, n, aim);
}

/* Keys that are committed, with a page of a file made safe beside each. */
static void
measure_commits(int master, const char *what, const char *before,
		const char *keys, guint n, int disk)
{
	static const char page[4096] = "page";
	g_autofree struct frame *frames = g_new0(struct frame, n);
	g_autofree struct frame *writes = g_new0(struct frame, n);
	gint64 since;

	for (guint i = 0; i < n; i++) {
		if (before)
			press(master, before);
		frames[i] = press(master, keys);
		since = g_get_monotonic_time();
		if (write(disk, page, sizeof(page)) < 0 || fdatasync(disk))
			g_error("the disk cannot be written");
		writes[i].ms = (double)(g_get_monotonic_time() - since) / 1000;
	}
	tell(what, frames, n, 8);
	tell("  a page and its sync alone", writes, n, 0);
}

static void
stop(int master, pid_t pid)
{
	kill(pid, SIGTERM);
	close(master);
	waitpid(pid, NULL, 0);
}

/* Each time a new process, as if the screen had never been opened. */
static void
measure_starts(const char *program)
{
	struct frame frames[STARTS];

	for (guint i = 0; i < STARTS; i++) {
		gint64 since = g_get_monotonic_time();
		pid_t pid;
		int master = start(program, &pid);

		frames[i] = read_frame(master, since, 10000);
		stop(master, pid);
	}
	tell("start to first frame, ms", frames, STARTS, 30);
}

static void
run(const char *program, const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "disk", NULL);
	int disk = open(path, O_CREAT | O_WRONLY, 0600);
	pid_t pid;
	int master;

	printf("%-28s %7s %7s %7s %7s %9s\n", "", "median", "p99", "most",
	       "aim", "bytes");
	measure_starts(program);
	master = start(program, &pid);
	read_frame(master, 0, 10000);
	measure(master, "a line down, ms", NULL, "j", 200, 3);
	measure(master, "a page down, ms", NULL, "\006", 30, 8);
	measure(master, "a page up, ms", NULL, "\002", 30, 8);
	press(master, "gg");
	measure(master, "next open tag, ms", NULL, "\t", 60, 8);
	press(master, "gg");
	measure_commits(master, "a decision, committed, ms", "\t", "a", COMMITS,
			disk);
	measure_commits(master, "undo, committed, ms", NULL, "u", COMMITS,
			disk);
	press(master, "q");
	stop(master, pid);
	close(disk);
}

int
main(void)
{
	g_autofree char *program = program_path();
	g_autofree char *folder = g_dir_make_tmp("bench-tui-XXXXXX", NULL);
	g_autofree char *casebook =
		g_build_filename(folder, "casebook.db", NULL);
	char *remove[] = { (char *)"rm", (char *)"-rf", folder, NULL };

	g_setenv("IPTRATE_CASEBOOK", casebook, TRUE);
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_setenv("TERM", "xterm-256color", TRUE);
	fill(program, folder);
	run(program, folder);
	g_spawn_sync(NULL, remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		     NULL, NULL, NULL);
	return 0;
}
