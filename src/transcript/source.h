/*
 * source: the file as the readers see it.
 *
 * The one idea: every reader sees the same clean text (valid UTF-8, line
 * feeds only, no NUL); what the bytes were before is settled here.
 */
#ifndef TRANSCRIPT_SOURCE_H
#define TRANSCRIPT_SOURCE_H

#include "transcript/transcript.h"

struct builder;

/* The file as the readers see it. */
struct source {
	const char *name;  /* for messages; may be NULL */
	const char *bytes; /* as given, for containers */
	gsize bytes_len;
	const char *text; /* decoded; may be the bytes themselves */
	char *owned;	  /* text, if it is a copy; then NUL-terminated */
	gsize len;
	const char *encoding;
	GHashTable *roles;  /* people whom the user names; NULL: none */
	const char *wanted; /* text of a project, by name; NULL: the first */
	gboolean ascii;	    /* the text is nothing else */
	gboolean strict;
};

/* Fill error (kind INPUT) with "NAME:LINE: message"; returns FALSE. */
gboolean source_fault(const struct source *source, guint line, GError **error,
		      const char *format, ...) G_GNUC_PRINTF(4, 5);
/* TRUE with an error when the bytes are of a kind that no reader can use. */
gboolean source_refuse(const struct source *source, GError **error);
/* Text that not even the plain reader takes. */
gboolean source_refuse_text(const struct source *source, GError **error);
/* Names a zip container that no reader knows; returns FALSE. */
gboolean source_refuse_container(const struct source *source, GError **error);
/*
 * bytes -> text, encoding; faults mended, counted and located in warnings.
 * FALSE with an error when the encoding is none that is read here.
 */
gboolean source_decode(struct source *source, struct builder *builder,
		       GError **error);
/* Are the bytes UTF-16 or UTF-32 without a mark? */
gboolean source_is_wide(const struct source *source);
/* Typed text with line feeds and labels put right; NULL: it is right. */
char *source_tidy(const struct source *source, gsize *len);
/* Line number (from 1) of an offset in source->text. */
guint source_line(const struct source *source, gsize offset);

#endif
