/*
 * listing: what is listed, said once, and the printers that run over it.
 *
 * The one idea: a listing is a list of columns, each with its key in JSON,
 * its heading in tables, what kind of value it has and where that comes from.
 * JSON, text tables and CSV are printed by what the columns say and by nothing
 * else, so that a heading and its cell cannot part.  Lists of columns stand
 * with the things they are about, in the rooms of these.
 */
#ifndef LISTING_H
#define LISTING_H

#include "base/base.h"

#include <stddef.h>

/* -- printer: values in order, printed as JSON -------------------------
 *
 *	struct printer *p = printer_new();
 *	printer_begin_map(p, NULL);
 *	printer_string(p, "format", "txt");
 *	printer_begin_list(p, "turns"); ... printer_end(p);
 *	printer_end(p);
 *	char *json = printer_finish(p);		frees p
 *
 * key is NULL inside a list and for the outermost value; keys keep their
 * order.  Strings and keys must be valid UTF-8 or are repaired with U+FFFD; a
 * NULL string prints null, and so does a NAN.  Reals have ten significant
 * digits.  Controls and bidirectional overrides come out escaped, so that the
 * text may go to a terminal.
 */
struct printer;
struct printer *printer_new(void);
void printer_begin_map(struct printer *printer, const char *key);
void printer_begin_list(struct printer *printer, const char *key);
void printer_end(struct printer *printer);
void printer_string(struct printer *printer, const char *key,
		    const char *value);
void printer_string_len(struct printer *printer, const char *key,
			const char *value, gsize len);
void printer_int(struct printer *printer, const char *key, gint64 value);
void printer_real(struct printer *printer, const char *key, double value);
/* The same with so many significant digits. */
void printer_real_digits(struct printer *printer, const char *key, double value,
			 guint digits);
void printer_bool(struct printer *printer, const char *key, gboolean value);
void printer_null(struct printer *printer, const char *key);
/* A list of texts (char *), and one of turns (guint); NULL: empty. */
void printer_texts(struct printer *printer, const char *key,
		   const GPtrArray *texts);
void printer_turns(struct printer *printer, const char *key,
		   const GArray *turns);
/* JSON text with two blanks of indentation and a final newline. */
char *printer_finish(struct printer *printer);

/* -- text tables ----------------------------------------------------------
 * Columns are as wide as their widest cell, numbers right-aligned; wide and
 * combining characters count by their columns.  Cells are made printable.
 * headings may be NULL: no first line then.
 */
struct table;
struct table *table_new(const char *const *headings, guint columns);
void table_align_right(struct table *table, guint column);
/* cells: `columns` strings, NULL = empty. */
void table_row(struct table *table, const char *const *cells);
/* Shortens the widest texts with an ellipsis until lines take so many columns,
 * as far as may be: numbers stay whole. */
void table_fit(struct table *table, guint columns);
char *table_finish(struct table *table); /* frees the table */

/* -- columns -------------------------------------------------------------- */

/* What a value is: in C, in JSON, as a cell of text or CSV. */
enum column_kind {
	COLUMNS_END,   /* behind the last column */
	COLUMN_TEXT,   /* char *; null for NULL; an empty cell */
	COLUMN_BYTES,  /* text of a length, which may hold NUL bytes */
	COLUMN_COUNT,  /* guint */
	COLUMN_KNOWN,  /* guint; 0 is not known: null; an empty cell */
	COLUMN_NUMBER, /* gint64 or guint64 */
	COLUMN_REAL,   /* double; NAN: null; "-" */
	COLUMN_RANGE,  /* two doubles, low and high; "0.50 to 0.75" */
	COLUMN_FLAG,   /* gboolean; "yes" or "no" */
	COLUMN_NAME,   /* an enum, by its print function */
	COLUMN_TIME,   /* gint64 seconds since 1970 as ISO 8601; 0: null */
	COLUMN_CLOCK,  /* gint64 ms, in JSON a number; negative: null */
	COLUMN_TURNS,  /* GArray of guint; NULL is an empty list; "25, 27" */
	COLUMN_TEXTS,  /* GPtrArray of char *; the same */
	COLUMN_WORDS,  /* char **; the same */
	COLUMN_LIST,   /* GPtrArray of things; in JSON alone, by `inner` */
	COLUMN_ARRAY,  /* GArray of things; the same */
	COLUMN_OWN,    /* written in JSON in its own way, by `write` */
	COLUMN_MAP,    /* a thing that lies within this one, by `inner` */
};

/* What a fill says: the member that goes with the kind. */
struct column_value {
	const char *text;    /* TEXT, NAME, BYTES: borrowed */
	char *made;	     /* the same in place of `text`; freed after use */
	gsize len;	     /* of BYTES */
	gint64 number;	     /* COUNT, KNOWN, NUMBER, FLAG, TIME, CLOCK */
	double real, high;   /* REAL; of a RANGE both */
	const GArray *array; /* TURNS, ARRAY */
	const GPtrArray *list; /* TEXTS, LIST */
	char *const *words;
	const void *thing; /* MAP; NULL: null */
	gboolean nothing;  /* null, and an empty cell, whatever the kind */
};

struct column {
	const char *key;     /* in JSON; NULL: not there */
	const char *heading; /* in tables and CSV; NULL: not there */
	enum column_kind kind;
	gsize at; /* where the value lies in the thing, without `fill` */
	const char *(*print)(guint value); /* NAME */
	/* Says the value where it lies nowhere; `about` is what the printer
	 * was called with, what a thing does not know of itself. */
	void (*fill)(struct column_value *value, const void *thing,
		     const void *about);
	void (*write)(struct printer *printer, const char *key,
		      const void *thing, const void *about); /* OWN */
	const struct column *inner; /* of LIST, ARRAY, MAP */
	guint digits;		    /* of a REAL in a cell, behind the point */
	gboolean bare;		    /* of a REAL: no "-" where it is NAN */
	gboolean full;		    /* of a REAL in JSON: 15 digits */
	gboolean optional; /* left out of JSON where it would be null */
	/* Names the thing: in JSON it is the key of the thing's map, and a
	 * list of such things a map of maps.  Has no key of its own. */
	gboolean names;
	gboolean right; /* to the right in a table, as numbers always are */
};

/*
 * Values that lie in a thing, checked against their C type:
 *
 *	{ "turns", "turns", COUNT_AT(struct session_info, turns) },
 *	{ "phase", "phase", NAME_AT(struct session_info, facts.phase,
 *				    phase_print) },
 *	{ "place", NULL, FILLED(COLUMN_TEXT, fill_place) },
 *	{ .kind = COLUMNS_END },
 */
#define MEMBER_OF(type, member) (((type *)NULL)->member)
#define COLUMN_AT(kind_, type, member, same) \
	.kind = (kind_),                     \
	.at = offsetof(type, member) + 0 * sizeof(char[(same) ? 1 : -1])
#define IS_A(type, member, want) \
	_Generic(MEMBER_OF(type, member), want : 1, default : 0)

#define TEXT_AT(type, member)                   \
	COLUMN_AT(COLUMN_TEXT, type, member,    \
		  IS_A(type, member, char *) || \
			  IS_A(type, member, const char *))
#define COUNT_AT(type, member) \
	COLUMN_AT(COLUMN_COUNT, type, member, IS_A(type, member, guint))
#define KNOWN_AT(type, member)                \
	COLUMN_AT(COLUMN_KNOWN, type, member, \
		  IS_A(type, member, guint) || IS_A(type, member, int))
#define NUMBER_AT(type, member)                \
	COLUMN_AT(COLUMN_NUMBER, type, member, \
		  IS_A(type, member, gint64) || IS_A(type, member, guint64))
#define REAL_AT(type, member) \
	COLUMN_AT(COLUMN_REAL, type, member, IS_A(type, member, double))
#define RANGE_AT(type, member)                \
	COLUMN_AT(COLUMN_RANGE, type, member, \
		  sizeof(MEMBER_OF(type, member)) == 2 * sizeof(double))
#define FLAG_AT(type, member) \
	COLUMN_AT(COLUMN_FLAG, type, member, IS_A(type, member, gboolean))
#define TIME_AT(type, member) \
	COLUMN_AT(COLUMN_TIME, type, member, IS_A(type, member, gint64))
#define CLOCK_AT(type, member) \
	COLUMN_AT(COLUMN_CLOCK, type, member, IS_A(type, member, gint64))
#define TURNS_AT(type, member) \
	COLUMN_AT(COLUMN_TURNS, type, member, IS_A(type, member, GArray *))
#define TEXTS_AT(type, member) \
	COLUMN_AT(COLUMN_TEXTS, type, member, IS_A(type, member, GPtrArray *))
#define WORDS_AT(type, member) \
	COLUMN_AT(COLUMN_WORDS, type, member, IS_A(type, member, char **))
#define LIST_AT(type, member, inner_)                                          \
	COLUMN_AT(COLUMN_LIST, type, member, IS_A(type, member, GPtrArray *)), \
		.inner = (inner_)
#define ARRAY_AT(type, member, inner_)                                       \
	COLUMN_AT(COLUMN_ARRAY, type, member, IS_A(type, member, GArray *)), \
		.inner = (inner_)
#define MAP_AT(type, member, inner_) \
	COLUMN_AT(COLUMN_MAP, type, member, 1), .inner = (inner_)
#define NAME_AT(type, member, print_)                                \
	COLUMN_AT(COLUMN_NAME, type, member,                         \
		  sizeof(MEMBER_OF(type, member)) == sizeof(guint)), \
		.print = (print_)
/* A map with some of the same thing's values. */
#define PART_OF(inner_) .kind = COLUMN_MAP, .inner = (inner_)
#define WRITTEN(write_) .kind = COLUMN_OWN, .write = (write_)
#define FILLED(kind_, fill_) .kind = (kind_), .fill = (fill_)

/* Of struct diagnostic, and of those of a file that is named elsewhere. */
extern const struct column diagnostic_columns[];
extern const struct column remark_columns[];

/* A map of one thing; its fields alone, into a map that is open. */
void columns_json(struct printer *printer, const char *key,
		  const struct column *columns, const void *thing,
		  const void *about);
void columns_json_fields(struct printer *printer, const struct column *columns,
			 const void *thing, const void *about);
/* A list of things, or a map where a column names them; things NULL: empty. */
void columns_json_list(struct printer *printer, const char *key,
		       const struct column *columns, const GPtrArray *things,
		       const void *about);
void columns_json_array(struct printer *printer, const char *key,
			const struct column *columns, const GArray *things,
			const void *about);

/* A table of the columns that have a heading, a row a thing. */
struct table *columns_table(const struct column *columns,
			    const GPtrArray *things, const void *about);
/* An empty one, and a row of it. */
struct table *columns_table_new(const struct column *columns);
void columns_table_row(struct table *table, const struct column *columns,
		       const void *thing, const void *about);

/*
 * The headings as a line of CSV, and the cells of a thing.  RFC 4180: commas,
 * quotation marks doubled, CRLF.  A text that a spreadsheet would take for a
 * formula (it begins with = + - @ or their wide forms, be it behind blanks)
 * gets an apostrophe before it; so does what stands behind a semicolon, which
 * ends a cell where the comma is the decimal mark.  One cell is one line:
 * breaks and controls in it become blanks or visible marks.
 */
void columns_csv_head(GString *out, const struct column *columns);
void columns_csv_row(GString *out, const struct column *columns,
		     const void *thing, const void *about);

/* The value of one column, and that as the text of a cell (NULL: empty); clear
 * the value after use.  Caller frees the text. */
void column_value_get(struct column_value *value, const struct column *column,
		      const void *thing, const void *about);
void column_value_clear(struct column_value *value);
char *column_value_print(const struct column *column,
			 const struct column_value *value);
gboolean column_is_number(const struct column *column);

#endif
