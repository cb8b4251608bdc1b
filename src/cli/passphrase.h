/*
 * passphrase: asked for on the terminal, without showing it, or read from a
 * file descriptor that a script named.
 */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "cli/run.h"

#define OPTION_PASSPHRASE_FD                                                  \
	{                                                                     \
		"passphrase-fd", 0, "N", FALSE,                               \
			"read the passphrase from this file descriptor", NULL \
	}

#define OPTION_DECLARED                                           \
	{                                                         \
		"declared", 0, NULL, FALSE,                       \
			"without a key, where there is one", NULL \
	}

/* The passphrase that opens a key; caller frees.  DENIED where nobody can be
 * asked and --passphrase-fd is not given; otherwise: what else can be done then,
 * ", or ...", or "". */
struct secret_text *cli_passphrase(const struct cli *cli, const char *question,
				   const char *otherwise, GError **error);
/* A new one: asked for twice on the terminal; INPUT when it is too short or
 * the two differ.  With --no-passphrase none, *none is set and NULL is
 * returned without an error. */
struct secret_text *cli_passphrase_new(const struct cli *cli, gboolean *none,
				       GError **error);
/* Opens a key, asking for its passphrase only when it has one; three tries on
 * a terminal.  Caller frees. */
struct secret_key *cli_key_open(const struct cli *cli,
				const struct known_key *known,
				const char *otherwise, GError **error);

#endif
