/*
 * export: what was found, decided and rated -> text, csv, json, xlsx.
 *
 * Takes structs and returns bytes or writes the file it is given.  Client
 * text is never written as a formula.  Owns libxlsxwriter.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "scoring/scoring.h"
#include "tagging/tagging.h"
#include "transcript/transcript.h"

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
void printer_bool(struct printer *printer, const char *key, gboolean value);
void printer_null(struct printer *printer, const char *key);
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
/* Columns a text takes on a terminal. */
guint export_text_width(const char *text);

/* -- session records: all that an export needs of a session -------------- */

struct audit_event {
	gint64 id;
	gint64 at;
	char *who;
	char *verb;
	char *detail;
};

struct measure_value {
	char *name;
	double score;
	const char *band; /* or NULL */
};

struct session_record {
	gint64 session;
	char *case_code;
	char *therapist; /* person code, or NULL */
	char *source_name;
	char *source_sha256;
	char *imported_at; /* ISO 8601 */
	struct session_facts facts;
	gboolean phase_suggested; /* by number, not set by a person */
	const struct transcript *transcript;
	GPtrArray *machine_tags;   /* struct machine_tag */
	GPtrArray *decisions;	   /* struct decision */
	GPtrArray *effective_tags; /* struct effective_tag */
	GPtrArray *suggestions;	   /* struct suggestion */
	GPtrArray *ratings;	   /* struct rating */
	GPtrArray *scores;	   /* struct session_score, as ratings */
	GPtrArray *measures;	   /* struct measure_value */
	struct lacks *lacks;	   /* why it is not told what is missing in it;
				    * NULL: all is known */
	GPtrArray *observations;   /* struct observed; may be empty */
	GPtrArray *noticed;	   /* those and what people have answered;
				    * owns them; NULL: observations does */
	GPtrArray *answered;	   /* struct observed: what tags of the machine
				    * answer, unless they are rejected; or
				    * NULL */
	GPtrArray *events;	   /* struct audit_event */
	struct speech_numbers numbers;
	/* The one that gave the tags; NULL: that of the export.  When it can
	 * no longer be read another stands for it, and the hash tells. */
	const struct codebook *codebook;
	char *codebook_sha256; /* or NULL */
};

/* Why it is not told what is missing in a session, and no extent suggested, as
 * a sentence without its full stop; NULL when it is.  Caller frees. */
char *fact_lacks_print(const struct session_record *record);

/* "not_told_because": why it is not; an empty list when it is. */
void json_lacks_write(struct printer *printer, const struct lacks *lacks);

/* An observation by its names. */
struct observed {
	char *id;
	char *says;
	enum observation_kind kind;
	guint first_turn;
	guint last_turn;
	char *words; /* of the first turn; NULL when it rests on none */
};

struct export_options {
	gboolean with_transcript;
	const char *program;   /* "iptrate 0.1.0" */
	gint64 created;	       /* seconds since 1970, for properties */
	const char *temporary; /* a private folder for temporary files */
	const char *timezone;  /* unused: all times are UTC */
};

struct export_set {
	const struct codebook *codebook; /* of the first session */
	const struct rubric *rubric;
	GPtrArray *sessions; /* struct session_record */
};

/* The bytes of the workbook (caller frees); NULL with an error IO when it
 * cannot be put together in the folder for temporary files.  Same input and
 * `created`, same bytes. */
char *export_xlsx(const struct export_set *set,
		  const struct export_options *options, gsize *len,
		  GError **error);
/* Is the file a workbook, a table or JSON that was exported before? */
gboolean export_is_earlier(const char *path);
/*
 * Bytes to a file: written beside it with mode 0600 and moved into place, so
 * that a fault changes nothing and a link is replaced, not followed; a device
 * or pipe is written to as it is.
 * FALSE with an error that names path: DENIED when we may not write there (a
 * write-protected file is not replaced), else IO.
 */
gboolean export_write_file(const char *path, const char *bytes, gsize len,
			   GError **error);
/* Spreadsheets take a table without it for one of their own code page. */
#define EXPORT_BOM "\xef\xbb\xbf"

/*
 * One row per tag and per live item of each rating ("record" column tells
 * which).  RFC 4180, UTF-8 with a byte order mark.  A text that a spreadsheet
 * would take for a formula, also behind a semicolon, gets an apostrophe
 * before it.
 */
char *export_csv(const struct export_set *set,
		 const struct export_options *options);
char *export_json(const struct export_set *set,
		  const struct export_options *options);

#endif
