/*
 * lexicon: patterns, and the lexicons that are spelled out in them.
 */
#ifndef CODEBOOK_LEXICON_H
#define CODEBOOK_LEXICON_H

#include "codebook/fields.h"

enum lexicon_state { LEXICON_NEW, LEXICON_OPEN, LEXICON_DONE };

/* A lexicon while it is spelled out. */
struct lexicon_entry {
	struct lexicon *lexicon;
	const struct node *node; /* its list of entries */
	gboolean is_part;	 /* entries are pieces of patterns */
	enum lexicon_state state;
};

/* A byte of a text that begins at `place`; its own place is worked out only
 * for a complaint. */
struct spot {
	struct place place;
	const char *text;
	gsize offset;
};

/* Appends text with its (?&name) spelled out.  resolve is called for each
 * lexicon met and may complain; path is handed to it. */
struct expansion;
typedef gboolean resolve_fn(struct expansion *expansion,
			    struct lexicon_entry *entry,
			    const struct spot *spot);
struct expansion {
	struct yaml_reader *reader;
	resolve_fn *resolve; /* NULL: all are resolved */
	GPtrArray *path;     /* names of the lexicons being spelled out */
	gsize max;	     /* bytes one text may become */
};
/* Where a spot is; the text's own place where the file spells the text
 * otherwise (escapes, folded lines). */
struct place spot_place(const struct yaml_reader *reader,
			const struct spot *spot);
gboolean expand(struct expansion *expansion, GString *out, const char *text,
		struct place place);
/* The length of the "(?&name)" at text, or 0; *name to be freed. */
gsize reference_length(const char *text, char **name);
gboolean expand_reference(struct expansion *expansion, GString *out,
			  const char *name, const struct spot *spot);

/* Reads and spells out all lexicons into the codebook, those of the file and
 * the parts of its techniques; must come before any pattern is read. */
void lexicons_read(struct yaml_reader *reader, const struct node *root,
		   struct codebook *codebook);
void lexicon_free(struct lexicon *lexicon);
void pattern_free(struct pattern *pattern);
/* GPtrArray of struct pattern: one or a list */
void field_patterns(struct yaml_reader *reader, const struct key_reading *field,
		    const struct node *value, void *member);
/* struct pattern *: exactly one */
void field_pattern(struct yaml_reader *reader, const struct key_reading *field,
		   const struct node *value, void *member);

#endif
