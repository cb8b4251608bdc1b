/*
 * Which ratings are held against each other, and what was left out.
 */
#include "test_app_rated.h"

#include <math.h>

static struct panel *
panel_of(struct app *app, const struct panel_choice *choice)
{
	static const struct panel_choice all;
	g_autoptr(GError) error = NULL;
	struct panel *panel = app_panel(app, choice ? choice : &all, &error);

	g_assert_no_error(error);
	return panel;
}

/* "1 AK, 1 RL, 2 RL": sessions with who rated them. */
static void
holds(const struct panel *panel, const char *expected)
{
	g_autoptr(GString) found = g_string_new(NULL);

	for (guint i = 0; i < panel->ratings->len; i++) {
		const struct panel_rating *rating = panel->ratings->pdata[i];
		const struct panel_session *session =
			panel->sessions->pdata[rating->session];
		const struct panel_rater *rater =
			panel->raters->pdata[rating->rater];

		g_string_append_printf(found, "%s%" G_GINT64_FORMAT " %s",
				       i ? ", " : "", session->session,
				       rater->name);
	}
	g_assert_cmpstr(found->str, ==, expected);
}

static void
leaves_out(const struct panel *panel, const char *expected)
{
	g_autofree char *all = NULL;

	g_ptr_array_add(panel->left_out, NULL);
	all = g_strjoinv("; ", (char **)panel->left_out->pdata);
	g_ptr_array_set_size(panel->left_out, (gint)panel->left_out->len - 1);
	g_assert_cmpstr(all, ==, expected);
}

static void
test_roles(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) usual = NULL;
	g_autoptr(Panel) self = NULL;
	const char *between[] = { "ak", "JS", NULL };
	struct panel_choice choice = { .roles = 1u << RATER_SELF };

	(void)data;
	sign(app, 1, "TK", RATER_SELF, "A1=5/5");
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=3/2");
	sign(app, 1, "AK", RATER_INDEPENDENT, "A1=4/4");
	sign(app, 2, "JS", RATER_PEER, "A1=2/2");
	usual = panel_of(app, NULL);
	holds(usual, "1 AK, 1 RL, 2 JS");
	g_assert_cmpuint(usual->twice, ==, 1);
	leaves_out(usual, "1 rating is left out: it is in another role (see "
			  "--role)");
	self = panel_of(app, &choice);
	holds(self, "1 TK");
	choice = (struct panel_choice){ .raters = between };
	panel_free(g_steal_pointer(&self));
	self = panel_of(app, &choice);
	holds(self, "1 AK, 2 JS");
	leaves_out(self, "");
}

static void
test_unsigned(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) panel = NULL;
	g_autoptr(Ratings) table = NULL;

	(void)data;
	rate(app, 1, "AK", RATER_PEER, "A1=2/1");
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=3/2 A2=4/4");
	rate(app, 1, "RL", RATER_SUPERVISOR, "A1=5/5");
	panel = panel_of(app, NULL);
	holds(panel, "1 RL");
	leaves_out(panel, "1 rating is left out: it is not signed; 1 rating "
			  "was changed since it was signed, and counts as "
			  "signed");
	table = panel_table(panel, PANEL_EXTENT, "A1");
	g_assert_cmpuint(table->units->len, ==, 2);
	g_assert_cmpfloat(*ratings_cell(table, 0, 0), ==, 3);
	g_assert_true(isnan(*ratings_cell(table, 1, 0)));
}

/* Signed anew, the newest counts; by a day, what was signed before it does
 * not. */
static void
test_days(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) panel = NULL;
	g_autoptr(Ratings) table = NULL;
	struct panel_choice choice = { .since = 1795000050 };

	(void)data;
	sign(app, 1, "AK", RATER_PEER, "A1=2/1");
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=3/2");
	app_set_now(app, 1795000100);
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=5/4");
	panel = panel_of(app, &choice);
	holds(panel, "1 RL");
	leaves_out(panel, "1 rating is left out: it was signed before the day");
	table = panel_table(panel, PANEL_EXTENT, "A1");
	g_assert_cmpfloat(*ratings_cell(table, 0, 0), ==, 5);
	/* what was changed is not told of what is not in it */
	rate(app, 1, "AK", RATER_PEER, "A1=2/2");
	panel_free(g_steal_pointer(&panel));
	panel = panel_of(app, &choice);
	leaves_out(panel, "1 rating is left out: it was signed before the day");
}

static void
test_rubrics(struct fixture *f, gconstpointer data)
{
	struct app *first = open_two(f);
	g_autoptr(App) app = NULL;
	g_autoptr(Panel) panel = NULL;
	g_auto(GStrv) parts = g_strsplit(TEST_RUBRIC, "1.0.0", -1);
	g_autofree char *later = g_strjoinv("1.1.0", parts);

	(void)data;
	sign(first, 1, "AK", RATER_PEER, "A1=2/1");
	app_free(first);
	g_free(put(f, "rubric.yaml", later));
	app = open_app(f);
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=3/2");
	panel = panel_of(app, NULL);
	holds(panel, "1 RL");
	leaves_out(panel, "1 rating is left out: it is on another rubric, or "
			  "another version of it");
}

static void
seal(struct app *app, gint64 session, const char *rater, enum rater_role role)
{
	g_autoptr(GError) error = NULL;
	struct sealed_rating *sealed;

	rate(app, session, rater, role, "A1=2/2");
	sealed = app_seal(app, session, rater, role, NULL, "a trial", NULL,
			  &error);
	g_assert_no_error(error);
	sealed_rating_free(sealed);
}

/* Not for its rater either, and not when it is due. */
static void
test_sealed(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) panel = NULL;

	(void)data;
	seal(app, 1, "RL", RATER_SUPERVISOR);
	sign(app, 1, "AK", RATER_INDEPENDENT, "A1=4/4");
	for (guint i = 0; i < 3; i++) {
		panel_free(g_steal_pointer(&panel));
		panel = panel_of(app, NULL);
		holds(panel, "1 AK");
		leaves_out(panel, i < 2 ? "1 rating is left out: it is sealed" :
					  "1 rating is left out: it is sealed; "
					  "1 rating is left out: it is in "
					  "another role (see --role)");
		if (i == 0)
			app_set_viewer(app, "RL");
		else if (i == 1)
			sign(app, 1, "TK", RATER_SELF, "A1=4/4");
	}
}

static void
assign_blind(struct app *app, gint64 session, const char *rater, guint blind)
{
	g_autoptr(GError) error = NULL;
	const char *raters[] = { rater, NULL };
	const struct assigning assigning = {
		.sessions = &session,
		.n = 1,
		.raters = raters,
		.role = RATER_INDEPENDENT,
		.blind = blind,
	};
	g_autoptr(GPtrArray) made = NULL;

	g_assert_true(app_person_set(app, rater, "role", "assessor", &error));
	made = app_assign(app, &assigning, &error);
	g_assert_no_error(error);
}

/* Who is blind sees nothing of the session, nor whose it is, however they ask;
 * and sees it once they have signed. */
static void
test_blind(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) panel = NULL;
	g_autoptr(GError) error = NULL;
	const char *there[] = { "AK", NULL }, *none[] = { "ZZ", NULL };
	const char *seen[] = { "RL", NULL };
	const struct panel_choice in_sight[] = {
		{ .therapist = "TL" },
		{ .raters = seen },
	};
	const struct panel_choice hidden[] = {
		{ .therapist = "TK" },
		{ .raters = there },
		{ .case_code = "C01" },
	};
	const struct panel_choice nobody[] = {
		{ .therapist = "TZ" },
		{ .raters = none },
		{ .case_code = "C99" },
	};

	(void)data;
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=3/2");
	sign(app, 1, "AK", RATER_PEER, "A1=3/2");
	sign(app, 2, "RL", RATER_SUPERVISOR, "A1=4/4");
	assign_blind(app, 1, "IR", BLIND_PEOPLE | BLIND_RATINGS);
	app_set_viewer(app, "IR");
	panel = panel_of(app, NULL);
	g_assert_cmpuint(panel->sessions->len, ==, 1);
	holds(panel, "2 RL");
	leaves_out(panel, "1 session is left out: it is rated blind by who "
			  "looks");
	g_assert_cmpuint(panel->hidden, ==, 1);
	for (guint i = 0; i < G_N_ELEMENTS(hidden); i++) {
		g_assert_null(app_panel(app, &hidden[i], &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
		g_clear_error(&error);
		g_assert_null(app_panel(app, &nobody[i], &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
		g_clear_error(&error);
	}
	/* who stands in the table can be named, whatever else they rated */
	for (guint i = 0; i < G_N_ELEMENTS(in_sight); i++) {
		panel_free(panel);
		panel = panel_of(app, &in_sight[i]);
		holds(panel, "2 RL");
	}
	sign(app, 1, "IR", RATER_INDEPENDENT, "A1=3/3");
	panel_free(g_steal_pointer(&panel));
	panel = panel_of(app, &hidden[0]);
	holds(panel, "1 AK, 1 IR, 1 RL");
	leaves_out(panel, "");
	g_assert_cmpuint(panel->hidden, ==, 0);
}

/* A mean that rests on too little is none, and neither is a decision. */
static void
test_tables(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(Panel) panel = NULL;
	g_autoptr(Ratings) quality = NULL;
	g_autoptr(Ratings) pass = NULL;

	(void)data;
	sign(app, 1, "AK", RATER_PEER, "A1=4/4 A2=3/4");
	sign(app, 1, "RL", RATER_SUPERVISOR, "A1=2/2 A2=2/1");
	sign(app, 2, "RL", RATER_SUPERVISOR, "A1=2/2");
	panel = panel_of(app, NULL);
	quality = panel_table(panel, PANEL_QUALITY_MEAN, NULL);
	pass = panel_table(panel, PANEL_PASS, NULL);
	g_assert_cmpstr(quality->units->pdata[0], ==, "C01/2");
	g_assert_cmpstr(quality->raters->pdata[1], ==, "RL");
	g_assert_cmpfloat(*ratings_cell(quality, 0, 0), ==, 4);
	g_assert_cmpfloat(*ratings_cell(quality, 0, 1), ==, 1.5);
	g_assert_cmpfloat(*ratings_cell(pass, 0, 0), ==, 1);
	g_assert_cmpfloat(*ratings_cell(pass, 0, 1), ==, 0);
	g_assert_true(isnan(*ratings_cell(pass, 1, 1)));
	g_assert_true(isnan(*ratings_cell(pass, 1, 0)));
}

#define TEST(name)                                                    \
	g_test_add("/app/panel/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(roles);
	TEST(unsigned);
	TEST(days);
	TEST(rubrics);
	TEST(sealed);
	TEST(blind);
	TEST(tables);
	return g_test_run();
}
