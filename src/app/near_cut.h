/*
 * app/near_cut.h: how near to the cut is borderline, where the rubric has it
 * measured.
 */
#ifndef APP_NEAR_CUT_H
#define APP_NEAR_CUT_H

#include "app/private.h"

/*
 * The band of a rubric: what it says, or where it is to be measured, from the
 * signed ratings that who looks may see of sessions rated twice: its errors of
 * a mark, what another rater of the same session would part from it by (raters
 * and the rest, by REML).  Fixed while there are too few of them, or they do
 * not tell it, or the rubric is not the app's.
 */
struct near_band app_near_band(struct app *app, const struct rubric *rubric);
/* session_score_build_near() with that. */
struct session_score *app_score_build(struct app *app,
				      const struct rubric *rubric,
				      const struct session_facts *facts,
				      const struct rating *rating);

#endif
