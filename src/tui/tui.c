/*
 * tui: the views on top of each other, what a key goes to, and the loop.
 */
#include "tui/private.h"

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
say(struct tui *tui, gboolean bad, char *text)
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
	say(tui, FALSE, g_strdup_vprintf(format, args));
	va_end(args);
}

void
tui_fail(struct tui *tui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(tui, TRUE, g_strdup_vprintf(format, args));
	va_end(args);
}

void
tui_fault(struct tui *tui, GError *error)
{
	say(tui, TRUE, g_strdup(error ? error->message : "that failed"));
	g_clear_error(&error);
}

void
tui_command(struct tui *tui, const char *format, ...)
{
	va_list args;

	g_free(tui->command);
	va_start(args, format);
	tui->command = g_strdup_vprintf(format, args);
	va_end(args);
}

void
tui_tick(struct tui *tui)
{
	if (tui->options.now == 0)
		app_set_now(tui->options.app,
			    g_get_real_time() / G_USEC_PER_SEC);
}

/* One rates oneself as self, others as their supervisor, unless told. */
static void
choose_role(struct tui *tui)
{
	const char *therapist = tui->desk->record->therapist;

	if (tui->options.role_given)
		tui->role = tui->options.role;
	else if (tui->rater && g_strcmp0(tui->rater, therapist) == 0)
		tui->role = RATER_SELF;
	else
		tui->role = RATER_SUPERVISOR;
}

static void
take_rater(struct tui *tui, const char *text)
{
	g_autofree char *code = g_strstrip(g_strdup(text));

	if (!*code)
		return;
	g_free(tui->rater);
	tui->rater = g_steal_pointer(&code);
	choose_role(tui);
	tui_say(tui, "you are %s; press the key again", tui->rater);
}

gboolean
tui_need_rater(struct tui *tui)
{
	if (tui->rater)
		return TRUE;
	prompt_open(tui, "who decides? your code: ", "", take_rater);
	return FALSE;
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
	choose_role(tui);
	tui_push(tui, &view_session);
	return TRUE;
}

struct tui *
tui_new(const struct tui_options *options, GError **error)
{
	g_autoptr(Tui) tui = g_new0(struct tui, 1);

	tui->options = *options;
	tui->rater = g_strdup(options->rater);
	tui->typed = g_string_new(NULL);
	tui->history = g_ptr_array_new_with_free_func(g_free);
	if (!app_stay(options->app, error))
		return NULL;
	if (options->session == 0) {
		tui->sessions = app_sessions(options->app, error);
		if (!tui->sessions)
			return NULL;
		tui_push(tui, &view_list);
		return g_steal_pointer(&tui);
	}
	tui->desk = desk_open(tui, options->session, error);
	if (!tui->desk)
		return NULL;
	choose_role(tui);
	tui_push(tui, &view_session);
	return g_steal_pointer(&tui);
}

void
tui_free(struct tui *tui)
{
	if (!tui)
		return;
	desk_free(tui->desk);
	g_clear_pointer(&tui->sessions, g_ptr_array_unref);
	g_clear_pointer(&tui->picker.choices, g_ptr_array_unref);
	g_clear_pointer(&tui->pager.paper, g_ptr_array_unref);
	g_ptr_array_unref(tui->history);
	g_string_free(tui->typed, TRUE);
	if (tui->prompt.text)
		g_string_free(tui->prompt.text, TRUE);
	if (tui->picker.typed)
		g_string_free(tui->picker.typed, TRUE);
	g_free(tui->prompt.label);
	g_free(tui->picker.title);
	g_free(tui->pager.title);
	g_free(tui->search);
	g_free(tui->rater);
	g_free(tui->said);
	g_free(tui->command);
	g_free(tui->last_technique);
	g_free(tui->last_to);
	g_free(tui->last_reason);
	g_free(tui);
}

/* Digits before a key say how often, or where to. */
static gboolean
take_count(struct tui *tui, guint32 key)
{
	if (!(tui_view(tui)->where & IN_LINES) || tui->typed->len > 0 ||
	    key < '0' || key > '9' || (key == '0' && tui->count == 0))
		return FALSE;
	tui->count = MIN(tui->count * 10 + (key - '0'), 9999999);
	tui_say(tui, "%u", tui->count);
	return TRUE;
}

/* m and ' are followed by a letter of their own. */
static gboolean
take_mark(struct tui *tui, guint32 key)
{
	struct desk *desk = tui->desk;
	gboolean set = strcmp(tui->typed->str, "m") == 0;

	if (tui_view(tui) != &view_session ||
	    (!set && strcmp(tui->typed->str, "'") != 0))
		return FALSE;
	g_string_truncate(tui->typed, 0);
	if (key < 'a' || key > 'z')
		tui_fail(tui, "a mark is a letter from a to z");
	else if (set)
		desk->marks[key - 'a'] = desk->at + 1;
	else if (!desk->marks[key - 'a'])
		tui_fail(tui, "there is no mark %c", (char)key);
	else
		desk_go(desk, desk->marks[key - 'a'] - 1, 0);
	if (set && key >= 'a' && key <= 'z')
		tui_say(tui, "turn %u is marked %c", desk->at + 1, (char)key);
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
	action = action_find(tui_view(tui)->where, tui->typed->str, &begins);
	if (!action && begins) {
		tui_say(tui, "%s ...", tui->typed->str);
		return;
	}
	tui->count = 0;
	if (action && (action->run == act_mark || action->run == act_to_mark)) {
		action->run(tui, count);
		return;
	}
	if (!action)
		tui_fail(tui, "%s does nothing here; ? shows what does",
			 tui->typed->str);
	g_string_truncate(tui->typed, 0);
	if (!action)
		return;
	g_clear_pointer(&tui->said, g_free);
	g_clear_pointer(&tui->command, g_free);
	tui->said_bad = FALSE;
	action->run(tui, count);
}

void
tui_key(struct tui *tui, guint32 key)
{
	const struct view *view = tui_view(tui);

	if (key == NAMED_RESIZE)
		return;
	if (tui->small) {
		tui->quit = key == 'q' || key == 0x03;
		return;
	}
	if (tui->blank) {
		tui->blank = FALSE;
		tui->redraw = TRUE;
		return;
	}
	if (tui->typed->len == 0 && view->key && view->key(tui, key))
		return;
	if (tui->typed->len > 0 && take_mark(tui, key))
		return;
	if (!take_count(tui, key))
		take_key(tui, key);
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
	if (tui->blank)
		return;
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

#define IDLE_MS 1000

static void
run_loop(struct tui *tui, struct terminal *terminal)
{
	g_autoptr(Grid) grid = grid_new(1, 1);

	while (!tui->quit) {
		guint rows, columns;
		guint32 key;

		terminal_size(terminal, &rows, &columns);
		if (rows != grid->rows || columns != grid->columns)
			grid_resize(grid, rows, columns);
		tui_draw(tui, grid);
		terminal_present(terminal, grid, tui->redraw);
		tui->redraw = FALSE;
		key = terminal_key(terminal, IDLE_MS);
		if (key == NAMED_NONE)
			tui_idle(tui);
		else
			tui_key(tui, key);
		if (tui->suspend) {
			tui->suspend = FALSE;
			terminal_suspend(terminal);
		}
		if (tui->edit)
			editor_run(tui, terminal);
	}
}

gboolean
tui_run(const struct tui_options *options, GError **error)
{
	g_autoptr(Tui) tui = tui_new(options, error);
	struct terminal *terminal;

	if (!tui)
		return FALSE;
	terminal = terminal_open(options->color, error);
	if (!terminal)
		return FALSE;
	run_loop(tui, terminal);
	terminal_close(terminal);
	return TRUE;
}
