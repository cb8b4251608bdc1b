/*
 * command: the table of commands.
 *
 * The one idea: a command is a row.  Its row says how it is called, what it
 * takes and what it needs; dispatch, help, man page and completion are made
 * from the rows, so that a command is described in one place only.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/base.h"

struct option {
	const char *name;  /* "case", without the hyphens */
	char letter;	   /* 'o', or 0 */
	const char *value; /* what its value is called; NULL: a switch */
	gboolean many;	   /* may be given more than once */
	const char *help;  /* one line */
	const char *words; /* blank-separated values to complete, or NULL */
};

#define OPTIONS_END                              \
	{                                        \
		NULL, 0, NULL, FALSE, NULL, NULL \
	}

enum needs {
	NEEDS_NOTHING = 0,
	NEEDS_CASEBOOK = 1,
	NEEDS_CODEBOOK = 2,
	NEEDS_RUBRIC = 4,
	/* The file must be known; it is read apart from the codebook, which
	 * may lack techniques of it. */
	NEEDS_RUBRIC_APART = 8,
	BEGINS_CASEBOOK = 16, /* makes one where there is none */
};

struct cli;

struct command {
	const char *path;     /* "session list" */
	const char *synopsis; /* what follows the path, or "" */
	const char *summary;  /* one line, no full stop */
	const char *about;    /* paragraphs, or NULL */
	const char *group;    /* heading it stands under in the overview */
	const struct option *options;
	guint needs;	   /* mask of enum needs: opened before run */
	guint least, most; /* arguments besides options */
	const char *words; /* values of arguments to complete, or NULL */
	/* Appends to cli->out.  Returns the exit code; when error is set the
	 * caller prints it and the code comes from its kind. */
	int (*run)(struct cli *cli, GError **error);
	const char *const *examples; /* "iptrate import a.txt", ... NULL */
};

extern const struct option cli_globals[];
extern const struct command *const cli_commands[]; /* ends with NULL */

#define COMMAND(name) extern const struct command cmd_##name;
#include "cli/commands.inc"
#undef COMMAND

/* The row at path, or NULL. */
const struct command *command_find(const char *path);
/* The row that these words begin with; *used tells how many.  NULL with an
 * error of kind USAGE. */
const struct command *command_get(const GPtrArray *words, guint *used,
				  GError **error);

const char *program_version(void);

#endif
