/*
 * tui: the views on top of each other, and what a key goes to.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/deciding.h"
#include "tui/looks.h"

#include <string.h>

const struct view *
tui_view(const struct tui *tui)
{
	return tui->views[tui->depth - 1];
}

void
tui_push(struct tui *tui, const struct view *view)
{
	g_assert(tui->depth < MOST_VIEWS);
	tui->views[tui->depth++] = view;
}

void
tui_pop(struct tui *tui)
{
	if (tui->depth > 1)
		tui->depth--;
	else
		tui->quit = TRUE;
}

static void
show_status(struct tui *tui, gboolean bad, char *text)
{
	g_free(tui->said);
	g_clear_pointer(&tui->command, g_free);
	tui->said = text;
	tui->said_bad = bad;
}

void
tui_say(struct tui *tui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	show_status(tui, FALSE, g_strdup_vprintf(format, args));
	va_end(args);
}

void
tui_fail(struct tui *tui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	show_status(tui, TRUE, g_strdup_vprintf(format, args));
	va_end(args);
}

void
tui_fault(struct tui *tui, GError *error)
{
	show_status(tui, TRUE,
		    g_strdup(error ? error->message : "that failed"));
	g_clear_error(&error);
}

/* Said as it must be in a shell. */
static void
command(struct tui *tui, char *line, gboolean as_rater)
{
	const char *shell = tui->options.shell_rater;
	const char *tail = tui->options.shell_tail;
	gboolean named = as_rater && tui->rater && g_strcmp0(shell, tui->rater);
	g_autofree char *rater = named ? base_shell_word(tui->rater) : NULL;

	g_free(tui->command);
	tui->command =
		g_strconcat(line, named ? " --rater " : "", named ? rater : "",
			    tail ? " " : "", tail ? tail : "", NULL);
	g_free(line);
}

void
tui_command(struct tui *tui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	command(tui, g_strdup_vprintf(format, args), FALSE);
	va_end(args);
}

void
tui_command_as(struct tui *tui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	command(tui, g_strdup_vprintf(format, args), TRUE);
	va_end(args);
	g_ptr_array_add(tui->done, g_strdup(tui->command));
}

void
tui_tick(struct tui *tui)
{
	if (tui->options.now == 0)
		app_set_now(tui->options.app,
			    g_get_real_time() / G_USEC_PER_SEC);
}

gboolean
tui_open_session(struct tui *tui, gint64 session)
{
	GError *error = NULL;
	struct desk *desk = desk_open(tui, session, &error);

	if (!desk) {
		tui_fault(tui, error);
		return FALSE;
	}
	desk_free(tui->desk);
	tui->desk = desk;
	rater_choose_role(tui);
	tui_push(tui, &view_session);
	return TRUE;
}

static gboolean
read_settings(struct tui *tui, const struct settings *settings, GError **error)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();

	tui->keymap = keymap_new(settings, diagnostics);
	if (settings)
		looks_check(settings, diagnostics);
	return diagnostics_check(diagnostics, error);
}

static gboolean
begin_at(struct desk *desk, guint turn, GError **error)
{
	if (turn > desk->turns->len) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "session %" G_GINT64_FORMAT " has %u turns, and "
			    "no turn %u",
			    desk->session, desk->turns->len, turn);
		return FALSE;
	}
	if (turn > 0)
		desk_go(desk, turn - 1, 0);
	return TRUE;
}

struct tui *
tui_new(const struct tui_options *options, GError **error)
{
	g_autoptr(Tui) tui = g_new0(struct tui, 1);

	if (!read_settings(tui, options->settings, error))
		return NULL;
	tui->options = *options;
	tui->rater = g_strdup(options->rater);
	tui->typed = g_string_new(NULL);
	tui->history = g_ptr_array_new_with_free_func(g_free);
	tui->done = g_ptr_array_new_with_free_func(g_free);
	if (!app_stay(options->app, error))
		return NULL;
	if (tui->rater && !rater_spell(tui, error))
		return NULL;
	if (options->session == 0) {
		tui->sessions = app_sessions(options->app, error);
		if (!tui->sessions)
			return NULL;
		tui_push(tui, &view_list);
		return g_steal_pointer(&tui);
	}
	tui->desk = desk_open(tui, options->session, error);
	if (!tui->desk || !begin_at(tui->desk, options->turn, error))
		return NULL;
	rater_choose_role(tui);
	tui_push(tui, &view_session);
	return g_steal_pointer(&tui);
}

void
tui_free(struct tui *tui)
{
	if (!tui)
		return;
	desk_free(tui->desk);
	keymap_free(tui->keymap);
	g_clear_pointer(&tui->sessions, g_ptr_array_unref);
	g_clear_pointer(&tui->picker.choices, g_ptr_array_unref);
	g_clear_pointer(&tui->pager.paper, g_ptr_array_unref);
	g_clear_pointer(&tui->history, g_ptr_array_unref);
	g_clear_pointer(&tui->done, g_ptr_array_unref);
	g_clear_error(&tui->ended);
	if (tui->typed)
		g_string_free(tui->typed, TRUE);
	if (tui->prompt.text)
		g_string_free(tui->prompt.text, TRUE);
	if (tui->picker.typed)
		g_string_free(tui->picker.typed, TRUE);
	g_free(tui->prompt.label);
	g_free(tui->prompt.hint);
	g_free(tui->picker.title);
	g_free(tui->pager.title);
	g_free(tui->search);
	g_free(tui->rater);
	g_free(tui->said);
	g_free(tui->command);
	g_free(tui->last_technique);
	g_free(tui->last_to);
	g_free(tui->last_reason);
	g_free(tui->unfinished);
	g_free(tui->meaning);
	secret_clear(tui);
	g_free(tui);
}

/* Digits before a key say how often, or where to. */
static gboolean
take_count_key(struct tui *tui, guint32 key)
{
	if (!(tui_view(tui)->where & IN_LINES) || tui->typed->len > 0 ||
	    key < '0' || key > '9' || (key == '0' && tui->count == 0))
		return FALSE;
	tui->count = MIN(tui->count * 10 + (key - '0'), 9999999);
	tui_say(tui, "%u", tui->count);
	return TRUE;
}

static void
take_key(struct tui *tui, guint32 key)
{
	g_autofree char *name = key_print(key);
	const struct action *action;
	gboolean begins;
	guint count = tui->count;

	g_string_append(tui->typed, name);
	action = keymap_find(tui->keymap, tui_view(tui)->where, tui->typed->str,
			     &begins);
	if (!action && begins) {
		tui_say(tui, "%s ...", tui->typed->str);
		return;
	}
	tui->count = 0;
	tui->escaped = strcmp(tui->typed->str, "Esc") == 0;
	if (!action) {
		g_autofree char *help = keymap_first(tui->keymap, act_help);

		tui_fail(tui, "%s does nothing here; %s shows what does",
			 tui->typed->str, help);
	}
	g_string_truncate(tui->typed, 0);
	if (!action)
		return;
	g_clear_pointer(&tui->said, g_free);
	g_clear_pointer(&tui->command, g_free);
	tui->said_bad = tui->found = FALSE;
	tui->running = action;
	tui->running_count = count;
	action->run(tui, count);
	tui->running = NULL;
}

/* What of a paste may be typed in where text is asked for; 0: nothing.
 * Elsewhere its letters would be keys that decide and rate, and in a picker
 * its digits would choose. */
static guint32
pasted(struct tui *tui, guint32 key)
{
	const struct view *view = tui_view(tui);

	if (tui->blank || tui->small)
		return 0;
	/* A line's end is no part of a passphrase. */
	if (view == &view_secret)
		return key < 0x20 || key == 0x7f || key >= KEY_FIRST_NAMED ?
			       0 :
			       key;
	if (view != &view_prompt) {
		tui_fail(tui, "text can be pasted where text is asked for");
		return 0;
	}
	if (key == '\r' || key == '\n' || key == '\t')
		return ' ';
	return key < 0x20 || key == 0x7f || key >= KEY_FIRST_NAMED ? 0 : key;
}

void
tui_key(struct tui *tui, guint32 key)
{
	const struct view *view = tui_view(tui);

	if (key == NAMED_RESIZE)
		return;
	if (key == NAMED_PASTE || key == NAMED_PASTED) {
		tui->pasting = key == NAMED_PASTE;
		return;
	}
	if (tui->pasting)
		key = pasted(tui, key);
	if (!key)
		return;
	if (tui->small) {
		tui->quit = key == 'q' || key == 0x03;
		return;
	}
	if (tui->blank) {
		tui_wake(tui);
		return;
	}
	tui->key = key;
	if (tui->typed->len == 0 && !tui->letter && view->key &&
	    view->key(tui, key))
		return;
	if (tui->letter) {
		void (*letter)(struct tui *, guint32) = tui->letter;

		tui->letter = NULL;
		letter(tui, key);
		return;
	}
	if (!take_count_key(tui, key))
		take_key(tui, key);
}

void
tui_blank(struct tui *tui)
{
	tui->blank = TRUE;
	secret_forget(tui);
	player_stop(tui);
}

void
tui_wake(struct tui *tui)
{
	tui->blank = tui->asleep = FALSE;
	tui->redraw = TRUE;
}

static void
draw_asleep(struct grid *grid)
{
	static const char text[] = "Any key brings the session back.";
	guint width = sizeof(text) - 1;
	guint column = grid->columns > width ? (grid->columns - width) / 2 : 0;
	struct area row = grid_area(grid, grid->rows / 2, 0, 1, grid->columns);

	area_put(&row, 0, column, INK_PLAIN, text);
	area_cursor(&row, 0, column);
}

static void
draw_small(struct grid *grid)
{
	struct area all = grid_area(grid, 0, 0, grid->rows, grid->columns);

	area_put(&all, 0, 0, INK_BOLD, "This window is too small.");
	area_put(&all, 1, 0, INK_PLAIN, "iptrate review needs 60 by 16;");
	area_put(&all, 2, 0, INK_PLAIN, "make it larger, or q leaves.");
	area_cursor(&all, 0, 0);
}

void
tui_draw(struct tui *tui, struct grid *grid)
{
	guint lowest = tui->depth - 1;

	grid_clear(grid);
	tui->columns = grid->columns;
	if (tui->blank) {
		if (tui->asleep)
			draw_asleep(grid);
		return;
	}
	tui->small = grid->rows < LEAST_ROWS || grid->columns < LEAST_COLUMNS;
	if (tui->small) {
		draw_small(grid);
		return;
	}
	while (lowest > 0 && tui->views[lowest]->over)
		lowest--;
	for (guint i = lowest; i < tui->depth; i++)
		tui->views[i]->draw(tui, grid);
}
