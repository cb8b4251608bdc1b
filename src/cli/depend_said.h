/*
 * depend_said: how far marks would stand, in words.
 */
#ifndef CLI_DEPEND_SAID_H
#define CLI_DEPEND_SAID_H

#include "cli/run.h"

void print_dependence(struct cli *cli, const struct dependence *dependence);
/* Its part on marks, in a file of its own. */
void print_standing_marks(struct cli *cli, const struct standing *s);

#endif
