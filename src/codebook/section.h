/*
 * section: where a codebook's table of weights is, and reading it.  Behind
 * the weights it may hold points of words, in blocks.
 */
#ifndef CODEBOOK_SECTION_H
#define CODEBOOK_SECTION_H

#include "codebook/codebook.h"

#define WEIGHTS_KEY "weights:"
/* The line before a table that is as its file has it. */
#define WEIGHTS_BELOW WEIGHTS_KEY " below"
#define WEIGHTS_MIB 16 /* at most, of a codebook with its table */

/* Where a codebook's table of weights is. */
struct weights_section {
	const char *text;
	gsize len;
	const char *file;
	const struct joined *joined; /* NULL for a file of its own */
	gsize key;		     /* byte it is said to be at */
	gsize rows;		     /* and from which on its rows stand */
	gboolean indented;	     /* as the text of a key of YAML */
};

/* FALSE when there is none. */
gboolean weights_find(const struct joined *joined,
		      struct weights_section *section);
/* The first row alone; techniques must be there.  Adds the rules of its
 * techniques to the codebook, which gets no weights where the table begins
 * with points of words.  FALSE after complaints. */
gboolean weights_read_head(const struct weights_section *section,
			   struct codebook *codebook, GPtrArray *diagnostics);
/* All the others, once the first was read. */
gboolean weights_read(const struct weights_section *section,
		      struct codebook *codebook, GPtrArray *diagnostics);
void weights_free(struct weights *weights);

/* The byte of the section's text at which its points of words begin; its
 * length when there are none. */
gsize points_begin(const struct weights_section *section);
/* Is its first row, which ends at that byte, one of points of words? */
gboolean points_lead(const struct weights_section *section, gsize head);
/* The rows of the codebook's points of words.  FALSE after complaints. */
gboolean points_read(const struct weights_section *section,
		     struct codebook *codebook, GPtrArray *diagnostics);

#endif
