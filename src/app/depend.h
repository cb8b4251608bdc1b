/*
 * app/depend: how far marks in this casebook would stand with other sessions
 * and raters.  Include app/app.h.
 *
 * What varies is told by all signed ratings that who looks may see; what is
 * named is whose mark is looked at.
 */
#ifndef APP_DEPEND_H
#define APP_DEPEND_H

#include "agreement/agreement.h"
#include "app/panel.h"

struct depend_choice {
	/* Whose marks: sessions, case_code, therapist; without any of them
	 * each therapist's.  Of all: roles, since. */
	struct panel_choice of;
	const struct score_rule *score; /* of the app's rubric; NULL: the one
					 * that it passes sessions by */
	double certain;			/* 0..1 */
};

struct dependence {
	const char *score; /* its name */
	const struct rubric *rubric;
	struct standing standing; /* without a cut unless the rubric passes
				   * sessions by that score */
	guint hidden;		  /* sessions: who looks rates them blind */
	GPtrArray *left_out;	  /* char *: what does not count, and why */
};

/* Errors as app_panel(); that the data say too little is none.  Caller
 * frees. */
struct dependence *
app_depend(struct app *app, const struct depend_choice *choice, GError **error);
void dependence_free(struct dependence *dependence);
typedef struct dependence Dependence;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dependence, dependence_free)

/* The score of the app's rubric with that name, in any case; USAGE. */
const struct score_rule *app_score_rule(struct app *app, const char *name,
					GError **error);

#endif
