/*
 * reading: one file being read, and the complaints about it.
 *
 * A file is read in three steps.  yaml.c makes a tree of it; fields.c fills
 * structs from maps by tables of keys; what needs the whole file (references,
 * precedence) is noted while reading and checked at the end.
 */
#ifndef CODEBOOK_READING_H
#define CODEBOOK_READING_H

#include "codebook/codebook.h"
#include "codebook/tree.h"

/* What a reference of the file may name. */
enum reference_kind {
	REFERS_HIT,
	REFERS_TECHNIQUE,
	REFERS_EPISODE,
	REFERS_POINTS,
};
#define REFERENCE_KINDS 4

struct reference {
	enum reference_kind kind;
	const char *name; /* in the tree */
	struct place place;
};

/* One file being read, and the complaints about it. */
struct yaml_reader {
	const char *file;
	const char *text;
	gsize len;
	GArray *lines;	 /* guint32: where each line begins */
	gsize placed_at; /* the byte last asked for, and its place */
	struct place placed;
	const struct joined *joined; /* where its lines are from, or NULL */
	GPtrArray *diagnostics;
	guint first; /* the first of ours in diagnostics */
	guint errors;
	guint complaints;
	GHashTable *lexicons; /* name -> struct lexicon_entry (lexicon.c) */
	gsize lexicon_bytes;
	gsize pattern_bytes;
	GArray *references; /* struct reference */
};

void reader_init(struct yaml_reader *reader, const char *text, gsize len,
		 const char *file, GPtrArray *diagnostics);
/* Puts our complaints in the order of the file and lets go of the rest. */
void reader_finish(struct yaml_reader *reader);

/* Order of names in a GPtrArray. */
int compare_names(gconstpointer a, gconstpointer b);

void reader_error(struct yaml_reader *reader, struct place place,
		  const char *format, ...) G_GNUC_PRINTF(3, 4);
void reader_warn(struct yaml_reader *reader, struct place place,
		 const char *format, ...) G_GNUC_PRINTF(3, 4);
/* "unknown WHAT 'WORD' (did you mean 'X'?)", with " in WHERE" behind the word
 * unless where is NULL; names is NULL-terminated. */
void reader_unknown(struct yaml_reader *reader, struct place place,
		    const char *what, const char *word, const char *where,
		    const char *const *names);
/* The other kind of file was named: one error in place of many. */
gboolean reader_mistook(struct yaml_reader *reader, const struct node *root,
			const char *wanted, const char *other);
/* "expected EXPECTED, found a map" */
void reader_expected(struct yaml_reader *reader, const struct node *node,
		     const char *expected);
/* Line and column of a byte. */
struct place reader_place(struct yaml_reader *reader, gsize at);
/* FALSE after a complaint: more than so many MiB, or from that byte on not
 * UTF-8. */
gboolean reader_check_bytes(struct yaml_reader *reader, gsize from, guint mib);
/* "line 12", and of which file when that is another than that of `here`.
 * Caller frees. */
char *reader_line_told(const struct yaml_reader *reader, struct place place,
		       struct place here);
/* No further complaint will be shown: no need to work out its place. */
gboolean reader_is_full(const struct yaml_reader *reader);
/* Where the line of a joined text is from. */
const struct origin *joined_origin(const struct joined *joined, guint line);
/* Bytes of a byte order mark at the beginning. */
gsize text_bom(const char *text, gsize len);
/* A copy of a line (from 1) without its end; "" when there is none. */
char *text_line(const char *text, gsize len, guint line);

#endif
