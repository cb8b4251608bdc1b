/*
 * store, inside: the open casebook and the one way to run a statement.
 */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "store/store.h"

#include <sqlite3.h>

/* "IPTR": stands in the file's header, so that file(1) and we know it. */
#define CASEBOOK_ID 1230001234

enum statement {
#define STATEMENT(name, sql) SQL_##name,
#include "store/statements.inc"
#undef STATEMENT
	SQL_COUNT
};

struct statement_row {
	const char *name;
	const char *sql;
};

extern const struct statement_row store_statements[SQL_COUNT];

struct migration {
	int version;
	const char *name;
	const char *sql;
};

struct store {
	sqlite3 *db;
	char *path;
	char *lock_path; /* tells others who holds the casebook */
	char *who;
	char *command;
	gint64 now;
	guint busy_ms;
	gint64 act;	     /* first decision of the transaction, or 0 */
	guint readings;	     /* store_begin_reading() without their end */
	guint depth;	     /* store_begin() without their store_end() */
	gboolean spoilt;     /* one of them was not ok */
	gboolean forget;     /* text was removed: empty the write-ahead log */
	gboolean resting;    /* nothing was committed since store_rest() */
	gint64 version;	     /* of the file as store_changed() saw it */
	gboolean ours;	     /* opened: what is written is sealed (seal.h) */
	gboolean sealing;    /* seal_start() was done */
	GHashTable *touched; /* what is not sealed yet; NULL: nothing */
	GHashTable *kept;    /* the same when the part began, or NULL */
	sqlite3_stmt *prepared[SQL_COUNT]; /* made when first needed */
};

/* What the database says, as a sentence with the mend; always FALSE. */
gboolean store_fail(struct store *store, int rc, GError **error);

/* There is no such session, and which there are; always FALSE. */
gboolean store_fail_session(struct store *store, gint64 session,
			    GError **error);

/* Plain SQL of our own making, for transactions, pragmas and migrations. */
gboolean store_exec(struct store *store, const char *sql, GError **error);
/* One whole number; *value is left alone when there is none. */
gboolean store_pragma(struct store *store, const char *sql, gint64 *value,
		      GError **error);

/*
 * Binds the values by the letters of format and returns the statement ready
 * for store_step(); NULL with an error.  t text (NULL is null), s text and
 * length (gssize), i gint64, o gint64 that is null when 0, d double, b bytes
 * and length (gsize).  Texts and bytes must live until the statement is
 * done.
 */
sqlite3_stmt *store_query(struct store *store, enum statement statement,
			  GError **error, const char *format, ...);
/* 1: a row, 0: no more, -1: an error.  On 0 and -1 the statement is reset. */
int store_step(struct store *store, sqlite3_stmt *statement, GError **error);
/* Binds as store_query() and runs to the end. */
gboolean store_run(struct store *store, enum statement statement,
		   GError **error, const char *format, ...);
/* The first column of the first row; 0 when there is none. */
gboolean store_number(struct store *store, enum statement statement,
		      gint64 *value, GError **error, const char *format, ...);
/* Reads every row of a query into a list that frees its elements; NULL with
 * an error, or when the query is NULL (its error was set already). */
GPtrArray *store_collect(struct store *store, sqlite3_stmt *query,
			 gpointer (*read)(sqlite3_stmt *row),
			 GDestroyNotify free_element, GError **error);
/* Texts of a row; NULL for null, valid UTF-8 even in a file that somebody
 * has tampered with.  Caller frees. */
char *store_column(sqlite3_stmt *statement, int column);
/* The same borrowed until the next step and as it is; "" for null. */
const char *store_text(sqlite3_stmt *statement, int column);

/* VERSION when the file is past the last of these migrations; only reads. */
gboolean store_migrate_check(struct store *store, const GArray *steps,
			     GError **error);
/* Brings the file to the last of these migrations, to it or nowhere; an older
 * casebook is copied to PATH.before-vN first. */
gboolean store_migrate(struct store *store, const GArray *steps,
		       GError **error);
/* The ones that came with the program (struct migration).  Caller frees. */
GArray *store_migrations(void);

/* Tells who holds the casebook; always FALSE. */
gboolean store_fail_locked(const struct store *store, GError **error);

/* What the turns say, and who says it: what a signature holds on to.
 * Caller frees; NULL with an error. */
char *store_turns_hash(struct store *store, gint64 session, GError **error);
/* The same of the tags: turn, technique and strength of each. */
char *store_tags_hash(struct store *store, gint64 session, GError **error);

/* A row of RATING_EACH: a struct rating without items. */
gpointer store_rating_read(sqlite3_stmt *row);
/* Is every signed version what was signed?  Appends a sentence for each that
 * is not. */
gboolean store_signatures_check(struct store *store, GPtrArray *faults,
				GError **error);

/* The versions of the ratings of a session (struct rating) out of what they
 * have now: those that are signed are added, newest first behind the one that
 * is current.  facts as in store_ratings_load(). */
GPtrArray *store_versions_build(struct store *store, gint64 session,
				const struct session_facts *facts,
				GPtrArray *ratings, GError **error);

/* Saves the text of a version unless it is there. */
gboolean store_codebook_need(struct store *store,
			     const struct codebook *codebook, GError **error);

#endif
