/*
 * cli: the command line, the program's first door.
 *
 * One run of the program: arguments in, an answer on standard output,
 * complaints on standard error, and an exit code.  It opens the screen when it
 * is asked for.
 */
#ifndef CLI_H
#define CLI_H

#include <glib.h>

/* What the machine says of itself, where the arguments do not say otherwise. */
struct world {
	gint64 now;	   /* seconds since 1970 */
	gboolean still;	   /* it was given, and stays while a screen is open */
	char *clock_fault; /* why now cannot be told, or NULL; an error for
			    * commands that need it alone */
	char *user;	   /* who changes the casebook */
	char *rubrics;	   /* folder of rubric and codebook; NULL: none found */
	char *casebook;	   /* path, there or not */
	char *config;	   /* path of the person's settings, there or not */
	char *keys;	   /* folder of the person's keys, there or not */
	char *data;	   /* folder for what the program keeps */
	gboolean terminal; /* standard output is one */
	gboolean color;	   /* it shows colours, and they are wanted */
	gboolean ascii;	   /* its letters are not UTF-8 */
	guint width;	   /* columns, at least 40 */
	guint height;	   /* lines */
};

/* Returns the exit code; world is borrowed. */
int cli_run(const struct world *world, int argc, char **argv);

#endif
