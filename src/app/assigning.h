/*
 * app/assigning.h: what giving sessions to raters is made of.
 */
#ifndef APP_ASSIGNING_H
#define APP_ASSIGNING_H

#include "app/private.h"

/* Fills in uid and name: new ones. */
gboolean assign_name_fill(struct app *app, struct assignment *assignment,
			  GError **error);

#endif
