/*
 * begun: commands that are begun for the reader, to be typed or shown.
 */
#ifndef CLI_BEGUN_H
#define CLI_BEGUN_H

#include "cli/run.h"

/* Program and options of this run, NULL-terminated, to put a command behind;
 * caller frees. */
GPtrArray *cli_begin_line(const struct cli *cli);
/* Options of this run that a command typed in the same shell needs as well, or
 * NULL; caller frees. */
char *cli_shell_tail(const struct cli *cli);
/* Who decides by a command that does not say it, or NULL. */
const char *cli_shell_rater(const struct settings *settings);
/* "--to --reason"; caller frees. */
char *cli_options_print(const struct command *command);

#endif
