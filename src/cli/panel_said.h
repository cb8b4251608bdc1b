/*
 * panel_said: how far raters agree in a casebook, in words.
 */
#ifndef CLI_PANEL_SAID_H
#define CLI_PANEL_SAID_H

#include "app/app.h"
#include "cli/run.h"

/* Coverage first, then items, scores, pass decision, tags, and on what raters
 * part, the worst first: `most` of each kind. */
void print_panel_agreement(struct cli *cli,
			   const struct panel_agreement *agreement, guint most);

/* Its parts, in files of their own. */
void print_panel_coverage(struct cli *cli,
			  const struct panel_agreement *agreement);
void print_panel_tags(struct cli *cli, const struct panel_agreement *agreement);
void print_panel_disputes(struct cli *cli,
			  const struct panel_agreement *agreement, guint most);
/* "12 of 20 (60 %)", "-" of none.  Caller frees. */
char *share_print(guint64 part, guint64 whole);
/* A line in bold, and what it says. */
void print_part(struct cli *cli, const char *title, const char *says);

#endif
