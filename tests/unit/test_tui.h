/*
 * For the tests of tui: a screen drawn into cells on a casebook of its own.
 */
#ifndef TEST_TUI_H
#define TEST_TUI_H

#include "tui/private.h"

#include "test_app.h"

struct room {
	struct fixture f;
	struct app *app;
	struct tui *tui;
	struct grid *grid;
	gint64 session;
};

static inline void
screen_open(struct room *room, const char *rater)
{
	struct tui_options options = { .app = room->app,
				       .session = room->session,
				       .rater = rater,
				       .ascii = TRUE,
				       .now = 1795000000 };
	g_autoptr(GError) error = NULL;

	room->tui = tui_new(&options, &error);
	g_assert_no_error(error);
}

static inline void
room_set_up(struct room *room, gconstpointer data)
{
	set_up(&room->f, data);
	room->app = open_app(&room->f);
	room->session = import_well(room->app, room->f.session);
	room->grid = grid_new(24, 80);
	screen_open(room, "RL");
}

static inline void
room_tear_down(struct room *room, gconstpointer data)
{
	tui_free(room->tui);
	grid_free(room->grid);
	app_free(room->app);
	tear_down(&room->f, data);
}

static inline void
press(struct room *room, const char *keys)
{
	for (; *keys; keys = g_utf8_next_char(keys))
		tui_key(room->tui, g_utf8_get_char(keys));
}

static inline char *
look(struct room *room)
{
	tui_draw(room->tui, room->grid);
	return grid_print(room->grid);
}

static inline void
sees(struct room *room, const char *what)
{
	g_autofree char *text = look(room);

	if (!strstr(text, what))
		g_test_message("%s\nlacks: %s", text, what);
	g_assert_nonnull(strstr(text, what));
}

static inline void
sees_not(struct room *room, const char *what)
{
	g_autofree char *text = look(room);

	if (strstr(text, what))
		g_test_message("%s\nhas: %s", text, what);
	g_assert_null(strstr(text, what));
}

/* Verdicts in the casebook, "accept OPEN@1 ...". */
static inline char *
verdicts(struct room *room)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record =
		app_record(room->app, room->session, &error);
	GString *out = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *d = record->decisions->pdata[i];

		g_string_append_printf(out, "%s %s@%u ",
				       verdict_print(d->verdict), d->technique,
				       d->turn);
	}
	return g_string_free(out, FALSE);
}

static inline void
holds(struct room *room, const char *expected)
{
	g_autofree char *found = verdicts(room);

	g_assert_cmpstr(found, ==, expected);
}

#define ADD(path, test)                                                \
	g_test_add("/tui/" path, struct room, NULL, room_set_up, test, \
		   room_tear_down)

#endif
