/*
 * change: what a correction of turns did.
 */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

#include "cli/run.h"

/* Says what a correction did, or with --dry-run would do, and frees it; the
 * exit code, 1 for NULL. */
int tell_change(struct cli *cli, gint64 session, struct turn_change *change);

#endif
