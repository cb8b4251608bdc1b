/*
 * codebook/join.h: the part of the door that is about codebooks in several
 * files.
 *
 * A codebook may name files beside it: a technique each, lexicons, and the
 * table of weights.  They are put together to one text, the form in which a
 * casebook keeps what tagged it.  Places (struct place) are those of this
 * text; a table leads from its lines back to the files.
 */
#ifndef CODEBOOK_JOIN_H
#define CODEBOOK_JOIN_H

#include "base/base.h"

/* Where something stands in the text of a codebook: line and column, both
 * from 1. */
struct place {
	guint line;
	guint column;
};

/* The whole file of that path beside the codebook, which holds neither ".."
 * nor a beginning "/", with a NUL behind its end; NULL with an error that names
 * it.  Caller frees. */
typedef char *(*codebook_fetch)(const char *path, gsize *len, void *data,
				GError **error);

/* Lines that were taken from one file. */
struct origin {
	guint line; /* the first, in the joined text */
	const char *file;
	guint from;   /* its line in the file */
	guint indent; /* blanks put before each */
};

/* A text put together. */
struct joined {
	char *text; /* NUL behind its end */
	gsize len;
	gsize rules; /* bytes before the weights, as codebook_rules_length() */
	char *table; /* the weights, when a file holds them; or NULL */
	gsize table_len;
	const char *table_file; /* its name for messages */
	GPtrArray *files;	/* char *: names for messages */
	GArray *origins; /* struct origin, by line; the first at line 1 */
};

/*
 * Puts together what a codebook and the files that it names hold.  Takes text,
 * which has a NUL behind its end; file is its name for messages, and the names
 * of the others are made from it.  fetch may be NULL: then there are no other
 * files, and who names one is complained of when the text is read.  Complains
 * of files that cannot be had; what is there is returned nevertheless.  Caller
 * frees.
 */
struct joined *codebook_join(char *text, gsize len, const char *file,
			     codebook_fetch fetch, void *data,
			     GPtrArray *diagnostics);
void joined_free(struct joined *joined);

/* The place in its file, and which one that is; borrowed. */
struct place joined_place(const struct joined *joined, struct place place,
			  const char **file);
/* The text of one line of its file, without its end; "" when there is none.
 * Caller frees. */
char *joined_line(const struct joined *joined, guint line);

#endif
