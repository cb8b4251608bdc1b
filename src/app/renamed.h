/*
 * app/renamed.h: the part of the door that is about techniques under another
 * name.
 *
 * A decision keeps the name it was stored under.  Where the codebook has a
 * technique that `was` of that name it is read under the new one.
 */
#ifndef APP_RENAMED_H
#define APP_RENAMED_H

#include "codebook/codebook.h"

struct app;

/* A name that decisions are stored under and that the codebook lacks. */
struct old_name {
	char *name;
	char *now;	 /* what it is read as; NULL: nothing */
	guint decisions; /* that name it and are not taken back */
};

/* Those of sessions (n 0 = all), struct old_name by name; empty when there
 * are none.  The codebook need not be the app's.  Caller frees. */
GPtrArray *app_old_names(struct app *app, const struct codebook *codebook,
			 const gint64 *sessions, guint n, GError **error);

#endif
