/*
 * curses: the terminal.
 *
 * The only file that knows ncurses.  Copies what changed of a grid to the
 * screen, turns its keys into ours, and gives the terminal back whatever
 * happens: on leaving, on suspension, and when a signal ends the program.
 */
#include "tui/terminal.h"
#include "tui/looks.h"
#include "tui/mouse.h"

/* Ours go by the names of theirs. */
#define _XOPEN_SOURCE_EXTENDED 1
#include <ncurses.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct terminal {
	SCREEN *screen;
	FILE *out, *in;
	gboolean color;
	struct grid *shown; /* what the screen has */
	attr_t looks[INKS];
	short pairs[INKS];
};

/* For the handler: a signal knows no struct. */
static struct termios terminal_before;
static volatile sig_atomic_t terminal_taken;

/* No mouse; shows the cursor, plain letters, the screen there was before. */
static const char give_back[] =
	"\033[?2004l\033[?1000l\033[?1002l\033[?1003l\033[?1006l"
	"\033[0m\033[?25h\033[?1l\033>\033[?1049l";

static void
end_by_signal(int number)
{
	player_end();
	if (terminal_taken) {
		terminal_taken = 0;
		if (write(STDOUT_FILENO, give_back, sizeof(give_back) - 1) < 0)
			_exit(128 + number);
		tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
	}
	signal(number, SIG_DFL);
	raise(number);
}

/* The system's own is no end: the write that was too large fails and says
 * so. */
static void
end_by_size(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (info->si_code <= 0)
		end_by_signal(number);
}

/* All that would end the program, whoever sends them. */
static void
catch_signals(void)
{
	static const int ends[] = { SIGINT,    SIGTERM, SIGHUP,	 SIGQUIT,
				    SIGSEGV,   SIGABRT, SIGBUS,	 SIGFPE,
				    SIGILL,    SIGUSR1, SIGUSR2, SIGALRM,
				    SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS,
				    SIGTRAP,   SIGIO };
	struct sigaction action = { .sa_handler = end_by_signal,
				    .sa_flags =
					    (int)(SA_RESETHAND | SA_NODEFER) };
	struct sigaction by_size = { .sa_sigaction = end_by_size,
				     .sa_flags = SA_SIGINFO };
	struct sigaction had;

	sigaction(SIGXFSZ, &by_size, NULL);
#ifdef SIGRTMIN
	for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
		sigaction(number, &action, NULL);
#endif
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		/* A sanitizer's own stays, ncurses' does not. */
		if (sigaction(ends[i], NULL, &had) == 0 &&
		    (ends[i] != SIGSEGV || had.sa_handler == SIG_DFL))
			sigaction(ends[i], &action, NULL);
	}
}

static void
choose_colours(struct terminal *terminal, const struct settings *settings)
{
	static const struct {
		guint ours;
		attr_t theirs;
	} attributes[] = { { LOOK_BOLD, A_BOLD },
			   { LOOK_DIM, A_DIM },
			   { LOOK_UNDERLINE, A_UNDERLINE },
			   { LOOK_REVERSE, A_REVERSE } };
	struct look looks[INKS];

	terminal->color = terminal->color && has_colors();
	if (terminal->color) {
		start_color();
		use_default_colors();
	}
	looks_build(looks, settings, terminal->color ? COLORS : 0);
	for (guint i = 0; i < INKS; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(attributes); k++) {
			if (looks[i].attributes & attributes[k].ours)
				terminal->looks[i] |= attributes[k].theirs;
		}
		if (!terminal->color ||
		    (looks[i].colour < 0 && looks[i].behind < 0))
			continue;
		init_pair((short)(i + 1), looks[i].colour, looks[i].behind);
		terminal->pairs[i] = (short)(i + 1);
	}
}

/* Begin and end of a paste, where the terminal tells. */
#define KEY_PASTE (KEY_MAX + 1)
#define KEY_PASTED (KEY_MAX + 2)

static void
tell_terminal(const char *what)
{
	fputs(what, stdout);
	fflush(stdout);
}

static void
take_terminal(struct terminal *terminal)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	curs_set(1);
	tell_terminal("\033[?2004h");
	terminal_taken = 1;
	if (terminal->shown)
		grid_resize(terminal->shown, 0, 0);
}

/* Nothing of the session is left on the alternate screen. */
static void
give_terminal(void)
{
	erase();
	refresh();
	tell_terminal("\033[?2004l");
	endwin();
	terminal_taken = 0;
}

struct terminal *
terminal_open(const struct tui_options *options, GError **error)
{
	struct terminal *terminal;
	SCREEN *screen;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "review needs a terminal ('iptrate show "
				    "SESSION' prints the same to a pipe)");
		return NULL;
	}
	if (g_strcmp0(g_getenv("TERM"), "dumb") == 0) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "review needs a terminal that can place "
				    "its cursor, and TERM=dumb says that this "
				    "one cannot ('iptrate show SESSION' "
				    "prints the same as lines)");
		return NULL;
	}
	tcgetattr(STDIN_FILENO, &terminal_before);
	set_escdelay(25);
	screen = newterm(NULL, stdout, stdin);
	if (!screen) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "the terminal type '%s' is not known (set TERM)",
			    g_getenv("TERM") ? g_getenv("TERM") : "");
		return NULL;
	}
	terminal = g_new0(struct terminal, 1);
	terminal->screen = screen;
	terminal->color = options->color;
	terminal->shown = g_new0(struct grid, 1);
	choose_colours(terminal, options->settings);
	define_key("\033[200~", KEY_PASTE);
	define_key("\033[201~", KEY_PASTED);
	take_terminal(terminal);
	if (options->settings && options->settings->mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED,
			  NULL);
	}
	catch_signals();
	return terminal;
}

void
terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	give_terminal();
	delscreen(terminal->screen);
	grid_free(terminal->shown);
	g_free(terminal);
}

void
terminal_size(struct terminal *terminal, guint *rows, guint *columns)
{
	(void)terminal;
	*rows = (guint)MAX(LINES, 1);
	*columns = (guint)MAX(COLS, 1);
}

/* What the library would lay out otherwise than we did is not shown. */
static wchar_t
drawable(const struct cell *cell)
{
	return wcwidth((wchar_t)cell->ch) == cell->width ? (wchar_t)cell->ch :
							   L'?';
}

static void
put_cell(const struct terminal *terminal, guint row, guint column,
	 const struct cell *cell)
{
	wchar_t text[CELL_MARKS + 2] = { drawable(cell) };
	guint n = 1;
	cchar_t c;

	if (cell->width == 0)
		return;
	for (guint i = 0; i < CELL_MARKS; i++) {
		if (cell->marks[i] && wcwidth((wchar_t)cell->marks[i]) == 0)
			text[n++] = (wchar_t)cell->marks[i];
	}
	setcchar(&c, text, terminal->looks[cell->ink],
		 terminal->pairs[cell->ink], NULL);
	mvadd_wch((int)row, (int)column, &c);
	if (cell->width == 2 && text[0] == L'?')
		mvaddch((int)row, (int)column + 1, ' ');
}

static gboolean
cells_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static void
put_row(struct terminal *terminal, const struct grid *grid, guint row)
{
	const struct cell *new = grid->cells + row * grid->columns;
	struct cell *old = terminal->shown->cells + row * grid->columns;

	if (memcmp(new, old, grid->columns * sizeof(*new)) == 0)
		return;
	for (guint i = 0; i < grid->columns; i++) {
		/* A wide cell and its other half go together. */
		gboolean pair = new[i].width == 2 && i + 1 < grid->columns &&
				!cells_same(new + i + 1, old + i + 1);

		if (!cells_same(new + i, old + i) || pair)
			put_cell(terminal, row, i, new + i);
	}
	memcpy(old, new, grid->columns * sizeof(*new));
}

void
terminal_present(struct terminal *terminal, const struct grid *grid,
		 gboolean afresh)
{
	if (terminal->shown->rows != grid->rows ||
	    terminal->shown->columns != grid->columns) {
		grid_resize(terminal->shown, grid->rows, grid->columns);
		erase();
	}
	if (afresh)
		clearok(curscr, TRUE);
	for (guint row = 0; row < grid->rows; row++)
		put_row(terminal, grid, row);
	move((int)grid->cursor_row, (int)grid->cursor_column);
	refresh();
}

static guint32
named(wint_t key)
{
	static const struct {
		wint_t theirs;
		guint32 ours;
	} names[] = {
		{ KEY_UP, NAMED_UP },	      { KEY_DOWN, NAMED_DOWN },
		{ KEY_LEFT, NAMED_LEFT },     { KEY_RIGHT, NAMED_RIGHT },
		{ KEY_HOME, NAMED_HOME },     { KEY_END, NAMED_END },
		{ KEY_PPAGE, NAMED_PGUP },    { KEY_NPAGE, NAMED_PGDN },
		{ KEY_BTAB, NAMED_BACKTAB },  { KEY_DC, NAMED_DELETE },
		{ KEY_BACKSPACE, 0x7f },      { KEY_ENTER, '\n' },
		{ KEY_RESIZE, NAMED_RESIZE }, { KEY_PASTE, NAMED_PASTE },
		{ KEY_PASTED, NAMED_PASTED },
	};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (names[i].theirs == key)
			return names[i].ours;
	}
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return NAMED_F1 + (guint32)(key - KEY_F(1));
	return NAMED_OTHER;
}

/* Nobody will type any more. */
static gboolean
is_gone(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&in, 1, 0) > 0 &&
	       in.revents & (POLLHUP | POLLERR | POLLNVAL);
}

/* NAMED_MOUSE with the event, or NAMED_NONE when it says nothing to us. */
static guint32
take_mouse_event(struct mouse *mouse)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return NAMED_NONE;
	mouse->row = (guint)MAX(event.y, 0);
	mouse->column = (guint)MAX(event.x, 0);
	if (event.bstate & BUTTON4_PRESSED)
		mouse->kind = MOUSE_WHEEL_UP;
	else if (event.bstate & BUTTON5_PRESSED)
		mouse->kind = MOUSE_WHEEL_DOWN;
	else if (event.bstate & BUTTON1_PRESSED)
		mouse->kind = MOUSE_CLICK;
	else
		return NAMED_NONE;
	return NAMED_MOUSE;
}

guint32
terminal_key(struct terminal *terminal, guint wait_ms, struct mouse *mouse)
{
	wint_t key;
	int kind;

	(void)terminal;
	timeout((int)wait_ms);
	kind = get_wch(&key);
	if (kind == KEY_CODE_YES && key == KEY_MOUSE)
		return take_mouse_event(mouse);
	if (kind == KEY_CODE_YES)
		return named(key);
	if (kind == ERR && is_gone())
		raise(SIGHUP);
	return kind == ERR ? NAMED_NONE : (guint32)key;
}

void
terminal_suspend(struct terminal *terminal)
{
	give_terminal();
	kill(0, SIGTSTP);
	refresh();
	take_terminal(terminal);
}

gboolean
terminal_run(struct terminal *terminal, char **argv, GError **error)
{
	gboolean ok;
	int status = 0;

	give_terminal();
	ok = g_spawn_sync(NULL, argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
			  NULL, NULL, NULL, NULL, &status, error);
	refresh();
	take_terminal(terminal);
	return ok && g_spawn_check_wait_status(status, error);
}
