/*
 * codebook: the codebook that a command works on, and checks of files.
 */
#ifndef CLI_CODEBOOK_H
#define CLI_CODEBOOK_H

#include "cli/run.h"

/* The file named, --codebook, or the one that comes with the program.  Caller
 * frees. */
char *codebook_path(const struct cli *cli, GError **error);
/* "file", "ok", "diagnostics" of a check. */
void json_check_head(struct printer *printer, const char *path,
		     const GPtrArray *diagnostics);
/* What a check of a file found; tried: examples run, or NULL. */
void print_check(struct cli *cli, const char *path, const guint *tried,
		 const GPtrArray *diagnostics);

/* In any case of letters; NULL with an error that names the nearest. */
const struct technique *find_technique(const struct codebook *codebook,
				       const char *word, GError **error);

#endif
