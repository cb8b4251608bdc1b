/*
 * store, inside: the open casebook and the one way to run a statement.
 */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "store/store.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/types.h>

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

#define ID_CHARS 32
#define STATE_CHARS 16

/* Which state of which casebook: see stamp.c. */
struct stamp {
	char id[ID_CHARS + 1];
	char before[STATE_CHARS + 1];
	char state[STATE_CHARS + 1];
};

/* A file as the system knows it; ino 0: none. */
struct file_id {
	dev_t dev;
	ino_t ino;
};

struct store {
	sqlite3 *db;
	char *path;
	char *lock_path;   /* tells others who holds the casebook */
	char *log_path;	   /* SQLite's write-ahead log */
	char *shared_path; /* its index, which can be made again */
	char *spare;	   /* folder for what cannot be kept beside it */
	char *who;
	char *command;
	gint64 now;
	guint busy_ms;
	gint64 act;	     /* first decision of the transaction, or 0 */
	guint depth;	     /* begun without their store_end() */
	gboolean reading;    /* it is by store_begin_reading() */
	gboolean spoilt;     /* one of them was not ok */
	gboolean forget;     /* text was removed: empty the write-ahead log */
	gboolean resting;    /* nothing was committed since store_rest() */
	gint64 version;	     /* of the file as store_changed() saw it */
	gboolean ours;	     /* opened: what is written is sealed (seal.h) */
	gboolean sealing;    /* seal_start() was done */
	GHashTable *touched; /* what is not sealed yet; NULL: nothing */
	GHashTable *kept;    /* the same when the part began, or NULL */
	gint64 changes;	     /* rows changed before this transaction */
	gint64 undone;	     /* how often something was rolled back */
	gboolean told;	     /* an event was added in it */
	gboolean saved;	     /* one that told of an event was committed */
	guint32 stamp_page;  /* 0: it has no stamp */
	struct stamp seen;   /* the file's, apart from the log */
	struct file_id file, log;
	char *lost;	    /* the file is another one or gone: a sentence */
	gboolean rescued;   /* all of it was copied then */
	GPtrArray *remarks; /* char * */
	sqlite3_stmt *prepared[SQL_COUNT]; /* made when first needed */
};

/* Nothing is opened yet. */
struct store *store_new(const struct store_options *options);

/* A regular file, empty or SQLite's; *made when it was missing, and then it is
 * made unless `existing`. */
gboolean store_settle_file(struct store *store, gboolean existing,
			   gboolean *made, GError **error);

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
/* The same of the first column, as numbers (gint64). */
GArray *store_ids(struct store *store, sqlite3_stmt *query, GError **error);
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

/* The stamp in the file, whatever the log has; FALSE when that page holds
 * none. */
gboolean stamp_of_file(struct store *store, guint32 page, struct stamp *stamp);
/* FALSE when the log was begun on another file than this, or on another
 * state of it.  Within a transaction, so that nobody begins the log anew. */
gboolean stamp_fits(struct store *store);

/* Remembers which files are open. */
void watch_begin(struct store *store);
/* FALSE with an error when file or log are not those any more, or not what
 * they were: then all of it that can be had is copied first.  place: only
 * whether they are still in their place. */
gboolean watch_look(struct store *store, gboolean place, GError **error);
/* Before the connection is closed, and after. */
void watch_close(struct store *store);
void watch_end(struct store *store);
/* Another process that has the file, or what lies at its place, open, or its
 * log; 0: none.  Not while this process has it open. */
pid_t watch_holder(const struct store *store);
/* Puts a log aside that is not the file's.  LOCKED when a process uses it. */
gboolean watch_log_aside(struct store *store, GError **error);

/* Makes FOLDER/NAME.WHAT-DATE (without a date when now is 0), empty, 0600, of a
 * name that was free, be it with a number behind; NULL when that cannot be.
 * Caller frees. */
char *aside_new(const char *folder, const char *name, const char *what,
		gint64 now);
/* Beside a path; NULL as above. */
char *aside_beside(const char *path, const char *what, gint64 now);
/* The same, or in the spare folder. */
char *aside_near(const struct store *store, const char *what);
/* All of a database as it was committed last into an empty file; a code of
 * SQLite. */
int aside_copy(sqlite3 *from, const char *to);
/* The same by the file's name. */
int aside_copy_file(const char *from, const char *to);
/* Sound pages; a code of SQLite. */
int aside_check(const char *path);
/* code_clean(TEXT) and code_key(TEXT) for upgrades: base_code_clean() and
 * base_code_key().  A code of SQLite. */
int store_codes_prepare(sqlite3 *db);
/* Within the upgrade: what its steps have left in temp.upgrade_note goes into
 * the history and to store_remarks(). */
gboolean store_upgrade_tell(struct store *store, GError **error);

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

/* The signed versions of a rating (struct rating), newest first; caller frees. */
GPtrArray *store_signed_load(struct store *store, const struct rating *rating,
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
