/*
 * assign: what the commands about assignments share.
 */
#ifndef CLI_ASSIGN_H
#define CLI_ASSIGN_H

#include "cli/run.h"

/* Draws as --sample and what goes with it say, gives and prints what was drawn;
 * the exit code. */
int assign_drawn(struct cli *cli, const struct assigning *assigning,
		 GError **error);

#endif
