/*
 * app/assigning.h: what giving sessions to raters is made of.
 */
#ifndef APP_ASSIGNING_H
#define APP_ASSIGNING_H

#include "app/private.h"

/* Fills in uid and name: new ones. */
gboolean assign_name_fill(struct app *app, struct assignment *assignment,
			  GError **error);

/* Their codes as they are kept, each once, "A,B"; NULL with an error when one
 * is nobody's.  Caller frees. */
char *assign_raters_print(struct app *app, const char *const *raters,
			  GError **error);

/* The sessions of an assigning and so many references, by id: what this rater
 * is given.  Fewer are told (app_told()).  Caller frees; NULL with an error. */
GArray *assign_references_add(struct app *app,
			      const struct assigning *assigning,
			      const char *rater, GError **error);

/* Takes off what the rater knows, and tells of it; DENIED when nothing is left
 * of what was asked. */
gboolean assign_blind_settle(struct app *app, struct assignment *assignment,
			     GError **error);

#endif
