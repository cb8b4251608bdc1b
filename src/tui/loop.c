/*
 * loop: draw, wait, take what was typed; and what is done while nobody types.
 */
#include "tui/terminal.h"
#include "tui/mouse.h"

#define IDLE_MS 1000

/* How long to wait for a key: until the screen is to be blanked, or others'
 * work to be looked for. */
static guint
wait_ms(const struct tui *tui)
{
	const struct settings *settings = tui->options.settings;
	gint64 idle = (g_get_monotonic_time() - tui->touched) / 1000;
	double left = settings ? settings->idle_minutes * 60000 - idle : 0;

	if (!settings || settings->idle_minutes <= 0 || tui->blank)
		return IDLE_MS;
	return (guint)CLAMP(left, 1, IDLE_MS);
}

static void
rest(struct tui *tui)
{
	const struct settings *settings = tui->options.settings;
	gint64 idle = (g_get_monotonic_time() - tui->touched) / 1000;

	if (settings && settings->idle_minutes > 0 && !tui->blank &&
	    idle >= settings->idle_minutes * 60000) {
		tui->asleep = TRUE;
		tui_blank(tui);
	}
	if (tui_guard(tui))
		tui_idle(tui);
}

static void
take_input(struct tui *tui, struct terminal *terminal)
{
	struct mouse mouse;
	guint32 key = terminal_key(terminal, wait_ms(tui), &mouse);

	player_watch(tui);
	if (key == NAMED_NONE) {
		rest(tui);
		return;
	}
	if (key == NAMED_MOUSE)
		tui_mouse(tui, &mouse);
	else
		tui_key(tui, key);
	/* what failed may have done so because there is nothing any more */
	if (tui->said_bad && !tui_guard(tui))
		return;
	if (tui->suspend) {
		tui->suspend = FALSE;
		terminal_suspend(terminal);
	}
	if (tui->edit) {
		editor_run(tui, terminal);
		tui_guard(tui);
	}
	tui->touched = g_get_monotonic_time();
}

static void
run_loop(struct tui *tui, struct terminal *terminal)
{
	g_autoptr(Grid) grid = grid_new(1, 1);

	while (!tui->quit) {
		guint rows, columns;

		terminal_size(terminal, &rows, &columns);
		if (rows != grid->rows || columns != grid->columns)
			grid_resize(grid, rows, columns);
		tui_draw(tui, grid);
		terminal_present(terminal, grid, tui->redraw);
		tui->redraw = FALSE;
		take_input(tui, terminal);
	}
}

gboolean
tui_run(const struct tui_options *options, GError **error)
{
	g_autoptr(Tui) tui = tui_new(options, error);
	struct terminal *terminal;

	if (!tui)
		return FALSE;
	terminal = terminal_open(options, error);
	if (!terminal)
		return FALSE;
	tui->touched = g_get_monotonic_time();
	run_loop(tui, terminal);
	player_stop(tui);
	terminal_close(terminal);
	if (!tui->ended)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&tui->ended));
	return FALSE;
}
