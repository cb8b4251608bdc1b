/*
 * output: what a command prints, and what is said on standard error.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/run.h"

void cli_print(struct cli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A paragraph, made safe and wrapped; each line begins with indent. */
void cli_say(struct cli *cli, const char *indent, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* A title of what follows, in bold, behind an empty line. */
void cli_print_title(struct cli *cli, const char *title);
/* Text of files or people, made safe. */
void cli_print_safe(struct cli *cli, const char *text);
/* "iptrate: ..." on standard error, made safe; not with --quiet. */
void cli_note(const struct cli *cli, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
/* The same for what must not be overlooked, and for a failure: always said. */
void cli_warn(const struct cli *cli, const char *message);
void cli_complain(const struct cli *cli, const char *message);
/* An app_progress: one line on standard error when it is a terminal. */
void cli_progress(guint done, guint total, const char *what, void *cli);
/* Appends what table_finish() gives. */
void cli_print_table(struct cli *cli, struct table *table);
void cli_print_json(struct cli *cli, struct printer *printer);
/* Things by their columns: a table, or with --json a list. */
void cli_print_things(struct cli *cli, const struct column *columns,
		      const GPtrArray *things, const void *about);
/* One thing as JSON. */
void cli_print_thing(struct cli *cli, const struct column *columns,
		     const void *thing, const void *about);
/* Complaints of a file: to out, with the place and a caret. */
void cli_print_diagnostics(struct cli *cli, const GPtrArray *diagnostics);

/* Frees a list whose elements the caller owns. */
void free_list(GPtrArray *list, GDestroyNotify each);

/* Lines of a text, each made safe to show. */
void cli_print_lines(struct cli *cli, const char *text);

#endif
