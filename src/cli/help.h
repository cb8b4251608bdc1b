/*
 * help: what is made from the table of commands.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/run.h"

void help_overview(const struct cli *cli, GString *out);
void help_command(const struct cli *cli, const struct command *command,
		  GString *out);
/* Rows of a noun ("session"); FALSE when there are none. */
gboolean help_family(const struct cli *cli, const char *noun, GString *out);
void help_man(GString *out);
/* FALSE when the shell is not known. */
gboolean completion_print(const char *shell, GString *out);
/* Help of an option or summary as a sentence: capital and full stop. */
char *help_sentence(const char *text);
/* "-o, --output FILE"; caller frees. */
char *help_option_name(const struct option *option);

#endif
