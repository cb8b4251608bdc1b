/*
 * For tests of what several raters gave: two sessions, rated and signed.
 */
#ifndef TEST_APP_RATED_H
#define TEST_APP_RATED_H

#include "test_app.h"

/* Session 1 of TK, in case C01, and 2 of TL, in case C02. */
static inline struct app *
open_two(struct fixture *f)
{
	g_autofree char *second = put(f, "s02.txt",
				      "# case: C02\n# number: 3\n"
				      "T: Tell me.\nP: It was bad.\n"
				      "T: What did you say to him?\nP: No.\n");
	struct app *app = open_app(f);
	g_autoptr(GError) error = NULL;

	import_well(app, f->session);
	import_well(app, second);
	g_assert_true(app_session_set(app, 1, "therapist", "TK", &error));
	g_assert_true(app_session_set(app, 2, "therapist", "TL", &error));
	return app;
}

/* "A1=3/2 A2=4/4@1" */
static inline void
rate(struct app *app, gint64 session, const char *rater, enum rater_role role,
     const char *values)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) words = g_strsplit(values, " ", -1);
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	for (guint i = 0; words[i]; i++)
		g_ptr_array_add(items, item_rating_parse(words[i], &error));
	g_assert_no_error(error);
	app_rate(app, session, rater, role, items, &error);
	g_assert_no_error(error);
}

static inline void
sign(struct app *app, gint64 session, const char *rater, enum rater_role role,
     const char *values)
{
	g_autoptr(GError) error = NULL;

	rate(app, session, rater, role, values);
	g_assert_true(app_sign(app, session, rater, role, NULL, "a trial", NULL,
			       &error));
	g_assert_no_error(error);
}

#endif
