/*
 * Backups: a copy of the whole casebook as it was committed last, and the way
 * back.
 *
 * A backup has no write-ahead log of its own, which is how it is told from a
 * casebook in use: only a backup of the same casebook is ever written over.
 */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail_backup(enum base_error kind, const char *path, const char *says,
	    GError **error)
{
	g_autofree char *shown = base_printable(path, -1);

	g_set_error(error, BASE_ERROR, (int)kind, "%s %s", shown, says);
	return FALSE;
}

/* What a database says of itself. */
struct about {
	gint64 application, version;
	char id[ID_CHARS + 1];
};

static void
ask(sqlite3 *db, const char *sql, sqlite3_stmt **row, int *rc)
{
	*row = NULL;
	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(db, sql, -1, row, NULL);
	if (*rc == SQLITE_OK && sqlite3_step(*row) != SQLITE_ROW)
		*rc = sqlite3_errcode(db);
}

static gint64
ask_number(sqlite3 *db, const char *sql, int *rc)
{
	sqlite3_stmt *row;
	gint64 value = 0;

	ask(db, sql, &row, rc);
	if (*rc == SQLITE_OK)
		value = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return value;
}

/* A code of SQLite. */
static int
look_at_copy(sqlite3 *db, struct about *about)
{
	sqlite3_stmt *row;
	int rc = SQLITE_OK, stamped = SQLITE_OK;

	about->application = ask_number(db, "PRAGMA application_id", &rc);
	about->version = ask_number(db, "PRAGMA user_version", &rc);
	/* a casebook of an older version has none */
	ask(db, "SELECT id FROM stamp", &row, &stamped);
	if (stamped == SQLITE_OK)
		g_strlcpy(about->id, store_text(row, 0), sizeof(about->id));
	sqlite3_finalize(row);
	return rc;
}

/* A file to be looked at and copied, left as it is: with its log when it has
 * one, else as what nobody changes, so that none is made. */
static int
open_source(const char *path, sqlite3 **db)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *log = g_strconcat(full, "-wal", NULL);
	g_autofree char *uri = g_filename_to_uri(full, NULL, NULL);
	g_autofree char *name = NULL;
	struct stat status;
	gboolean logs = !stat(log, &status) && status.st_size > 0;
	int rc;

	name = g_strconcat(uri ? uri : full, logs ? "" : "?immutable=1", NULL);
	rc = sqlite3_open_v2(name, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI,
			     NULL);
	if (rc == SQLITE_OK)
		sqlite3_db_config(*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
				  NULL);
	return rc;
}

/* Is it one that keeps a write-ahead log?  (Bytes 18 and 19 of its head.) */
static gboolean
keeps_log(const char *path)
{
	guchar version = 2;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd >= 0 && pread(fd, &version, 1, 18) != 1)
		version = 2;
	if (fd >= 0)
		close(fd);
	return version != 1;
}

static gboolean
same(const char *a, const char *b)
{
	struct stat left, right;

	return !stat(a, &left) && !stat(b, &right) &&
	       left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/* May a backup be written there? */
static gboolean
check_target(struct store *store, const char *path, GError **error)
{
	struct about here = { 0 }, there = { 0 };
	struct stat status;
	sqlite3 *db = NULL;
	int rc;

	if (same(path, store->path) || same(path, store->log_path) ||
	    same(path, store->shared_path))
		return fail_backup(BASE_ERROR_DENIED, path,
				   "is the casebook itself; name another file",
				   error);
	if (lstat(path, &status))
		return TRUE;
	if (!S_ISREG(status.st_mode))
		return fail_backup(
			BASE_ERROR_DENIED, path,
			"is no file that a backup could replace; name "
			"another",
			error);
	if (status.st_size == 0)
		return TRUE;
	if (!store_is_casebook(path))
		return fail_backup(
			BASE_ERROR_DENIED, path,
			"is there and is no backup of a casebook; name "
			"another file",
			error);
	rc = open_source(path, &db);
	rc = rc == SQLITE_OK ? look_at_copy(db, &there) : rc;
	sqlite3_close(db);
	look_at_copy(store->db, &here);
	if (rc != SQLITE_OK || keeps_log(path) ||
	    strcmp(here.id, there.id) != 0)
		return fail_backup(
			BASE_ERROR_DENIED, path,
			"is a casebook in use, or a backup of another one; "
			"name another file",
			error);
	return TRUE;
}

/* Whole and checked, under a name of its own in the folder of path; NULL with
 * an error. */
static char *
copy_beside(sqlite3 *from, const char *path, GError **error)
{
	g_autofree char *made = aside_beside(path, "part", 0);
	g_autofree char *shown = base_printable(path, -1);
	int why = errno, rc = SQLITE_CANTOPEN;

	if (made)
		rc = aside_copy(from, made);
	if (made && rc == SQLITE_OK)
		rc = aside_check(made);
	if (rc == SQLITE_OK)
		return g_steal_pointer(&made);
	g_set_error(error, BASE_ERROR,
		    (rc & 0xff) == SQLITE_CORRUPT || rc == SQLITE_NOTADB ?
			    BASE_ERROR_CORRUPT :
			    BASE_ERROR_IO,
		    "%s: the copy cannot be made (%s); nothing was changed",
		    shown, made ? sqlite3_errstr(rc) : g_strerror(why));
	if (made)
		unlink(made);
	return NULL;
}

gboolean
store_backup(struct store *store, const char *path, GError **error)
{
	g_autofree char *made = NULL;

	if (!watch_look(store, FALSE, error) ||
	    !check_target(store, path, error))
		return FALSE;
	made = copy_beside(store->db, path, error);
	if (!made)
		return FALSE;
	if (!rename(made, path))
		return TRUE;
	unlink(made);
	return fail_backup(BASE_ERROR_IO, path, "cannot be written", error);
}

/* A casebook that can be put in place, as a copy beside it; NULL with an
 * error. */
static char *
copy_in(const struct store *store, const char *from, GError **error)
{
	g_autoptr(GArray) steps = store_migrations();
	const struct migration *last =
		&g_array_index(steps, struct migration, steps->len - 1);
	struct store_options options = { .path = from };
	g_autoptr(Store) source = store_new(&options);
	struct about about = { 0 };
	int rc = open_source(from, &source->db);
	gboolean fits = rc != SQLITE_OK || stamp_fits(source);

	rc = rc == SQLITE_OK && fits ? look_at_copy(source->db, &about) : rc;
	if (!fits)
		fail_backup(
			BASE_ERROR_CORRUPT, from,
			"has a write-ahead log (-wal) beside it that belongs to "
			"another file; move that away",
			error);
	else if (rc != SQLITE_OK || about.application != CASEBOOK_ID ||
		 about.version == 0)
		fail_backup(
			BASE_ERROR_CORRUPT, from,
			"is no casebook, or a damaged one; nothing was changed",
			error);
	else if (about.version > last->version)
		fail_backup(
			BASE_ERROR_VERSION, from,
			"was made by a newer iptrate; update iptrate, nothing was "
			"changed",
			error);
	else
		return copy_beside(source->db, store->path, error);
	return NULL;
}

static gboolean
check_source(const struct store *store, const char *from, GError **error)
{
	struct stat status;

	if (stat(from, &status))
		return fail_backup(BASE_ERROR_NOT_FOUND, from,
				   "is not there; name a backup", error);
	if (!S_ISREG(status.st_mode))
		return fail_backup(BASE_ERROR_INPUT, from,
				   "is no file; name a backup", error);
	if (same(from, store->path))
		return fail_backup(BASE_ERROR_INPUT, from,
				   "is the casebook itself; name a backup",
				   error);
	return store_is_casebook(from) ||
	       fail_backup(BASE_ERROR_CORRUPT, from,
			   "is no casebook; nothing was changed", error);
}

/* Puts what is at the casebook's place aside, with its log, which by then has
 * the name that belongs to it; NULL with an error.  "": nothing was there. */
static char *
clear_place(struct store *store, GError **error)
{
	g_autofree char *kept = NULL;
	g_autofree char *log = NULL;
	struct stat status;

	if (lstat(store->path, &status)) {
		if (!stat(store->log_path, &status) && status.st_size > 0 &&
		    !watch_log_aside(store, error))
			return NULL;
		return g_strdup("");
	}
	kept = aside_beside(store->path, "before-restore", store->now);
	log = kept ? g_strconcat(kept, "-wal", NULL) : NULL;
	if (!kept || rename(store->path, kept) ||
	    (rename(store->log_path, log) && errno != ENOENT)) {
		fail_backup(BASE_ERROR_DENIED, store->path,
			    "cannot be put aside; nothing was restored", error);
		return NULL;
	}
	unlink(store->shared_path);
	return g_steal_pointer(&kept);
}

static char *
restore(struct store *store, const char *from, GError **error)
{
	g_autofree char *made = NULL;
	g_autofree char *kept = NULL;
	pid_t holder;

	made = copy_in(store, from, error);
	if (!made)
		return NULL;
	/* Last, so that nobody has long to begin. */
	holder = watch_holder(store);
	if (holder)
		g_set_error(error, BASE_ERROR, BASE_ERROR_LOCKED,
			    "%s is open in process %ld; leave that first, "
			    "nothing was changed",
			    store->path, (long)holder);
	else
		kept = clear_place(store, error);
	if (kept && !rename(made, store->path))
		return g_steal_pointer(&kept);
	if (kept)
		fail_backup(BASE_ERROR_IO, store->path,
			    "cannot be put in place", error);
	unlink(made);
	return NULL;
}

char *
store_restore(const struct store_options *options, const char *from,
	      GError **error)
{
	g_autofree char *real = realpath(options->path, NULL);
	g_autofree char *folder = NULL;
	struct store_options at = *options;
	struct store *store;
	char *kept = NULL;

	/* a link keeps pointing where it did */
	at.path = real ? real : options->path;
	folder = g_path_get_dirname(at.path);
	store = store_new(&at);
	/* nothing is made for what is no backup */
	if (!check_source(store, from, error))
		kept = NULL;
	else if (g_mkdir_with_parents(folder, 0700))
		fail_backup(BASE_ERROR_DENIED, folder, "cannot be made", error);
	else
		kept = restore(store, from, error);
	store_free(store);
	return kept;
}
