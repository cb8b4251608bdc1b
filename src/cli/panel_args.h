/*
 * panel_args: which ratings are held against each other, as it is typed.
 */
#ifndef CLI_PANEL_ARGS_H
#define CLI_PANEL_ARGS_H

#include "cli/run.h"

/* --role, as often as given: a mask of 1 << enum rater_role; 0: none. */
gboolean args_roles(const struct args *args, guint *roles, GError **error);
/* --since: the first second of that day, in UTC; 0: none. */
gboolean args_since(const struct args *args, gint64 *since, GError **error);

#endif
