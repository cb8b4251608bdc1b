/*
 * run: one run of the program: what it was asked, what is open, and the
 * person's settings.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/args.h"
#include "cli/cli.h"

struct cli {
	const struct world *world;
	struct args args;
	struct app *app;     /* NULL until something needs it */
	const char *rubrics; /* folder, or NULL when none was found */
	const char *casebook;
	const char *config;	   /* the person's own file, there or not */
	struct settings *settings; /* NULL until something needs them */
	GString *out;		   /* standard output, written at the end */
	gboolean json;
	gboolean ascii;
	gboolean color;
	gboolean quiet;
	gboolean terminal; /* standard output is one */
	guint width;	   /* columns */
	guint height;	   /* lines, 0 unknown */
	gboolean paged;	   /* output longer than the screen is paged */
};

/* What config.yaml sets; NULL with an error, its first complaint. */
const struct settings *cli_settings(struct cli *cli, GError **error);
/* The same with all complaints; NULL without an error then. */
struct settings *cli_settings_read(const struct cli *cli,
				   GPtrArray *diagnostics, GError **error);
/* --rater, else $IPTRATE_RATER, else the settings'; NULL with an error when
 * these cannot be read, and without one when nobody is named. */
const char *cli_find_rater(struct cli *cli, GError **error);
/* The same, but somebody must be named. */
const char *cli_rater_said(struct cli *cli, GError **error);
/* As the casebook spells them, who looks from now on. */
const char *cli_rater(struct cli *cli, GError **error);
/* Who looks beside --user, as that is told apart from whose ratings are asked
 * for; NULL: nobody. */
const char *cli_viewer(struct cli *cli);

gboolean cli_flush(struct cli *cli, GError **error);
int exit_code(const GError *error);

/* Once in a session of the shell: that others can read the casebook. */
void cli_tell_readers(const struct cli *cli);

#endif
