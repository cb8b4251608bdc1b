/*
 * What is kept while nothing is written must not outlive a write, here or
 * elsewhere, what was taken back, or another who looks.
 */
#include "test_app.h"

/* Has who looks a session of which something is hidden? */
static gboolean
is_blind(struct app *app)
{
	g_autoptr(GError) error = NULL;
	struct session_info *info = app_session_plain(app, 1, &error);
	gboolean blind;

	g_assert_no_error(error);
	blind = info->blind != 0;
	session_info_free(info);
	return blind;
}

static void
assign(struct app *app, const char *rater)
{
	const gint64 session = 1;
	const char *raters[] = { rater, NULL };
	const struct assigning assigning = { .sessions = &session,
					     .n = 1,
					     .raters = raters,
					     .role = RATER_INDEPENDENT,
					     .blind = BLIND_RATINGS };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) given = app_assign(app, &assigning, &error);

	g_assert_no_error(error);
	g_assert_nonnull(given);
}

static struct app *
open_with(struct fixture *f, const char *const *people)
{
	struct app *app = open_app(f);
	g_autoptr(GError) error = NULL;

	import_well(app, f->session);
	for (; *people; people++)
		g_assert_true(app_person_set(app, *people, "role", "assessor",
					     &error));
	return app;
}

static const char *const both[] = { "IR", "JR", NULL };

static void
test_written(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_with(f, both);

	(void)data;
	app_set_viewer(app, "IR");
	g_assert_false(is_blind(app));
	assign(app, "IR");
	g_assert_true(is_blind(app));
}

static void
test_taken_back(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_with(f, both);
	g_autoptr(GError) error = NULL;

	(void)data;
	app_set_viewer(app, "IR");
	g_assert_true(app_begin(app, &error));
	assign(app, "IR");
	g_assert_true(is_blind(app));
	g_assert_false(app_end(app, FALSE, NULL));
	g_assert_false(is_blind(app));
}

static void
test_elsewhere(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_with(f, both);
	g_autoptr(App) other = open_app(f);

	(void)data;
	app_set_viewer(app, "IR");
	g_assert_false(is_blind(app));
	assign(other, "IR");
	g_assert_true(is_blind(app));
}

static void
test_another_looks(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_with(f, both);

	(void)data;
	assign(app, "IR");
	app_set_viewer(app, "JR");
	g_assert_false(is_blind(app));
	app_set_viewer(app, "IR");
	g_assert_true(is_blind(app));
	app_set_viewer(app, "JR");
	g_assert_false(is_blind(app));
}

#define TEST(name, function)                                        \
	g_test_add("/app/kept/" name, struct fixture, NULL, set_up, \
		   test_##function, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("written", written);
	TEST("taken-back", taken_back);
	TEST("elsewhere", elsewhere);
	TEST("another-looks", another_looks);
	return g_test_run();
}
