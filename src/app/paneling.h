/*
 * app/paneling.h: what puts a panel together, inside; see panel.h.
 */
#ifndef APP_PANELING_H
#define APP_PANELING_H

#include "app/blind.h"
#include "app/panel.h"

/* Why ratings or sessions were left out, and how many. */
struct left_out {
	guint hidden;	  /* sessions */
	guint unsigned_;  /* ratings */
	guint of_role;	  /* ratings */
	guint earlier;	  /* ratings: signed before `since` */
	guint other_text; /* ratings: on another rubric */
	guint not_theirs; /* ratings: in a role that the rater has not */
	guint sealed;	  /* ratings: not revealed yet, whoever looks */
	guint twice;	  /* ratings: of who rated the session in two roles */
	guint since_sign; /* ratings: changed since, and taken as signed */
};

/* Adds a sentence for each (char *). */
void left_out_tell(const struct left_out *out, GPtrArray *sentences);

/* Lists without anything in them, on no rubric.  Caller frees. */
struct panel *panel_new(void);
/* Frees a struct panel_rating. */
void panel_rating_free(gpointer data);

/* Is something of what is measured or told here hidden?  view NULL: no. */
gboolean panel_hides(const struct blind_view *view);
/* The code of a person who is there as far as who looks may know: among the
 * people, or the rater or therapist of a session that they see.  what: "rater"
 * or "therapist".  NOT_FOUND, alike for who is hidden and for who is not
 * there. */
const char *panel_person(struct app *app, const char *what, const char *typed,
			 GError **error);

/* Gives sessions their names, raters and ratings their places, once all are in
 * it. */
void panel_place(struct panel *panel);

#endif
