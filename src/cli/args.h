/*
 * args: the words of a command line, sorted, and what they mean.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "app/app.h"
#include "cli/command.h"

struct args {
	const struct command *command; /* NULL: none was named */
	GPtrArray *words;	       /* arguments besides options, borrowed */
	GArray *given;		       /* options in the order given */
};

/* Sorts argv into command, arguments and options; options may stand
 * anywhere.  FALSE with an error of kind USAGE. */
gboolean args_parse(struct args *args, int argc, char **argv, GError **error);
void args_clear(struct args *args);
gboolean args_has(const struct args *args, const char *option);
/* The last value given, or NULL. */
const char *args_value(const struct args *args, const char *option);
/* All values, NULL-terminated and borrowed; caller frees the array alone. */
const char **args_values(const struct args *args, const char *option);
/* FALSE with an error when the number of arguments does not fit the row. */
gboolean args_check_count(const struct args *args, GError **error);

/* A session named by its number, case and number or file, as
 * app_session_find(). */
gboolean args_session(struct cli *cli, const char *word, gint64 *session,
		      GError **error);
gboolean args_number(const char *word, const char *what, guint *number,
		     GError **error);
/* "25,27,30-32" -> turns (guint) in the order given; caller frees. */
GArray *args_turns(const char *word, GError **error);
/* Sessions named by the arguments from word `first` on, and by --case; empty:
 * all. */
GArray *args_sessions(struct cli *cli, guint first, GError **error);
/* "unknown verdict 'acept' (did you mean 'accept'?)": what it is, the word,
 * and the nearest known one; `otherwise` in the brackets when near is NULL. */
void fail_unknown(GError **error, enum base_error kind, const char *what,
		  const char *word, const char *near, const char *otherwise);
/* "NAME=VALUE" -> the two halves (caller frees); FALSE with an error. */
gboolean args_pair(const char *word, const char *what, char **name,
		   char **value, GError **error);
/* Role named by --role; FALSE with an error when missing or unknown. */
gboolean args_role(const struct args *args, enum rater_role *role,
		   GError **error);
/* Options that say who speaks, shared by transcript and import. */
GHashTable *speaker_roles(const struct args *args, GError **error);

#endif
