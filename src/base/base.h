/*
 * base: what GLib lacks and every room needs.
 *
 * Errors of the outer world, complaints with a place in a file, byte spans,
 * and text made safe to show.  No files, no clock, no terminal: callers hand
 * those in.
 */
#ifndef BASE_H
#define BASE_H

#include <glib.h>

/*
 * Errors.  Every fallible function returns FALSE or NULL and fills a GError
 * of this domain with one whole sentence: position first where there is one,
 * lower case, no full stop, the mend when known.  The command line maps the
 * kind to an exit code (given in the comment).
 */
#define BASE_ERROR base_error_quark()

enum base_error {
	BASE_ERROR_INPUT,     /* 1: a file or value cannot be used */
	BASE_ERROR_IO,	      /* 1: reading or writing failed */
	BASE_ERROR_NOT_FOUND, /* 1: no such session, turn, item, ... */
	BASE_ERROR_USAGE,     /* 2: the command line is wrong */
	BASE_ERROR_UNMET,     /* 3: a check was run and not met */
	BASE_ERROR_LOCKED,    /* 4: another process holds the casebook */
	BASE_ERROR_DENIED,    /* 4: not permitted */
	BASE_ERROR_CORRUPT,   /* 5: damaged or foreign file */
	BASE_ERROR_VERSION,   /* 5: made by a newer version */
};

GQuark base_error_quark(void);

/* A stretch of bytes in a buffer somebody else owns; end is exclusive. */
struct span {
	guint32 start;
	guint32 end;
};

static inline guint
span_length(struct span span)
{
	return span.end - span.start;
}

/* Rows of bits, 64 in a word. */
#define BIT_WORDS(n) (((n) + 63) / 64)

static inline gboolean
bit_get(const guint64 *bits, guint i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static inline void
bit_set(guint64 *bits, guint i)
{
	bits[i / 64] |= G_GUINT64_CONSTANT(1) << (i % 64);
}

/*
 * Complaints about a file, collected so that all are reported at once.
 * line and column count from 1; 0 means "not known".  column counts
 * characters, not bytes.
 */
enum diagnostic_level {
	DIAGNOSTIC_ERROR,
	DIAGNOSTIC_WARNING,
};

struct diagnostic {
	enum diagnostic_level level;
	char *file;
	guint line;
	guint column;
	char *message;	   /* lower case, no full stop, no position */
	char *source_line; /* the line complained of, or NULL */
};

void diagnostic_free(struct diagnostic *diagnostic);

/* A list that owns its struct diagnostic elements. */
GPtrArray *diagnostics_new(void);

void diagnostics_add(GPtrArray *list, enum diagnostic_level level,
		     const char *file, guint line, guint column,
		     const char *source_line, const char *format, ...)
	G_GNUC_PRINTF(7, 8);

gboolean diagnostics_has_errors(const GPtrArray *list);

/*
 * "FILE:LINE:COLUMN: message" (": warning: " before the message of a
 * warning), then the source line and a caret under the column when known;
 * one after the other, each ended by a newline.  Of a long line only the part
 * around the column is shown; control characters are made visible.  Caller
 * frees.
 */
char *diagnostics_print(const GPtrArray *list);

/* The errors of the list folded into one GError (kind INPUT): the first in
 * full, and "(and N more)".  Returns FALSE if there was any error. */
gboolean diagnostics_check(const GPtrArray *list, GError **error);

/*
 * The candidate nearest to word, capitals aside (restricted edit distance: at
 * most a third of its length, but one is always forgiven and four never), or
 * NULL.  candidates is
 * NULL-terminated; the result is one of its elements.
 */
const char *base_did_you_mean(const char *word, const char *const *candidates);

/* Number of words: maximal runs of letters, digits and inner apostrophes or
 * hyphens, so that "don't" and "two-year-old" are one each and "no--wait" is
 * two.  len -1: to NUL. */
guint base_word_count(const char *text, gssize len);

/*
 * text made safe for a terminal or a message: C0 and C1 controls, DEL, and
 * bidirectional overrides become U+FFFD each, and so does each byte of
 * invalid UTF-8; newline, return and tab become a blank.  One character stays
 * one character.  len -1: to NUL.  Caller frees.
 */
char *base_printable(const char *text, gssize len);

/* Frees *text and puts a copy of with (NULL: nothing) in its place; with may
 * be *text itself. */
void base_replace(char **text, const char *with);

/* Would a terminal obey this character instead of showing it?  Those that
 * base_printable() replaces, and the three that it makes blanks of. */
gboolean base_is_unsafe(gunichar c);

/* Columns of a terminal that a character takes: 0, 1 or 2.  What is unsafe to
 * show takes one, as what stands in its place does.  text is valid UTF-8. */
guint base_char_columns(gunichar c);
guint base_text_columns(const char *text);
/* Fills lines (struct span of text's bytes; at least one) with lines of at
 * most width columns, broken at blanks, inside of words that are longer. */
void base_wrap(const char *text, guint width, GArray *lines);
/* text cut to width columns, with the mark ("…") where it was.  Caller
 * frees. */
char *base_cut(const char *text, guint width, const char *mark);

/* text as one word of a shell's line, on one line: as it is when that is plain,
 * else in quotes.  Caller frees. */
char *base_shell_word(const char *text);

/* text without blanks and invisible marks at its ends.  Caller frees. */
char *base_trim(const char *text);

/*
 * Codes of people and cases.  clean: as it is shown, trimmed and in Unicode's
 * composed form (NFC); "" when nothing is left.  key: the same whatever the
 * case of its letters, to tell whether two are one; never shown.  Caller
 * frees.
 */
char *base_code_clean(const char *text);
char *base_code_key(const char *text);
/* Are they one code?  NULL is the same as NULL only. */
gboolean base_code_same(const char *a, const char *b);

/* Order of lists: runs of digits by their number (C2 before C10), the rest
 * without regard to case.  0 only for equal texts. */
int base_natural_compare(const char *a, const char *b);

/*
 * A table as rows of cells with their places, whatever program saved it.
 *
 *	base_rows_init(&rows, text, wanted);
 *	while (base_rows_next(&rows, &row)) {
 *		... diagnostics_add(..., row.line, column of a cell, row.source
 *		base_row_clear(&row);
 *	}
 *
 * wanted: names of columns that the first row must have.  What stands between
 * cells is told by them then (tabs, semicolons, commas or bars), cells may be
 * quoted and hold line breaks, and lines that begin with # are left out.
 * NULL: tabs alone, and every character is what it is.
 */
struct base_rows {
	const char *at;		   /* what is left; text with line feeds */
	char separator;		   /* 0: not settled yet */
	guint line;		   /* of `at`, from 1 */
	const char *const *wanted; /* ends with NULL; or NULL */
};

/* A row on its way: cells without blanks around them and their quotes. */
struct base_row {
	GPtrArray *cells; /* char *, owned */
	GArray *columns;  /* guint: where each begins, in characters from 1;
			   * 0 on a later line than the row */
	char *source;	  /* the row's first line */
	guint line;	  /* of the row, from 1 */
	guint last_line;  /* where it ends: a quoted cell holds line breaks */
};

/* text and wanted must live as long as the rows. */
void base_rows_init(struct base_rows *rows, const char *text,
		    const char *const *wanted);
/* The next row that holds anything; FALSE at the end.  Clear the row. */
gboolean base_rows_next(struct base_rows *rows, struct base_row *row);
void base_row_clear(struct base_row *row);

/* "1 turn", "3 turns".  Caller frees. */
char *base_count(guint n, const char *one, const char *many);

/* Lower-case hexadecimal SHA-256 of the bytes.  Caller frees. */
char *base_sha256(const void *data, gsize len);

/* "2026-11-22T17:40:00Z" from seconds since 1970.  Caller frees. */
char *base_time_print(gint64 unix_seconds);

/* "1:02:03" or "2:03" from milliseconds; "" when negative.  Caller frees. */
char *base_clock_print(gint64 ms);

#endif
